#include "rules/tasks/ConflictTable.h"

namespace overlap::rules {

using namespace facts;

void ConflictTable::addClassesOf(Id event, std::vector<Id> &result) {
  for (const UseTable::Use &use : uses_.usesOf(event)) {
    if (use.kind >= classOf_.size())
      classOf_.resize(use.kind + 1, kNone);
    Id &number = classOf_[use.kind];
    if (number == kNone) {
      number = static_cast<Id>(classes_.size());
      classes_.push_back({event, use.kind, use.resource, {}, 0});
    }
    result.push_back(number);
  }
}

const std::vector<ConflictTable::Meeting> &ConflictTable::meetings(Id later) {
  Class &b = classes_[later];
  const UseTable::Kind &y = uses_.kind(b.kind);
  for (; b.compared < classes_.size(); ++b.compared) {
    const Class &a = classes_[b.compared];
    const Id other = static_cast<Id>(b.compared);
    if (!a.resource != !b.resource)
      continue;
    if (a.resource) {
      std::vector<Conflict> found;
      addResourceConflict(uses_, *a.resource, *b.resource, found);
      for (Conflict &conflict : found)
        b.meetings.push_back({other, intern(std::move(conflict))});
      continue;
    }
    const UseTable::Kind &x = uses_.kind(a.kind);
    const std::optional<Tie> tie = memoryTie(uses_, a.event, x, b.event, y);
    const bool divides = tie && mayDivide(uses_, x, y);
    if (tie == Tie::Hard)
      b.meetings.push_back({other, hardConflict(x, y), divides});
    else if (tie == Tie::Unclear)
      b.meetings.push_back({other, intern(memoryConflict(uses_, *tie, a.event, x, b.event, y)), divides});
    else if (tie == Tie::Assumed)
      b.meetings.push_back({other, kUntold});
  }
  return b.meetings;
}

Id ConflictTable::told(const Meeting &meeting, Id later) {
  if (meeting.conflict != kUntold)
    return meeting.conflict;
  const Class &a = classes_[meeting.other], &b = classes_[later];
  return intern(
      memoryConflict(uses_, Tie::Assumed, a.event, uses_.kind(a.kind), b.event, uses_.kind(b.kind)));
}

Id ConflictTable::parts(Id later) { return intern(partsConflict(uses_, uses_.kind(classes_[later].kind))); }

/// Most meetings are of this sort: the name and the kind of dependence are all that tells them apart.
Id ConflictTable::hardConflict(const UseTable::Kind &a, const UseTable::Kind &b) {
  constexpr std::size_t kKinds = static_cast<std::size_t>(DependenceKind::Order) + 1;
  const std::size_t slot = uses_.name(toldFirst(uses_, a, b).first).number * kKinds +
                           static_cast<std::size_t>(memoryDependence(a, b));
  if (slot >= hard_.size())
    hard_.resize(slot + 1, kNone);
  if (hard_[slot] == kNone)
    hard_[slot] = intern(memoryConflict(uses_, Tie::Hard, 0, a, 0, b));
  return hard_[slot];
}

namespace {

/// A value that is passed on, by its name before what a pointer leads to; a decision, a handle; then what is
/// overwritten, the order of output, and last what has no name in the source.
unsigned distanceOf(const Conflict &c) {
  const bool isVague = !c.subject.empty() && isVagueSubject(c.subject);
  switch (c.kind) {
  case DependenceKind::Flow: // without a subject: the result of a call
    return isVague && c.subject != "*this" ? 5 : c.isFar ? 2 : c.subject.starts_with('*') ? 1 : 0;
  case DependenceKind::Control:
    return 0;
  case DependenceKind::Resource:
    return isVague ? 5 : 2;
  case DependenceKind::Order:
    return 4;
  case DependenceKind::Anti:
  case DependenceKind::Output:
    return isVague ? 5 : 3;
  }
  return 5;
}

} // namespace

Id ConflictTable::intern(Conflict conflict) {
  auto [it, isNew] = byConflict_.try_emplace(
      {conflict.tie, conflict.kind, conflict.subject, conflict.message, conflict.assumption},
      static_cast<Id>(conflicts_.size()));
  if (isNew) {
    ranks_.push_back(std::uint64_t(distanceOf(conflict)) << 40 | std::uint64_t(conflict.kind) << 32 |
                     it->second);
    conflicts_.push_back(std::move(conflict));
  }
  return it->second;
}

} // namespace overlap::rules
