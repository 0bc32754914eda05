#include "rules/regions/IoAdvice.h"

#include "rules/effects/Guards.h"
#include "rules/tasks/TaskFinder.h"

#include <algorithm>
#include <set>

namespace overlap::rules {

namespace {

bool isTiedBy(const Region &region, DependenceKind kind) {
  return std::ranges::any_of(region.independence.dependences,
                             [&](const Dependence &d) { return d.kind == kind; });
}

/// The mutex that is held while a call waits, as the source spells it; empty if there is none: here, or
/// below, where everything that the call does is done under it.
std::string lockHeldBy(const BodyInfo &info, Id event) {
  if (const std::optional<AccessPath> held = info.effects().lockHeldAt(info.id(), event))
    return info.effects().spell(info.id(), *held);
  const Access *first = nullptr;
  for (const Access &access : info.accesses(event)) {
    if (!access.guard.isSet() || (first && access.guard != first->guard))
      return {};
    first = &access;
  }
  return first ? info.effects().spell(info.id(), pathOf(first->guard)) : std::string();
}

} // namespace

void addLoopAlternatives(const BodyInfo &info, const std::vector<Id> &calls, bool isHeavy, Region &region) {
  if (region.independence.status != Status::Dependent)
    return;
  bool sleeps = false, syncs = false, fetches = false;
  for (Id call : calls) {
    if (info.body().events[call].kind != facts::EventKind::Call)
      continue;
    for (const BlockingUse &use : info.callEffects(call).blocking) {
      const ApiEntry &api = *use.api;
      sleeps |= api.role == Role::Sleep && !use.isElsewhere;
      syncs |= api.role == Role::Join && api.blocking->kind == BlockKind::File;
      fetches |= countsAsIo(use) && api.role != Role::Sleep;
    }
  }
  if (sleeps && isTiedBy(region, DependenceKind::Control))
    region.alternatives.push_back(
        {"async", "an event would do: wait until it happens (a condition variable, a readiness notification, "
                  "inotify) instead of sleeping between looks"});
  if (syncs)
    region.alternatives.push_back(
        {"sequential", "batch: write many records and make them durable by one fsync"});
  if (fetches && isHeavy && isTiedBy(region, DependenceKind::Resource))
    region.alternatives.push_back(
        {"multithreaded", "a pipeline: one thread fetches the items in order, others do the work on each"});
}

void addLockHazards(const BodyInfo &info, const std::vector<Id> &events, Region &region) {
  std::set<std::string> hazards;
  for (Id event : events) {
    if (info.body().events[event].kind != facts::EventKind::Call)
      continue;
    const std::vector<BlockingUse> &uses = info.callEffects(event).blocking;
    if (std::ranges::none_of(uses,
                             [](const BlockingUse &use) { return countsAsIo(use) && !use.isElsewhere; }))
      continue;
    if (const std::string lock = lockHeldBy(info, event); !lock.empty())
      hazards.insert("'" + lock + "' is held while " + info.calleeName(event) +
                     "() waits, and whoever wants it waits as long");
  }
  region.hazards.insert(region.hazards.end(), hazards.begin(), hazards.end());
}

} // namespace overlap::rules
