#include "rules/dependence/Pairs.h"

#include "rules/dependence/Extents.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;
using Verdict = PairResult::Verdict;

namespace {

/// Atoms of the second access are other unknowns than those of the first: they get ids of their own.
constexpr AtomId kSecond = 1u << 24;

PairResult verdict(Verdict v, std::string reason = {}) {
  PairResult r;
  r.verdict = v;
  r.reason = std::move(reason);
  return r;
}

} // namespace

const ConstraintSystem &PairTest::domain(Id block) {
  auto [it, isNew] = domains_.try_emplace(block);
  if (!isNew)
    return it->second;
  const Cfg &cfg = context_.cfg();
  const Body &body = context_.body();
  ConstraintSystem system;
  for (const Cfg::Guard &g : cfg.guardsOf(block)) {
    const Id inner = cfg.loopOf(g.block);
    const Block &from = body.blocks[g.block];
    const bool ofLoop = inner && std::any_of(from.succs.begin(), from.succs.end(),
                                             [&](Id s) { return s && !cfg.contains(inner, s); });
    auto known = symbolic_.condition(from.cond, g.isTrue, ofLoop);
    if (known && known->size() == 1)
      system.all.insert(system.all.end(), (*known)[0].begin(), (*known)[0].end());
    else if (known && known->size() == 2 && system.either.size() < 2)
      system.either.push_back(*known);
    else
      incomplete_.insert(block);
  }
  return domains_[block] = std::move(system);
}

bool PairTest::isDeclaredInLoop(Id var) {
  auto [it, isNew] = declaredInLoop_.try_emplace(var, false);
  if (!isNew)
    return it->second;
  const Body &body = context_.body();
  // A temporary lives inside of one expression, unless a name outside of the loop keeps it alive.
  bool isTemporary = body.vars[var].kind == VarKind::Temp;
  for (Id block : context_.cfg().reversePostOrder())
    for (Id e : body.blocks[block].events) {
      const Event &event = body.events[e];
      const bool isInside = symbolic_.isInLoop(e);
      if (event.kind == EventKind::Begin && event.var == var && isInside)
        it->second = true;
      if (isInside || !isTemporary)
        continue;
      for (const Access &a : context_.accesses(e))
        isTemporary &= a.path.base != BaseKind::Var || a.path.id != var;
    }
  return it->second |= isTemporary;
}

Poly PairTest::renamed(const Poly &p) const {
  Poly result = p;
  for (AtomId a : p.atoms())
    if (symbolic_.isVarying(Poly::atom(a)))
      result = result.substitute(a, Poly::atom(a + kSecond));
  return result;
}

// `isLocal` keeps the system small.
ConstraintSystem PairTest::systemFor(Id block, const std::vector<Poly> &about, bool isLocal) {
  const ConstraintSystem &known = domain(block);
  constexpr std::size_t maxAtoms = 24;
  std::set<AtomId> atoms;
  ConstraintSystem system;
  std::vector<Poly> pending = about;
  std::vector<bool> usedAll(known.all.size(), false), usedEither(known.either.size(), false);
  auto touches = [&](const Poly &p) {
    const auto list = p.atoms();
    return std::any_of(list.begin(), list.end(), [&](AtomId a) {
      return atoms.contains(a) &&
             (!isLocal || (a != symbolic_.counter(symbolic_.loop()) && symbolic_.isVarying(Poly::atom(a))));
    });
  };
  for (bool changed = true; changed;) {
    changed = false;
    while (!pending.empty()) {
      const Poly p = pending.back();
      pending.pop_back();
      for (AtomId a : p.atoms()) {
        if (!atoms.insert(a).second)
          continue;
        const Atom &atom = symbolic_.atom(a);
        if (atom.isNonNegative)
          system.all.push_back({Poly::atom(a), false});
        for (const Constraint &c : atom.facts) {
          system.all.push_back(c);
          pending.push_back(c.poly);
        }
        if (atom.cases.empty())
          continue;
        system.either.push_back(atom.cases);
        for (const Conjunction &c : atom.cases)
          for (const Constraint &k : c)
            pending.push_back(k.poly);
      }
    }
    if (atoms.size() > maxAtoms)
      break;
    for (std::size_t i = 0; i < known.all.size(); ++i)
      if (!usedAll[i] && touches(known.all[i].poly)) {
        usedAll[i] = changed = true;
        system.all.push_back(known.all[i]);
        pending.push_back(known.all[i].poly);
      }
    for (std::size_t i = 0; i < known.either.size(); ++i) {
      bool relevant = false;
      for (auto &c : known.either[i])
        for (auto &k : c)
          relevant |= touches(k.poly);
      if (!usedEither[i] && relevant) {
        usedEither[i] = changed = true;
        system.either.push_back(known.either[i]);
        for (auto &c : known.either[i])
          for (auto &k : c)
            pending.push_back(k.poly);
      }
    }
  }
  return system;
}

PairTest::Relation PairTest::relate(const MemoryAccess &a, const MemoryAccess &b,
                                    std::vector<Dimension> &dims, PairResult &result) {
  const Place &x = a.place, &y = b.place;
  const bool isNew = (x.root == Place::Root::Var && isDeclaredInLoop(x.id)) ||
                     (x.root == Place::Root::Fresh && symbolic_.isInLoop(x.id));
  if (isNew) {
    const bool first = leavesObject(a), second = leavesObject(b);
    // An allocation may also be found by way of older ones.
    if (x.root == Place::Root::Var ? !(first && second) : !(first || second))
      return Relation::Disjoint;
    result.reason = "what '" + (first ? a : b).text + "' leads to in different iterations is not known";
    return Relation::Unknown;
  }
  if (x.root == Place::Root::Pointer && symbolic_.isVarying(Poly::atom(x.id))) {
    if (isIterationsOwn(a) && isIterationsOwn(b))
      return Relation::Disjoint;
    const Atom &atom = symbolic_.atom(x.id);
    if (atom.source)
      if (auto assumption = distinctElements(*atom.source, a, true)) {
        result.assumptions.push_back(*assumption);
        return Relation::Disjoint;
      }
    result.reason = "what '" + a.text + "' designates in different iterations is not known";
    return Relation::Unknown;
  }
  using K = PlaceStep::Kind;
  auto asDifferentTypes = [&] {
    result.reason = "'" + a.text + "' and '" + b.text + "' see one object as different types";
    return Relation::Unknown;
  };
  auto isNumber = [&](const PlaceStep &step) {
    return step.type && context_.type(step.type).kind != TypeKind::Record;
  };
  auto isObject = [](const Place &place, std::size_t i) {
    return i + 1 < place.steps.size() &&
           (place.steps[i + 1].kind == K::Field || place.steps[i + 1].kind == K::Base);
  };
  for (std::size_t i = 0; i < x.steps.size() && i < y.steps.size(); ++i) {
    const PlaceStep &s = x.steps[i], &t = y.steps[i];
    auto is = [&](K first, K second) {
      return (s.kind == first && t.kind == second) || (s.kind == second && t.kind == first);
    };
    if (s.kind == K::Any || t.kind == K::Any) {
      const MemoryAccess &vague = s.kind == K::Any ? a : b;
      result.reason = vague.leavesArray ? "a subscript of '" + vague.text + "' leaves its array"
                                        : "which part of '" + vague.text + "' is touched is not known";
      return Relation::Unknown;
    }
    if (is(K::Structure, K::Element) || is(K::Field, K::Base))
      return Relation::Disjoint;
    if (s.kind != t.kind)
      return asDifferentTypes();
    if (s.kind == K::Field && s.a != t.a) {
      const Record &r = context_.program().tables.records[s.record];
      if (s.record != t.record || r.isUnion) {
        result.reason = "'" + a.text + "' and '" + b.text + "' are members of one union";
        return s.record == t.record ? Relation::Compare : Relation::Unknown;
      }
      const auto unitA = r.fields[s.a].storageUnit, unitB = r.fields[t.a].storageUnit;
      if (unitA && unitA == unitB)
        return Relation::Compare; // adjacent bit-fields share a memory location
      return Relation::Disjoint;
    }
    if (s.kind == K::Base && s.record != t.record)
      return Relation::Disjoint;
    if (s.kind == K::Index || s.kind == K::Element) {
      const Type &p = context_.type(s.type), &q = context_.type(t.type);
      const bool areSame =
          p.kind == q.kind && p.width == q.width && p.record == q.record && p.extent == q.extent;
      const bool differ = (s.type && t.type && !areSame) || (isNumber(s) && isObject(y, i)) ||
                          (isNumber(t) && isObject(x, i));
      if (differ && !(s.index == t.index && s.index.isZero()))
        return asDifferentTypes();
      if (!s.index.isValid() || !t.index.isValid() || s.a != t.a) {
        const MemoryAccess &vague = s.index.isValid() ? b : a;
        result.reason = vague.leavesArray ? "a subscript of '" + vague.text + "' leaves its array"
                                          : "which element of '" + vague.text + "' is touched is not known";
        return Relation::Unknown;
      }
      if (((a.folded | b.folded) >> i) & 1) {
        const Poly extent = static_cast<std::int64_t>(extentBefore(symbolic_, x, i));
        dims.back() = {dims.back().a * extent + s.index, dims.back().b * extent + t.index};
      } else
        dims.push_back({s.index, t.index});
    }
  }
  // The whole of an object, and something that is in it or that it reaches.
  const Place &longer = x.steps.size() > y.steps.size() ? x : y;
  if (x.steps.size() != y.steps.size() && longer.steps.back().kind == PlaceStep::Kind::Any) {
    result.reason = "which part of '" + (&longer == &x ? a : b).text + "' is touched is not known";
    return Relation::Unknown;
  }
  return Relation::Compare;
}

Assumption PairTest::assume(AssumptionKind kind, std::string message, Id event) const {
  Assumption a;
  a.kind = kind;
  a.message = std::move(message);
  a.location = context_.where(event);
  return a;
}

std::string PairTest::rootText(const MemoryAccess &m) const {
  const std::string t = symbolic_.text(Place{m.place.root, m.place.id, {}});
  if (m.place.isKnown() && !t.empty() && m.place.root != Place::Root::Fresh)
    return t;
  return m.text.substr(0, m.text.find('['));
}

Assumption PairTest::noAlias(const MemoryAccess &a, const MemoryAccess &b) {
  std::string x = rootText(a), y = rootText(b);
  if (y < x)
    std::swap(x, y);
  const bool isMember = y.starts_with(x + ".") || y.starts_with(x + "->");
  const std::string message =
      x == y     ? "the objects that '" + x + "' points to in different iterations do not overlap"
      : isMember ? "'" + y + "' points to nothing else that '" + x + "' holds"
                 : "'" + x + "' and '" + y + "' do not overlap";
  return assume(AssumptionKind::NoAlias, message, std::min(a.event, b.event));
}

PairResult PairTest::test(const MemoryAccess &a, const MemoryAccess &b) {
  bool needsNoAlias = false;
  if (!context_.effects().mayOverlap(context_.bodyId(), a.path, b.path, &needsNoAlias))
    return verdict(Verdict::None);
  const bool sameRoot = a.place.isKnown() && a.place.root == b.place.root && a.place.id == b.place.id;
  if (!sameRoot) {
    if (meetOnlyInStep(a, b) || (isIterationsOwn(a) && isIterationsOwn(b)))
      return verdict(Verdict::None);
    if (needsNoAlias)
      if (auto result = metByCopies(a, b))
        return *result;
    if (auto result = loadedPointers(a, b))
      return *result;
    if (context_.effects().areMadeToMeet(context_.bodyId(), a.path, b.path))
      return verdict(Verdict::Unknown, "'" + rootText(a) + "' and '" + rootText(b) +
                                           "' lead to one object, and where in it is not known");
    if (needsNoAlias) {
      PairResult r = verdict(Verdict::Assumed);
      r.assumptions.push_back(noAlias(a, b));
      return r;
    }
    return verdict(Verdict::Unknown, "whether '" + a.text + "' and '" + b.text + "' overlap is not known");
  }
  std::vector<Dimension> dims;
  PairResult result;
  switch (relate(a, b, dims, result)) {
  case Relation::Disjoint:
    result.verdict = result.assumptions.empty() ? Verdict::None : Verdict::Assumed;
    return result;
  case Relation::Unknown: {
    // What is known of the subscripts so far may still keep the two apart.
    PairResult prefix = dims.empty() ? verdict(Verdict::Unknown) : compare(a, b, dims);
    // Pointers in there may lead anywhere.
    auto leads = [&](const MemoryAccess &m) {
      return m.via && !context_.program().bodiesOf[m.via].empty() &&
             context_.effects().leadsElsewhere(context_.bodyId(), m.path);
    };
    if (prefix.verdict == Verdict::None && (leads(a) || leads(b))) {
      prefix.verdict = Verdict::Assumed;
      prefix.assumptions.push_back(noAlias(a, b));
    }
    if (prefix.verdict == Verdict::None || prefix.verdict == Verdict::Assumed)
      return prefix;
    result.verdict = Verdict::Unknown;
    return result;
  }
  case Relation::Compare:
    return compare(a, b, dims);
  }
  return result;
}

bool PairTest::isApart(const MemoryAccess &fixed, const MemoryAccess &other) {
  const Place &x = fixed.place, &y = other.place;
  const bool isMadeAnew = (x.root == Place::Root::Var && isDeclaredInLoop(x.id)) ||
                          (x.root == Place::Root::Fresh && symbolic_.isInLoop(x.id));
  if (isMadeAnew || symbolic_.isVarying(x) || !y.isKnown() || x.root != y.root || x.id != y.id)
    return false;
  std::vector<Dimension> dims;
  PairResult result;
  const Relation relation = relate(fixed, other, dims, result);
  if (relation != Relation::Compare)
    return relation == Relation::Disjoint && result.assumptions.empty();
  std::vector<Poly> about;
  for (const Dimension &d : dims) {
    about.push_back(d.a);
    about.push_back(d.b);
  }
  ConstraintSystem system = systemFor(other.block, about);
  for (const Dimension &d : dims)
    system.all.push_back({d.a - d.b, true});
  return isSatisfiable(system) == Answer::No;
}

PairResult PairTest::compare(const MemoryAccess &a, const MemoryAccess &b,
                             const std::vector<Dimension> &dims) {
  if (auto fast = fastTest(dims))
    return *fast;
  if (areInBands(a, b, dims))
    return verdict(Verdict::None);
  if (const auto undivided = withoutDivision(dims))
    return compare(a, b, *undivided);
  std::vector<Assumption> assumptions;
  std::vector<Dimension> split = dims;
  const bool isSplit = delinearise(a, b, split, assumptions);
  PairResult result =
      isSplit ? fastTest(split).value_or(verdict(Verdict::Unknown)) : verdict(Verdict::Unknown);
  if (result.verdict == Verdict::Unknown)
    result = setTest(a, b, isSplit ? split : dims);
  if (result.verdict == Verdict::None && isSplit && !assumptions.empty()) {
    result.verdict = Verdict::Assumed;
    result.assumptions = assumptions;
  }
  if (result.verdict == Verdict::None || result.verdict == Verdict::Assumed)
    return result;
  if (isSplit && result.verdict == Verdict::Dependent && !assumptions.empty())
    result.distance.reset();

  // Unsigned arithmetic narrower than a pointer: what if it does not wrap around?
  std::vector<Dimension> flat = dims;
  std::set<std::string> wrapping;
  for (Dimension &d : flat)
    for (Poly *p : {&d.a, &d.b})
      for (AtomId x : p->atoms())
        if (symbolic_.atom(x).hasUnwrapped) {
          wrapping.insert(symbolic_.atom(x).text);
          *p = p->substitute(x, symbolic_.atom(x).unwrapped);
        }
  if (!wrapping.empty()) {
    PairResult without = fastTest(flat).value_or(verdict(Verdict::Unknown));
    if (without.verdict == Verdict::Unknown)
      without = setTest(a, b, flat);
    if (without.verdict == Verdict::None) {
      without.verdict = Verdict::Assumed;
      for (const std::string &w : wrapping)
        without.assumptions.push_back(
            assume(AssumptionKind::Other, "the subscript '" + w + "' does not wrap around", a.event));
      return without;
    }
  }
  if (auto injective = injectiveTest(a, b, dims))
    return *injective;
  if (auto rows = rowsTest(a, b, dims))
    return *rows;
  return result;
}

// One subscript that is `c * i + d` on both sides with the same c ties iterations a fixed distance apart.
std::optional<PairResult> PairTest::fastTest(const std::vector<Dimension> &dims,
                                             std::optional<std::int64_t> *fixedDistance) {
  const AtomId k = symbolic_.counter(symbolic_.loop());
  std::optional<std::int64_t> distance;
  for (const Dimension &d : dims) {
    Poly restA, restB;
    const Poly ca = d.a.coefficientOf(k, restA), cb = d.b.coefficientOf(k, restB);
    if (!ca.isValid() || !cb.isValid() || symbolic_.isVarying(restA) || symbolic_.isVarying(restB))
      continue;
    const auto difference = (restA - restB).constant();
    const auto c = ca.constant();
    if (!difference || !c || ca != cb)
      continue;
    if (*c == 0) {
      if (*difference != 0)
        return verdict(Verdict::None);
      continue;
    }
    if (*difference == 0 || *difference % *c != 0)
      return verdict(Verdict::None);            // the same iteration, or never
    const std::int64_t here = *difference / *c; // second minus first
    if (distance && *distance != here)
      return verdict(Verdict::None);
    distance = here;
  }
  if (fixedDistance)
    *fixedDistance = distance;
  return std::nullopt; // whether the loop is long enough is for the set test
}

// Tiles: in some dimension iteration k touches nothing but `width` elements from `start + width * k` on. That
// is asked once an access, where the pairs of a tiled loop are too many for a test each. The remainders of
// tiles do not show by their subscripts which band they lie in: those of others are tried too.
bool PairTest::areInBands(const MemoryAccess &a, const MemoryAccess &b, const std::vector<Dimension> &dims) {
  const AtomId k = symbolic_.counter(symbolic_.loop());
  constexpr std::size_t maxBands = 4;
  for (const Dimension &d : dims) {
    auto areIn = [&](const Band &band) {
      return isInBand(a.block, d.a, band) && isInBand(b.block, d.b, band);
    };
    for (const Poly *p : {&d.a, &d.b}) {
      Poly rest;
      Band band;
      const auto width = p->coefficientOf(k, rest).constant();
      if (!width || *width < 2)
        continue;
      band.width = *width;
      for (auto &[m, c] : rest.terms())
        if (Poly term = product(m, c); !symbolic_.isVarying(term))
          band.start += term;
      if (areIn(band)) {
        if (bands_.size() < maxBands)
          bands_.insert(band);
        return true;
      }
    }
    if (std::any_of(bands_.begin(), bands_.end(), areIn))
      return true;
  }
  return false;
}

bool PairTest::isInBand(Id block, const Poly &subscript, const Band &band) {
  auto [it, isNew] = inBand_.try_emplace({block, subscript, band}, false);
  if (isNew) {
    const Poly offset =
        subscript - band.start - Poly(band.width) * Poly::atom(symbolic_.counter(symbolic_.loop()));
    it->second = offset.isValid() && isImpossible(block, Poly(-1) - offset) &&
                 isImpossible(block, offset - Poly(band.width));
  }
  return it->second;
}

PairResult PairTest::setTest(const MemoryAccess &a, const MemoryAccess &b,
                             const std::vector<Dimension> &dims) {
  std::tuple key(a.block, b.block, dims);
  if (auto it = setTested_.find(key); it != setTested_.end())
    return it->second;
  const PairResult result = computeSetTest(a, b, dims);
  setTested_.emplace(std::move(key), result);
  return result;
}

PairResult PairTest::computeSetTest(const MemoryAccess &a, const MemoryAccess &b,
                                    const std::vector<Dimension> &dims) {
  const AtomId k = symbolic_.counter(symbolic_.loop());
  std::vector<Poly> aboutA{Poly::atom(k)}, aboutB{Poly::atom(k)};
  bool isExact = true;
  Conjunction whereExact;
  std::string reason;
  for (const Dimension &d : dims) {
    aboutA.push_back(d.a);
    aboutB.push_back(d.b);
    for (auto [p, m] : {std::pair(&d.a, &a), std::pair(&d.b, &b)})
      for (AtomId x : p->atoms()) {
        const Atom &atom = symbolic_.atom(x);
        if (atom.kind != Atom::Kind::Varying || atom.isExact)
          continue;
        isExact &= !atom.whereExact.empty();
        reason = nonAffineText(*m, *p);
        for (const Constraint &c : atom.whereExact)
          whereExact.push_back({p == &d.a ? c.poly : renamed(c.poly), c.isEquality});
      }
    if (isExact && (!d.a.isLinear() || !d.b.isLinear())) {
      isExact = false;
      reason = "the subscript of '" + a.text + "' is not linear";
    }
  }
  const Poly forward = Poly::atom(k + kSecond) - Poly::atom(k);
  Answer answers[2];
  auto ask = [&](bool isLocal, const Conjunction &where) {
    ConstraintSystem system = systemFor(a.block, aboutA, isLocal);
    const ConstraintSystem second = systemFor(b.block, aboutB, isLocal);
    for (const Constraint &c : second.all)
      system.all.push_back({renamed(c.poly), c.isEquality});
    for (auto either : second.either) {
      for (auto &conjunction : either)
        for (Constraint &c : conjunction)
          c.poly = renamed(c.poly);
      system.either.push_back(std::move(either));
    }
    for (const Dimension &d : dims)
      system.all.push_back({d.a - renamed(d.b), true});
    system.all.insert(system.all.end(), where.begin(), where.end());
    for (int order = 0; order < 2; ++order) {
      ConstraintSystem ordered = system;
      ordered.all.push_back({(order == 0 ? forward : Poly(0) - forward) - Poly(1), false});
      answers[order] = isSatisfiable(ordered);
    }
  };
  // Most pairs are decided without the bounds of the loop itself.
  constexpr unsigned maxLocalTests = 120, maxSetTests = 40;
  if (++localTests_ > maxLocalTests)
    return verdict(Verdict::Unknown,
                   "the limit of dependence tests for one loop was reached at '" + a.text + "'");
  ask(true, {});
  if (answers[0] == Answer::No && answers[1] == Answer::No)
    return verdict(Verdict::None);
  if (++setTests_ > maxSetTests)
    return verdict(Verdict::Unknown,
                   "the limit of dependence tests for one loop was reached at '" + a.text + "'");
  ask(false, {});

  PairResult r;
  fastTest(dims, &r.distance);
  if (r.distance && *r.distance < 0)
    r.distance = -*r.distance;
  if (answers[0] == Answer::No && answers[1] == Answer::No)
    return verdict(Verdict::None);
  if (answers[0] != Answer::Yes && answers[1] != Answer::Yes)
    return verdict(Verdict::Unknown,
                   "the limit of operations was reached for '" + a.text + "' and '" + b.text + "'");
  if (isExact && !whereExact.empty()) {
    ask(false, whereExact);
    isExact = answers[0] == Answer::Yes || answers[1] == Answer::Yes;
  }
  if (!isExact)
    return verdict(Verdict::Unknown, reason);
  r.verdict = Verdict::Dependent;
  r.firstEarlier = answers[0] == Answer::Yes;
  r.secondEarlier = answers[1] == Answer::Yes;
  if (r.firstEarlier && r.secondEarlier)
    r.distance.reset();
  return r;
}

std::string PairTest::nonAffineText(const MemoryAccess &m, const Poly &p) const {
  for (AtomId x : p.atoms()) {
    const Atom &atom = symbolic_.atom(x);
    if (atom.kind == Atom::Kind::Varying && !atom.isExact && !atom.text.empty())
      return "the subscript of '" + m.text + "' is '" + atom.text +
             "', which is no linear function of the loop counters";
  }
  return "the subscript of '" + m.text + "' is no linear function of the loop counters";
}

} // namespace overlap::rules
