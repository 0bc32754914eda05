#include "rules/cost/Work.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// Operators in a value; DAGs are cut at this depth, as a weight need not be exact.
constexpr int kMaxOperatorDepth = 6;

double operators(const Body &body, Id value, int depth) {
  if (!value || depth == 0)
    return 0;
  const Value &v = body.values[value];
  switch (v.kind) {
  case ValueKind::Bin:
  case ValueKind::Un:
  case ValueKind::Select:
    return 1 + operators(body, v.a, depth - 1) + operators(body, v.b, depth - 1) +
           operators(body, v.c, depth - 1);
  case ValueKind::Cast:
    return operators(body, v.a, depth - 1);
  default:
    return 0;
  }
}

} // namespace

WorkModel::WorkModel(const BodyInfo &info, const LoopAnalysis &loops) : info_(info) {
  trips_.resize(info.body().loops.size());
  for (Id loop = 1; loop < trips_.size(); ++loop)
    trips_[loop] = loops.tripCount({info.id(), loop, 0});
}

Work WorkModel::ofStmt(Id stmt) const {
  const Id loop = info_.loopOf(stmt);
  const bool isLoop = loop && info_.body().loops[loop].stmt == stmt;
  return accumulate(info_.eventsWithin(stmt), isLoop ? info_.body().loops[loop].parent : loop);
}

Work WorkModel::ofIteration(Id loop) const {
  return accumulate(info_.eventsWithin(info_.body().loops[loop].stmt), loop);
}

Work WorkModel::ofCall(Id event) const {
  const CallEffects &effects = info_.callEffects(event);
  Work work;
  work.operations = kCallOverhead + effects.work;
  work.unknownDepth = effects.workHasUnknownLoops ? 1 : 0;
  work.heavyCall = effects.workIsHeavy || effects.recursive;
  return work;
}

double WorkModel::weight(Id event) const {
  const Body &body = info_.body();
  const Event &e = body.events[event];
  if (e.kind == EventKind::Begin || e.kind == EventKind::End)
    return 0;
  return 1 + operators(body, e.value, kMaxOperatorDepth);
}

/// Sums `events`, multiplying by the trip counts of the loops around each up to, not including, loop
/// `outside`.
Work WorkModel::accumulate(const std::vector<Id> &events, Id outside) const {
  const Body &body = info_.body();
  Work total;
  for (Id event : events) {
    Work one;
    one.operations = weight(event);
    if (body.events[event].kind == EventKind::Call)
      one = ofCall(event);
    for (Id loop = info_.loopOf(body.events[event].stmt); loop && loop != outside;
         loop = body.loops[loop].parent) {
      if (trips_[loop].constant)
        one.operations *= static_cast<double>(std::max<std::int64_t>(*trips_[loop].constant, 0));
      else
        ++one.unknownDepth;
    }
    total.operations += one.operations;
    total.unknownDepth = std::max(total.unknownDepth, one.unknownDepth);
    total.heavyCall |= one.heavyCall;
  }
  return total;
}

} // namespace overlap::rules
