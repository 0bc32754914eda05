#pragma once

#include "rules/cfg/ControlDependence.h"
#include "rules/effects/Effects.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace overlap::rules {

/// Tables over one body that the region rules share: built once a body, so that no rule walks it again.
class BodyInfo {
public:
  BodyInfo(const EffectAnalysis &effects, Id function, Id body);

  const EffectAnalysis &effects() const { return effects_; }
  const Program &program() const { return effects_.program(); }
  const facts::Body &body() const { return body_; }
  Id id() const { return id_; }
  Id function() const { return function_; }
  const Cfg &cfg() const { return cfg_; }
  const ControlDependence &control() const { return control_; }

  /// Block of an event; 0 for events in no block (code that is never reached).
  Id blockOf(Id event) const { return cfg_.blockOf(event); }
  /// Events are ordered by block in reverse post-order, then by position in it.
  std::uint32_t orderOf(Id event) const { return order_[event]; }

  /// True if `stmt` is `ancestor` or stands inside of it.
  bool isWithin(Id stmt, Id ancestor) const { return stmt >= ancestor && stmt < subtreeEnd_[ancestor]; }
  Id subtreeEnd(Id stmt) const { return subtreeEnd_[stmt]; }
  /// Innermost loop whose statement contains `stmt`, 0 if none.
  Id loopOf(Id stmt) const { return loopOf_[stmt]; }

  /// All reachable events in order of execution.
  const std::vector<Id> &orderedEvents() const { return ordered_; }
  /// Reachable events whose statement lies within `stmt`, in order of execution.
  std::vector<Id> eventsWithin(Id stmt) const;

  /// Events whose results event `event` uses, directly: operands of its value, subscripts of its path, its
  /// arguments.
  const std::vector<Id> &operands(Id event) const { return operands_[event]; }
  /// Events whose results value `value` uses.
  std::vector<Id> producers(Id value) const;

  /// Effects of Call event `event`; computed once.
  const CallEffects &callEffects(Id event) const;
  /// EffectAnalysis::accesses, and the records that a call takes by value; computed once.
  const std::vector<Access> &accesses(Id event) const;

  Location locationOf(Id event) const { return location(program(), id_, body_.events[event].loc); }
  Location stmtLocation(Id stmt) const { return location(program(), id_, body_.stmts[stmt].loc); }
  /// Name of what Call event `event` calls, as a report shows it: "read", "Db::query"; "(*callback)" through
  /// pointers.
  std::string calleeName(Id event) const;

private:
  void addRecordArguments(Id event, std::vector<Access> &accesses) const;
  void collect(Id value, std::vector<Id> &into) const;
  void collectPath(Id path, std::vector<Id> &into) const;

  const EffectAnalysis &effects_;
  Id function_, id_;
  const facts::Body &body_;
  Cfg cfg_;
  ControlDependence control_;
  std::vector<Id> subtreeEnd_, loopOf_;
  std::vector<std::uint32_t> order_;
  std::vector<std::vector<Id>> operands_;
  std::vector<Id> ordered_;
  std::vector<Id> byStmt_;                   ///< reachable events by statement, then in order
  mutable std::vector<std::uint32_t> stamp_; ///< by value: the last walk that visited it
  mutable std::uint32_t walk_ = 0;
  mutable std::unordered_map<Id, CallEffects> calls_;
  mutable std::unordered_map<Id, std::vector<Access>> accesses_;
};

} // namespace overlap::rules
