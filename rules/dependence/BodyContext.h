#pragma once

#include "rules/cfg/Cfg.h"
#include "rules/cfg/Ssa.h"
#include "rules/effects/Effects.h"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

/// What all questions about one body share: its graph, the accesses of its events, and the definitions of its
/// variables.
namespace overlap::rules {

class BodyContext {
public:
  BodyContext(const EffectAnalysis &effects, Id body);

  const EffectAnalysis &effects() const { return effects_; }
  const Program &program() const { return effects_.program(); }
  const facts::Body &body() const { return body_; }
  Id bodyId() const { return id_; }
  /// The graph without what follows calls that never return.
  const Cfg &cfg() const { return cfg_; }
  /// True if a call in `block` never returns.
  bool isEnd(Id block) const { return std::binary_search(ends_.begin(), ends_.end(), block); }

  const std::vector<Access> &accesses(Id event);
  const CallEffects &call(Id event);

  /// True if all reads and writes of variable `var` are known: its address is in nobody's hands.
  bool isTracked(Id var);
  /// Definitions of a tracked variable.
  Ssa &slot(Id var);
  /// Events that may read a tracked variable, or keep its value where they might have written it, in order of
  /// their ids.
  const std::vector<Id> &readsOf(Id var);
  /// Events that may write it.
  const std::vector<Id> &writesOf(Id var);
  /// The tracked variable that `event` reads or writes as a whole and directly, or 0.
  Id directVar(Id event);

  const facts::Type &type(Id id) const { return program().tables.types[id]; }
  const std::string &varName(Id var) const { return program().str(body_.vars[var].name); }
  Location where(Id event) const { return location(program(), id_, body_.events[event].loc); }

private:
  struct VarInfo {
    bool tracked = false;
    std::vector<Id> reads, writes;
    std::unique_ptr<Ssa> ssa;
  };
  void buildVars();
  bool mayKeep(Id event, const Access &write);
  void addPointedTo();

  const EffectAnalysis &effects_;
  Id id_;
  const facts::Body &body_;
  std::vector<Id> ends_; ///< sorted
  Cfg cfg_;
  std::unordered_map<Id, std::vector<Access>> accesses_;
  std::unordered_map<Id, CallEffects> calls_;
  std::vector<VarInfo> vars_;
};

} // namespace overlap::rules
