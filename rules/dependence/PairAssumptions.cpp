#include "rules/dependence/Pairs.h"
#include "rules/effects/Paths.h"

#include <algorithm>

/// Subscripts that keep iterations apart only on a condition: symbolic strides, index arrays, pointers in
/// elements.
namespace overlap::rules {

using namespace facts;
using Verdict = PairResult::Verdict;

bool PairTest::isImpossible(Id block, const Poly &atLeastZero, const Poly *zero) {
  std::vector<Poly> about{atLeastZero};
  if (zero)
    about.push_back(*zero);
  ConstraintSystem system = systemFor(block, about);
  system.all.push_back({atLeastZero, false});
  if (zero)
    system.all.push_back({*zero, true});
  return isSatisfiable(system) == Answer::No;
}

/// True for numbers, and for containers of such: no container of them lies in one of them.
bool PairTest::isSelfContained(Id id) const {
  const Type &type = context_.type(id);
  if (type.kind == TypeKind::Array)
    return isSelfContained(type.element);
  if (type.kind != TypeKind::Record)
    return type.kind == TypeKind::Int || type.kind == TypeKind::Float || type.kind == TypeKind::Bool ||
           type.kind == TypeKind::Enum;
  const ClassEntry *entry = symbolic_.classOf(id);
  const std::vector<Id> &elements = context_.program().tables.records[type.record].templateArgs;
  return entry && entry->ownsElements && !entry->elementArgs.empty() &&
         std::ranges::all_of(entry->elementArgs, [&](unsigned arg) {
           return arg < elements.size() && isSelfContained(elements[arg]);
         });
}

/// Two containers that own their elements are one or have nothing in common: true if, were they one, no two
/// iterations would meet there.
bool PairTest::meetOnlyInStep(const MemoryAccess &a, const MemoryAccess &b) {
  struct Elements {
    Place container, rest;
    Id type = 0;
  };
  auto elementsOf = [&](const MemoryAccess &m) {
    Elements result;
    const auto isElement = [](const auto &s) {
      return s.kind == std::remove_cvref_t<decltype(s.kind)>::Element;
    };
    const auto step = std::ranges::find_if(m.place.steps, isElement);
    const auto known = std::ranges::find_if(m.path.steps, isElement);
    if (step == m.place.steps.end() || known == m.path.steps.end() ||
        (!isSelfContained(known->type) && std::ranges::count_if(m.place.steps, isElement) != 1))
      return result; // the other container may lie within an element of this one
    result.container = {m.place.root, m.place.id, {m.place.steps.begin(), step}};
    result.rest = {Place::Root::Global, 0, {step, m.place.steps.end()}};
    result.type = known->type;
    return result;
  };
  const Elements x = elementsOf(a), y = elementsOf(b);
  if (!x.type || x.type != y.type || a.folded || b.folded || symbolic_.isVarying(x.container) ||
      symbolic_.isVarying(y.container))
    return false;
  MemoryAccess first = a, second = b;
  first.place = x.rest;
  second.place = y.rest;
  std::vector<Dimension> dims;
  PairResult result;
  switch (relate(first, second, dims, result)) {
  case Relation::Disjoint:
    return result.assumptions.empty();
  case Relation::Compare:
    return compare(first, second, dims).verdict == Verdict::None;
  case Relation::Unknown:
    return false;
  }
  return false;
}

/// True if the access can only be one of variables and allocations that each iteration has for itself, and
/// that no other can know.
bool PairTest::isIterationsOwn(const MemoryAccess &access) {
  if (access.place.root == Place::Root::Var)
    return isDeclaredInLoop(access.place.id) && !leavesObject(access);
  const EffectAnalysis &effects = context_.effects();
  auto isMadeInside = [&](BaseKind base, Id id) {
    return base == BaseKind::Var ? isDeclaredInLoop(id) : symbolic_.isInLoop(id);
  };
  return access.place.root == Place::Root::Pointer &&
         effects.staysWithin(context_.bodyId(), access.path, [&](BaseKind base, Id id) {
           return isMadeInside(base, id) && effects.isHeldOnlyBy(context_.bodyId(), base, id, isMadeInside);
         });
}

bool PairTest::leavesObject(const MemoryAccess &access) {
  const Place &place = access.place;
  if (place.root == Place::Root::Var) {
    const ClassEntry *entry = symbolic_.classOf(context_.body().vars[place.id].type);
    if (entry && entry->kind == ClassEntry::Kind::Guard)
      return false; // a mutex is no memory
  }
  return (access.path.truncated || endsInReach(access.path)) &&
         !context_.effects().staysWithin(context_.bodyId(), access.path, [&](BaseKind base, Id id) {
           return base == BaseKind::Var
                      ? (place.root == Place::Root::Var && place.id == id) || isDeclaredInLoop(id)
                      : (place.root == Place::Root::Fresh && place.id == id) || symbolic_.isInLoop(id);
         });
}

bool PairTest::delinearise(const MemoryAccess &a, const MemoryAccess &b, std::vector<Dimension> &dims,
                           std::vector<Assumption> &assumptions) {
  std::vector<Dimension> result;
  bool isSplit = false;
  for (const Dimension &d : dims) {
    if (d.a.isLinear() && d.b.isLinear()) {
      result.push_back(d);
      continue;
    }
    std::vector<Dimension> parts, other;
    std::vector<Assumption> needs, otherNeeds;
    const bool high = splitDimension(a, b, d, true, parts, needs);
    const bool low = (!high || !needs.empty()) && splitDimension(a, b, d, false, other, otherNeeds);
    if (low && (!high || otherNeeds.size() < needs.size())) {
      parts = other;
      needs = otherNeeds;
    } else if (!high)
      return false;
    isSplit = true;
    result.insert(result.end(), parts.begin(), parts.end());
    assumptions.insert(assumptions.end(), needs.begin(), needs.end());
  }
  dims = std::move(result);
  return isSplit;
}

// The first or the last value that a counter takes makes `p` at least `bound`: no assumption helps.
bool PairTest::surelyReaches(Id block, const Poly &p, const Poly &bound) {
  auto isOver = [&](AtomId counter, const Poly &end) {
    const auto over = (p.substitute(counter, end) - bound).constant();
    return over && *over >= 0;
  };
  for (AtomId x : p.atoms()) {
    Poly others;
    const auto rises = p.coefficientOf(x, others).constant();
    const Atom &atom = symbolic_.atom(x);
    if ((atom.kind != Atom::Kind::Counter && !atom.isExact) || !rises)
      continue;
    if (*rises < 0 && isOver(x, Poly(0)))
      return true;
    std::vector<Constraint> known = domain(block).all;
    known.insert(known.end(), atom.facts.begin(), atom.facts.end());
    for (const Constraint &c : known) {
      Poly last;
      const auto falls = c.poly.coefficientOf(x, last).constant();
      if (*rises > 0 && falls && *falls == -1 && !symbolic_.isVarying(last) && isOver(x, last))
        return true;
    }
  }
  return false;
}

// `n * x + y` is row x, column y if 0 <= y < n: both must then agree.
bool PairTest::splitDimension(const MemoryAccess &a, const MemoryAccess &b, const Dimension &dim,
                              bool symbolsGoHigh, std::vector<Dimension> &parts,
                              std::vector<Assumption> &assumptions) {
  auto varies = [&](AtomId x) { return symbolic_.isVarying(Poly::atom(x)); };
  auto symbolsOf = [&](const Monomial &m) {
    Monomial s;
    std::copy_if(m.begin(), m.end(), std::back_inserter(s), [&](AtomId x) { return !varies(x); });
    return s;
  };
  // Strides: the symbolic factors of what varies, longest first, each a multiple of the next.
  std::vector<Monomial> strides{{}};
  for (const Poly *p : {&dim.a, &dim.b})
    for (auto &[m, c] : p->terms()) {
      const Monomial s = symbolsOf(m);
      if (m.size() - s.size() > 1)
        return false;
      if (s.size() < m.size() && std::find(strides.begin(), strides.end(), s) == strides.end())
        strides.push_back(s);
    }
  std::sort(strides.begin(), strides.end(), [](auto &x, auto &y) { return x.size() > y.size(); });
  if (strides.size() < 2)
    return false;
  std::vector<Poly> extents;
  for (std::size_t i = 0; i + 1 < strides.size(); ++i) {
    Monomial quotient;
    if (!std::includes(strides[i].begin(), strides[i].end(), strides[i + 1].begin(), strides[i + 1].end()))
      return false;
    std::set_difference(strides[i].begin(), strides[i].end(), strides[i + 1].begin(), strides[i + 1].end(),
                        std::back_inserter(quotient));
    Poly extent(1);
    for (AtomId x : quotient)
      extent = extent * Poly::atom(x);
    extents.push_back(extent);
  }

  parts.assign(strides.size(), {});
  auto distribute = [&](const Poly &p, Poly Dimension::*side) {
    for (auto &[m, c] : p.terms()) {
      const bool isSymbolic = symbolsOf(m).size() == m.size() && !m.empty();
      for (std::size_t i = 0; i < strides.size(); ++i) {
        if (!std::includes(m.begin(), m.end(), strides[i].begin(), strides[i].end()) ||
            (isSymbolic && !symbolsGoHigh && i + 1 < strides.size()))
          continue;
        Monomial rest;
        std::set_difference(m.begin(), m.end(), strides[i].begin(), strides[i].end(),
                            std::back_inserter(rest));
        Poly term(c);
        for (AtomId x : rest)
          term = term * Poly::atom(x);
        parts[i].*side += term;
        break;
      }
    }
  };
  distribute(dim.a, &Dimension::a);
  distribute(dim.b, &Dimension::b);

  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Poly &extent = extents[i - 1];
    if (parts[i].a == parts[i].b && !symbolic_.isVarying(parts[i].a)) {
      // The same offset in each row: the rows differ unless the stride is zero.
      const auto factors = extent.atoms();
      const bool isProved =
          symbolic_.leavesOnlyBy(extent) || std::all_of(factors.begin(), factors.end(), [&](AtomId x) {
            const Poly any(0), factor = Poly::atom(x);
            return isImpossible(a.block, any, &factor) || isImpossible(b.block, any, &factor);
          });
      if (!isProved)
        assumptions.push_back(
            assume(AssumptionKind::Other, "'" + symbolic_.text(extent) + "' is not 0", a.event));
      continue;
    }
    for (auto [p, m] : {std::pair(&parts[i].a, &a), std::pair(&parts[i].b, &b)}) {
      if (!isImpossible(m->block, Poly(-1) - *p))
        return false;
      if (!isImpossible(m->block, *p - extent)) {
        if (surelyReaches(m->block, *p, extent))
          return false;
        const Assumption needed =
            assume(AssumptionKind::Other,
                   "'" + symbolic_.text(extent) + "' is greater than each value that '" + symbolic_.text(*p) +
                       "' takes in the subscript of '" + m->text + "'",
                   m->event);
        if (std::find(assumptions.begin(), assumptions.end(), needed) == assumptions.end())
          assumptions.push_back(needed);
      }
    }
  }
  return true;
}

// Where the body itself has copied the pointers that the two go through, that they do not overlap is no
// assumption to make.
std::optional<PairResult> PairTest::metByCopies(const MemoryAccess &a, const MemoryAccess &b) {
  const EffectAnalysis &effects = context_.effects();
  const AccessPath &first = effects.traced(context_.bodyId(), a.path, a.event),
                   &second = effects.traced(context_.bodyId(), b.path, b.event);
  if (areTraced_ || (first == a.path && second == b.path))
    return std::nullopt;
  auto at = [&](MemoryAccess access, const AccessPath &path) {
    access.path = path;
    for (AccessPathStep &step : access.path.steps)
      if (step.kind == AccessStep::Deref)
        step.a = 0; // one cell is read by both
    access.place = symbolic_.place(access.path, access.event);
    return access;
  };
  const MemoryAccess x = at(a, first), y = at(b, second);
  const bool isOneRoot = x.place.isKnown() && x.place.root == y.place.root && x.place.id == y.place.id;
  areTraced_ = true;
  PairResult found = test(x, y);
  areTraced_ = false;
  if (found.verdict == Verdict::Dependent)
    return found;
  bool needsNoAlias = false;
  if (!effects.mayOverlap(context_.bodyId(), x.path, y.path, &needsNoAlias) || (needsNoAlias && !isOneRoot))
    return std::nullopt;
  PairResult result;
  result.verdict = Verdict::Unknown;
  result.reason =
      "'" + rootText(a) + "' and '" + rootText(b) + "' lead to one object, and where in it is not known";
  return result;
}

Assumption PairTest::distinctPointers(const Place &elements, Id event) const {
  return assume(AssumptionKind::NoAlias,
                "the elements of '" + symbolic_.text(elements) + "' point to distinct objects", event);
}

/// True if the body itself stores one address in two elements of the array that the pointer lies in which
/// `access` goes through.
bool PairTest::holdsOneTwice(const Place &elements, const MemoryAccess &access) {
  const auto behind = std::ranges::find(access.path.steps.rbegin(), access.path.steps.rend(),
                                        AccessStep::Deref, &AccessPathStep::kind);
  if (behind != access.path.steps.rend()) {
    AccessPath pointer = access.path;
    pointer.steps.resize(static_cast<std::size_t>(access.path.steps.rend() - behind) - 1);
    pointer.truncated = false;
    if (context_.effects().holdsOneTwice(context_.bodyId(), pointer))
      return true;
  }
  if (elements.root != Place::Root::Var && elements.root != Place::Root::Global)
    return false;
  auto [it, isNew] = holdOneTwice_.try_emplace(elements, false);
  if (!isNew)
    return it->second;
  auto isElement = [&array = it->first](const Place &place) {
    return place.root == array.root && place.id == array.id && place.isPrecise() &&
           std::ranges::equal(place.steps, array.steps, [](const PlaceStep &s, const PlaceStep &t) {
             return s.kind == t.kind && s.a == t.a && s.record == t.record;
           });
  };
  std::map<Place, Place> stored; // by what is pointed to: where
  for (const Event &event : context_.body().events) {
    if (event.kind != EventKind::Write || !event.path || !event.value ||
        context_.type(context_.body().values[event.value].type).kind != TypeKind::Pointer)
      continue;
    const Place at = symbolic_.place(event.path), object = symbolic_.pointee(event.value);
    if (!isElement(at) || symbolic_.isVarying(at) || symbolic_.isVarying(object))
      continue;
    const auto [other, isFirst] = stored.emplace(object, at);
    it->second |= !isFirst && other->second != at;
  }
  return it->second;
}

std::optional<Assumption> PairTest::distinctElements(Place source, const MemoryAccess &access,
                                                     bool pointers) {
  if (!source.isPrecise())
    return std::nullopt;
  MemoryAccess element;
  element.event = access.event;
  element.block = access.block;
  element.place = source;
  element.text = symbolic_.text(source);
  std::vector<Dimension> dims;
  PairResult ignored;
  if (relate(element, element, dims, ignored) != Relation::Compare || !ignored.assumptions.empty())
    return std::nullopt;
  const PairResult apart = compare(element, element, dims);
  if (apart.verdict != Verdict::None)
    return std::nullopt;
  if (pointers)
    return holdsOneTwice(source, access) ? std::nullopt
                                         : std::optional(distinctPointers(source, access.event));
  return assume(AssumptionKind::InjectiveIndex,
                "'" + element.text + "' holds no value twice in the range used", access.event);
}

// p[i][j] and p[i - 1][j], where the loop leaves the pointers p[...] alone: where the subscripts agree, all
// of the way, the two meet for sure; elsewhere they do only if p holds a pointer twice.
std::optional<PairResult> PairTest::loadedPointers(const MemoryAccess &a, const MemoryAccess &b) {
  auto ofElement = [&](const MemoryAccess &m) -> std::optional<MemoryAccess> {
    if (m.place.root != Place::Root::Pointer || !symbolic_.atom(m.place.id).source)
      return std::nullopt;
    MemoryAccess whole = m;
    whole.place = *symbolic_.atom(m.place.id).source;
    if (!whole.place.isPrecise() || m.folded || m.leavesArray)
      return std::nullopt;
    whole.place.steps.insert(whole.place.steps.end(), m.place.steps.begin(), m.place.steps.end());
    return whole;
  };
  const auto x = ofElement(a), y = ofElement(b);
  if (!x || !y || x->place.root != y->place.root || x->place.id != y->place.id)
    return std::nullopt;
  const std::size_t ofPointers = symbolic_.atom(a.place.id).source->steps.size();
  if (ofPointers != symbolic_.atom(b.place.id).source->steps.size())
    return std::nullopt;
  // Two members of one element are two pointers, of which nothing is known.
  for (std::size_t i = 0; i < ofPointers; ++i) {
    const PlaceStep &s = x->place.steps[i], &t = y->place.steps[i];
    if (s.kind != t.kind || s.a != t.a || s.record != t.record)
      return std::nullopt;
  }
  std::vector<Dimension> dims;
  PairResult result;
  const Relation relation = relate(*x, *y, dims, result);
  // Where it is not known whether they are the same two elements, that they differ is no assumption to make.
  if (relation != Relation::Disjoint) {
    const std::string reason = std::move(result.reason);
    result = compare(*x, *y, dims);
    const bool mayMeet = result.verdict == Verdict::Dependent || result.verdict == Verdict::Unknown;
    if (mayMeet && relation == Relation::Unknown) {
      result = {};
      result.verdict = Verdict::Unknown;
      result.reason = reason;
    }
    if (mayMeet)
      return result;
  }
  const Place elements = *symbolic_.atom(a.place.id).source;
  if (holdsOneTwice(elements, a)) {
    result = {};
    result.verdict = Verdict::Unknown;
    result.reason = "elements of '" + symbolic_.text(elements) + "' point to one object";
    return result;
  }
  result.verdict = Verdict::Assumed;
  result.assumptions.push_back(distinctPointers(elements, std::min(a.event, b.event)));
  return result;
}

// `a[i / m][i % m]`: subscripts that are equal in both are equal in i. `a[i / m * m + i % m]` is a[i].
std::optional<std::vector<PairTest::Dimension>>
PairTest::withoutDivision(const std::vector<Dimension> &dims) const {
  std::vector<Dimension> result = dims;
  bool isAny = false;
  for (Dimension &d : result)
    for (Poly *p : {&d.a, &d.b})
      for (AtomId x : p->atoms())
        if (const Poly &identity = symbolic_.atom(x).identity; identity.isValid()) {
          *p = p->substitute(x, identity);
          isAny = true;
        }
  if (!isAny)
    return std::nullopt;
  for (const Dimension &equal : result) {
    std::vector<AtomId> varying;
    for (AtomId x : equal.a.atoms())
      if (symbolic_.isVarying(Poly::atom(x)))
        varying.push_back(x);
    Poly rest, ignored;
    if (equal.a != equal.b || varying.size() != 1 || !equal.a.coefficientOf(varying[0], rest).constant())
      continue; // what does not tell that the one that varies is the same in both
    for (Dimension &d : result)
      if (&d != &equal && d.a.coefficientOf(varying[0], rest) == d.b.coefficientOf(varying[0], ignored) &&
          !symbolic_.isVarying(d.a.coefficientOf(varying[0], rest))) {
        d.b.coefficientOf(varying[0], ignored);
        d = {rest, ignored};
      }
  }
  const bool isLinear =
      std::ranges::all_of(result, [](const Dimension &d) { return d.a.isLinear() && d.b.isLinear(); });
  return isLinear ? std::optional(result) : std::nullopt;
}

// Rows of a compressed matrix: iteration i touches val[row[i]] up to val[row[i + 1] - 1].
std::optional<PairResult> PairTest::rowsTest(const MemoryAccess &a, const MemoryAccess &b,
                                             const std::vector<Dimension> &dims) {
  const AtomId k = symbolic_.counter(symbolic_.loop());
  // The element of one array that `row` is in one iteration, `next` is in the iteration after or before it.
  auto isNext = [&](const Place &row, const Place &next) {
    if (!row.isPrecise() || !next.isPrecise() || row.steps.empty() || row.root != next.root ||
        row.id != next.id || row.steps.size() != next.steps.size() ||
        (row.root == Place::Root::Pointer && symbolic_.isVarying(Poly::atom(row.id))) ||
        !std::equal(row.steps.begin(), std::prev(row.steps.end()), next.steps.begin()))
      return false;
    Poly rest;
    const auto step = row.steps.back().index.coefficientOf(k, rest).constant();
    const auto distance = (next.steps.back().index - row.steps.back().index).constant();
    const bool isOneArray = std::all_of(row.steps.begin(), std::prev(row.steps.end()),
                                        [&](const PlaceStep &s) { return !symbolic_.isVarying(s.index); });
    return step && distance && *distance > 0 && *distance == std::abs(*step) && isOneArray &&
           !symbolic_.isVarying(rest);
  };
  for (const Dimension &d : dims)
    for (AtomId first : d.a.atoms()) {
      const std::optional<Place> row = symbolic_.atom(first).source;
      if (!row || !symbolic_.isVarying(Poly::atom(first)))
        continue;
      for (const Constraint &c : domain(a.block).all)
        for (AtomId end : c.poly.atoms()) {
          const std::optional<Place> next = symbolic_.atom(end).source;
          if (!next || !isNext(*row, *next))
            continue;
          auto isInRow = [&](const MemoryAccess &m, const Poly &p) {
            return isImpossible(m.block, Poly::atom(first) - Poly(1) - p) &&
                   isImpossible(m.block, p - Poly::atom(end));
          };
          if (!isInRow(a, d.a) || !isInRow(b, d.b))
            continue;
          PairResult r;
          r.verdict = Verdict::Assumed;
          r.assumptions.push_back(assume(AssumptionKind::Other,
                                         "'" + symbolic_.text(Poly::atom(first)) + "' is at most '" +
                                             symbolic_.text(Poly::atom(end)) + "' in each iteration",
                                         a.event));
          return r;
        }
    }
  return std::nullopt;
}

// a[idx[i]] in both: the iterations meet only if idx holds a value twice.
std::optional<PairResult> PairTest::injectiveTest(const MemoryAccess &a, const MemoryAccess &b,
                                                  const std::vector<Dimension> &dims) {
  for (const Dimension &d : dims) {
    if (d.a != d.b)
      continue;
    std::optional<AtomId> index;
    bool isSimple = true;
    for (auto &[m, c] : d.a.terms())
      for (AtomId x : m)
        if (symbolic_.isVarying(Poly::atom(x))) {
          isSimple &= m.size() == 1 && !index && symbolic_.atom(x).source.has_value();
          index = x;
        }
    if (!isSimple || !index)
      continue;
    if (auto assumption = distinctElements(*symbolic_.atom(*index).source, a, false)) {
      PairResult r;
      r.verdict = Verdict::Assumed;
      r.assumptions.push_back(*assumption);
      return r;
    }
  }
  if (a.isWrite == b.isWrite)
    return std::nullopt;
  // One writes its own element, the other reads where an index array points.
  const MemoryAccess &reader = a.isWrite ? b : a;
  for (const Dimension &d : dims) {
    const Poly &writes = a.isWrite ? d.a : d.b, &reads = a.isWrite ? d.b : d.a;
    bool fromArray = false, isClear = true;
    for (AtomId x : reads.atoms())
      if (symbolic_.atom(x).kind == Atom::Kind::Varying && !symbolic_.atom(x).isExact) {
        isClear &= symbolic_.atom(x).source.has_value();
        fromArray = true;
      }
    for (AtomId x : writes.atoms())
      isClear &= symbolic_.atom(x).kind != Atom::Kind::Varying || symbolic_.atom(x).isExact;
    if (!fromArray || !isClear || !symbolic_.isVarying(writes))
      continue;
    PairResult r;
    r.verdict = Verdict::Assumed;
    r.assumptions.push_back(assume(AssumptionKind::Other,
                                   "no iteration writes the element '" + reader.text + "' that another reads",
                                   reader.event));
    return r;
  }
  return std::nullopt;
}

} // namespace overlap::rules
