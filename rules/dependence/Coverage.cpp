#include "rules/dependence/Coverage.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// Ids of unknowns that the loop's symbols know nothing of.
constexpr AtomId kFree = 1u << 25, kFresh = 1u << 26;
constexpr unsigned kMaxQueries = 80;

using Dimensions = std::vector<std::pair<Poly, Poly>>; ///< written, read
using Witness = std::map<AtomId, Poly>;

/// The terms of `p` that `k * m` divides, divided.
Poly quotient(const Poly &p, const Monomial &m, std::int64_t k) {
  Poly result;
  for (auto &[monomial, c] : p.terms()) {
    Monomial rest;
    std::set_difference(monomial.begin(), monomial.end(), m.begin(), m.end(), std::back_inserter(rest));
    if (rest.size() + m.size() == monomial.size() && c % k == 0)
      result += product(rest, c / k);
  }
  return result;
}

Poly applied(Poly p, const Witness &witness) {
  for (auto &[atom, by] : witness)
    p = p.substitute(atom, by);
  return p;
}

/// Values of the free unknowns under which the written subscripts are likely to be the ones read: a guess.
Witness solve(const Dimensions &dims, std::vector<AtomId> free) {
  Witness witness;
  while (!free.empty()) {
    // The unknown with the largest factor first: i in a[i * n + j].
    AtomId best = 0;
    const std::pair<Poly, Poly> *where = nullptr;
    Monomial factor;
    std::int64_t times = 0;
    for (auto &dim : dims)
      for (AtomId x : free) {
        Poly rest;
        const Poly q = applied(dim.first, witness).coefficientOf(x, rest);
        if (!q.isValid() || q.terms().size() != 1)
          continue;
        auto &[m, k] = *q.terms().begin();
        if (best &&
            (m.size() < factor.size() || (m.size() == factor.size() && std::abs(k) <= std::abs(times))))
          continue;
        best = x;
        where = &dim;
        factor = m;
        times = k;
      }
    if (!best)
      break;
    Poly rest;
    applied(where->first, witness).coefficientOf(best, rest);
    Poly open = where->second;
    for (auto &[m, c] : rest.terms()) // without what other unknowns contribute
      if (std::none_of(m.begin(), m.end(),
                       [&](AtomId a) { return std::find(free.begin(), free.end(), a) != free.end(); }))
        open -= product(m, c);
    witness[best] = quotient(open, factor, times);
    std::erase(free, best);
  }
  for (AtomId x : free) // any iteration writes it: the first one
    witness[x] = Poly(0);
  return witness;
}

bool isSimple(const Body &body, Id condition) {
  const Value &v = body.values[condition];
  if (v.kind == ValueKind::Cast || v.kind == ValueKind::Un)
    return isSimple(body, v.a);
  return v.kind != ValueKind::Bin || (v.bin != BinOp::LAnd && v.bin != BinOp::LOr);
}

} // namespace

Coverage::Coverage(Symbolic &symbolic, PairTest &pairs)
    : symbolic_(symbolic), pairs_(pairs), context_(symbolic.context()), body_(context_.body()),
      nextFresh_(kFresh) {}

bool Coverage::isSequence(Id type) const {
  const ClassEntry *entry = type ? symbolic_.classOf(type) : nullptr;
  return entry && entry->kind == ClassEntry::Kind::Sequence && !entry->inlineStorage && !entry->sharesWords;
}

bool Coverage::isSameType(Id a, Id b) const {
  if (!a || !b)
    return a == b;
  const Type &p = context_.type(a), &q = context_.type(b);
  return p.kind == q.kind && p.width == q.width && p.record == q.record && p.extent == q.extent;
}

// Without the subscript 0 that a pointer to a single object adds.
Place Coverage::normal(Place place) const {
  const Id type = symbolic_.rootType(place);
  if (type && context_.type(type).kind != TypeKind::Array && !place.steps.empty() &&
      place.steps[0].kind == PlaceStep::Kind::Index && place.steps[0].index.isZero() &&
      isSameType(place.steps[0].type, type))
    place.steps.erase(place.steps.begin());
  return place;
}

void Coverage::add(SureWrite write) {
  write.place = normal(std::move(write.place));
  if (write.type && !isSameType(write.type, symbolic_.typeOf(write.place, write.place.steps.size())))
    return; // a part of it
  const Id block = context_.cfg().blockOf(write.event);
  if (!write.count)
    for (Site &s : sites_)
      if (!s.write.count && s.write.place == write.place &&
          context_.cfg().loopOf(s.block) == context_.cfg().loopOf(block)) {
        s.events.insert(write.event);
        return;
      }
  Site site{write, {write.event}, block, {}};
  for (Id loop = context_.cfg().loopOf(block); loop && loop != symbolic_.loop();
       loop = context_.cfg().enclosing(loop))
    site.loops.insert(site.loops.begin(), loop);
  sites_.push_back(std::move(site));
}

Coverage::Target Coverage::targetOf(const Place &read, Id event) {
  const Place place = normal(read);
  Target target;
  target.event = event;
  target.block = event ? context_.cfg().blockOf(event) : body_.loops[symbolic_.loop()].header;
  target.place = {place.root, place.id, {}};
  target.type = symbolic_.rootType(place);
  for (PlaceStep s : place.steps) {
    if (s.kind == PlaceStep::Kind::Any)
      break; // all of what it is a part of
    if (s.kind == PlaceStep::Kind::Index || s.kind == PlaceStep::Kind::Element) {
      const bool isArray = s.kind == PlaceStep::Kind::Index && target.type &&
                           context_.type(target.type).kind == TypeKind::Array &&
                           context_.type(target.type).extent > 0;
      if (!s.index.isValid()) {
        if (!isArray)
          break;
        s.index = Poly::atom(nextFresh_++);
      }
      if (s.kind == PlaceStep::Kind::Element && s.a == 0 && isSequence(target.type))
        if (const auto size = symbolic_.fixedSize(target.place)) {
          target.known.push_back({s.index, false});
          target.known.push_back({*size - Poly(1) - s.index, false});
        }
      if (isArray) {
        const auto extent = static_cast<std::int64_t>(context_.type(target.type).extent);
        target.known.push_back({s.index, false});
        target.known.push_back({Poly(extent - 1) - s.index, false});
      }
    }
    target.type = symbolic_.typeAfter(target.type, s);
    target.place.steps.push_back(s);
  }
  return target;
}

bool Coverage::covers(const Place &read, Id type, Id event) {
  const Target target = targetOf(read, event);
  const bool isPart = type && read.isPrecise() && !isSameType(type, target.type);
  return !isPart && coversTarget(target, 0);
}

bool Coverage::coversTarget(const Target &target, unsigned depth) {
  std::vector<Terms> options;
  for (const Site &site : sites_)
    for (Terms &terms : optionsOf(site, target)) {
      if (terms.empty() || follows(target, {terms}))
        return true;
      options.push_back(std::move(terms));
    }
  constexpr std::size_t maxOptions = 4;
  if (options.size() > 1 && options.size() <= maxOptions && follows(target, options))
    return true;
  // In parts.
  constexpr unsigned maxDepth = 3;
  if (!target.type || depth == maxDepth)
    return false;
  const Type &type = context_.type(target.type);
  auto part = [&](PlaceStep step) {
    Target inner = target;
    inner.type = symbolic_.typeAfter(target.type, step);
    step.type = inner.type;
    if (step.kind == PlaceStep::Kind::Index) {
      step.index = Poly::atom(nextFresh_++);
      inner.known.push_back({step.index, false});
      inner.known.push_back({Poly(static_cast<std::int64_t>(type.extent) - 1) - step.index, false});
    }
    inner.place.steps.push_back(std::move(step));
    return coversTarget(inner, depth + 1);
  };
  if (type.kind == TypeKind::Array && type.extent > 0)
    return part({PlaceStep::Kind::Index, 0, 0, 0, {}});
  if (type.kind != TypeKind::Record)
    return false;
  const Record &record = context_.program().tables.records[type.record];
  constexpr std::size_t maxFields = 16;
  if (!record.isComplete || record.isUnion || !record.bases.empty() || record.fields.empty() ||
      record.fields.size() > maxFields)
    return false;
  for (Id f = 0; f < record.fields.size(); ++f)
    if (!part({PlaceStep::Kind::Field, f, type.record, 0, {}}))
      return false;
  return true;
}

std::vector<Coverage::Terms> Coverage::optionsOf(const Site &site, const Target &target) {
  const Cfg &cfg = context_.cfg();
  std::vector<Id> common, own;
  for (Id loop : site.loops)
    (cfg.contains(loop, target.block) ? common : own).push_back(loop);
  std::vector<Terms> result;
  auto consider = [&](Id scope, const std::vector<Id> &chain, Id earlier) {
    Waypoints points;
    if (chain.empty())
      points.events = site.events;
    else
      points.block = body_.loops[chain.front()].header;
    if (everyWayPasses(cfg, scope, points, earlier ? 0 : target.event) && runsThrough(chain, site))
      if (auto terms = termsOf(site, target, chain, earlier))
        result.push_back(std::move(*terms));
  };
  consider(common.empty() ? symbolic_.loop() : common.back(), own, 0);
  // In an earlier iteration of a loop around both.
  for (std::size_t i = 0; i < common.size(); ++i) {
    std::vector<Id> chain(common.begin() + static_cast<std::ptrdiff_t>(i) + 1, common.end());
    chain.insert(chain.end(), own.begin(), own.end());
    consider(common[i], chain, common[i]);
  }
  return result;
}

// Every iteration of the loops executes one of the site's writes.
bool Coverage::runsThrough(const std::vector<Id> &chain, const Site &site) const {
  const Cfg &cfg = context_.cfg();
  for (std::size_t i = 0; i < chain.size(); ++i) {
    Waypoints points;
    if (i + 1 < chain.size())
      points.block = body_.loops[chain[i + 1]].header;
    else
      points.events = site.events;
    if (!endsOnlyAtHeader(cfg, chain[i], symbolic_.loop()) || !everyWayPasses(cfg, chain[i], points, 0))
      return false;
  }
  return true;
}

// What the site computed with is what the target computes with, apart from the counters of `chain` and
// `earlier`.
bool Coverage::isUnchanged(const Poly &poly, const Site &site, const Target &target,
                           const std::vector<Id> &chain, Id earlier) {
  const Cfg &cfg = context_.cfg();
  const Id repeated = earlier ? earlier : chain.empty() ? 0 : chain.front();
  const auto atoms = poly.atoms();
  return poly.isValid() && std::all_of(atoms.begin(), atoms.end(), [&](AtomId x) {
           if (x >= kFree)
             return true;
           const Atom &atom = symbolic_.atom(x);
           if (atom.kind == Atom::Kind::Symbol)
             return true;
           if (atom.kind == Atom::Kind::Counter) {
             if (atom.loop == earlier || std::find(chain.begin(), chain.end(), atom.loop) != chain.end())
               return true;
             return cfg.contains(atom.loop, site.block) && cfg.contains(atom.loop, target.block);
           }
           if (!repeated)
             return true;
           if (!atom.event || !symbolic_.isInLoop(atom.event))
             return false;
           const Id loop = cfg.loopOf(cfg.blockOf(atom.event));
           return loop != repeated && cfg.contains(loop, body_.loops[repeated].header);
         });
}

std::optional<Coverage::Terms> Coverage::termsOf(const Site &site, const Target &target,
                                                 const std::vector<Id> &chain, Id earlier) {
  const auto &written = site.write.place.steps, &read = target.place.steps;
  if (written.size() > read.size() || site.write.place.root != target.place.root ||
      site.write.place.id != target.place.id)
    return std::nullopt;
  std::map<AtomId, AtomId> renaming;
  std::vector<AtomId> free;
  auto rename = [&](Poly p) {
    for (auto [from, to] : renaming)
      p = p.substitute(from, Poly::atom(to));
    return p;
  };
  std::vector<Id> repeated = chain;
  if (earlier)
    repeated.push_back(earlier);
  for (Id loop : repeated) {
    renaming[symbolic_.counter(loop)] = kFree + loop;
    free.push_back(kFree + loop);
  }
  const AtomId element = kFree + static_cast<AtomId>(body_.loops.size());
  if (site.write.count)
    free.push_back(element);

  Dimensions dims;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const PlaceStep &w = written[i], &r = read[i];
    if (w.kind != r.kind || w.a != r.a || w.record != r.record)
      return std::nullopt;
    if (w.kind != PlaceStep::Kind::Index && w.kind != PlaceStep::Kind::Element)
      continue;
    if (w.type && r.type && !isSameType(w.type, r.type))
      return std::nullopt;
    if (!isUnchanged(w.index, site, target, chain, earlier))
      return std::nullopt;
    Poly index = rename(w.index);
    if (site.write.count && i + 1 == written.size())
      index += Poly::atom(element);
    dims.push_back({index, r.index});
  }
  const Witness witness = solve(dims, free);
  Terms terms;
  auto require = [&](const Poly &p) {
    if (const auto c = p.constant(); !c || *c < 0)
      terms.push_back({p, false});
  };
  for (auto &[w, r] : dims) {
    const Poly difference = applied(w, witness) - r;
    if (const auto c = difference.constant(); c && *c != 0)
      return std::nullopt;
    require(difference);
    require(Poly(0) - difference);
  }
  for (Id loop : chain) {
    const auto condition = symbolic_.loopCondition(loop);
    if (condition.size() != 1 || !isSimple(body_, body_.blocks[body_.loops[loop].header].cond))
      return std::nullopt;
    for (const Constraint &c : condition[0]) {
      Poly rest;
      const auto slope = c.poly.coefficientOf(symbolic_.counter(loop), rest).constant();
      // Once it fails it fails for good, so that it has held in all iterations before.
      if (c.isEquality || !slope || *slope > 0 || !isUnchanged(c.poly, site, target, chain, earlier))
        return std::nullopt;
      require(applied(rename(c.poly), witness));
    }
  }
  for (AtomId x : free)
    require(witness.at(x));
  if (earlier)
    require(Poly::atom(symbolic_.counter(earlier)) - witness.at(kFree + earlier) - Poly(1));
  if (site.write.count) {
    if (!isUnchanged(*site.write.count, site, target, chain, earlier))
      return std::nullopt;
    require(applied(rename(*site.write.count), witness) - witness.at(element) - Poly(1));
  }
  for (const Constraint &c : terms)
    if (!c.poly.isValid())
      return std::nullopt;
  return terms;
}

// True if at the target always one of the options has all its terms.
bool Coverage::follows(const Target &target, const std::vector<Terms> &options) {
  if (++queries_ > kMaxQueries)
    return false;
  std::vector<Poly> about;
  auto mention = [&](const Poly &p) {
    for (AtomId a : p.atoms())
      if (a < kFree)
        about.push_back(Poly::atom(a));
  };
  for (const PlaceStep &s : target.place.steps)
    mention(s.index);
  for (const Terms &terms : options)
    for (const Constraint &c : terms)
      mention(c.poly);
  ConstraintSystem system = pairs_.systemFor(target.block, about);
  system.all.insert(system.all.end(), target.known.begin(), target.known.end());
  for (const Terms &terms : options) {
    std::vector<Conjunction> fails;
    for (const Constraint &c : terms)
      fails.push_back({{Poly(-1) - c.poly, false}});
    system.either.push_back(std::move(fails));
  }
  return isSatisfiable(system) == Answer::No;
}

} // namespace overlap::rules
