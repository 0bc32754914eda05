#pragma once

#include "rules/effects/ProcessEnds.h"

/// From the events of bodies to summaries of functions.
namespace overlap::rules {

class Summariser {
public:
  Summariser(const Engine &engine, const CallModel &calls, const ProcessEnds &processEnds)
      : engine(engine), calls(calls), processEnds(processEnds) {}

  /// What the function's bodies may do, given the summaries of its callees as they are now.
  Summary summarise(Id function) const;

  /// What one event accesses, in terms of its body.
  std::vector<Access> accesses(Id body, Id event) const;

private:
  bool isFixed(const facts::Body &body, Id value) const;
  bool isOnceInit(const facts::Body &body, const facts::Event &event) const;
  void eraseOnceInit(const facts::Body &body, const facts::Event &event, std::vector<Access> &accesses) const;
  bool mayReturn(Id body, const std::vector<Id> &ends) const;
  void addBody(Id body, const std::vector<bool> &doomed, Summary &summary) const;
  void addCall(Id body, Id event, CallOutcome out, Summary &summary) const;
  static bool isInTry(const facts::Body &body, Id stmt);
  Id querySlot(Id body, Id event) const;
  std::vector<SummaryPath> exportedHandle(Id body, const AccessPath &path) const;
  void addReturn(Id body, Id value, Summary &summary) const;
  void addAccess(Id body, const Access &access, Summary &summary) const;
  MutexPath exportedGuard(Id body, const MutexPath &guard) const;
  bool mayBeMoved(Id body, Id slot) const;
  std::vector<SummaryPath> exported(Id body, const AccessPath &path) const;
  std::optional<SummaryPath> exportedTarget(Id body, const AccessPath &path) const;
  std::optional<SummaryPath> exportedExactly(Id body, const AccessPath &path) const;
  /// The integer `value` of the body as a term that callers can evaluate, or 0.
  Id term(Id body, Id value, unsigned depth = 0) const;
  Id termOfRead(Id body, Id event, Id type, unsigned depth) const;
  Id counterTerm(Id body, Id event, Id type, unsigned depth) const;
  Id loadTerm(Id body, const AccessPath &path, Id type) const;
  /// The slot of the parameter whose value at entry `value` is, or 0.
  Id parameterSlot(Id body, Id value) const;
  void addSureStores(Id body, Summary &summary) const;
  std::optional<SummaryPath> exportedWhole(Id body, const AccessPath &path) const;
  void addReturnedFields(Id body, Id event, Summary &summary) const;
  void addReturnedHandle(Id body, Id value, Summary &summary) const;
  void addReturnedNumber(Id body, Id value, Summary &summary) const;

  const Engine &engine;
  const CallModel &calls;
  const ProcessEnds &processEnds;
};

/// Sorts, drops what other accesses include, and keeps the number of accesses bounded by widening.
void normalise(Summary &summary);

/// How much is given up: where an access is new which elements of arrays it is on, or else how far it follows
/// pointers; or of all of them all but what their roots reach.
enum class Widening : std::uint8_t { Subscripts, Everything };

/// Joins `before` into `summary` and widens accesses and handles: ends a fixed-point iteration that does not
/// settle by itself.
void widen(Summary &summary, const Summary &before, Widening how);

/// True if the two say the same, chains apart.
bool sameEffects(const Summary &a, const Summary &b);

} // namespace overlap::rules
