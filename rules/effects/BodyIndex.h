#pragma once

#include "rules/cfg/Cfg.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

/// Tables over one body that the effect analyses share; built once, in linear time.
namespace overlap::rules {

class BodyIndex {
public:
  explicit BodyIndex(const facts::Body &body);

  const Cfg &cfg() const { return graph; }

  /// Events that store into `var` or a part of it by its name: Write, Atomic, and Calls whose result or
  /// receiver it is.
  const std::vector<Id> &definitions(Id var) const { return definitionsOf[var]; }

  /// Where the address of a variable (or of a part of it) is used: as arguments of calls, and whether in any
  /// other way.
  struct AddressUses {
    std::vector<std::pair<Id, unsigned>> arguments; ///< (Call event, index into its args)
    bool elsewhere = false;
  };
  const AddressUses &addressUses(Id var) const { return usesOf[var]; }

  /// The slot of a variable in summaries (see Summary.h): 0 for `this` and captures, k for parameter k, -1
  /// for others.
  int slot(Id var) const { return slots[var]; }
  /// The field of the closure that a captured variable is, or -1.
  int captureField(Id var) const { return captureFields[var]; }

  /// True if event `earlier` has been executed whenever `later` is reached.
  bool dominates(Id earlier, Id later) const { return graph.eventDominates(earlier, later); }

  /// Some value that is the integer constant `imm`, or 0.
  Id constant(std::int64_t imm) const;

  /// Some value `a + imm`, or 0.
  Id sum(Id a, std::int64_t imm) const;

  /// How often `loop` runs its body each time it is entered, if that is a constant.
  std::optional<std::int64_t> trips(Id loop) const;

private:
  const facts::Body &body;
  Cfg graph;
  void findAddressUses();

  std::vector<int> slots, captureFields;
  std::vector<AddressUses> usesOf;
  std::vector<std::vector<Id>> definitionsOf;
  std::unordered_map<std::int64_t, Id> constants;
  std::map<std::pair<Id, std::int64_t>, Id> sums;
};

/// True if `value`, with operands in `body`, is an integer constant.
bool isConstant(const facts::Body &body, const facts::Value &value, std::int64_t &imm);

/// True if `value` is an integer constant.
bool isConstant(const facts::Body &body, Id value, std::int64_t &imm);

/// True if `value` is the null pointer.
bool isNull(const facts::Body &body, Id value);

} // namespace overlap::rules
