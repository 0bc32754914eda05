#include "rules/regions/Ownership.h"

#include "rules/effects/Paths.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// A pointer in a variable links nothing: it walks, or is the one found.
bool isLocal(const BodyInfo &info, const AccessPath &path) {
  return path.base == BaseKind::Var && path.steps.empty() &&
         info.body().vars[path.id].kind != VarKind::Capture;
}

/// Pointers, and objects that hold some and are copied with them: slices, views, iterators.
bool isLink(const BodyInfo &info, const Access &access) {
  const Id scalar = access.type ? access.type : reachedScalar(access.path);
  const Id type = scalar || endsInReach(access.path) ? scalar : access.path.type;
  const TypeKind kind = info.program().tables.types[type].kind;
  return kind == TypeKind::Pointer || (kind == TypeKind::Record && !info.effects().isValue(type));
}

/// True for what a pointer that lies in memory leads to, and not for a part of it: a function that is given
/// the pointer may free it.
bool isWholeObject(const AccessPath &path) {
  std::size_t length = path.steps.size();
  while (length && path.steps[length - 1].kind == AccessStep::Reach)
    --length;
  return length > 1 && path.steps[length - 1].kind == AccessStep::Deref;
}

} // namespace

bool isBoundToProcess(const BodyInfo &info, Id event, const std::function<bool(const AccessPath &)> &isOwn) {
  const bool isCall = info.body().events[event].kind == EventKind::Call;
  const bool frees = isCall && info.callEffects(event).frees;
  const bool mayFree = isCall && !info.callEffects(event).unknowns.empty();
  return std::ranges::any_of(info.accesses(event), [&](const Access &access) {
    const bool isBound = frees || (mayFree && isWholeObject(access.path)) ||
                         (isLink(info, access) && !isLocal(info, access.path));
    return access.isWrite && isBound && !access.isLocking && !isOwn(access.path);
  });
}

} // namespace overlap::rules
