#include "rules/dependence/Operators.h"
#include "rules/dependence/Symbolic.h"

#include <algorithm>

/// Reads of memory, calls, and what the loop writes.
namespace overlap::rules {

using namespace facts;

const std::vector<Access> &Symbolic::writesInLoop() {
  if (!writesKnown_) {
    writesKnown_ = true;
    for (Id block : context_.cfg().blocksOf(loop_))
      for (Id e : body_.blocks[block].events)
        for (const Access &a : context_.accesses(e))
          if (a.isWrite &&
              std::none_of(writes_.begin(), writes_.end(), [&](auto &w) { return w.path == a.path; }))
            writes_.push_back(a);
  }
  return writes_;
}

bool Symbolic::isWrittenInLoop(const AccessPath &path) {
  auto [it, isNew] = written_.try_emplace(path, false);
  if (isNew) {
    bool result = false;
    for (const Access &w : writesInLoop()) {
      bool needsNoAlias = false;
      if (context_.effects().mayOverlap(context_.bodyId(), path, w.path, &needsNoAlias) && !needsNoAlias) {
        result = true;
        break;
      }
    }
    written_[path] = result;
    return result;
  }
  return it->second;
}

bool Symbolic::isPlaceWritten(const Place &place) {
  if (place.root != Place::Root::Var && place.root != Place::Root::Global)
    return true;
  AccessPath path;
  path.base = place.root == Place::Root::Var ? BaseKind::Var : BaseKind::Global;
  path.id = place.id;
  for (const Access &w : writesInLoop()) {
    const bool insideElements = std::any_of(w.path.steps.begin(), w.path.steps.end(),
                                            [](auto &s) { return s.kind == AccessStep::Deref; });
    if (!insideElements && context_.effects().mayOverlap(context_.bodyId(), path, w.path))
      return true;
  }
  return false;
}

std::string Symbolic::eventText(Id event) const {
  const Event &e = body_.events[event];
  if (e.path)
    return context_.program().str(body_.paths[e.path].spelling);
  if (e.kind == EventKind::Call) {
    const Call &c = body_.calls[e.call];
    if (c.function) {
      const std::string &name = context_.program().str(context_.program().function(c.function).qualifiedName);
      if (c.receiver)
        return context_.program().str(body_.paths[c.receiver].spelling) + "." +
               name.substr(name.rfind(':') + 1) + "()";
      return name + "()";
    }
  }
  return "a value";
}

Poly Symbolic::readValue(Id event, Id value) {
  if (const Id var = context_.directVar(event))
    return defValue(var, context_.slot(var).before(event), context_.cfg().blockOf(event));
  const Path &path = body_.paths[body_.events[event].path];
  if (path.root == RootKind::Global && path.steps.empty()) {
    const Global &g = context_.program().tables.globals[path.id];
    if (g.isConst && g.hasConstValue)
      return Poly(g.constValue);
  }
  if (!isInteger(body_.values[value].type))
    return Poly::invalid();
  const Value &chosen = body_.values[path.root == RootKind::Pointer && path.steps.empty() ? path.id : 0];
  if (chosen.kind == ValueKind::Call)
    if (auto p = chosenValue(chosen.a))
      return *p;
  return memoryAtom(event, value, false).value_or(Poly::invalid());
}

/// The number that std::min or std::max returns a reference to.
std::optional<Poly> Symbolic::chosenValue(Id event) {
  const Call &call = body_.calls[body_.events[event].call];
  const std::string op = extremumName(calleeName(call));
  if (op.empty() || call.args.size() != 2 || !context_.effects().api(context_.bodyId(), event))
    return std::nullopt;
  const auto a = referredValue(call.args[0], event), b = referredValue(call.args[1], event);
  if (!a || !b || isProvisional(*a) || isProvisional(*b))
    return std::nullopt;
  return extremum(op == "min", *a, *b);
}

/// The number that a reference argument of a call refers to.
std::optional<Poly> Symbolic::referredValue(const Arg &arg, Id event) {
  const Value &v = body_.values[arg.value];
  const Type &type = context_.type(arg.type);
  if (v.kind != ValueKind::Addr || !type.element || !isInteger(type.element))
    return std::nullopt;
  const Path &path = body_.paths[v.a];
  if (path.root == RootKind::Var && path.steps.empty() && context_.isTracked(path.id))
    return valueOf(path.id, event);
  if (path.root == RootKind::Global && path.steps.empty()) {
    const Global &g = context_.program().tables.globals[path.id];
    if (g.isConst && g.hasConstValue)
      return Poly(g.constValue);
  }
  const Place p = place(v.a);
  if (!isInLoop(event) || !p.isPrecise() ||
      isWrittenInLoop(context_.effects().resolve(context_.bodyId(), v.a)))
    return std::nullopt;
  Atom a;
  a.text = context_.program().str(path.spelling);
  a.isNonNegative = isUnsigned(type.element);
  return cellAtom(p, type.element, std::move(a));
}

bool Symbolic::readsVaryingMemory(Id event) {
  const Event &e = body_.events[event];
  const auto &accesses = context_.accesses(event);
  if (e.isVolatile || e.kind != EventKind::Read || accesses.empty())
    return true;
  for (const Access &a : accesses)
    if (isWrittenInLoop(a.path))
      return true;
  return isVarying(place(e.path));
}

std::optional<Poly> Symbolic::memoryAtom(Id event, Id value, bool isPointer) {
  const Event &e = body_.events[event];
  Atom a;
  a.event = event;
  a.text = eventText(event);
  a.isNonNegative = !isPointer && isUnsigned(body_.values[value].type);
  const auto kind = isPointer ? KeyPointerEvent : KeyEvent;
  if (!isInLoop(event) && !e.isVolatile) {
    a.kind = Atom::Kind::Symbol;
    return Poly::atom(intern({kind, event, 0, {}, {}}, std::move(a)));
  }
  const auto &accesses = context_.accesses(event);
  const bool readOnly =
      !e.isVolatile && !accesses.empty() &&
      std::none_of(accesses.begin(), accesses.end(), [&](auto &x) { return isWrittenInLoop(x.path); });
  const Place p = place(e.path);
  if (!readOnly || !p.isPrecise()) {
    a.kind = Atom::Kind::Varying;
    return Poly::atom(intern({kind, event, 0, {}, {}}, std::move(a)));
  }
  if (!isPointer)
    return cellAtom(p, body_.values[value].type, std::move(a));
  a.kind = isVarying(p) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  a.source = p;
  return Poly::atom(intern({KeyCellPointer, 0, 0, p, {}}, std::move(a)));
}

/// The integer in a place that the loop does not write.
Poly Symbolic::cellAtom(const Place &place, Id type, Atom atom) {
  atom.kind = isVarying(place) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  atom.source = place;
  return Poly::atom(intern({KeyAt, type, 0, place, {}}, std::move(atom)));
}

/// True if a callee computes `id` from memory that the loop writes: the two halves of a difference may then
/// have been read at different times.
bool Symbolic::holdsWrittenLoad(Id id) {
  if (id < body_.values.size())
    return false;
  if (const auto load = context_.effects().load(context_.bodyId(), id))
    return isInLoop(load->event) &&
           (isWrittenInLoop(load->path) || !place(load->path, load->event).isPrecise());
  const Value &v = at(id);
  if (v.kind != ValueKind::Bin && v.kind != ValueKind::Un && v.kind != ValueKind::Cast &&
      v.kind != ValueKind::Select)
    return false;
  return holdsWrittenLoad(v.a) || holdsWrittenLoad(v.b) || holdsWrittenLoad(v.c);
}

/// A counter of a callee's loop: another value each time, but one between known bounds.
Poly Symbolic::rangeValue(Id id, const EffectAnalysis::Range &range) {
  Atom a;
  a.kind = Atom::Kind::Varying;
  a.text = "a counter of the callee";
  const Poly least = value(range.low), greatest = value(range.high);
  a.isNonNegative = isNonNegative(least);
  a.isExact = range.isFull && isExact(least) && isExact(greatest);
  const AtomId atom = intern({KeyValue, id, 0, {}, {}}, std::move(a));
  atoms_[atom].facts.clear();
  if (!isProvisional(least) && !holdsWrittenLoad(range.low))
    atoms_[atom].facts.push_back({Poly::atom(atom) - least, false});
  if (!isProvisional(greatest) && !holdsWrittenLoad(range.high))
    atoms_[atom].facts.push_back({greatest - Poly::atom(atom), false});
  return Poly::atom(atom);
}

Poly Symbolic::loadValue(Id id) {
  const auto load = context_.effects().load(context_.bodyId(), id);
  if (!load || !isInLoop(load->event))
    return Poly::invalid();
  Atom a;
  a.event = load->event;
  a.text = context_.effects().spell(context_.bodyId(), load->path);
  a.isNonNegative = isUnsigned(at(id).type);
  return cellAtom(place(load->path, load->event), at(id).type, std::move(a));
}

bool Symbolic::isFixedCall(Id event) {
  const CallEffects &call = context_.call(event);
  if (!call.resources.empty() || !call.unknowns.empty() || call.writesAnything || call.maySpawn ||
      !call.blocking.empty())
    return false;
  const Id result = body_.calls[body_.events[event].call].result;
  const Id into = result && body_.paths[result].root == RootKind::Var ? body_.paths[result].id : 0;
  for (const Access &a : call.accesses) {
    if (into && a.path.base == BaseKind::Var && a.path.id == into)
      continue; // its own result
    if (a.isWrite || a.isVolatile || a.isAtomic || isWrittenInLoop(a.path) || isVarying(place(a, event)))
      return false;
  }
  const Call &c = body_.calls[body_.events[event].call];
  if (c.receiver && isVarying(place(c.receiver)))
    return false;
  return c.function &&
         std::none_of(c.args.begin(), c.args.end(), [&](const Arg &x) { return dependsOnLoop(x.value); });
}

Poly Symbolic::callValue(Id event, Id value) {
  const ApiEntry *api = context_.effects().api(context_.bodyId(), event);
  const Call &c = body_.calls[body_.events[event].call];
  if (!isInLoop(event))
    return opaque(value);
  if (const Id number = context_.effects().returnedNumber(context_.bodyId(), event))
    return this->value(number);
  if (api && api->effects) {
    const ReturnSpec &returns = api->effects->returns;
    if (returns.kind == ReturnSpec::Kind::Size)
      if (auto p = patternPlace(event, returns.path))
        return sizeOf(*p, event);
    if (returns.kind == ReturnSpec::Kind::Unspecified && c.receiver && c.args.empty())
      if (Poly number = countedNumber(event, body_.values[value].type); number.isValid())
        return number;
  }
  if (isFixedCall(event) && c.args.empty()) {
    Atom a;
    a.text = eventText(event);
    a.isNonNegative = isUnsigned(body_.values[value].type);
    return Poly::atom(
        intern({KeyFixedCall, c.function, 0, c.receiver ? place(c.receiver) : Place{}, {}}, std::move(a)));
  }
  return opaque(value);
}

std::string Symbolic::text(const Poly &p) const {
  if (!p.isValid())
    return "?";
  std::string result;
  for (auto &[m, c] : p.terms()) {
    std::string term;
    for (AtomId a : m)
      term += (term.empty() ? "" : " * ") + atoms_[a].text;
    const std::int64_t size = c < 0 ? -c : c;
    if (m.empty())
      term = std::to_string(size);
    else if (size != 1)
      term = std::to_string(size) + " * " + term;
    result += result.empty() ? (c < 0 ? "-" : "") : (c < 0 ? " - " : " + ");
    result += term;
  }
  return result.empty() ? "0" : result;
}

std::string Symbolic::text(const Place &p) const {
  const Program &program = context_.program();
  std::string result;
  switch (p.root) {
  case Place::Root::Var:
    result = context_.varName(p.id);
    break;
  case Place::Root::Global:
    result = program.str(program.tables.globals[p.id].name);
    break;
  case Place::Root::Fresh:
    result = "the new object";
    break;
  case Place::Root::Pointer:
    result = atoms_[p.id].text;
    break;
  case Place::Root::Unknown:
    result = "memory";
    break;
  }
  for (const PlaceStep &s : p.steps)
    if (s.kind == PlaceStep::Kind::Field && s.record) {
      const std::string &field = program.str(program.tables.records[s.record].fields[s.a].name);
      result = result == "this" ? field : result + "." + field;
    }
  return result;
}

/// The call that compares where call `event` is a comparison, or else 0: `a < b` may be spelt `(a <=> b) <
/// 0`.
Id Symbolic::comparisonOf(Id event) {
  const Call &c = body_.calls[body_.events[event].call];
  const std::string &name = calleeName(c);
  for (const char *op :
       {"operator==", "operator!=", "operator<", "operator>", "operator<=", "operator>=", "operator<=>"})
    if (name.ends_with(op)) {
      const Value &left = c.args.empty() ? body_.values[0] : body_.values[c.args[0].value];
      if (c.receiver || left.kind != ValueKind::Addr)
        return event;
      const Path &path = body_.paths[left.a];
      if (path.root != RootKind::Var || !path.steps.empty() || body_.vars[path.id].kind != VarKind::Temp ||
          !context_.isTracked(path.id))
        return event;
      const std::vector<Id> &writes = context_.writesOf(path.id);
      const bool isOrdering = writes.size() == 1 && body_.events[writes[0]].kind == EventKind::Call &&
                              calleeName(body_.calls[body_.events[writes[0]].call]).ends_with("operator<=>");
      return isOrdering ? writes[0] : event;
    }
  return 0;
}

bool Symbolic::isPredetermined(Id id) {
  if (!dependsOnLoop(id))
    return true;
  auto counts = [&](const std::vector<AtomId> &atoms) {
    return std::all_of(atoms.begin(), atoms.end(),
                       [&](AtomId a) { return atoms_[a].kind != Atom::Kind::Varying || atoms_[a].isExact; });
  };
  const Value &v = at(id);
  if (isInteger(v.type) && v.kind == ValueKind::Read)
    return counts(value(id).atoms());
  if (isPointerType(v.type)) {
    const Place p = pointee(id);
    return p.isPrecise() && counts(p.atoms());
  }
  switch (v.kind) {
  case ValueKind::Bin:
    return isPredetermined(v.a) && isPredetermined(v.b);
  case ValueKind::Un:
  case ValueKind::Cast:
    return isPredetermined(v.a);
  case ValueKind::Call: {
    if (context_.effects().returnedNumber(context_.bodyId(), v.a))
      return counts(value(id).atoms());
    // Comparisons of iterators.
    const Id compared = comparisonOf(v.a);
    if (!compared)
      return false;
    const Call &c = body_.calls[body_.events[compared].call];
    // What a sentinel of a class of its own compares with may be computed on the way.
    auto isFixed = [&](Id type, const Place &p) {
      return classOf(type) && p.isPrecise() && counts(p.atoms());
    };
    if (c.receiver && !isFixed(c.receiverType, iteratorAt(c.receiver, compared)))
      return false;
    return (c.receiver || c.args.size() == 2) && std::all_of(c.args.begin(), c.args.end(), [&](const Arg &a) {
             return isFixed(a.type, iteratorOf(a.value, compared));
           });
  }
  default:
    return false;
  }
}

std::optional<std::vector<Conjunction>> Symbolic::condition(Id id, bool isTrue, bool ofLoop) {
  const Value &v = at(id);
  auto nonZero = [&](const Poly &p) {
    return compare(isTrue ? BinOp::NE : BinOp::EQ, p, Poly(0), ofLoop, false);
  };
  switch (v.kind) {
  case ValueKind::Cast:
    if (v.cast == CastKind::ToBool || (v.cast == CastKind::Int && isInteger(at(v.a).type)))
      return condition(v.a, isTrue, ofLoop);
    return std::nullopt;
  case ValueKind::Un:
    return v.un == UnOp::LogNot ? condition(v.a, !isTrue, ofLoop) : std::nullopt;
  case ValueKind::Read:
    if (isInteger(v.type))
      return nonZero(value(id));
    return std::nullopt;
  case ValueKind::Int:
    return nonZero(value(id));
  case ValueKind::Call: {
    if (const Id number = context_.effects().returnedNumber(context_.bodyId(), v.a))
      return condition(number, isTrue, ofLoop);
    const std::string &name = calleeName(body_.calls[body_.events[v.a].call]);
    const bool differ = name.ends_with("operator!="), equal = name.ends_with("operator=="),
               less = name.ends_with("operator<");
    if (!differ && !equal && !less)
      return std::nullopt;
    const Id compared = comparisonOf(v.a);
    const Call &c = body_.calls[body_.events[compared].call];
    Place a, b;
    if (c.receiver && c.args.size() == 1 && isIterator(c.receiverType)) {
      a = iteratorAt(c.receiver, compared);
      b = iteratorOf(c.args[0].value, compared);
    } else if (!c.receiver && c.args.size() == 2) {
      a = iteratorOf(c.args[0].value, compared);
      b = iteratorOf(c.args[1].value, compared);
    }
    auto both = comparedPointers(a, b);
    if (!both)
      return std::nullopt;
    const BinOp op = differ == isTrue && !less ? BinOp::NE
                     : less                    ? (isTrue ? BinOp::LT : BinOp::GE)
                                               : BinOp::EQ;
    return compare(op, both->first, both->second, ofLoop, false);
  }
  case ValueKind::Bin:
    break;
  default:
    return std::nullopt;
  }
  if (v.bin == BinOp::LAnd || v.bin == BinOp::LOr) {
    const auto a = condition(v.a, isTrue, ofLoop), b = condition(v.b, isTrue, ofLoop);
    const bool both = (v.bin == BinOp::LAnd) == isTrue;
    if (both && a && b && a->size() == 1 && b->size() == 1) {
      Conjunction all = (*a)[0];
      all.insert(all.end(), (*b)[0].begin(), (*b)[0].end());
      return std::vector<Conjunction>{std::move(all)};
    }
    if (both)
      return a ? a : b;
    if (!a || !b)
      return std::nullopt;
    auto either = *a;
    either.insert(either.end(), b->begin(), b->end());
    return either;
  }
  BinOp op = v.bin;
  if (!isTrue)
    switch (op) {
    case BinOp::LT:
      op = BinOp::GE;
      break;
    case BinOp::LE:
      op = BinOp::GT;
      break;
    case BinOp::GT:
      op = BinOp::LE;
      break;
    case BinOp::GE:
      op = BinOp::LT;
      break;
    case BinOp::EQ:
      op = BinOp::NE;
      break;
    case BinOp::NE:
      op = BinOp::EQ;
      break;
    default:
      return std::nullopt;
    }
  const Id operand = at(v.a).type;
  if (context_.type(operand).kind == TypeKind::Pointer) {
    auto both = comparedPointers(pointee(v.a), pointee(v.b));
    return both ? compare(op, both->first, both->second, ofLoop, false) : std::nullopt;
  }
  if (!isInteger(operand))
    return v.bin == BinOp::Add || v.bin == BinOp::Sub ? std::nullopt
                                                      : std::optional<std::vector<Conjunction>>();
  const Type &t = context_.type(operand);
  return compare(op, value(v.a), value(v.b), ofLoop, isUnsigned(operand) && t.width >= 64);
}

std::optional<std::vector<Conjunction>> Symbolic::compare(BinOp op, const Poly &a, const Poly &b, bool ofLoop,
                                                          bool isUnsignedCompare) {
  // A 64-bit unsigned polynomial is its value modulo 2^64. That of a loop's own bound is taken as it stands:
  // a loop that counts past the end of memory has no defined behaviour.
  if (isUnsignedCompare && !ofLoop && op != BinOp::EQ && !(isNonNegative(a) && isNonNegative(b)))
    return std::nullopt;
  const Poly d = b - a;
  if (!d.isValid() || isProvisional(d))
    return std::nullopt;
  const Constraint less{d - Poly(1), false}, lessEqual{d, false}, greater{Poly(-1) - d, false},
      greaterEqual{Poly(0) - d, false};
  using Any = std::vector<Conjunction>;
  switch (op) {
  case BinOp::LT:
    return Any{{less}};
  case BinOp::LE:
    return Any{{lessEqual}};
  case BinOp::GT:
    return Any{{greater}};
  case BinOp::GE:
    return Any{{greaterEqual}};
  case BinOp::EQ:
    return Any{{{d, true}}};
  case BinOp::NE:
    if (ofLoop)
      // `i != n` with a step of one leaves at n, so until then i has not passed it.
      for (AtomId x : d.atoms()) {
        Poly rest;
        if (atoms_[x].kind != Atom::Kind::Counter)
          continue;
        const auto factor = d.coefficientOf(x, rest).constant();
        if (factor && *factor == -1)
          return Any{{less}};
        if (factor && *factor == 1)
          return Any{{greater}};
      }
    return Any{{less}, {greater}};
  default:
    return std::nullopt;
  }
}

} // namespace overlap::rules
