#include "rules/effects/Overlap.h"

#include <algorithm>
#include <array>

namespace overlap::rules {

using namespace facts;
using Object = Reachability::Object;

namespace {

bool isLeaving(const AccessPathStep &step) {
  return step.kind == AccessStep::Deref || step.kind == AccessStep::Reach;
}

bool leavesAfter(const AccessPath &path, std::size_t from) {
  return path.truncated ||
         std::any_of(path.steps.begin() + static_cast<std::ptrdiff_t>(std::min(from, path.steps.size())),
                     path.steps.end(), isLeaving);
}

bool isDirect(const AccessPath &path) { return path.base != BaseKind::Pointer && !leavesAfter(path, 0); }

} // namespace

bool OverlapCheck::check(const AccessPath &a, const AccessPath &b, bool &needsNoAlias) const {
  needsNoAlias = false;
  if (a.base == BaseKind::Literal || b.base == BaseKind::Literal)
    return false;
  if (a.base == BaseKind::Unknown)
    return withUnknown(b);
  if (b.base == BaseKind::Unknown)
    return withUnknown(a);
  if (a.base == b.base && a.id == b.id)
    return sameBase(a, b, needsNoAlias);
  if (isDirect(a) && isDirect(b))
    return false;
  return throughPointers(a, b, needsNoAlias);
}

bool OverlapCheck::withUnknown(const AccessPath &other) const {
  if (!isDirect(other) || (other.base != BaseKind::Var && other.base != BaseKind::Fresh))
    return true;
  return state.reach.escapes(other.base, other.id);
}

bool OverlapCheck::sameBase(const AccessPath &a, const AccessPath &b, bool &needsNoAlias) const {
  bool isInexact = false;
  std::size_t shorter = std::min(a.steps.size(), b.steps.size());
  for (std::size_t i = 0; i < shorter; ++i) {
    const AccessPathStep &x = a.steps[i], &y = b.steps[i];
    if (x.kind == AccessStep::Reach || y.kind == AccessStep::Reach)
      return !((reachedScalar(a) || reachedScalar(b)) && engine.footprints.areApart(body, a, b));
    if (x.kind == AccessStep::Deref && y.kind == AccessStep::Deref && isInexact)
      needsNoAlias = true; // pointers stored in two elements may be equal
    isInexact |= x.kind == AccessStep::Index || x.kind == AccessStep::Element;
    switch (compare(x, y)) {
    case Relation::Same:
      break;
    case Relation::Inside:
      return true;
    case Relation::Mixed:
      // Of an array of pointers, `*p` is p[0].
      needsNoAlias |= (x.kind == AccessStep::Index) != (y.kind == AccessStep::Index) &&
                      (leavesAfter(a, i) || leavesAfter(b, i));
      return true;
    case Relation::Apart:
      if (meetInVirtualBase(a, b, i, needsNoAlias))
        return true;
      return (leavesAfter(a, i) || leavesAfter(b, i)) && throughPointers(a, b, needsNoAlias);
    }
  }
  const AccessPath &longer = a.steps.size() > shorter ? a : b;
  if (longer.steps.size() == shorter || a.truncated || b.truncated)
    return true;
  const auto leaves = std::find_if(longer.steps.begin() + static_cast<std::ptrdiff_t>(shorter),
                                   longer.steps.end(), isLeaving);
  if (leaves == longer.steps.end() ||
      leaves->kind == AccessStep::Reach) // all that is reached from a part of it
    return true;
  return throughPointers(a, b, needsNoAlias); // a pointer and what it points to
}

/// The virtual bases that a path may mean from its base part at step `at` on: the last on its way, whose step
/// it is, or those of all that it ends in, which have no step.
std::vector<std::pair<Id, std::size_t>> OverlapCheck::virtualBases(const AccessPath &path,
                                                                   std::size_t at) const {
  std::vector<std::pair<Id, std::size_t>> found;
  const std::vector<Record> &records = engine.program.tables.records;
  Id record = path.steps[at].record;
  for (++at; at < path.steps.size() && path.steps[at].kind == AccessStep::Base; ++at) {
    const BaseClass base{path.steps[at].record, true};
    if (std::ranges::find(records[record].bases, base) != records[record].bases.end())
      found.assign(1, {base.record, at});
    record = base.record;
  }
  if (at == path.steps.size() || path.steps[at].kind == AccessStep::Reach)
    for (std::vector<Id> pending{record}; !pending.empty();) {
      const Record &derived = records[pending.back()];
      pending.pop_back();
      for (const BaseClass &base : derived.bases) {
        pending.push_back(base.record);
        if (base.isVirtual)
          found.emplace_back(base.record, 0);
      }
    }
  return found;
}

/// Whether two paths that part at step `at` into different bases of one object meet in a virtual base of
/// both.
bool OverlapCheck::meetInVirtualBase(const AccessPath &a, const AccessPath &b, std::size_t at,
                                     bool &needsNoAlias) const {
  if (a.steps[at].kind != AccessStep::Base || b.steps[at].kind != AccessStep::Base)
    return false;
  auto direct = [&](AccessPath path, std::size_t step) {
    const auto first = path.steps.begin();
    path.steps.erase(first + static_cast<std::ptrdiff_t>(at), first + static_cast<std::ptrdiff_t>(step));
    return path;
  };
  for (const auto &[left, inA] : virtualBases(a, at))
    for (const auto &[right, inB] : virtualBases(b, at))
      if (left == right && (!inA || !inB || sameBase(direct(a, inA), direct(b, inB), needsNoAlias)))
        return true;
  return false;
}

OverlapCheck::Relation OverlapCheck::compare(const AccessPathStep &a, const AccessPathStep &b) const {
  const std::vector<Record> &records = engine.program.tables.records;
  if (a.kind == AccessStep::Field && b.kind == AccessStep::Field) {
    if (a.record != b.record)
      return Relation::Mixed;
    if (a.a == b.a)
      return Relation::Same;
    const Record &record = records[a.record];
    if (record.isUnion || a.a >= record.fields.size() || b.a >= record.fields.size())
      return Relation::Inside;
    std::uint32_t unit = record.fields[a.a].storageUnit;
    return unit != 0 && unit == record.fields[b.a].storageUnit ? Relation::Inside : Relation::Apart;
  }
  if (a.kind == AccessStep::Base && b.kind == AccessStep::Base) {
    if (a.record == b.record)
      return Relation::Same;
    return engine.derivesFrom(a.record, b.record) || engine.derivesFrom(b.record, a.record) ? Relation::Mixed
                                                                                            : Relation::Apart;
  }
  if (a.kind == AccessStep::Base && b.kind == AccessStep::Field)
    return engine.derivesFrom(b.record, a.record) ? Relation::Apart : Relation::Mixed;
  if (a.kind == AccessStep::Field && b.kind == AccessStep::Base)
    return compare(b, a);
  if (a.kind == b.kind)
    return Relation::Same;
  bool owned = (a.kind == AccessStep::Structure && b.kind == AccessStep::Element) ||
               (a.kind == AccessStep::Element && b.kind == AccessStep::Structure);
  return owned ? Relation::Apart : Relation::Mixed;
}

bool OverlapCheck::throughPointers(const AccessPath &a, const AccessPath &b, bool &needsNoAlias) const {
  if (engine.footprints.areApart(body, a, b) || typesDiffer(a, b) || fieldsDiffer(a, b) ||
      isRestrictApart(a, b) || isRestrictApart(b, a))
    return false;
  // Containers that are two have nothing in common.
  if (const auto left = engine.footprints.ownerOf(body, a))
    if (const auto right = engine.footprints.ownerOf(body, b))
      if (left->record == right->record && left->isState == right->isState)
        return check(left->container, right->container, needsNoAlias);
  bool possible = isDirect(a)   ? reachesDirectly(b, a)
                  : isDirect(b) ? reachesDirectly(a, b)
                                : meetOrigins(a, b);
  if (possible && !comesFrom(a, b) && !comesFrom(b, a) && !wasMoved(a, b) && !wasMoved(b, a) &&
      !holdsAddress(a, b) && !holdsAddress(b, a) && !mayChoose(a, b) && !mayChoose(b, a))
    needsNoAlias = true;
  return possible;
}

/// True if the body has put the address of `object`, a variable of its own, where the pointer of `path` may
/// be found, or that of a global and of nothing else that has a name.
bool OverlapCheck::holdsAddress(const AccessPath &path, const AccessPath &object) const {
  const bool isGlobal =
      object.base == BaseKind::Global && (path.base != BaseKind::Global || path.id != object.id);
  const bool isOwn = object.base == BaseKind::Var && state.index.slot(object.id) < 0 &&
                     engine.body(body).vars[object.id].kind != VarKind::Temp; // its value is what is kept
  if (!(isGlobal || isOwn) || !isDirect(object) ||
      std::ranges::any_of(object.steps, [](const AccessPathStep &step) {
        return step.kind == AccessStep::Element || step.kind == AccessStep::Structure;
      }))
    return false;
  const std::vector<Object> &origins = state.reach.origins(path);
  const auto isNamed = [&](const Object &origin) {
    return origin.kind != Object::Kind::Outside && origin.kind != Object::Kind::Slot &&
           !(path.base == BaseKind::Global && origin == Object{Object::Kind::Global, path.id});
  };
  if (isGlobal && std::ranges::count_if(origins, isNamed) != 1)
    return false;
  const Object named{isGlobal ? Object::Kind::Global : Object::Kind::Var, object.id};
  return std::ranges::find(origins, named) != origins.end();
}

/// True if `path` goes through a pointer whose target has been moved to what `other` lies in.
bool OverlapCheck::wasMoved(const AccessPath &path, const AccessPath &other) const {
  if (path.base != BaseKind::Var || !hasDeref(path))
    return false;
  const Id type = engine.body(body).vars[path.id].type;
  const ClassEntry *entry = engine.classOfType(type);
  return (engine.type(type).kind == TypeKind::Pointer || (entry && entry->kind == ClassEntry::Kind::View)) &&
         state.reach.wasMoved(path, other);
}

/// True if all that the view or iterator of `path` can be on is what `other` lies in: that they differ is no
/// assumption to make.
bool OverlapCheck::comesFrom(const AccessPath &path, const AccessPath &other) const {
  if (path.base != BaseKind::Var || path.steps.empty() || path.steps[0].kind != AccessStep::Deref ||
      (!other.steps.empty() && other.steps.back().kind == AccessStep::Structure))
    return false;
  const Body &facts = engine.body(body);
  const Var &var = facts.vars[path.id];
  const ClassEntry *entry = engine.classOfType(var.type);
  if ((var.kind != VarKind::Local && var.kind != VarKind::Temp) || !entry ||
      (entry->kind != ClassEntry::Kind::Iterator && entry->kind != ClassEntry::Kind::View))
    return false;
  const std::vector<Object> &candidates = state.reach.origins(other);
  bool isAny = false;
  for (const Object &object : state.reach.origins(path)) {
    const bool isRange =
        object.kind == Object::Kind::Var && // a view or an adaptor has no elements itself
        engine.type(facts.vars[object.id].type).kind == TypeKind::Record &&
        engine.program.tables.records[engine.type(facts.vars[object.id].type).record].inSystemHeader &&
        (!engine.classOfType(facts.vars[object.id].type) ||
         !engine.classOfType(facts.vars[object.id].type)->ownsElements);
    if (isRange)
      continue;
    if (std::ranges::find(candidates, object) == candidates.end())
      return false;
    isAny = true;
  }
  return isAny;
}

/// True if the pointer of `path` is one of two, `c ? p : q`, of which one surely leads to what `other` lies
/// in.
bool OverlapCheck::mayChoose(const AccessPath &path, const AccessPath &other) const {
  const Body &facts = engine.body(body);
  if (path.base != BaseKind::Pointer || path.id >= facts.values.size())
    return false;
  const Value *value = &facts.values[path.id];
  while (value->kind == ValueKind::Cast)
    value = &facts.values[value->a];
  return value->kind == ValueKind::Select && std::ranges::any_of(std::array{value->b, value->c}, [&](Id arm) {
           AccessPath chosen = engine.state(body).resolver.pointee(arm);
           for (const AccessPathStep &step : path.steps)
             append(chosen, step);
           chosen.type = path.type;
           chosen.truncated |= path.truncated;
           bool needsNoAlias = false;
           return chosen.base != BaseKind::Unknown && check(chosen, other, needsNoAlias) && !needsNoAlias;
         });
}

bool OverlapCheck::reachesDirectly(const AccessPath &pointer, const AccessPath &object) const {
  if (object.base == BaseKind::Var || object.base == BaseKind::Fresh) {
    const bool isOwned =
        object.base == BaseKind::Var && std::ranges::any_of(object.steps, [](const AccessPathStep &step) {
          return step.kind == AccessStep::Element;
        });
    return state.reach.mayLeadTo(pointer, object.base, object.id) ||
           (isOwned && state.reach.mayLeadToOwned(pointer, object.id));
  }
  const std::vector<Object> &origins = state.reach.origins(pointer);
  if (std::ranges::find(origins, Object{Object::Kind::Global, object.id}) != origins.end() &&
      !engine.isPrivateGlobal(object.id))
    return true;
  return !engine.isPrivateGlobal(object.id) && !std::ranges::all_of(origins, &Object::isLocal);
}

bool OverlapCheck::meetOrigins(const AccessPath &a, const AccessPath &b) const {
  const std::vector<Object> &left = state.reach.origins(a), &right = state.reach.origins(b);
  auto isOutside = [](const Object &object) { return !object.isLocal(); };
  bool leftOutside = std::ranges::any_of(left, isOutside),
       rightOutside = std::ranges::any_of(right, isOutside);
  if (leftOutside && rightOutside)
    return true;
  auto escapes = [&](const Object &object) { return object.isLocal() && state.reach.escapes(object); };
  if ((leftOutside && std::ranges::any_of(right, escapes)) ||
      (rightOutside && std::ranges::any_of(left, escapes)))
    return true;
  return std::ranges::any_of(
      left, [&](const Object &object) { return std::ranges::find(right, object) != right.end(); });
}

/// What a restrict parameter points to is reached through it alone, if it is written at all.
bool OverlapCheck::isRestrictApart(const AccessPath &a, const AccessPath &b) const {
  if (a.base != BaseKind::Var || a.steps.empty() || a.steps[0].kind != AccessStep::Deref || a.steps[0].a != 0)
    return false;
  const Body &facts = engine.body(body);
  if (facts.vars[a.id].kind != VarKind::Param || !engine.type(facts.vars[a.id].type).isRestrict ||
      endsInReach(a) || std::ranges::count(a.steps, AccessStep::Deref, &AccessPathStep::kind) != 1)
    return false;
  switch (b.base) {
  case BaseKind::Global:
  case BaseKind::Fresh:
    return !leavesAfter(b, 0);
  case BaseKind::Var:
    return b.id != a.id && !endsInReach(b) && facts.vars[b.id].kind == VarKind::Param && !b.steps.empty() &&
           b.steps[0].kind == AccessStep::Deref && b.steps[0].a == 0 &&
           std::ranges::count(b.steps, AccessStep::Deref, &AccessPathStep::kind) == 1;
  default:
    return false;
  }
}

bool OverlapCheck::throughUnion(const AccessPath &path) const {
  return std::ranges::any_of(path.steps, [&](const AccessPathStep &step) {
    return step.kind == AccessStep::Field && engine.program.tables.records[step.record].isUnion;
  });
}

/// Two objects of one class are the same or have nothing in common: parts of different fields are apart.
bool OverlapCheck::fieldsDiffer(const AccessPath &a, const AccessPath &b) const {
  if (!engine.program.language.strictAliasing || throughUnion(a) || throughUnion(b))
    return false;
  auto tail = [](const AccessPath &path) {
    auto leaves = std::find_if(path.steps.rbegin(), path.steps.rend(), [](const AccessPathStep &step) {
      return step.kind != AccessStep::Field && step.kind != AccessStep::Base &&
             step.kind != AccessStep::Index;
    });
    return std::ranges::subrange(leaves.base(), path.steps.end());
  };
  if (endsInReach(a) || endsInReach(b))
    return false;
  return std::ranges::any_of(tail(a), [&](const AccessPathStep &x) {
    return x.kind == AccessStep::Field && std::ranges::any_of(tail(b), [&](const AccessPathStep &y) {
             return y.kind == AccessStep::Field && x.record == y.record && x.a != y.a &&
                    compare(x, y) == Relation::Apart;
           });
  });
}

bool OverlapCheck::contains(Id outer, Id inner, unsigned depth) const {
  const Record &record = engine.program.tables.records[outer];
  if (outer == inner || !record.isComplete || depth > 8)
    return true;
  for (const BaseClass &base : record.bases)
    if (contains(base.record, inner, depth + 1))
      return true;
  for (const Field &field : record.fields) {
    const Type *type = &engine.type(field.type);
    while (type->kind == TypeKind::Array)
      type = &engine.type(type->element);
    if (type->kind == TypeKind::Record && contains(type->record, inner, depth + 1))
      return true;
  }
  return false;
}

/// The language's rule that an object is accessed through its own type (or char): [basic.lval], C 6.5p7.
/// Structures are compared as LLVM's struct-path TBAA does.
bool OverlapCheck::typesDiffer(const AccessPath &a, const AccessPath &b) const {
  if (!engine.program.language.strictAliasing || a.type == 0 || b.type == 0 || endsInReach(a) ||
      endsInReach(b) || throughUnion(a) || throughUnion(b))
    return false;
  const Type &x = engine.type(a.type), &y = engine.type(b.type);
  auto group = [](const Type &type) -> std::uint64_t {
    switch (type.kind) {
    case TypeKind::Bool:
      return 1;
    case TypeKind::Int:
    case TypeKind::Enum:
      return type.width == 8 || type.width == 0 ? 0 : 1000 + type.width;
    case TypeKind::Float:
      return type.width == 0 ? 0 : 2000 + type.width;
    case TypeKind::Pointer:
      return 2;
    default:
      return 0;
    }
  };
  auto enclosing = [](const AccessPath &path) -> Id {
    if (path.steps.empty() || path.steps.back().kind != AccessStep::Field)
      return 0;
    return path.steps.back().record;
  };
  Id outerX = enclosing(a), outerY = enclosing(b);
  if (x.kind == TypeKind::Record && y.kind == TypeKind::Record) {
    outerX = x.record;
    outerY = y.record;
  } else {
    std::uint64_t left = group(x), right = group(y);
    if (left == 0 || right == 0)
      return false;
    if (left != right)
      return true;
  }
  return outerX != 0 && outerY != 0 && !contains(outerX, outerY) && !contains(outerY, outerX);
}

} // namespace overlap::rules
