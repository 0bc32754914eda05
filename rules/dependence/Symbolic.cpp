#include "rules/dependence/Symbolic.h"

#include <algorithm>
#include <cmath>

namespace overlap::rules {

using namespace facts;

Symbolic::Symbolic(BodyContext &context, Id loop)
    : context_(context), body_(context.body()), loop_(loop), atoms_(1) {}

AtomId Symbolic::intern(const Key &key, Atom atom) {
  auto [it, isNew] = keys_.try_emplace(key, static_cast<AtomId>(atoms_.size()));
  if (isNew)
    atoms_.push_back(std::move(atom));
  return it->second;
}

AtomId Symbolic::counter(Id loop) {
  Atom a;
  a.kind = Atom::Kind::Counter;
  a.loop = loop;
  a.isNonNegative = a.isExact = true;
  const auto before = atoms_.size();
  const AtomId id = intern({KeyCounter, loop, 0, {}, {}}, std::move(a));
  if (atoms_.size() != before)
    atoms_[id].text = counterName(loop);
  return id;
}

bool Symbolic::isVarying(AtomId a) const {
  switch (atoms_[a].kind) {
  case Atom::Kind::Symbol:
    return false;
  case Atom::Kind::Varying:
    return true;
  case Atom::Kind::Counter:
    return context_.cfg().contains(loop_, body_.loops[atoms_[a].loop].header);
  }
  return true;
}

bool Symbolic::isVarying(const Poly &p) const {
  if (!p.isValid())
    return true;
  const auto atoms = p.atoms();
  return std::any_of(atoms.begin(), atoms.end(), [&](AtomId a) { return isVarying(a); });
}

bool Symbolic::isVarying(const Place &p) const {
  if (!p.isPrecise())
    return true;
  const auto atoms = p.atoms();
  return std::any_of(atoms.begin(), atoms.end(), [&](AtomId a) { return isVarying(a); });
}

bool Symbolic::isNonNegative(const Poly &p) const {
  if (!p.isValid())
    return false;
  for (auto &[m, c] : p.terms()) {
    if (c < 0)
      return false;
    for (AtomId a : m)
      if (!atoms_[a].isNonNegative)
        return false;
  }
  return true;
}

bool Symbolic::isProvisional(const Poly &p) const {
  return std::any_of(provisional_.begin(), provisional_.end(), [&](auto &e) { return p.uses(e.second); });
}

bool Symbolic::isUnsigned(Id type) const {
  const Type &t = context_.type(type);
  return t.kind == TypeKind::Bool || ((t.kind == TypeKind::Int || t.kind == TypeKind::Enum) && !t.isSigned);
}

bool Symbolic::isInteger(Id type) const {
  const Type &t = context_.type(type);
  return t.kind == TypeKind::Int || t.kind == TypeKind::Enum || t.kind == TypeKind::Bool;
}

std::optional<std::int64_t> Symbolic::upperBound(const Poly &p) {
  if (!p.isValid())
    return std::nullopt;
  std::int64_t sum = 0;
  for (auto &[m, c] : p.terms()) {
    std::int64_t term = c;
    for (AtomId a : m) {
      if (!atoms_[a].isNonNegative)
        return std::nullopt;
      if (c < 0)
        break;
      const auto high = highOf(a);
      if (!high || __builtin_mul_overflow(term, *high, &term))
        return std::nullopt;
    }
    if (c < 0 && !m.empty())
      continue; // at most 0
    if (__builtin_add_overflow(sum, term, &sum))
      return std::nullopt;
  }
  return sum;
}

std::optional<std::int64_t> Symbolic::highOf(AtomId a) {
  if (atoms_[a].kind != Atom::Kind::Counter || atoms_[a].highKnown)
    return atoms_[a].high;
  if (!provisional_.empty() || !busyHighs_.insert(a).second)
    return std::nullopt;
  std::optional<std::int64_t> best;
  for (const Conjunction &c : loopCondition(atoms_[a].loop))
    for (const Constraint &k : c) {
      Poly rest;
      const auto factor = k.poly.coefficientOf(a, rest).constant();
      const auto constant = rest.constant();
      if (factor && constant && *factor < 0 && *constant >= 0)
        best = std::min(best.value_or(INT64_MAX), *constant / -*factor);
    }
  busyHighs_.erase(a);
  atoms_[a].high = best;
  atoms_[a].highKnown = true;
  return best;
}

std::vector<Conjunction> Symbolic::loopCondition(Id loop) {
  const Block &header = body_.blocks[body_.loops[loop].header];
  if (header.term != TermKind::Branch || header.succs.size() != 2)
    return {};
  const Cfg &cfg = context_.cfg();
  const bool in0 = header.succs[0] && cfg.contains(loop, header.succs[0]);
  const bool in1 = header.succs[1] && cfg.contains(loop, header.succs[1]);
  if (in0 == in1)
    return {};
  auto known = condition(header.cond, in0, true);
  return known && known->size() == 1 ? *known : std::vector<Conjunction>{};
}

Poly Symbolic::value(Id value) {
  if (auto it = values_.find(value); it != values_.end())
    return it->second;
  // A value that a phi around it leads back to is evaluated again there, over the provisional atom.
  if (++depth_ > kMaxDepth) {
    --depth_;
    return opaque(value);
  }
  Poly p = computeValue(value);
  --depth_;
  if (!p.isValid())
    p = opaque(value);
  values_[value] = p;
  if (!provisional_.empty())
    journal_.values.push_back(value);
  return p;
}

Poly Symbolic::computeValue(Id id) {
  const Value &v = at(id);
  if (id >= body_.values.size() && holdsWrittenLoad(id))
    return Poly::invalid(); // two reads of one place may differ
  switch (v.kind) {
  case ValueKind::Unknown:
    if (const auto range = context_.effects().range(context_.bodyId(), id))
      return rangeValue(id, *range);
    return id >= body_.values.size() ? loadValue(id) : Poly::invalid();
  case ValueKind::Int:
    return Poly(v.imm);
  case ValueKind::Null:
    return Poly(0);
  case ValueKind::Read:
    return readValue(v.a, id);
  case ValueKind::Entry:
    return entryAtom(v.a, false);
  case ValueKind::Call:
    return isInteger(v.type) ? callValue(v.a, id) : Poly::invalid();
  case ValueKind::Bin:
    return binary(v, id);
  case ValueKind::Un:
    return v.un == UnOp::Neg && isInteger(v.type) ? fit(Poly(0) - value(v.a), v.type, true) : Poly::invalid();
  case ValueKind::Cast:
    return cast(v);
  case ValueKind::Select:
    return select(v);
  default:
    return Poly::invalid();
  }
}

Poly Symbolic::binary(const Value &v, Id id) {
  if (v.bin == BinOp::PtrDiff) {
    auto both = comparedPointers(pointee(v.a), pointee(v.b));
    return both ? both->first - both->second : Poly::invalid();
  }
  if (v.type == 0 && v.bin == BinOp::Add)
    return value(v.a) + value(v.b);
  if (!isInteger(v.type))
    return Poly::invalid();
  auto constantOf = [&](Id operand) { return value(operand).constant(); };
  // Division and shifts need the true value, which a 64-bit unsigned polynomial is only modulo 2^64.
  auto isTrueValue = [&](const Poly &p) {
    const bool small = std::all_of(p.terms().begin(), p.terms().end(), [](auto &t) {
      return t.second <= INT32_MAX && t.second >= INT32_MIN && t.first.size() <= 1;
    });
    return !isUnsigned(v.type) || context_.type(v.type).width < 64 || (small && isNonNegative(p));
  };
  switch (v.bin) {
  case BinOp::Add:
    return fit(value(v.a) + value(v.b), v.type, true);
  case BinOp::Sub:
    return fit(value(v.a) - value(v.b), v.type, true);
  case BinOp::Mul:
    return fit(value(v.a) * value(v.b), v.type, true);
  case BinOp::Shl: {
    const auto by = constantOf(v.b);
    return by && *by >= 0 && *by < 31 ? fit(value(v.a) * Poly(std::int64_t(1) << *by), v.type, true)
                                      : Poly::invalid();
  }
  case BinOp::Div:
  case BinOp::Rem: {
    const Poly a = value(v.a), divisor = value(v.b);
    if (!isTrueValue(a) || isProvisional(a))
      return Poly::invalid();
    const auto by = divisor.constant();
    if (!by && isTrueValue(divisor) && !isVarying(divisor))
      return divided(a, divisor, v.bin == BinOp::Rem);
    if (!by || *by <= 0 || *by > INT32_MAX)
      return Poly::invalid();
    const Poly q = quotient(a, *by, isUnsigned(v.type));
    return v.bin == BinOp::Div ? q : a - Poly(*by) * q;
  }
  case BinOp::Shr: {
    const auto by = constantOf(v.b);
    const Poly a = value(v.a);
    if (!by || *by < 0 || *by > 31 || !isTrueValue(a) || isProvisional(a))
      return Poly::invalid();
    return quotient(a, std::int64_t(1) << *by, true);
  }
  case BinOp::And: {
    const auto mask = constantOf(v.b);
    const Poly a = value(v.a);
    const unsigned width = context_.type(v.type).width;
    const std::int64_t all = isUnsigned(v.type) && width < 64 ? std::int64_t(1) << width : 0;
    if (const std::int64_t step = mask ? all - *mask : 0;
        step > 1 && step <= INT32_MAX && (step & (step - 1)) == 0)
      return isTrueValue(a) && !isProvisional(a) ? Poly(step) * quotient(a, step, true) : Poly::invalid();
    if (!mask || *mask <= 0 || *mask > INT32_MAX || isProvisional(a))
      return Poly::invalid();
    if ((*mask & (*mask + 1)) == 0)
      return a - Poly(*mask + 1) * quotient(a, *mask + 1, true);
    return opaque(id, true);
  }
  case BinOp::Or: {
    const auto mask = constantOf(v.b);
    const Poly a = value(v.a);
    if (!mask || *mask <= 0 || *mask > INT16_MAX || (*mask & (*mask + 1)) != 0 || !isTrueValue(a) ||
        isProvisional(a))
      return Poly::invalid();
    return Poly(*mask + 1) * quotient(a, *mask + 1, true) + Poly(*mask);
  }
  case BinOp::Xor: {
    const Poly a = value(v.a);
    if (constantOf(v.b) != 1 || isProvisional(a))
      return Poly::invalid();
    return Poly(1) - a + Poly(4) * quotient(a, 2, true); // the other one of an even number and the next
  }
  default:
    return Poly::invalid();
  }
}

Poly Symbolic::quotient(const Poly &p, std::int64_t by, bool floors) {
  if (auto c = p.constant()) {
    const std::int64_t q = *c / by;
    return Poly(floors && *c % by < 0 ? q - 1 : q);
  }
  if (by == 1)
    return p;
  floors |= isNonNegative(p);
  Atom a;
  a.kind = isVarying(p) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  a.isExact = floors && isExact(p);
  a.isNonNegative = isNonNegative(p);
  a.text = "(" + text(p) + ") / " + std::to_string(by);
  const auto before = atoms_.size();
  const AtomId id = intern({floors ? KeyFloor : KeyTrunc, static_cast<Id>(by), 0, {}, p}, std::move(a));
  if (atoms_.size() != before) {
    const Poly rest = p - Poly(by) * Poly::atom(id);
    atoms_[id].facts = {{rest + Poly(floors ? 0 : by - 1), false}, {Poly(by - 1) - rest, false}};
    atoms_[id].numerator = p;
    atoms_[id].denominator = by;
  }
  return Poly::atom(id);
}

/// `p / by` or `p % by`, where the loop does not change `by`. The remainder is known where `p` is less than
/// twice as far from 0 as `by`; there `(i + 1) % n` begins anew once.
Poly Symbolic::divided(const Poly &p, const Poly &by, bool isRemainder) {
  Place both;
  for (const Poly &operand : {p, by})
    both.steps.push_back({PlaceStep::Kind::Index, 0, 0, 0, operand});
  Atom a;
  a.kind = isVarying(p) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  a.isNonNegative = isNonNegative(p) && (isRemainder || isNonNegative(by));
  a.text = "(" + text(p) + ")" + (isRemainder ? " % " : " / ") + "(" + text(by) + ")";
  const auto before = atoms_.size();
  const AtomId id = intern({isRemainder ? KeyRemainder : KeyQuotient, 0, 0, both, {}}, std::move(a));
  if (!isRemainder || atoms_.size() == before)
    return Poly::atom(id);
  const Poly self = Poly::atom(id), identity = p - by * divided(p, by, false), last = by + by - Poly(1) - p;
  Atom &rest = atoms_[id];
  rest.identity = identity;
  rest.whereExact = {{p + by - Poly(1), false}, {last, false}};
  rest.cases = {{{p - self, true}, {p + by - Poly(1), false}, {by - Poly(1) - p, false}},
                {{p - by - self, true}, {self, false}, {last, false}},
                {{Poly(0) - p - by, false}},
                {{Poly(0) - last - Poly(1), false}}};
  return self;
}

Poly Symbolic::fit(const Poly &p, Id type, bool isArithmetic) {
  const Type &t = context_.type(type);
  if (!p.isValid() || t.width >= 64 || t.width == 0)
    return p;
  if (t.isSigned && isArithmetic && t.width >= 32 && !context_.program().language.wrapv)
    return p; // overflow is undefined
  return wrapped(p, t.width, t.isSigned, isArithmetic);
}

/// False of what is meant to wrap around, as the multiplication of a hash does: it would in the iterations
/// that are known to run, or in as many as the root of all numbers.
bool Symbolic::mayStayBelow(const Poly &p, unsigned width) {
  const double size = std::ldexp(1.0, static_cast<int>(width));
  return std::ranges::all_of(p.atoms(), [&](AtomId x) {
    Poly rest;
    const auto factor = p.coefficientOf(x, rest).constant();
    if (atoms_[x].kind != Atom::Kind::Counter || !factor)
      return true;
    const std::optional<std::int64_t> last = highOf(x);
    return std::abs(static_cast<double>(*factor)) * (last ? static_cast<double>(*last) : std::sqrt(size)) <=
           size;
  });
}

Poly Symbolic::wrapped(const Poly &p, unsigned width, bool isSigned, bool isArithmetic) {
  const std::int64_t size = std::int64_t(1) << width, low = isSigned ? -(size / 2) : 0, high = low + size - 1;
  if (auto c = p.constant()) {
    std::int64_t r = (*c - low) % size;
    return Poly((r < 0 ? r + size : r) + low);
  }
  if (isProvisional(p)) {
    narrowest_ = std::min(narrowest_, width);
    return p;
  }
  if (isNonNegative(p))
    if (const auto max = upperBound(p); max && *max <= high)
      return p;
  Atom a;
  a.kind = isVarying(p) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  a.isExact = isExact(p);
  a.isNonNegative = !isSigned;
  a.high = high;
  a.text = text(p);
  a.unwrapped = p;
  a.hasUnwrapped = isArithmetic && mayStayBelow(p, width);
  const auto before = atoms_.size();
  const AtomId id = intern({KeyWrap, width, isSigned, {}, p}, a);
  if (atoms_.size() != before) {
    a.hasUnwrapped = false;
    a.high.reset();
    a.isNonNegative = false;
    const AtomId turns = intern({KeyTurns, width, isSigned, {}, p}, a);
    const Poly self = Poly::atom(id);
    atoms_[id].facts = {{p - Poly(size) * Poly::atom(turns) - self, true},
                        {self - Poly(low), false},
                        {Poly(high) - self, false}};
  }
  return Poly::atom(id);
}

Poly Symbolic::cast(const Value &v) {
  const Id from = at(v.a).type;
  if (v.cast != CastKind::Int || !isInteger(v.type) || !isInteger(from))
    return Poly::invalid();
  const Type &t = context_.type(v.type), &f = context_.type(from);
  if (t.kind == TypeKind::Bool && f.kind != TypeKind::Bool)
    return Poly::invalid();
  const Poly p = value(v.a);
  const bool widens = t.width > f.width && (t.isSigned || !isSignedType(from));
  if (t.width >= 64 || widens || (t.width == f.width && t.isSigned == isSignedType(from)))
    return p;
  const bool isExact = isSignedType(from) && t.width >= f.width && !context_.program().language.wrapv;
  if (isExact && isNonNegative(p))
    return p;
  // The same width with another sign: what a person calls the same number unless it is huge.
  return wrapped(p, t.width, t.isSigned, t.width == f.width);
}

bool Symbolic::isSignedType(Id type) const { return context_.type(type).isSigned; }

Poly Symbolic::select(const Value &v) {
  if (!isInteger(v.type))
    return Poly::invalid();
  const Value &c = at(v.a);
  if (c.kind != ValueKind::Bin || !isInteger(at(c.a).type))
    return Poly::invalid();
  Poly a = value(c.a), b = value(c.b);
  BinOp op = c.bin;
  if (op == BinOp::GT || op == BinOp::GE) {
    std::swap(a, b);
    op = op == BinOp::GT ? BinOp::LT : BinOp::LE;
  }
  if (op != BinOp::LT && op != BinOp::LE)
    return Poly::invalid();
  const Poly yes = value(v.b), no = value(v.c);
  if (auto difference = (b - a).constant())
    return (op == BinOp::LT ? *difference > 0 : *difference >= 0) ? yes : no;
  if (yes == no)
    return yes;
  const bool isMin = yes == a && no == b, isMax = yes == b && no == a;
  if (isMin || isMax)
    return extremum(isMin, a, b);
  // (x < 0 ? -((-x + d - 1) / d) : x / d), as tiling compilers write it, is the floor of x / d.
  const auto t = (Poly(0) - yes).atoms(), e = no.atoms();
  if (op == BinOp::LT && b.isZero() && t.size() == 1 && e.size() == 1 && Poly(0) - yes == Poly::atom(t[0]) &&
      no == Poly::atom(e[0])) {
    const Atom &ta = atoms_[t[0]], &ea = atoms_[e[0]];
    const std::int64_t d = ea.denominator;
    if (d > 0 && ta.denominator == d && ta.numerator + ea.numerator == Poly(d - 1) &&
        (isMultiple(a, ea.numerator) || isMultiple(a, ea.numerator - Poly(d - 1))))
      return quotient(ea.numerator, d, true);
  }
  return Poly::invalid();
}

Poly Symbolic::extremum(bool isMin, const Poly &a, const Poly &b) {
  if (auto difference = (b - a).constant())
    return (*difference >= 0) == isMin ? a : b;
  Atom atom;
  atom.kind = isVarying(a) || isVarying(b) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  atom.isNonNegative = isMin ? isNonNegative(a) && isNonNegative(b) : isNonNegative(a) || isNonNegative(b);
  atom.text = (isMin ? "min(" : "max(") + text(a) + ", " + text(b) + ")";
  Place both;
  for (const Poly &p : {a, b})
    both.steps.push_back({PlaceStep::Kind::Index, 0, 0, 0, p});
  const auto before = atoms_.size();
  const AtomId id = intern({isMin ? KeyMin : KeyMax, 0, 0, both, {}}, std::move(atom));
  if (atoms_.size() != before) {
    const Poly self = Poly::atom(id);
    for (const Poly &p : {a, b})
      atoms_[id].facts.push_back({isMin ? p - self : self - p, false});
  }
  return Poly::atom(id);
}

bool Symbolic::isMultiple(const Poly &a, const Poly &of) const {
  if (a.terms().empty() || a.terms().size() != of.terms().size())
    return false;
  const std::int64_t factor =
      of.terms().begin()->second ? a.terms().begin()->second / of.terms().begin()->second : 0;
  return factor > 0 && a == of * Poly(factor);
}

bool Symbolic::isExact(const Poly &p) const {
  const auto atoms = p.atoms();
  return p.isValid() && std::all_of(atoms.begin(), atoms.end(), [&](AtomId a) {
           return atoms_[a].kind != Atom::Kind::Varying || atoms_[a].isExact;
         });
}

Poly Symbolic::opaque(Id value, bool isNonNegative) {
  const Value &v = at(value);
  Atom a;
  a.kind = dependsOnLoop(value) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  a.isNonNegative = isNonNegative || isUnsigned(v.type);
  if (v.kind == ValueKind::Read || v.kind == ValueKind::Call) {
    a.event = v.a;
    a.text = eventText(v.a);
  }
  return Poly::atom(intern({KeyValue, value, 0, {}, {}}, std::move(a)));
}

bool Symbolic::dependsOnLoop(Id id) {
  if (!id)
    return false;
  auto [it, isNew] = depends_.try_emplace(id, true);
  if (!isNew)
    return it->second;
  const Value &v = at(id);
  bool result = true;
  switch (v.kind) {
  case ValueKind::Unknown:
    if (const auto load = context_.effects().load(context_.bodyId(), id))
      result =
          isInLoop(load->event) && (isWrittenInLoop(load->path) || isVarying(place(load->path, load->event)));
    break;
  case ValueKind::Int:
  case ValueKind::Float:
  case ValueKind::Str:
  case ValueKind::Null:
  case ValueKind::Entry:
  case ValueKind::Function:
    result = false;
    break;
  case ValueKind::Read:
    if (!isInLoop(v.a))
      result = false;
    else if (const Id var = context_.directVar(v.a)) {
      Ssa &slot = context_.slot(var);
      const Def &def = slot.def(slot.before(v.a));
      result = def.kind == DefKind::Event
                   ? isInLoop(def.id)
                   : def.kind == DefKind::Phi && context_.cfg().contains(loop_, def.id);
    } else
      result = readsVaryingMemory(v.a);
    break;
  case ValueKind::Call:
    result = isInLoop(v.a) && !isFixedCall(v.a);
    break;
  case ValueKind::Addr:
    result = isVarying(place(v.a));
    break;
  case ValueKind::Bin:
  case ValueKind::Un:
  case ValueKind::Cast:
  case ValueKind::Select:
    result = dependsOnLoop(v.a) || dependsOnLoop(v.b) || dependsOnLoop(v.c);
    break;
  default:
    break;
  }
  depends_[id] = result;
  return result;
}

} // namespace overlap::rules
