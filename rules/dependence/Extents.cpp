#include "rules/dependence/Extents.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;
using Kind = PlaceStep::Kind;

namespace {

constexpr std::int64_t kMaxExtent = std::int64_t{1} << 40;

bool isSubscript(const PlaceStep &step) { return step.kind == Kind::Index || step.kind == Kind::Element; }

/// What a part of an object lies in: all of what the last pointer on the way leads to.
void widenToObject(MemoryAccess &access) {
  std::vector<AccessPathStep> &path = access.path.steps;
  std::size_t end = path.size();
  while (end > 0 && path[end - 1].kind != AccessStep::Deref)
    --end;
  if (end < path.size() && path[end].kind == AccessStep::Index)
    path[end++].a = 0;
  path.resize(end);
  access.place.widen();
}

} // namespace

std::uint64_t extentBefore(Symbolic &symbolic, const Place &place, std::size_t i) {
  return symbolic.extentOf(symbolic.typeOf(place, i));
}

void Extents::apply(MemoryAccess &access) {
  const Place &place = access.place;
  Poly position;
  std::int64_t size = 0;
  for (std::size_t i = place.steps.size(); i-- > 1;) {
    const PlaceStep &step = place.steps[i];
    auto extent = static_cast<std::int64_t>(extentBefore(symbolic_, place, i));
    if (extent == 0 && symbolic_.context().type(symbolic_.typeOf(place, i)).kind == TypeKind::Array)
      extent = kMaxExtent; // of a flexible array the beginning is known
    if (!isSubscript(step) || !step.index.isValid() || extent <= 0 || extent > kMaxExtent || i >= 64)
      continue;
    const bool foldsBelow = i + 1 < 64 && (access.folded >> (i + 1)) & 1;
    position = foldsBelow ? step.index * Poly(size) + position : step.index;
    size = foldsBelow ? extent * size : extent;
    if (!leaves(access.block, position, size))
      continue;
    access.leavesArray = true;
    const bool hasRowAbove = place.steps[i - 1].kind == Kind::Index ||
                             (isSubscript(place.steps[i - 1]) && extentBefore(symbolic_, place, i - 1));
    if (!hasRowAbove || size > kMaxExtent / extent) {
      widenToObject(access);
      return;
    }
    access.folded |= std::uint64_t{1} << i;
  }
}

bool Extents::leaves(Id block, const Poly &position, std::int64_t extent) {
  if (const auto c = position.constant())
    return *c < 0 || *c >= extent;
  const auto [it, isNew] = known_.try_emplace({block, position, extent}, false);
  constexpr std::size_t maxQueries = 60;
  if (isNew && known_.size() <= maxQueries)
    it->second = computeLeaves(block, position, extent);
  return it->second;
}

bool Extents::computeLeaves(Id block, const Poly &position, std::int64_t extent) {
  const auto atoms = position.atoms();
  const bool isDetermined = std::all_of(atoms.begin(), atoms.end(), [&](AtomId x) {
    const Atom &atom = symbolic_.atom(x);
    return atom.kind != Atom::Kind::Varying || atom.isExact;
  });
  if (!position.isValid() || !position.isLinear() || !isDetermined || !pairs_.isDomainComplete(block))
    return false;
  const ConstraintSystem system = pairs_.systemFor(block, {position});
  const auto given = [&](AtomId a) { return !symbolic_.isVarying(Poly::atom(a)); };
  // Where there is one iteration nothing has to be kept apart.
  const AtomId turn = symbolic_.counter(symbolic_.loop());
  const Poly where = position.uses(turn) ? Poly::atom(turn) - Poly(1) : Poly(0);
  return isAttained(system, Poly(-1) - position, where, given) ||
         isAttained(system, position - Poly(extent), where, given);
}

} // namespace overlap::rules
