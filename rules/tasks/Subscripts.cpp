#include "rules/tasks/Subscripts.h"

#include <algorithm>
#include <array>

namespace overlap::rules {

using namespace facts;

namespace {

/// Deeper expressions are symbols of their own.
constexpr unsigned kMaxDepth = 100;

enum AtomKind : unsigned { AtomVar, AtomValue, AtomPlace, AtomOperation };

/// True if `difference` is at least `least` whenever all of `facts` are 0 or more.
bool isAtLeast(const Poly &difference, std::int64_t least, const std::array<Poly, 2> &facts) {
  constexpr std::int64_t kMost = 3;
  for (std::int64_t x = 0; x <= kMost; ++x)
    for (std::int64_t y = 0; y <= kMost; ++y)
      if (const auto rest = (difference - Poly(x) * facts[0] - Poly(y) * facts[1]).constant();
          rest && *rest >= least)
        return true;
  return false;
}

bool isZero(const Poly &difference) { return difference.isZero(); }

bool isZeroOrMore(const Poly &difference) {
  const auto constant = difference.constant();
  return constant && *constant >= 0;
}

bool leadsElsewhere(const AccessPath &path, std::size_t from) {
  return path.truncated || std::any_of(path.steps.begin() + static_cast<std::ptrdiff_t>(from),
                                       path.steps.end(), [](const AccessPathStep &step) {
                                         return step.kind == AccessStep::Deref ||
                                                step.kind == AccessStep::Reach;
                                       });
}

} // namespace

Subscripts::Subscripts(const BodyInfo &info)
    : info_(info), body_(info.body()), definitions_(info.body().vars.size()) {
  auto define = [&](Id path, Id event) {
    if (path && body_.paths[path].root == RootKind::Var)
      definitions_[body_.paths[path].id].push_back(event);
  };
  for (const Id event : info_.orderedEvents()) {
    const Event &e = body_.events[event];
    if (e.kind == EventKind::Write || e.kind == EventKind::Atomic)
      define(e.path, event);
    else if (e.kind == EventKind::Call)
      define(body_.calls[e.call].result, event);
  }
}

Poly Subscripts::atom(unsigned kind, Id id, Poly a, Poly b) {
  const auto next = static_cast<AtomId>(atoms_.size());
  return Poly::atom(atoms_.try_emplace({kind, id, std::move(a), std::move(b)}, next).first->second);
}

/// True if sums of such numbers may wrap, and be subscripts all the same.
bool Subscripts::mayWrap(Id type) const {
  const Type &t = info_.program().tables.types[type];
  return t.kind == TypeKind::Int && t.width < 64 && (!t.isSigned || info_.program().language.wrapv);
}

/// A variable stands for what it was set to last, or for itself until it is set again.
Poly Subscripts::numberRead(Id event, unsigned depth) {
  const Path &path = body_.paths[body_.events[event].path];
  if (path.root != RootKind::Var || !path.steps.empty())
    return atom(AtomValue, event);
  const Var &var = body_.vars[path.id];
  const bool isOwn = !var.addressTaken && !var.capturedByReference &&
                     !info_.program().tables.types[var.type].isVolatile &&
                     (var.kind == VarKind::Param || var.kind == VarKind::Local || var.kind == VarKind::Temp);
  if (!isOwn)
    return atom(AtomValue, event);
  Id last = 0;
  for (const Id definition : definitions_[path.id]) {
    if (info_.orderOf(definition) < info_.orderOf(event))
      last = definition;
    else if (inOneLoop(definition, event)) // it may have come before, another time round
      return atom(AtomValue, event);
  }
  if (last == 0)
    return atom(AtomVar, path.id);
  const Event &write = body_.events[last];
  const bool isKnown = write.kind == EventKind::Write && write.value &&
                       body_.paths[write.path].steps.empty() && info_.cfg().eventDominates(last, event);
  return isKnown ? number(write.value, depth + 1) : atom(AtomVar, path.id, Poly(last));
}

bool Subscripts::inOneLoop(Id a, Id b) const {
  for (Id loop = info_.loopOf(body_.events[a].stmt); loop; loop = body_.loops[loop].parent)
    if (info_.isWithin(body_.events[b].stmt, body_.loops[loop].stmt))
      return true;
  return false;
}

/// Invalid for what takes several values.
Poly Subscripts::number(Id id, unsigned depth) {
  if (info_.effects().range(info_.id(), id))
    return Poly::invalid();
  const Value &value = info_.effects().value(info_.id(), id);
  if (depth > kMaxDepth)
    return atom(AtomValue, id, Poly(1));
  switch (value.kind) {
  case ValueKind::Int:
    return Poly(value.imm);
  case ValueKind::Entry:
    return atom(AtomVar, value.a);
  case ValueKind::Addr: // which object it is the paths tell
    return Poly::invalid();
  case ValueKind::Read:
    return numberRead(value.a, depth);
  case ValueKind::Cast: {
    const Type &to = info_.program().tables.types[value.type];
    const Type &from = info_.program().tables.types[info_.effects().value(info_.id(), value.a).type];
    const bool isPointer = value.cast == CastKind::Reinterpret || value.cast == CastKind::IntToPointer ||
                           value.cast == CastKind::PointerToInt;
    if ((value.cast == CastKind::Int && to.width >= from.width) || isPointer)
      return number(value.a, depth + 1);
    break;
  }
  case ValueKind::Un:
    if (value.un == UnOp::Neg && !mayWrap(value.type))
      return Poly(0) - number(value.a, depth + 1);
    break;
  case ValueKind::Bin: {
    const Poly a = number(value.a, depth + 1), b = number(value.b, depth + 1);
    Poly result = Poly::invalid();
    if (!a.isValid() || !b.isValid())
      return result;
    if (!mayWrap(value.type)) {
      if (value.bin == BinOp::Add)
        result = a + b;
      else if (value.bin == BinOp::Sub)
        result = a - b;
      else if (value.bin == BinOp::Mul)
        result = a * b;
      else if (const std::int64_t size = value.bin == BinOp::PtrAdd ? elementSize(value.type) : 0)
        result = a + Poly(size) * b;
    }
    return result.isValid() ? result : atom(AtomOperation + static_cast<unsigned>(value.bin), 0, a, b);
  }
  default:
    break;
  }
  return atom(AtomValue, id, Poly(1));
}

/// In bytes, of what a pointer of the type points to; 0 if that is no number.
std::int64_t Subscripts::elementSize(Id pointer) const {
  const std::vector<Type> &types = info_.program().tables.types;
  const Type &element = types[types[pointer].element];
  const bool isNumber = element.kind == TypeKind::Int || element.kind == TypeKind::Float;
  return isNumber ? static_cast<std::int64_t>(element.width / 8) : 0;
}

Subscripts::Elements Subscripts::elementsOf(Id id, unsigned depth) {
  if (const auto range = info_.effects().range(info_.id(), id))
    return {number(range->low), number(range->high), range->isFull};
  const Value &value = info_.effects().value(info_.id(), id);
  const bool isSum = value.kind == ValueKind::Bin && (value.bin == BinOp::Add || value.bin == BinOp::Sub) &&
                     !mayWrap(value.type) && depth < kMaxDepth;
  if (!isSum) {
    const Poly point = number(id);
    return {point, point, true};
  }
  const Elements a = elementsOf(value.a, depth + 1), b = elementsOf(value.b, depth + 1);
  const bool isDense = a.isDense && b.isDense && (a.low == a.high || b.low == b.high);
  return value.bin == BinOp::Add ? Elements{a.low + b.low, a.high + b.high, isDense}
                                 : Elements{a.low - b.high, a.high - b.low, isDense};
}

SubscriptMatch Subscripts::compare(const Elements &a, const Elements &b) const {
  // What is not there is not touched: neither is empty.
  const std::array<Poly, 2> facts{a.high - a.low, b.high - b.low};
  if (isAtLeast(b.low - a.high, 1, facts) || isAtLeast(a.low - b.high, 1, facts))
    return SubscriptMatch::Disjoint;
  const bool shareEnd = isZero(a.low - b.low) || (a.isDense && b.isDense && isZero(a.high - b.high));
  const bool overlap =
      (a.isDense && b.isDense) && (isZeroOrMore(a.high - b.low) || isZeroOrMore(b.high - a.low));
  return shareEnd || overlap ? SubscriptMatch::Same : SubscriptMatch::Unclear;
}

SubscriptMatch Subscripts::compare(Id x, Id y) {
  if (x == 0 || y == 0)
    return SubscriptMatch::Unclear;
  if (x == y)
    return SubscriptMatch::Same;
  return compare(elementsOf(x), elementsOf(y));
}

/// `*p` is p[0]: how it compares with the element of `path` at step `i`.
SubscriptMatch Subscripts::compareWithFirst(const AccessPath &path, std::size_t i) {
  if (path.steps[i].kind != AccessStep::Index || i == 0 || path.steps[i - 1].kind != AccessStep::Deref)
    return SubscriptMatch::Same;
  const TypeKind pointee = info_.program().tables.types[path.steps[i - 1].type].kind;
  if (path.steps[i].a == 0 || pointee == TypeKind::Array || pointee == TypeKind::Unknown)
    return SubscriptMatch::Unclear;
  return compare(elementsOf(path.steps[i].a), {});
}

SubscriptMatch Subscripts::compare(const AccessPath &a, const AccessPath &b) {
  SubscriptMatch match = SubscriptMatch::Same;
  auto meet = [&](SubscriptMatch here, std::size_t i) {
    // Pointers in two elements may lead to one object.
    if (here == SubscriptMatch::Disjoint && (leadsElsewhere(a, i) || leadsElsewhere(b, i)))
      here = SubscriptMatch::Unclear;
    if (here != SubscriptMatch::Same)
      match = here;
    return match;
  };
  const std::size_t shorter = std::min(a.steps.size(), b.steps.size());
  for (std::size_t i = 0; i < shorter; ++i) {
    const AccessPathStep &x = a.steps[i], &y = b.steps[i];
    if (x.kind != y.kind && (x.kind == AccessStep::Index || y.kind == AccessStep::Index))
      return meet(compareWithFirst(x.kind == AccessStep::Index ? a : b, i), i);
    if (x.kind != y.kind)
      return match;
    if (x.kind == AccessStep::Field && (x.a != y.a || x.record != y.record))
      return match;
    if (x.kind != AccessStep::Index && x.kind != AccessStep::Element)
      continue;
    // Of an array of arrays, p[0][i] is spelt like p[i].
    const SubscriptMatch here = x.a && y.a && x.type != y.type ? SubscriptMatch::Unclear : compare(x.a, y.a);
    if (meet(here, i) == SubscriptMatch::Disjoint)
      return match;
  }
  if (a.steps.size() != b.steps.size() && !a.truncated && !b.truncated)
    meet(compareWithFirst(a.steps.size() > shorter ? a : b, shorter), shorter);
  return match;
}

/// True if the pointers, which lead into one array, surely or perhaps point to other elements.
bool Subscripts::isMoved(const Pointer &a, const Pointer &b) {
  const Poly difference = number(a.value) - number(b.value);
  return !difference.isZero() && (difference.isValid() || compare(a.to, b.to) != SubscriptMatch::Same);
}

/// The elements that a call touches behind a pointer that it is passed into the array at `base`, each by its
/// first byte, counted from where pointers are.
std::optional<Subscripts::Elements> Subscripts::bytesOf(const Access &access, const AccessPath &base) {
  const std::optional<AccessPath> &passed = access.passed;
  if (access.path.base != base.base || access.path.id != base.id || !passed || passed->truncated ||
      passed->steps.size() > 1 || (!passed->steps.empty() && passed->steps[0].kind != AccessStep::Index))
    return std::nullopt;
  const Poly pointer = number(passed->id);
  const std::int64_t size = elementSize(info_.effects().value(info_.id(), passed->id).type);
  if (passed->steps.empty())
    return Elements{pointer, pointer, true};
  if (size == 0 || passed->steps[0].a == 0)
    return std::nullopt;
  const Elements touched = elementsOf(passed->steps[0].a);
  return Elements{pointer + Poly(size) * touched.low, pointer + Poly(size) * touched.high, touched.isDense};
}

/// True if the two calls share an element of the array at `base`, as far as they say what they touch there.
bool Subscripts::meetSurely(Id earlier, Id later, const AccessPath &base) {
  for (const Access &a : info_.accesses(earlier))
    if (const std::optional<Elements> one = bytesOf(a, base))
      for (const Access &b : info_.accesses(later))
        if (a.isWrite || b.isWrite)
          if (const std::optional<Elements> other = bytesOf(b, base);
              other && compare(*one, *other) == SubscriptMatch::Same)
            return true;
  return false;
}

bool Subscripts::divides(Id earlier, Id later, const AccessPath &base) {
  const std::vector<Type> &types = info_.program().tables.types;
  const Call &one = body_.calls[body_.events[earlier].call], &other = body_.calls[body_.events[later].call];
  auto pointersInto = [&](const Call &call) {
    std::vector<Pointer> result;
    for (const Arg &arg : call.args)
      if (const Type &type = types[arg.type]; arg.value && type.kind == TypeKind::Pointer) {
        AccessPath path = info_.effects().resolvePointer(info_.id(), arg.value);
        if (path.base == base.base && path.id == base.id)
          result.push_back({arg.value, std::move(path), types[type.element].isConst});
      }
    return result;
  };
  bool anyMoved = false;
  const std::vector<Pointer> left = pointersInto(one), right = pointersInto(other);
  for (const Pointer &x : left)
    for (const Pointer &y : right) {
      const bool hasMoved = isMoved(x, y);
      anyMoved |= hasMoved;
      if (!hasMoved && !(x.isConst && y.isConst) && left.size() * right.size() > 1)
        return false; // what one call reads from there the other may write
    }
  if (anyMoved)
    return !meetSurely(earlier, later, base);
  unsigned movedBounds = 0;
  for (std::size_t arg = 0; arg < std::min(one.args.size(), other.args.size()); ++arg)
    if (const Id x = one.args[arg].value, y = other.args[arg].value;
        x && y && types[one.args[arg].type].kind == TypeKind::Int) {
      const Poly difference = number(x) - number(y);
      movedBounds += difference.isValid() && !difference.constant(); // f(i - 1), f(i - 2): a recurrence
    }
  return movedBounds >= 2;
}

/// The number that is put into a member of a local record, if it is put there once, by its name or with all
/// of the record; of a record that came from outside a symbol. Else invalid.
Poly Subscripts::numberIn(const AccessPath &place, unsigned depth) {
  const auto isField = [](const AccessPathStep &step) { return step.kind == AccessStep::Field; };
  if (place.base != BaseKind::Var || place.truncated || place.steps.empty() || depth > kMaxDepth ||
      !std::ranges::all_of(place.steps, isField))
    return Poly::invalid();
  std::vector<Poly> found;
  for (const Event &event : body_.events) {
    if (event.kind != EventKind::Write || body_.paths[event.path].root != RootKind::Var ||
        body_.paths[event.path].id != place.id)
      continue;
    const AccessPath written = info_.effects().resolve(info_.id(), event.path);
    const Value &value = body_.values[event.value];
    if (written.steps.empty() && value.kind == ValueKind::Read) {
      AccessPath source = info_.effects().resolve(info_.id(), body_.events[value.a].path);
      source.steps.insert(source.steps.end(), place.steps.begin(), place.steps.end());
      found.push_back(numberIn(source, depth + 1));
    } else if (written.steps.empty() || written.steps.front() == place.steps.front()) {
      found.push_back(written.steps == place.steps ? number(event.value) : Poly::invalid());
    }
  }
  if (found.empty() && body_.vars[place.id].kind == VarKind::Param) {
    AccessPath key = place;
    key.type = 0;
    for (AccessPathStep &step : key.steps)
      step.type = 0;
    return atom(AtomPlace, places_.try_emplace(key, static_cast<Id>(places_.size())).first->second);
  }
  return found.size() == 1 ? found.front() : Poly::invalid();
}

bool Subscripts::holdTheSame(const AccessPath &a, const AccessPath &b) {
  auto lastDeref = [](const AccessPath &path) {
    return std::ranges::find(path.steps.rbegin(), path.steps.rend(), AccessStep::Deref, &AccessPathStep::kind)
               .base() -
           path.steps.begin();
  };
  const auto i = lastDeref(a), j = lastDeref(b);
  if (i == 0 || j == 0) {
    const Poly left = numberIn(a);
    return left.isValid() && left == numberIn(b);
  }
  // Behind one pointer that lies in two places.
  const bool sameEnd = std::equal(a.steps.begin() + i, a.steps.end(), b.steps.begin() + j, b.steps.end(),
                                  [](const AccessPathStep &x, const AccessPathStep &y) {
                                    return x.kind == y.kind && x.a == y.a && x.record == y.record;
                                  });
  if (!sameEnd || a.truncated || b.truncated)
    return false;
  AccessPath left = a, right = b;
  left.steps.resize(static_cast<std::size_t>(i - 1));
  right.steps.resize(static_cast<std::size_t>(j - 1));
  return holdTheSame(left, right);
}

namespace {

bool isDeref(const AccessPathStep &step) { return step.kind == AccessStep::Deref; }

/// The steps of `path` from `from` on, after those of `start`.
AccessPath joined(AccessPath start, const AccessPath &path, std::size_t from) {
  start.steps.insert(start.steps.end(), path.steps.begin() + static_cast<std::ptrdiff_t>(from),
                     path.steps.end());
  start.type = path.type;
  start.truncated |= path.truncated;
  return start;
}

} // namespace

bool Subscripts::behindOnePointer(const AccessPath &a, const AccessPath &b) {
  const auto last = std::ranges::find_if(a.steps.rbegin(), a.steps.rend(), isDeref).base() - a.steps.begin();
  const auto other = std::ranges::find_if(b.steps.rbegin(), b.steps.rend(), isDeref).base() - b.steps.begin();
  if (last == 0 || last != other || a.base != b.base || a.id != b.id || a.truncated || b.truncated)
    return false;
  for (std::ptrdiff_t i = 0; i < last; ++i) {
    const AccessPathStep &x = a.steps[static_cast<std::size_t>(i)], &y = b.steps[static_cast<std::size_t>(i)];
    const bool isSubscript = x.kind == AccessStep::Index || x.kind == AccessStep::Element;
    if (x.kind != y.kind || x.record != y.record || x.type != y.type || x.kind == AccessStep::Reach ||
        x.kind == AccessStep::Structure ||
        (isSubscript ? compare(x.a, y.a) != SubscriptMatch::Same : x.kind == AccessStep::Field && x.a != y.a))
      return false;
  }
  return true;
}

bool Subscripts::isPutInto(const AccessPath &target, const AccessPath &holder) {
  constexpr std::size_t kMaxWrites = 64;
  if (holder.base != BaseKind::Var || holder.truncated || body_.vars[holder.id].kind != VarKind::Local ||
      definitions_[holder.id].size() > kMaxWrites)
    return false;
  const auto out = static_cast<std::size_t>(std::ranges::find_if(holder.steps,
                                                                 [](const AccessPathStep &step) {
                                                                   return step.kind == AccessStep::Deref ||
                                                                          step.kind == AccessStep::Reach;
                                                                 }) -
                                            holder.steps.begin());
  if (out == holder.steps.size())
    return false;
  const bool isReach = holder.steps[out].kind == AccessStep::Reach;
  AccessPath place = holder;
  place.steps.resize(out);
  return std::ranges::any_of(definitions_[holder.id], [&](Id definition) {
    const Event &write = body_.events[definition];
    if (write.kind != EventKind::Write || body_.paths[write.path].steps.empty() ||
        info_.program().tables.types[body_.values[write.value].type].kind != TypeKind::Pointer)
      return false;
    const AccessPath into = info_.effects().resolve(info_.id(), write.path);
    if (into.base != place.base || into.id != place.id || into.steps.size() < out ||
        !(isReach || into.steps.size() == out) || compare(into, place) != SubscriptMatch::Same)
      return false;
    const AccessPath found =
        joined(info_.effects().resolvePointer(info_.id(), write.value), holder, isReach ? out : out + 1);
    bool needsNoAlias = false;
    return found.base != BaseKind::Unknown &&
           info_.effects().mayOverlap(info_.id(), found, target, &needsNoAlias) && !needsNoAlias &&
           compare(found, target) == SubscriptMatch::Same;
  });
}

} // namespace overlap::rules
