#pragma once

#include "rules/cfg/Cfg.h"

#include <unordered_map>
#include <vector>

/// Which definitions of one storage slot (a variable, or a memory cell of fixed address) reach a place.
namespace overlap::rules {

enum class DefKind : std::uint8_t {
  Undefined, ///< before any definition, or a new lifetime
  Entry,     ///< the value on entry of the body
  Event,     ///< defined by event `id`
  Phi,       ///< several definitions meet at the start of block `id`
};

struct Def {
  DefKind kind = DefKind::Undefined;
  Id id = 0;                ///< EventId or BlockId
  std::vector<Id> operands; ///< Phi: DefIds, one per predecessor of the block, in Cfg's order
};

/// Static single assignment for one slot, on demand.
/// M. Braun et al.: "Simple and Efficient Construction of Static Single Assignment Form", 2013.
class Ssa {
public:
  enum class Role : std::uint8_t { Defines, EndsLifetime };

  /// `roles` holds the events that define the slot or begin a new, undefined lifetime. `entry`: what the slot
  /// holds at first.
  Ssa(const Cfg &cfg, std::unordered_map<Id, Role> roles, DefKind entry);

  Id before(Id event);  ///< DefId that reaches the event
  Id atStart(Id block); ///< DefId at the start of the block
  Id atEnd(Id block);   ///< DefId at its end
  const Def &def(Id id) const { return defs_[id]; }
  /// Operand of a phi that arrives over the edge from predecessor number `pred`.
  Id operand(Id phi, std::size_t pred) const { return resolve(defs_[phi].operands[pred]); }
  /// The phi at `block`'s start, or 0 if a single definition arrives or none was asked for.
  Id phiAt(Id block) const;

private:
  Id resolve(Id id) const; ///< through phis that turned out to be trivial
  Id scan(Id block, std::size_t end);
  Id simplify(Id phi);

  const Cfg &cfg_;
  std::unordered_map<Id, Role> roles_;
  std::vector<Def> defs_;
  mutable std::vector<Id> replacedBy_;
  std::unordered_map<Id, Id> start_, eventDef_;
  std::unordered_map<Id, std::vector<Id>> usersOf_; ///< phis that have the def as an operand
  DefKind entry_;
};

} // namespace overlap::rules
