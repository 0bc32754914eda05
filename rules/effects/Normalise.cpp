#include "rules/effects/Summarise.h"

#include "rules/effects/Paths.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_set>

/// Keeping summaries small.
namespace overlap::rules {

namespace {

constexpr std::size_t kMaxAccesses = 64, kMaxOthers = 32, kMaxOperations = 8;

/// Globals that one pointer is kept in, or that pointers behind one parameter lead to, which are named.
constexpr std::ptrdiff_t kMaxGlobals = 8;

/// Accesses to elements of one array of which the subscripts are kept where there are too many.
constexpr std::size_t kExamples = 4;

template <class T> void makeUnique(std::vector<T> &items) {
  std::ranges::sort(items);
  items.erase(std::ranges::unique(items).begin(), items.end());
}

/// Most of what calls add has been added before: what is left is few enough to sort.
void dropRepeated(std::vector<SummaryAccess> &accesses) {
  auto hash = [&](std::size_t i) {
    return hashOf(accesses[i].path) ^ (accesses[i].type * 2 + accesses[i].isWrite);
  };
  auto equal = [&](std::size_t i, std::size_t j) { return accesses[i] == accesses[j]; };
  std::unordered_set<std::size_t, decltype(hash), decltype(equal)> seen(64, hash, equal);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < accesses.size(); ++i) {
    if (kept != i)
      accesses[kept] = std::move(accesses[i]);
    kept += seen.insert(kept).second;
  }
  accesses.resize(kept);
}

template <class T, class Key> void makeUniqueBy(std::vector<T> &items, Key key) {
  std::ranges::sort(items, [&](const T &a, const T &b) { return key(a) < key(b); });
  items.erase(std::ranges::unique(items, [&](const T &a, const T &b) { return key(a) == key(b); }).begin(),
              items.end());
}

bool isSubscript(const AccessPathStep &step) {
  return step.kind == AccessStep::Index || step.kind == AccessStep::Element;
}

/// True if the path leads to other elements than the one that a parameter points to.
bool isMoved(const SummaryPath &path) {
  return path.base == BaseKind::Var && path.steps.size() > 1 && path.steps[0].kind == AccessStep::Deref &&
         path.steps[1].kind == AccessStep::Index;
}

/// All that the path's root reaches.
void toRoot(SummaryPath &path) {
  if (path.base == BaseKind::Unknown)
    return;
  const bool moved = isMoved(path);
  path = pathTo(path.base, path.id);
  if (path.base == BaseKind::Var)
    append(path, {AccessStep::Deref, 0, 0, 0});
  if (moved)
    append(path, {AccessStep::Index, 0, 0, 0});
  append(path, {AccessStep::Reach, 0, 0, 0});
}

void toRoot(SummaryAccess &access) {
  if (access.path.base == BaseKind::Unknown)
    return;
  const Id scalar = reachedScalar(access.path) ? reachedScalar(access.path) : access.type;
  toRoot(access.path);
  access.path.steps.back().a = scalar;
  access.type = 0;
  access.isAtomic = false;
}

void forgetSubscripts(SummaryPath &path) {
  for (AccessPathStep &step : path.steps)
    if (isSubscript(step))
      step.a = 0;
}

/// Some subscripts of each array are left as examples; the rest become "some element".
void forgetMostSubscripts(std::vector<SummaryAccess> &accesses) {
  std::map<SummaryAccess, std::size_t> examples; // by what is left without subscripts
  for (SummaryAccess &access : accesses) {
    SummaryAccess any = access;
    forgetSubscripts(any.path);
    if (any != access && examples[any]++ >= kExamples)
      access = std::move(any);
  }
  makeUnique(accesses);
}

/// True if the path ends in what declared types tell to be reachable: casts lead elsewhere.
bool reachesByType(const AccessPath &path) {
  return !path.truncated && path.steps.back().kind == AccessStep::Reach && path.steps.back().type;
}

/// True if `all`, which follows pointers to wherever they lead, is on `access` too.
bool includes(const SummaryAccess &all, const SummaryAccess &access) {
  const AccessPath &outer = all.path, &inner = access.path;
  const std::size_t length =
      outer.truncated && outer.steps.size() ? outer.steps.size() : outer.steps.size() - 1;
  const Id scalar = reachedScalar(outer);
  return all.isWrite == access.isWrite && all.isLocking == access.isLocking &&
         (!all.guard.isSet() || all.guard == access.guard) &&
         (!scalar || scalar == (endsInReach(inner) ? reachedScalar(inner) : access.type)) &&
         (isMoved(outer) || !isMoved(inner)) && !outer.truncated && inner.steps.size() > length &&
         !(inner == outer) && !(reachesByType(outer) && endsInReach(inner) && !reachesByType(inner)) &&
         std::equal(outer.steps.begin(), outer.steps.begin() + static_cast<std::ptrdiff_t>(length),
                    inner.steps.begin(), [](const AccessPathStep &a, const AccessPathStep &b) {
                      const bool isAny = isSubscript(a) && a.a == 0;
                      return a.kind == b.kind && (isAny || a.a == b.a) && a.record == b.record;
                    });
}

/// Drops accesses to parts of what another access of the same kind reaches; they are sorted.
void dropIncluded(std::vector<SummaryAccess> &accesses) {
  std::vector<SummaryAccess> wide;
  for (const SummaryAccess &access : accesses)
    if (endsInReach(access.path) && !access.isAtomic)
      wide.push_back(access);
  auto root = [](const SummaryAccess &access) { return std::pair(access.path.base, access.path.id); };
  std::erase_if(accesses, [&](const SummaryAccess &access) {
    return std::ranges::any_of(std::ranges::equal_range(wide, root(access), {}, root),
                               [&](const SummaryAccess &all) { return includes(all, access); });
  });
}

auto resourceKey(const SummaryResource &r) {
  return std::tie(r.use.kind, r.use.key, r.use.mode, r.use.callee, r.use.hasHandle, r.handle, r.use.logging,
                  r.use.positional, r.use.isLink, r.use.isLocking, r.use.isStream, r.use.byName,
                  r.use.changesNothing, r.use.lastWords, r.isOwn, r.querySlot);
}

/// Of the blocking operations that come to the same on one handle, the one that the fewest calls lead to.
void keepOneOfASort(std::vector<SummaryBlocking> &operations) {
  using Sort = std::tuple<Role, bool, bool, BlockKind, Latency, bool, bool, bool, const SummaryPath &>;
  auto sort = [](const SummaryBlocking &o) {
    static const Blocking none;
    const Blocking &blocking = o.api->blocking ? *o.api->blocking : none;
    return Sort(o.api->role, o.isElsewhere, o.api->blocking.has_value(), blocking.kind, blocking.latency,
                blocking.counts, blocking.perConnection, o.hasHandle, o.handle);
  };
  std::ranges::sort(operations, {}, [&](const SummaryBlocking &o) {
    return std::tuple(sort(o), o.chain->length, std::string_view(o.api->name));
  });
  const auto [first, last] = std::ranges::unique(operations, {}, sort);
  operations.erase(first, last);
}

/// Many globals are "somewhere": each call goes through all that its callee keeps.
void forgetMostGlobals(std::vector<Keep> &keeps) {
  auto withoutGlobal = [](Keep keep) {
    keep.global = 0;
    return keep;
  };
  std::map<Keep, std::ptrdiff_t> globals;
  for (const Keep &keep : keeps)
    globals[withoutGlobal(keep)] += keep.global != 0;
  for (Keep &keep : keeps)
    if (globals[withoutGlobal(keep)] > kMaxGlobals)
      keep.global = 0;
  makeUnique(keeps);
}

void findRestructured(Summary &summary) {
  summary.restructured.clear();
  std::size_t containers = 0;
  for (const SummaryAccess &access : summary.accesses) {
    const AccessPath &path = access.path;
    const bool isState = !path.steps.empty() && path.steps.back().kind == AccessStep::Structure;
    const bool isAll = path.truncated || (endsInReach(path) && !reachedScalar(path));
    if (!access.isWrite || path.base == BaseKind::Unknown || !(isState || isAll))
      continue;
    containers += isAll ? 2 : 1;
    summary.restructured.emplace_back(path.base, path.id);
  }
  makeUnique(summary.restructured);
  if (containers < 2)
    summary.restructured.clear();
}

} // namespace

void widen(Summary &summary, const Summary &before, Widening how) {
  if (how == Widening::Subscripts)
    for (SummaryAccess &access : summary.accesses)
      if (!std::ranges::binary_search(before.accesses, access)) {
        if (std::ranges::any_of(access.path.steps, isSubscript))
          forgetSubscripts(access.path);
        else
          toRoot(access); // along pointers: to wherever they lead
      }
  auto join = [](auto &into, const auto &from) { into.insert(into.end(), from.begin(), from.end()); };
  join(summary.accesses, before.accesses);
  join(summary.resources, before.resources);
  join(summary.blocking, before.blocking);
  join(summary.unknowns, before.unknowns);
  join(summary.keeps, before.keeps);
  join(summary.adopted, before.adopted);
  join(summary.returnedSlots, before.returnedSlots);
  join(summary.returnedGlobals, before.returnedGlobals);
  summary.returnsMade |= before.returnsMade;
  summary.returnsOutside |= before.returnsOutside;
  if (how == Widening::Everything)
    for (SummaryAccess &access : summary.accesses)
      toRoot(access);
  for (SummaryResource &resource : summary.resources)
    if (resource.use.hasHandle && !resource.handle.steps.empty())
      toRoot(resource.handle);
  for (SummaryBlocking &blocking : summary.blocking) {
    blocking.handle = {};
    blocking.hasHandle = false;
  }
  summary.returns = Summary::Returns::Anything;
  summary.result = {};
  summary.returnedFields.clear();
  summary.number = summary.handleSlot = 0;
  summary.sureStores.clear();
  normalise(summary);
}

void normalise(Summary &summary) {
  dropRepeated(summary.accesses);
  makeUnique(summary.accesses);
  dropIncluded(summary.accesses);
  if (summary.accesses.size() > kMaxAccesses)
    forgetMostSubscripts(summary.accesses);
  if (summary.accesses.size() > kMaxAccesses) {
    for (SummaryAccess &access : summary.accesses)
      toRoot(access);
    makeUnique(summary.accesses);
  }
  findRestructured(summary);
  makeUnique(summary.adopted);
  makeUnique(summary.keeps);
  forgetMostGlobals(summary.keeps);
  makeUnique(summary.sureStores);
  makeUnique(summary.returnedSlots);
  makeUnique(summary.returnedGlobals);

  makeUniqueBy(summary.resources, resourceKey);
  if (summary.resources.size() > kMaxOthers) {
    // None may be dropped: what is lost is where a handle is kept, and which function used it.
    for (SummaryResource &resource : summary.resources) {
      resource.use.callee = "some " + resource.use.kind + " function";
      if (resource.use.hasHandle && !resource.handle.steps.empty())
        toRoot(resource.handle);
    }
    makeUniqueBy(summary.resources, resourceKey);
  }

  auto order = [](const SummaryBlocking &a, const SummaryBlocking &b) {
    return std::tie(a.api->name, a.hasHandle, a.handle, a.isElsewhere, a.chain->length, a.chain->function,
                    a.chain->loc) < std::tie(b.api->name, b.hasHandle, b.handle, b.isElsewhere,
                                             b.chain->length, b.chain->function, b.chain->loc);
  };
  std::ranges::sort(summary.blocking, order);
  auto same = [](const SummaryBlocking &a, const SummaryBlocking &b) {
    return a.api == b.api && a.handle == b.handle && a.isElsewhere == b.isElsewhere;
  };
  summary.blocking.erase(std::ranges::unique(summary.blocking, same).begin(), summary.blocking.end());
  if (summary.blocking.size() > kMaxOperations)
    keepOneOfASort(summary.blocking);

  auto unknownKey = [](const SummaryUnknown &u) {
    return std::tie(u.name, u.declared, u.indirect, u.reachesMemory, u.heldBy);
  };
  makeUniqueBy(summary.unknowns, unknownKey);
}

bool sameEffects(const Summary &a, const Summary &b) {
  auto sizes = [](const Summary &s) {
    const auto lastWords =
        std::ranges::count_if(s.resources, [](const SummaryResource &r) { return r.use.lastWords; });
    return std::make_tuple(s.resources.size(), lastWords, s.blocking.size(), s.unknowns.size());
  };
  auto rest = [](const Summary &s) {
    return std::tie(s.accesses, s.keeps, s.adopted, s.sureStores, s.returns, s.result, s.returnedSlots,
                    s.returnedGlobals, s.returnsMade, s.returnsOutside, s.returnedFields, s.returnsObject,
                    s.returnsNumber, s.number, s.handleSlot, s.mayThrow, s.noReturn, s.endsProcess, s.frees,
                    s.maySpawn, s.writesAnything, s.recursive);
  };
  return sizes(a) == sizes(b) && rest(a) == rest(b);
}

} // namespace overlap::rules
