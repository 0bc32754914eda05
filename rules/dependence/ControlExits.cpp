#include "rules/dependence/ControlExits.h"

#include "rules/effects/BodyIndex.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

ControlExits::ControlExits(Symbolic &symbolic)
    : symbolic_(symbolic), context_(symbolic.context()), body_(context_.body()) {}

// The branch belongs to the loop's own condition, or to a part of it (&&, ||).
bool ControlExits::isLoopCondition(Id block) const {
  const Loop &loop = body_.loops[symbolic_.loop()];
  for (Id s = body_.blocks[block].termStmt; s; s = body_.stmts[s].parent) {
    if (s == loop.stmt)
      return true;
    if (s == loop.bodyStmt)
      return false;
  }
  return false;
}

// The block is lexically a part of the loop's body, though it need not come back to the loop's start.
bool ControlExits::isWithin(Id block) const {
  const Block &b = body_.blocks[block];
  Id s = b.events.empty() ? b.termStmt : body_.events[b.events.front()].stmt;
  while (s && s != body_.loops[symbolic_.loop()].stmt)
    s = body_.stmts[s].parent;
  return s != 0;
}

// All ways from here throw out of the loop or end the process.
bool ControlExits::endsProgram(Id block) const {
  std::set<Id> seen;
  std::vector<Id> work{block};
  while (!work.empty()) {
    const Id b = work.back();
    work.pop_back();
    if (!b || !seen.insert(b).second)
      continue;
    const Block &x = body_.blocks[b];
    if (x.term == TermKind::Unreachable || context_.isEnd(b))
      continue;
    if (x.isHandler && !isWithin(b))
      continue; // what is caught outside is an exception that leaves the loop, see LoopCalls
    // What goes round for ever does not end: the loop of a server, around or behind this one.
    if (seen.size() > 64 || context_.cfg().loopOf(b))
      return false;
    if (x.term == TermKind::Throw) {
      work.insert(work.end(), x.succs.begin(), x.succs.end());
      continue;
    }
    if (x.term == TermKind::Return || x.term == TermKind::Exit || x.succs.empty())
      return false;
    work.insert(work.end(), x.succs.begin(), x.succs.end());
  }
  return true;
}

// The value comes from a call that takes the next item: accept, getline, readdir.
bool ControlExits::isFetch(Id id, unsigned depth) {
  if (!id || depth > 8)
    return false;
  const Value &v = body_.values[id];
  switch (v.kind) {
  case ValueKind::Read: {
    const Id var = context_.directVar(v.a);
    if (!var)
      return false;
    Ssa &slot = context_.slot(var);
    const Def &def = slot.def(slot.before(v.a));
    return def.kind == DefKind::Event && body_.events[def.id].kind == EventKind::Write &&
           symbolic_.isInLoop(def.id) && isFetch(body_.events[def.id].value, depth + 1);
  }
  case ValueKind::Call: {
    const ApiEntry *api = context_.effects().api(context_.bodyId(), v.a);
    if (!api)
      return false;
    for (const ApiResource &r : api->resources)
      if (r.treatment == ApiResource::Treatment::FetchFresh || r.treatment == ApiResource::Treatment::Stream)
        return true;
    const Call &c = body_.calls[body_.events[v.a].call];
    if (api->stream)
      return true;
    for (const Arg &a : c.args) // !getline(in, line): a test of what the fetch returned
      if (body_.values[a.value].kind == ValueKind::Call && isFetch(a.value, depth + 1))
        return true;
    return false;
  }
  case ValueKind::Bin:
  case ValueKind::Un:
  case ValueKind::Cast:
    return isFetch(v.a, depth + 1) || isFetch(v.b, depth + 1);
  default:
    return false;
  }
}

// `for (;;)` with one way out: what decides there is the loop's condition.
bool ControlExits::isOnlyExit(Id block) const {
  const Cfg &cfg = context_.cfg();
  for (Id other : cfg.blocksOf(symbolic_.loop()))
    for (Id next : body_.blocks[other].succs)
      if (other != block && next && !cfg.contains(symbolic_.loop(), next) && !endsProgram(next))
        return false;
  return true;
}

bool ControlExits::isCounted(Id cond, bool staysIfTrue) {
  const auto known = symbolic_.condition(cond, staysIfTrue, true);
  if (known && !known->empty()) {
    bool fixed = true;
    for (const Conjunction &conjunction : *known)
      for (const Constraint &c : conjunction)
        for (AtomId a : c.poly.atoms())
          fixed &= symbolic_.atom(a).kind != Atom::Kind::Varying || symbolic_.atom(a).isExact;
    if (fixed)
      return true;
  }
  return symbolic_.isPredetermined(cond);
}

// A range of the library's, such as a filter, whose iterators are not understood: whether what it does on the
// way ties the iterations is not known.
bool ControlExits::isLibraryRange(Id cond) const {
  if (body_.loops[symbolic_.loop()].form != LoopForm::RangeFor)
    return false;
  const Value *v = &body_.values[cond];
  while (v->kind == ValueKind::Un || v->kind == ValueKind::Cast)
    v = &body_.values[v->a];
  if (v->kind != ValueKind::Call)
    return false;
  const Call &compares = body_.calls[body_.events[v->a].call];
  auto isInput = [&](const Arg &arg) { // how long it goes on is seen on the way
    const Type *type = &context_.type(arg.type);
    if (type->kind == TypeKind::LValueRef || type->kind == TypeKind::RValueRef)
      type = &context_.type(type->element);
    const Program &program = context_.program();
    return program.str(program.tables.records[type->record].name).find("istream") != std::string::npos;
  };
  return compares.function && context_.program().function(compares.function).inSystemHeader &&
         std::none_of(compares.args.begin(), compares.args.end(), isInput);
}

// `while (names[i])`: the end is marked in memory that the loop does not write, and found by counting.
bool ControlExits::isEndMark(Id cond) {
  const Value *v = &body_.values[cond];
  auto isZero = [&](Id id) {
    std::int64_t number = 1;
    return body_.values[id].kind == ValueKind::Null || (isConstant(body_, id, number) && number == 0);
  };
  Id id = cond;
  for (;; v = &body_.values[id])
    if (v->kind == ValueKind::Cast || v->kind == ValueKind::Un ||
        (v->kind == ValueKind::Bin && (v->bin == BinOp::NE || v->bin == BinOp::EQ) && isZero(v->b)))
      id = v->a;
    else
      break;
  if (v->kind != ValueKind::Read)
    return false;
  std::vector<AtomId> atoms = context_.type(v->type).kind == TypeKind::Pointer ? symbolic_.pointee(id).atoms()
                                                                               : symbolic_.value(id).atoms();
  if (atoms.size() != 1 || !symbolic_.atom(atoms.front()).source)
    return false;
  const Place source = *symbolic_.atom(atoms.front()).source;
  return std::ranges::all_of(source.atoms(), [&](AtomId a) {
    return symbolic_.atom(a).kind != Atom::Kind::Varying || symbolic_.atom(a).isExact;
  });
}

bool ControlExits::analyse(Independence &result, std::vector<std::string> &unknown) {
  const Cfg &cfg = context_.cfg();
  const Id loop = symbolic_.loop();
  unsigned exits = 0, fetches = 0;
  std::vector<Dependence> settled; // exits that all iterations take, or none
  for (Id block : cfg.blocksOf(loop)) {
    const Block &b = body_.blocks[block];
    for (std::size_t i = 0; i < b.succs.size(); ++i) {
      const Id to = b.succs[i];
      if (!to || cfg.contains(loop, to) || endsProgram(to))
        continue;
      ++exits;
      const bool isBranch = b.term == TermKind::Branch && b.succs.size() == 2;
      if (isBranch && isFetch(b.cond)) {
        ++fetches;
        continue;
      }
      const bool isSettled = isBranch && !symbolic_.dependsOnLoop(b.cond);
      if (isBranch && !isSettled && (isLoopCondition(block) || isOnlyExit(block)) &&
          isCounted(b.cond, i == 1))
        continue;
      const bool ofLoop = isLoopCondition(block);
      if (ofLoop && isBranch && isLibraryRange(b.cond)) {
        unknown.push_back(kIteratorsNotUnderstood);
        continue;
      }
      Dependence d;
      d.kind = DependenceKind::Control;
      d.loopCarried = true;
      const Location at = location(context_.program(), context_.bodyId(),
                                   b.termStmt ? body_.stmts[b.termStmt].loc : body_.loops[loop].loc);
      d.from = at;
      d.to = location(context_.program(), context_.bodyId(), body_.loops[loop].loc);
      d.subject = ofLoop ? "the loop's condition" : "an early exit";
      if (b.cond) {
        // Name what decides, if one variable does.
        const Value *v = &body_.values[b.cond];
        while (v->kind == ValueKind::Cast || v->kind == ValueKind::Un || (v->kind == ValueKind::Bin && v->a))
          v = &body_.values[v->a];
        if (v->kind == ValueKind::Read || v->kind == ValueKind::Call)
          d.subject = symbolic_.eventText(v->a);
      }
      if (isSettled) {
        settled.push_back(std::move(d));
        continue;
      }
      if (ofLoop && isBranch && isEndMark(b.cond))
        result.hints.push_back(endMarkHint(d.subject));
      result.dependences.push_back(std::move(d));
    }
  }
  if (settled.size() == exits) // a loop with no other end runs once, or for ever
    result.dependences.insert(result.dependences.end(), settled.begin(), settled.end());
  return exits > 0 && exits == fetches;
}

std::string endMarkHint(const std::string &mark) { return "count the items up to '" + mark + "' first"; }

Trips countTrips(Symbolic &symbolic) {
  Trips trips;
  const AtomId k = symbolic.counter(symbolic.loop());
  for (const Conjunction &c : symbolic.loopCondition(symbolic.loop()))
    for (const Constraint &constraint : c) {
      Poly rest;
      const auto factor = constraint.poly.coefficientOf(k, rest).constant();
      if (!factor || *factor >= 0 || constraint.isEquality || symbolic.isVarying(rest))
        continue;
      // -f * k + rest >= 0 holds in iterations 0 .. rest / f
      if (auto constant = rest.constant())
        trips.constant = std::max<std::int64_t>(0, *constant < 0 ? 0 : *constant / -*factor + 1);
      else {
        trips.text = symbolic.text(rest + Poly(-*factor));
        if (*factor != -1)
          trips.text = "(" + trips.text + ") / " + std::to_string(-*factor);
      }
    }
  return trips;
}

} // namespace overlap::rules
