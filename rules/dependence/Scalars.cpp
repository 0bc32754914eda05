#include "rules/dependence/Scalars.h"

#include "rules/dependence/SureWrites.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

ValueUses::ValueUses(const Body &body) : counts_(body.values.size(), 0) {
  auto use = [&](Id v) {
    if (v)
      ++counts_[v];
  };
  for (const Value &v : body.values)
    if (v.kind == ValueKind::Bin || v.kind == ValueKind::Un || v.kind == ValueKind::Cast ||
        v.kind == ValueKind::Select) {
      use(v.a);
      use(v.b);
      use(v.c);
    }
  for (const Path &p : body.paths) {
    if (p.root == RootKind::Pointer)
      use(p.id);
    for (const Step &s : p.steps)
      if (s.kind == StepKind::Index)
        use(s.a);
  }
  for (const Event &e : body.events)
    use(e.value);
  for (const Block &b : body.blocks)
    use(b.cond);
  for (const Call &c : body.calls) {
    use(c.callee);
    use(c.count);
    for (const Arg &a : c.args)
      use(a.value);
  }
}

ScalarAnalysis::ScalarAnalysis(Symbolic &symbolic, PairTest &pairs)
    : symbolic_(symbolic), pairs_(pairs), context_(symbolic.context()), body_(context_.body()), uses_(body_) {
}

/// True if nothing of the variable's old value is left after `event`, which may write it.
bool ScalarAnalysis::surelyWrites(Id var, Id event) {
  const Event &e = body_.events[event];
  if (e.kind != EventKind::Call)
    return context_.accesses(event).size() == 1;
  const Call &call = body_.calls[e.call];
  auto isWhole = [&](Id path) {
    return path && body_.paths[path].root == RootKind::Var && body_.paths[path].id == var &&
           body_.paths[path].steps.empty();
  };
  if (isWhole(call.result) || (isWhole(call.receiver) && call.syntax == CallSyntax::Construct))
    return true;
  const auto writes = sureWritesOf(symbolic_, event);
  return std::any_of(writes.begin(), writes.end(), [&](const SureWrite &write) {
    return write.place.root == Place::Root::Var && write.place.id == var && write.place.steps.empty() &&
           !write.count;
  });
}

void ScalarAnalysis::addVariables() {
  for (Id var = 1; var < body_.vars.size(); ++var) {
    if (!context_.isTracked(var))
      continue;
    Slot slot;
    slot.var = slot.object = var;
    slot.name = context_.varName(var);
    slot.type = body_.vars[var].type;
    for (Id e : context_.writesOf(var))
      if (symbolic_.isInLoop(e))
        slot.writes.push_back(e);
    if (slot.writes.empty())
      continue;
    for (Id e : context_.readsOf(var))
      if (symbolic_.isInLoop(e))
        slot.reads.push_back(e);
    // A record that an event may leave as it was keeps its value, which is as good as reading it.
    if (context_.type(slot.type).kind == TypeKind::Record)
      for (Id e : slot.writes)
        if (!surelyWrites(var, e) && std::find(slot.reads.begin(), slot.reads.end(), e) == slot.reads.end())
          slot.reads.push_back(e);
    slot.ssa = &context_.slot(var);
    slot.isDeadAfter = !isReadAfter(slot);
    slots_.push_back(std::move(slot));
  }
}

/// True if definition `def` is `target` or a phi inside the loop that may be it.
bool ScalarAnalysis::reaches(Ssa &ssa, Id def, Id target) const {
  std::set<Id> seen;
  std::vector<Id> work{def};
  while (!work.empty()) {
    const Id d = work.back();
    work.pop_back();
    if (d == target)
      return true;
    const Def &x = ssa.def(d);
    if (x.kind != DefKind::Phi || !context_.cfg().contains(symbolic_.loop(), x.id) || !seen.insert(d).second)
      continue;
    for (std::size_t i = 0; i < x.operands.size(); ++i)
      work.push_back(ssa.operand(d, i));
  }
  return false;
}

bool ScalarAnalysis::definedInLoop(Ssa &ssa, Id def) const {
  std::set<Id> seen;
  std::vector<Id> work{def};
  while (!work.empty()) {
    const Id d = work.back();
    work.pop_back();
    const Def &x = ssa.def(d);
    if (x.kind == DefKind::Event && symbolic_.isInLoop(x.id))
      return true;
    if (x.kind != DefKind::Phi || !seen.insert(d).second)
      continue;
    for (std::size_t i = 0; i < x.operands.size(); ++i)
      work.push_back(ssa.operand(d, i));
  }
  return false;
}

bool ScalarAnalysis::isReadAfter(const Slot &slot) {
  for (Id e : context_.readsOf(slot.var))
    if (!symbolic_.isInLoop(e) && context_.cfg().isReachable(context_.cfg().blockOf(e)) &&
        definedInLoop(*slot.ssa, slot.ssa->before(e)))
      return true;
  return false;
}

// No clause can name what the loop statement itself declares, and none has to.
bool ScalarAnalysis::isDeclaredWithin(Id var) const {
  const Id loop = body_.loops[symbolic_.loop()].stmt;
  return std::any_of(body_.events.begin(), body_.events.end(), [&](const Event &e) {
    if (e.kind != EventKind::Begin || e.var != var)
      return false;
    Id s = e.stmt;
    while (s && s != loop)
      s = body_.stmts[s].parent;
    return s != 0;
  });
}

/// The event in the loop that stores the variable's address anywhere but in a variable of the iteration's
/// own; 0 if none does.
Id ScalarAnalysis::addressKeptAt(Id var) const {
  if (!body_.vars[var].addressTaken)
    return 0;
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id event : body_.blocks[block].events) {
      const Event &e = body_.events[event];
      if (e.kind != EventKind::Write || !e.value)
        continue;
      const Path &target = body_.paths[e.path];
      if (context_.type(target.type).kind != TypeKind::Pointer)
        continue;
      if (target.root == RootKind::Var && target.steps.empty() && isDeclaredWithin(target.id))
        continue;
      const AccessPath pointee = context_.effects().resolvePointer(context_.bodyId(), e.value);
      if (pointee.base == BaseKind::Var && pointee.id == var)
        return event;
    }
  return 0;
}

bool ScalarAnalysis::isByName(const Slot &slot, Id event) const {
  auto isName = [&](Id path) {
    const Path &p = body_.paths[path];
    return path && (p.root == RootKind::Global || (p.root == RootKind::Var && p.id == slot.object));
  };
  const Event &e = body_.events[event];
  if (e.kind != EventKind::Call)
    return isName(e.path);
  const Call &call = body_.calls[e.call];
  return isName(call.receiver) || isName(call.result) ||
         std::any_of(call.args.begin(), call.args.end(), [&](const Arg &arg) {
           const Value &v = body_.values[strip(arg.value)];
           return v.kind == ValueKind::Addr && isName(v.a);
         });
}

/// True if pointers that are older than the iteration lead to the slot: they would not follow a copy of it.
bool ScalarAnalysis::isThroughPointers(const Slot &slot) {
  auto isOther = [&](Id event) { return !isByName(slot, event); };
  if (std::none_of(slot.reads.begin(), slot.reads.end(), isOther) &&
      std::none_of(slot.writes.begin(), slot.writes.end(), isOther))
    return false;
  const auto holders =
      slot.object ? context_.effects().holdersOf(context_.bodyId(), slot.object) : std::nullopt;
  return !holders ||
         !std::all_of(holders->begin(), holders->end(), [&](Id h) { return pairs_.isDeclaredInLoop(h); });
}

void ScalarAnalysis::carried(const Slot &slot, Id read, Independence &result) {
  Dependence d;
  d.kind = DependenceKind::Flow;
  d.subject = slot.name;
  d.from = context_.where(slot.writes.back());
  d.to = context_.where(read);
  d.loopCarried = true;
  d.distance = 1;
  result.dependences.push_back(std::move(d));
}

/// The first read that may see what an earlier iteration left; 0 if none does.
Id ScalarAnalysis::carriedRead(const Slot &slot) {
  const Id header = body_.loops[symbolic_.loop()].header;
  slot.ssa->atStart(header);
  if (const Id phi = slot.ssa->phiAt(header))
    for (Id r : slot.reads)
      if (reaches(*slot.ssa, slot.ssa->before(r), phi))
        return r;
  return 0;
}

void ScalarAnalysis::conclude(Independence &result) {
  // What is kept beside an extremum is told from the extremum.
  for (const bool isCarried : {true, false})
    for (const Slot &slot : slots_)
      if ((carriedRead(slot) != 0) == isCarried)
        classify(slot, result);
}

void ScalarAnalysis::classify(const Slot &slot, Independence &result) {
  const Id header = body_.loops[symbolic_.loop()].header;
  Ssa &ssa = *slot.ssa;
  const Id read = carriedRead(slot);
  const Id phi = ssa.phiAt(header);
  if (slot.var && body_.vars[slot.var].kind == VarKind::Temp && pairs_.isDeclaredInLoop(slot.var))
    return;
  const bool throughPointers = isThroughPointers(slot);
  if (read) {
    const bool isInduction = slot.var && symbolic_.isInduction(slot.var);
    auto isNamed = [&](Id event) { return isByName(slot, event); };
    // One name at least is needed for the copies; a second one would go on leading to the original.
    const bool hasTwoNames =
        throughPointers && (std::any_of(slot.reads.begin(), slot.reads.end(), isNamed) ||
                            std::any_of(slot.writes.begin(), slot.writes.end(), isNamed));
    if (!hasTwoNames && (isInduction ? !isAppendCounter(slot, false) : isReduction(slot, result)))
      return;
    carried(slot, read, result);
    if (isInduction || isAppendCounter(slot, true))
      result.hints.push_back("size the output first and write it by index instead of counting '" + slot.name +
                             "', or append per worker and concatenate");
    return;
  }

  if (slot.var && isDeclaredWithin(slot.var))
    return; // a new object in each iteration, or a part of the loop's own header, needs no mention
  if (const Id keep = slot.object && !slot.writes.empty() ? addressKeptAt(slot.object) : 0) {
    Dependence d; // a copy for each iteration would change what others find behind the address
    d.kind = DependenceKind::Output;
    d.subject = slot.name;
    d.from = context_.where(slot.writes.back());
    d.to = context_.where(keep);
    d.loopCarried = true;
    result.dependences.push_back(std::move(d));
    return;
  }
  if (slot.isDeadAfter && !throughPointers) {
    if (!slot.name.empty())
      result.privates.push_back(slot.name);
    return;
  }
  const auto &preds = context_.cfg().predecessors(header);
  bool isConditional = !phi;
  for (std::size_t i = 0; phi && i < preds.size(); ++i)
    if (context_.cfg().contains(symbolic_.loop(), preds[i]))
      isConditional |= reaches(ssa, ssa.operand(phi, i), phi);
  if (!isConditional && slot.isObject && !throughPointers) {
    result.lastprivates.push_back(slot.name);
    return;
  }
  if (isCompanion(slot, result) || (isConditional && isFlag(slot, result)))
    return;
  Dependence d;
  d.kind = DependenceKind::Output;
  d.subject = slot.name;
  d.from = d.to = context_.where(slot.writes.back());
  d.loopCarried = true;
  result.dependences.push_back(std::move(d));
  if ((!slot.var || throughPointers) && !slot.reads.empty())
    result.hints.push_back("use a local variable instead of '" + slot.name + "'");
  else if (isConditional)
    result.hints.push_back("keep the greatest index at which '" + slot.name +
                           "' is set (a max reduction) and set it after the loop");
}

// if (e) found = true: whichever iterations do it, the same is left.
bool ScalarAnalysis::isFlag(const Slot &slot, Independence &result) {
  const TypeKind kind = context_.type(slot.type).kind;
  if ((kind != TypeKind::Bool && kind != TypeKind::Int) || !slot.reads.empty() || slot.writes.empty())
    return false;
  std::optional<std::int64_t> left;
  for (Id w : slot.writes) {
    const Event &e = body_.events[w];
    const Value &v = body_.values[strip(e.value)];
    if (e.kind != EventKind::Write || e.isVolatile || v.kind != ValueKind::Int || (left && *left != v.imm))
      return false;
    left = v.imm;
  }
  const std::optional<std::int64_t> before = valueBefore(slot);
  const bool wasFlag = kind == TypeKind::Bool || (before && (*before == 0 || *before == 1));
  std::string op;
  if (*left == 0)
    op = wasFlag ? "&&" : "&";
  else if (*left == 1 && (wasFlag || !before))
    op = "||";
  else if (before)
    op = *left < *before ? "min" : "max";
  else
    return false;
  if (op == "||" && !wasFlag) {
    Assumption a;
    a.kind = AssumptionKind::Other;
    a.message = "'" + slot.name + "' is 0 or 1 before the loop";
    a.location = context_.where(slot.writes.front());
    result.assumptions.push_back(std::move(a));
  }
  result.reductions.push_back({slot.name, op});
  return true;
}

/// The number that the slot holds when the loop begins.
std::optional<std::int64_t> ScalarAnalysis::valueBefore(const Slot &slot) {
  const Id header = body_.loops[symbolic_.loop()].header;
  std::optional<std::int64_t> result;
  for (Id before : context_.cfg().predecessors(header)) {
    if (context_.cfg().contains(symbolic_.loop(), before))
      continue;
    const Def &def = slot.ssa->def(slot.ssa->atEnd(before));
    const Event *e = def.kind == DefKind::Event ? &body_.events[def.id] : nullptr;
    const Value *v = e && e->kind == EventKind::Write ? &body_.values[strip(e->value)] : nullptr;
    if (!v || v->kind != ValueKind::Int || (result && *result != v->imm))
      return std::nullopt;
    result = v->imm;
  }
  return result;
}

// `out[n++] = x`: appending. `byAnyRead`: also `out[n] = x; ++n`.
bool ScalarAnalysis::isAppendCounter(const Slot &slot, bool byAnyRead) {
  if (context_.type(slot.type).kind != TypeKind::Int)
    return false;
  std::set<Id> counters;
  for (Id w : slot.writes) {
    const Event &e = body_.events[w];
    if (e.kind != EventKind::Write ||
        (e.how != WriteHow::Inc && e.how != WriteHow::Compound && e.how != WriteHow::Dec)) {
      if (byAnyRead)
        return false;
      continue;
    }
    counters.insert(e.value);
    for (Id operand : {body_.values[e.value].a, strip(body_.values[strip(e.value)].a), strip(e.value)})
      counters.insert(operand);
  }
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id id : body_.blocks[block].events) {
      const Event &e = body_.events[id];
      if (e.kind != EventKind::Write)
        continue;
      for (const Step &s : body_.paths[e.path].steps)
        if (s.kind == StepKind::Index && (counters.contains(s.a) || counters.contains(strip(s.a)) ||
                                          (byAnyRead && slotRead(slot, strip(s.a)))))
          return true;
    }
  return false;
}

} // namespace overlap::rules
