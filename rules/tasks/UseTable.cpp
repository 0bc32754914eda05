#include "rules/tasks/UseTable.h"

#include "rules/tasks/Conflict.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

const std::vector<UseTable::Use> &UseTable::usesOf(Id event) {
  auto [it, isNew] = uses_.try_emplace(event);
  std::vector<Use> &uses = it->second;
  if (!isNew)
    return uses;
  const EventKind what = info_.body().events[event].kind;
  for (const Access &access : info_.accesses(event))
    if (access.path.base != BaseKind::Literal)
      uses.push_back({accessKind(access, what == EventKind::Unknown), nullptr});
  if (what == EventKind::Call) {
    for (const ResourceAccess &use : info_.callEffects(event).resources)
      if (!use.lastWords)
        uses.push_back({resourceKind(use), &use});
    const facts::Call &call = info_.body().calls[info_.body().events[event].call];
    if (call.syntax == CallSyntax::Destroy && call.receiver) { // nothing may use the object afterwards
      Access end;
      end.path = info_.effects().resolve(info_.id(), call.receiver);
      end.isWrite = true;
      uses.push_back({accessKind(end, false), nullptr});
    }
  }
  std::vector<bool> seen(kinds_.size(), false);
  std::erase_if(uses, [&](const Use &use) {
    const bool isRepeated = seen[use.kind];
    seen[use.kind] = true;
    return isRepeated;
  });
  return uses;
}

Id UseTable::accessKind(const Access &access, bool isUnknown) {
  auto [path, isNewPath] = numbers_.try_emplace(access.path, static_cast<Id>(paths_.size()));
  if (isNewPath) {
    paths_.push_back(&path->first);
    meetings_.emplace_back();
    names_.emplace_back();
  }
  auto [it, isNew] = byAccess_.try_emplace({path->second, access.isWrite, access.isAtomic, access.viaFunction,
                                            isUnknown, access.isLocking, access.guard},
                                           static_cast<Id>(kinds_.size()));
  if (isNew) {
    const bool isOwn =
        access.path.base == BaseKind::Var && info_.effects().isTouchedOnlyByName(info_.id(), access.path.id);
    kinds_.push_back({&path->first, path->second, access.isWrite, access.isAtomic, access.isLocking,
                      access.guard, isUnknown, access.viaFunction, isOwn ? access.path.id : 0});
  }
  return it->second;
}

Id UseTable::resourceKind(const ResourceAccess &use) {
  auto [it, isNew] =
      byResource_.try_emplace({use.kind, use.key, use.mode, use.hasHandle, use.handle, use.logging,
                               use.positional, use.byName, use.changesNothing, use.isLocking},
                              static_cast<Id>(kinds_.size()));
  if (isNew)
    kinds_.emplace_back();
  return it->second;
}

const FileNames &UseTable::fileNames() { return fileNames_ ? *fileNames_ : fileNames_.emplace(info_); }

const UseTable::Call &UseTable::call(Id event) {
  auto [it, isNew] = calls_.try_emplace(event);
  Call &call = it->second;
  if (isNew) {
    const CallEffects &effects = info_.callEffects(event);
    call.effects = &effects;
    call.mayDoAnything = std::ranges::any_of(effects.resources,
                                             [](const ResourceAccess &use) { return use.key == kAnything; });
    call.touchesSharedState =
        !effects.resources.empty() || !effects.unknowns.empty() ||
        std::ranges::any_of(effects.accesses, [&](const Access &access) {
          return access.path.base != BaseKind::Literal &&
                 !(access.path.base == BaseKind::Var && !info_.effects().escapes(info_.id(), access.path.id));
        });
  }
  return call;
}

const UseTable::Name &UseTable::name(Id path) {
  std::optional<Name> &name = names_[path];
  if (!name) {
    name.emplace();
    name->text = info_.effects().spell(info_.id(), *paths_[path]);
    name->isVague = isVagueSubject(name->text);
    name->number = texts_.try_emplace(name->text, static_cast<Id>(texts_.size())).first->second;
  }
  return *name;
}

UseTable::Meeting UseTable::meeting(Id a, Id b) {
  const auto [smaller, larger] = std::minmax(a, b);
  std::vector<Meeting> &row = meetings_[larger];
  if (row.empty())
    row.assign(larger + 1, Meeting::Unasked);
  if (row[smaller] == Meeting::Unasked)
    row[smaller] = compare(*paths_[smaller], *paths_[larger]);
  return row[smaller];
}

/// The path as `event` sees it by way of copies; null if that is the path itself.
const AccessPath *UseTable::traced(Id path, Id event) {
  const auto [known, isNew] = traced_.try_emplace(std::uint64_t(path) << 32 | event, nullptr);
  if (isNew)
    if (const AccessPath &found = info_.effects().traced(info_.id(), *paths_[path], event);
        found != *paths_[path])
      known->second = &found;
  return known->second;
}

bool UseTable::areMadeToMeet(Id a, Id eventA, Id b, Id eventB) {
  const AccessPath *one = traced(a, eventA), *other = traced(b, eventB);
  if (!one && !other)
    return false;
  const Meeting met = compare(one ? *one : *paths_[a], other ? *other : *paths_[b]);
  return met == Meeting::Same || met == Meeting::SomePart;
}

UseTable::Meeting UseTable::compare(const AccessPath &one, const AccessPath &other) {
  const EffectAnalysis &effects = info_.effects();
  bool needsNoAlias = false;
  if (!effects.mayOverlap(info_.id(), one, other, &needsNoAlias))
    return Meeting::Apart;
  const SubscriptMatch match = subscripts_.compare(one, other);
  if (match == SubscriptMatch::Disjoint)
    return Meeting::Apart;
  // No assumption where the body itself has made the two one.
  if (needsNoAlias && !effects.isSameObject(info_.id(), one, other) && !subscripts_.holdTheSame(one, other) &&
      !subscripts_.behindOnePointer(one, other) && !subscripts_.isPutInto(one, other) &&
      !subscripts_.isPutInto(other, one))
    return Meeting::Alias;
  return match == SubscriptMatch::Same ? Meeting::Same : Meeting::SomePart;
}

bool UseTable::divides(Id earlier, Id later, const AccessPath &base) {
  const facts::Body &body = info_.body();
  auto callee = [&](Id event) {
    const Event &e = body.events[event];
    return e.kind == EventKind::Call ? body.calls[e.call].function : 0;
  };
  if (!callee(earlier) || callee(earlier) != callee(later))
    return false;
  auto [it, isNew] = divides_.try_emplace({earlier, later, base.base, base.id}, false);
  if (isNew)
    it->second = subscripts_.divides(earlier, later, base);
  return it->second;
}

} // namespace overlap::rules
