#include "rules/tasks/ConflictTable.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

std::vector<Id> ConflictTable::classesOf(Id event) {
  std::vector<Id> result;
  for (const Access &access : info_.accesses(event))
    if (access.path.base != BaseKind::Literal)
      result.push_back(accessClass(event, access));
  if (info_.body().events[event].kind == EventKind::Call)
    for (const ResourceAccess &use : info_.callEffects(event).resources)
      result.push_back(resourceClass(event, use));
  std::ranges::sort(result);
  result.erase(std::ranges::unique(result).begin(), result.end());
  return result;
}

Id ConflictTable::accessClass(Id event, const Access &access) {
  const bool isUnknown = info_.body().events[event].kind == EventKind::Unknown;
  auto [it, isNew] =
      byAccess_.try_emplace({access.path, access.isWrite, access.isAtomic, access.viaFunction, isUnknown},
                            static_cast<Id>(classes_.size()));
  if (isNew) {
    Class c;
    c.event = event;
    c.access = access;
    const bool isOwn =
        access.path.base == BaseKind::Var && info_.effects().isTouchedOnlyByName(info_.id(), access.path.id);
    c.ownVariable = isOwn ? access.path.id : 0;
    classes_.push_back(std::move(c));
  }
  return it->second;
}

Id ConflictTable::resourceClass(Id event, const ResourceAccess &use) {
  auto [it, isNew] = byResource_.try_emplace({use.kind, use.key, use.mode, use.hasHandle, use.handle,
                                              use.logging, use.positional, use.byName, use.changesNothing},
                                             static_cast<Id>(classes_.size()));
  if (isNew) {
    Class c;
    c.event = event;
    c.resource = use;
    classes_.push_back(std::move(c));
  }
  return it->second;
}

const std::vector<ConflictTable::Meeting> &ConflictTable::meetings(Id later) {
  Class &b = classes_[later];
  for (; b.compared < classes_.size(); ++b.compared) {
    const Class &a = classes_[b.compared];
    std::vector<Conflict> found;
    if (a.resource && b.resource)
      addResourceConflict(info_, *a.resource, *b.resource, found);
    else if (a.access && b.access && a.ownVariable == b.ownVariable)
      addMemoryConflict(info_, a.event, *a.access, b.event, *b.access, found);
    for (Conflict &conflict : found)
      b.meetings.push_back({static_cast<Id>(b.compared), intern(std::move(conflict))});
  }
  return b.meetings;
}

Id ConflictTable::intern(Conflict conflict) {
  auto [it, isNew] = byConflict_.try_emplace(
      {conflict.tie, conflict.kind, conflict.subject, conflict.message, conflict.assumption},
      static_cast<Id>(conflicts_.size()));
  if (isNew)
    conflicts_.push_back(std::move(conflict));
  return it->second;
}

} // namespace overlap::rules
