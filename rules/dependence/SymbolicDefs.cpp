#include "rules/dependence/Symbolic.h"

#include <algorithm>

/// Variables: what reaches a read, and which of them advance by a fixed step.
namespace overlap::rules {

using namespace facts;

Poly Symbolic::valueOf(Id var, Id event) {
  return defValue(var, context_.slot(var).before(event), context_.cfg().blockOf(event));
}

bool Symbolic::countersFit(const std::vector<AtomId> &atoms, Id useBlock) const {
  return std::all_of(atoms.begin(), atoms.end(), [&](AtomId a) {
    return atoms_[a].kind != Atom::Kind::Counter || context_.cfg().contains(atoms_[a].loop, useBlock);
  });
}

Poly Symbolic::entryAtom(Id var, bool isPointer) {
  Atom a;
  a.text = context_.varName(var);
  a.isNonNegative = !isPointer && isUnsigned(typeOfVar(var));
  return Poly::atom(intern({KeyEntry, var, 0, {}, {}}, std::move(a)));
}

Poly Symbolic::defAtom(Id var, Id def, bool isPointer) {
  const Def &d = context_.slot(var).def(def);
  if (d.kind == DefKind::Entry)
    return entryAtom(var, isPointer);
  Atom a;
  const bool inLoop = d.kind == DefKind::Event
                          ? isInLoop(d.id)
                          : d.kind == DefKind::Phi && context_.cfg().contains(loop_, d.id);
  a.kind = inLoop ? Atom::Kind::Varying : Atom::Kind::Symbol;
  a.text = context_.varName(var);
  a.isNonNegative = !isPointer && isUnsigned(typeOfVar(var));
  return Poly::atom(intern({KeyDef, var, def, {}, {}}, std::move(a)));
}

Poly Symbolic::defValue(Id var, Id def, Id useBlock) {
  const auto key = std::pair(var, def);
  if (auto it = provisional_.find(key); it != provisional_.end())
    return Poly::atom(it->second);
  auto it = defValues_.find(key);
  if (it == defValues_.end()) {
    Poly p = computeDefValue(var, def);
    if (!p.isValid())
      p = defAtom(var, def, false);
    it = defValues_.insert_or_assign(key, p).first;
    if (!provisional_.empty())
      journal_.defs.push_back(key);
  }
  return countersFit(it->second.atoms(), useBlock) ? it->second : finalAtom(var, def, useBlock, false);
}

// After a loop its counters have no meaning any more: the value is a new unknown of the surrounding
// iteration.
Poly Symbolic::finalAtom(Id var, Id def, Id useBlock, bool isPointer) {
  Poly p = defAtom(var, def, isPointer);
  const Def &d = context_.slot(var).def(def);
  if (d.kind == DefKind::Entry)
    return p;
  Atom a = atoms_[p.atoms().front()];
  if (context_.cfg().contains(loop_, useBlock) && a.kind == Atom::Kind::Symbol)
    return p;
  return Poly::atom(intern({KeyFinal, var, def, {}, {}}, std::move(a)));
}

Poly Symbolic::computeDefValue(Id var, Id def) {
  const Def &d = context_.slot(var).def(def);
  if (!isInteger(typeOfVar(var)))
    return Poly::invalid();
  if (d.kind == DefKind::Event) {
    const Event &e = body_.events[d.id];
    return e.kind == EventKind::Write && context_.directVar(d.id) == var ? value(e.value) : Poly::invalid();
  }
  return d.kind == DefKind::Phi ? phiValue(var, def) : Poly::invalid();
}

bool Symbolic::isFixedIn(const Poly &p, Id loop) const {
  const Cfg &cfg = context_.cfg();
  const Id header = body_.loops[loop].header;
  const bool isOuter = loop != loop_ && cfg.contains(loop, body_.loops[loop_].header);
  const auto atoms = p.atoms();
  return p.isValid() && std::all_of(atoms.begin(), atoms.end(), [&](AtomId a) {
           if (isOuter || isProvisional(Poly::atom(a)))
             return false; // a symbol of the analysed loop may change in the loops around it
           if (atoms_[a].kind == Atom::Kind::Counter)
             return atoms_[a].loop != loop && cfg.contains(atoms_[a].loop, header);
           return atoms_[a].kind == Atom::Kind::Symbol;
         });
}

void Symbolic::beginSolving(Id var, Id phi) {
  Atom a;
  a.kind = Atom::Kind::Varying; // what is made of it while it is being solved must not look fixed
  a.text = "?";
  provisional_[{var, phi}] = intern({KeyProvisional, var, phi, {}, {}}, std::move(a));
  journal_.marks.push_back(
      {journal_.values.size(), journal_.pointees.size(), journal_.defs.size(), journal_.places.size()});
}

void Symbolic::endSolving(Id var, Id phi) {
  provisional_.erase({var, phi});
  const Journal::Mark mark = journal_.marks.back();
  journal_.marks.pop_back();
  for (; journal_.values.size() > mark.values; journal_.values.pop_back())
    values_.erase(journal_.values.back());
  for (; journal_.pointees.size() > mark.pointees; journal_.pointees.pop_back())
    pointees_.erase(journal_.pointees.back());
  for (; journal_.defs.size() > mark.defs; journal_.defs.pop_back())
    defValues_.erase(journal_.defs.back());
  for (; journal_.places.size() > mark.places; journal_.places.pop_back())
    defPointees_.erase(journal_.places.back());
}

Poly Symbolic::phiValue(Id var, Id phi) {
  const Cfg &cfg = context_.cfg();
  Ssa &slot = context_.slot(var);
  const Id block = slot.def(phi).id;
  const auto preds = cfg.predecessors(block);
  const Id loop = cfg.loopAt(block);
  if (loop && cfg.isIrregular(loop))
    return Poly::invalid();

  const unsigned outerNarrowest = narrowest_;
  narrowest_ = 64;
  beginSolving(var, phi);
  const AtomId self = provisional_[{var, phi}];
  Poly init = Poly::invalid(), back = Poly::invalid();
  bool isUniform = true;
  for (std::size_t i = 0; i < preds.size() && isUniform; ++i) {
    const Poly p = defValue(var, slot.operand(phi, i), preds[i]);
    Poly &side = loop && cfg.contains(loop, preds[i]) ? back : init;
    isUniform = !side.isValid() || side == p;
    side = p;
  }
  endSolving(var, phi);
  const unsigned narrowest = std::min(narrowest_, context_.type(typeOfVar(var)).width);
  narrowest_ = outerNarrowest;

  if (!isUniform || !init.isValid() || init.uses(self))
    return Poly::invalid();
  if (!loop)
    return init;
  const Poly step = back - Poly::atom(self);
  // `s = 3 * s` moves by 2 * s: no fixed step, although nothing but `s` itself changes it.
  if (!back.isValid() || step.uses(self) || !isFixedIn(step, loop))
    return Poly::invalid();
  if (isProvisional(init))
    return Poly::invalid();
  if (loop == loop_)
    steps_[var] = step;
  const Poly result = init + step * Poly::atom(counter(loop));
  const Type &t = context_.type(typeOfVar(var));
  if (narrowest < 64 && mayWrap(var, loop, step, narrowest))
    return wrapped(result, narrowest, t.isSigned, false);
  return result;
}

// Signed overflow of int and wider is undefined. A variable that its own loop condition compares leaves the
// loop before it wraps; so does a small step while another variable of that width counts the iterations.
bool Symbolic::mayWrap(Id var, Id loop, const Poly &step, unsigned width) {
  const Type &t = context_.type(typeOfVar(var));
  if (t.isSigned && width >= 32 && t.width == width && !context_.program().language.wrapv)
    return false;
  const auto c = step.constant();
  const std::int64_t size = c ? (*c < 0 ? -*c : *c) : INT64_MAX;
  if (comparesInCondition(var, loop) && t.width == width)
    return width < 32 ? size > 1 : size > 4096;
  return width < 32 || size > 2 || !countedWithin(loop, width);
}

/// The variable that an exit of the loop compares and the loop changes.
std::string Symbolic::counterName(Id loop) {
  std::string name = "i";
  comparesInExit(loop, [&](Id compared) {
    const bool isChanged = std::ranges::any_of(context_.writesOf(compared), [&](Id write) {
      return context_.cfg().contains(loop, context_.cfg().blockOf(write));
    });
    if (isChanged)
      name = context_.varName(compared);
    return isChanged;
  });
  return name;
}

bool Symbolic::comparesInCondition(Id var, Id loop) {
  return comparesInExit(loop, [&](Id compared) { return compared == var; });
}

/// True if an exit compares an integer variable of at most `width` bits: there are no more iterations than it
/// has values.
bool Symbolic::countedWithin(Id loop, unsigned width) {
  return comparesInExit(loop, [&](Id compared) {
    const Type &type = context_.type(body_.vars[compared].type);
    return type.kind == TypeKind::Int && type.width <= width;
  });
}

bool Symbolic::comparesInExit(Id loop, const std::function<bool(Id)> &isMeant) {
  for (Id block : context_.cfg().blocksOf(loop)) {
    const Block &b = body_.blocks[block];
    if (b.term != TermKind::Branch || b.succs.size() != 2)
      continue;
    const bool leaves = std::any_of(b.succs.begin(), b.succs.end(),
                                    [&](Id s) { return !s || !context_.cfg().contains(loop, s); });
    const Value *v = &body_.values[b.cond];
    if (!leaves || v->kind != ValueKind::Bin)
      continue;
    for (Id side : {v->a, v->b}) {
      const Value *s = &body_.values[side];
      while (s->kind == ValueKind::Cast)
        s = &body_.values[s->a];
      if (s->kind != ValueKind::Read)
        continue;
      if (const Id compared = context_.directVar(s->a); compared && isMeant(compared))
        return true;
    }
  }
  return false;
}

bool Symbolic::leavesOnlyBy(const Poly &step) {
  const Cfg &cfg = context_.cfg();
  for (Id block : cfg.blocksOf(loop_))
    for (Id next : body_.blocks[block].succs)
      if (block != body_.loops[loop_].header && (!next || !cfg.contains(loop_, next)))
        return false;
  const Value &compare = body_.values[body_.blocks[body_.loops[loop_].header].cond];
  if (compare.kind != ValueKind::Bin || dependsOnLoop(compare.a) == dependsOnLoop(compare.b))
    return false; // the bound must stay where it is
  return comparesInExit(loop_, [&](Id compared) {
    const Poly own = isInteger(typeOfVar(compared)) ? stepOf(compared) : Poly::invalid();
    return own.isValid() && (own == step || own == Poly(0) - step);
  });
}

bool Symbolic::isInduction(Id var) { return stepOf(var).isValid(); }

Poly Symbolic::stepOf(Id var) {
  Ssa &slot = context_.slot(var);
  const Id header = body_.loops[loop_].header;
  slot.atStart(header);
  const Id phi = slot.phiAt(header);
  if (!phi)
    return Poly::invalid();
  if (isInteger(typeOfVar(var)))
    defValue(var, phi, header);
  else if (isPointerLike(typeOfVar(var)))
    defPointee(var, phi, header);
  auto it = steps_.find(var);
  return it == steps_.end() ? Poly::invalid() : it->second;
}

Place Symbolic::defPointee(Id var, Id def, Id useBlock) {
  const auto key = std::pair(var, def);
  if (auto it = provisional_.find(key); it != provisional_.end())
    return atPointer(it->second);
  auto it = defPointees_.find(key);
  if (it == defPointees_.end()) {
    Place p = computeDefPointee(var, def);
    if (!p.isKnown())
      p = atPointer(defAtom(var, def, true).atoms().front());
    it = defPointees_.insert_or_assign(key, p).first;
    if (!provisional_.empty())
      journal_.places.push_back(key);
  }
  if (countersFit(it->second.atoms(), useBlock))
    return it->second;
  return atPointer(finalAtom(var, def, useBlock, true).atoms().front());
}

Place Symbolic::computeDefPointee(Id var, Id def) {
  Ssa &slot = context_.slot(var);
  const Def &d = slot.def(def);
  if (d.kind == DefKind::Phi)
    return phiPointee(var, def);
  if (d.kind != DefKind::Event)
    return {};
  const Event &e = body_.events[d.id];
  if (e.kind == EventKind::Write && context_.directVar(d.id) == var)
    return pointee(e.value);
  if (e.kind != EventKind::Call)
    return {};
  const Call &c = body_.calls[e.call];
  auto isVar = [&](Id path) {
    const Path &p = body_.paths[path];
    return path && p.root == RootKind::Var && p.id == var && p.steps.empty();
  };
  if (isVar(c.result)) {
    Place p = callPointee(d.id);
    if (!p.isKnown() && c.args.empty() && c.receiver && isInLoop(d.id) && isFixedCall(d.id)) {
      Atom a;
      a.text = eventText(d.id);
      p = atPointer(intern({KeyFixedCall, c.function, 0, place(c.receiver), {}}, std::move(a)));
    }
    return p;
  }
  if (!isPointerLike(typeOfVar(var)))
    return {};
  if (!c.receiver && c.args.size() == 2 && calleeName(c) == "std::advance") {
    Place p = defPointee(var, slot.before(d.id), context_.cfg().blockOf(d.id));
    p.advance(value(c.args[1].value));
    return p;
  }
  if (!isVar(c.receiver))
    return {};
  if (c.syntax == CallSyntax::Construct)
    return c.args.empty() ? Place{} : startOf(var, c.args[0], d.id);
  const std::string &name = calleeName(c);
  auto ends = [&](const char *what) { return name.ends_with(what); };
  Poly by = Poly::invalid();
  if (ends("::operator++"))
    by = Poly(1);
  else if (ends("::operator--"))
    by = Poly(-1);
  else if (ends("::operator+=") && c.args.size() == 1)
    by = value(c.args[0].value);
  else if (ends("::operator-=") && c.args.size() == 1)
    by = Poly(0) - value(c.args[0].value);
  else if (ends("::remove_prefix") && c.args.size() == 1)
    by = value(c.args[0].value);
  else if (ends("::remove_suffix"))
    by = Poly(0);
  else if (ends("::operator=") && c.args.size() == 1)
    return startOf(var, c.args[0], d.id);
  if (!by.isValid())
    return {};
  Place p = defPointee(var, slot.before(d.id), context_.cfg().blockOf(d.id));
  p.advance(by);
  return p;
}

Place Symbolic::phiPointee(Id var, Id phi) {
  const Cfg &cfg = context_.cfg();
  Ssa &slot = context_.slot(var);
  const Id block = slot.def(phi).id;
  const auto preds = cfg.predecessors(block);
  const Id loop = cfg.loopAt(block);
  if (loop && cfg.isIrregular(loop))
    return {};
  beginSolving(var, phi);
  const AtomId self = provisional_[{var, phi}];
  std::optional<Place> init, back;
  bool isUniform = true;
  for (std::size_t i = 0; i < preds.size() && isUniform; ++i) {
    const Place p = defPointee(var, slot.operand(phi, i), preds[i]);
    auto &side = loop && cfg.contains(loop, preds[i]) ? back : init;
    isUniform = !side || *side == p;
    side = p;
  }
  endSolving(var, phi);
  if (!isUniform || !init || (init->root == Place::Root::Pointer && init->id == self))
    return {};
  const auto atoms = init->atoms();
  if (std::any_of(atoms.begin(), atoms.end(), [&](AtomId a) { return isProvisional(Poly::atom(a)); }))
    return {};
  if (!loop)
    return *init;
  if (!back || back->root != Place::Root::Pointer || back->id != self || back->steps.size() != 1 ||
      !isFixedIn(back->steps[0].index, loop))
    return {};
  const Poly step = back->steps[0].index;
  if (loop == loop_)
    steps_[var] = step;
  Place result = *init;
  result.advance(step * Poly::atom(counter(loop)));
  return result;
}

} // namespace overlap::rules
