#include "rules/dependence/CallableReduction.h"

#include "rules/dependence/Operators.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

// `&&` and `||` are branches: what they guard is not looked at here.
std::string associative(BinOp op) { return op == BinOp::LAnd || op == BinOp::LOr ? "" : reductionName(op); }

/// The read among `reads` that `value` is `read op e` of; 0 if it is not.
Id updatedRead(const Tables &tables, const Body &body, const ValueUses &uses, Id value, Id type,
               const std::set<Id> &reads, std::string &op) {
  const Value &v = body.values[withoutCuts(tables, body, value, type)];
  const std::string here = v.kind == ValueKind::Bin ? associative(v.bin) : "";
  if (here.empty() || (!op.empty() && op != here))
    return 0;
  op = here;
  for (Id operand : {v.a, v.b}) {
    if (operand == v.b && v.bin == BinOp::Sub)
      return 0;
    const Id inner = withoutCuts(tables, body, operand, type);
    if (uses.count(inner) != 1 || uses.count(operand) != 1)
      continue;
    const Value &x = body.values[inner];
    if (x.kind == ValueKind::Read && reads.contains(x.a))
      return x.a;
    if (x.kind == ValueKind::Bin)
      if (const Id found = updatedRead(tables, body, uses, inner, type, reads, op))
        return found;
  }
  return 0;
}

} // namespace

std::string updatesOf(const Tables &tables, const Body &body, const std::vector<Access> &accesses) {
  const ValueUses uses(body);
  std::set<Id> reads, consumed;
  for (const Access &a : accesses) {
    const Event &e = body.events[a.event];
    if (a.viaFunction || a.isVolatile || a.isAtomic ||
        (e.kind != EventKind::Read && e.kind != EventKind::Write))
      return "";
    if (!a.isWrite)
      reads.insert(a.event);
  }
  std::string op;
  for (const Access &a : accesses) {
    if (!a.isWrite)
      continue;
    const Id value = body.events[a.event].value, type = body.paths[body.events[a.event].path].type;
    const Id read = uses.count(value) == 1 && uses.count(withoutCasts(body, value)) == 1
                        ? updatedRead(tables, body, uses, value, type, reads, op)
                        : 0;
    if (!read || body.events[read].path != body.events[a.event].path)
      return "";
    consumed.insert(read);
  }
  return reads == consumed ? op : "";
}

namespace {

enum class Relation : std::uint8_t { Apart, Meant, Unclear };

/// How what the callee reaches from its parameter at `steps[from]` on lies to the caller's `target`.
Relation relate(const Program &program, const std::vector<AccessPathStep> &steps, std::size_t from,
                const std::vector<AccessPathStep> &target, std::size_t targetFrom) {
  for (; from < steps.size() && targetFrom < target.size(); ++from, ++targetFrom) {
    const AccessPathStep &a = steps[from], &b = target[targetFrom];
    if (a.kind != b.kind || a.record != b.record)
      return Relation::Unclear;
    if (a.kind == AccessStep::Field && a.a != b.a)
      return program.tables.records[a.record].isUnion ? Relation::Unclear : Relation::Apart;
    if (a.kind == AccessStep::Deref || a.kind == AccessStep::Reach)
      return Relation::Unclear;
  }
  return from == steps.size() && targetFrom == target.size() ? Relation::Meant : Relation::Unclear;
}

} // namespace

std::string calleeUpdate(BodyContext &context, Id event, const AccessPath &target) {
  const Program &program = context.program();
  const EffectAnalysis &effects = context.effects();
  const Call &call = context.body().calls[context.body().events[event].call];
  if (!call.function || call.target != TargetKind::Direct || effects.api(context.bodyId(), event) ||
      program.bodiesOf[call.function].size() != 1 || target.truncated ||
      program.tables.symbols[program.function(call.function).symbol].linkage == Linkage::Weak)
    return "";
  // What a pointer or reference leads to, no clause can name.
  if (std::any_of(target.steps.begin(), target.steps.end(),
                  [](const AccessPathStep &s) { return s.kind == AccessStep::Deref; }))
    return "";
  const Id calleeId = program.bodiesOf[call.function].front();
  const Body &callee = program.tables.bodies[calleeId];

  // The one parameter that leads to the target, unless it is a global that the callee names itself.
  Id slot = 0;
  std::size_t prefix = 0;
  bool isAmbiguous = false;
  auto consider = [&](const AccessPath &given, Id parameter) {
    if (!effects.mayOverlap(context.bodyId(), given, target))
      return;
    isAmbiguous |= slot != 0 || given.base != target.base || given.id != target.id || given.truncated ||
                   !parameter || given.steps.size() > target.steps.size() ||
                   !std::equal(given.steps.begin(), given.steps.end(), target.steps.begin());
    slot = parameter;
    prefix = given.steps.size();
  };
  if (call.receiver)
    consider(effects.resolve(context.bodyId(), call.receiver), callee.thisVar);
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    const TypeKind kind = context.type(call.args[i].type).kind;
    if (kind != TypeKind::Int && kind != TypeKind::Float && kind != TypeKind::Bool && kind != TypeKind::Enum)
      consider(effects.resolvePointer(context.bodyId(), call.args[i].value),
               i < callee.paramVars.size() ? callee.paramVars[i] : 0);
  }
  // A copy of a global would not be the one that the callee updates, unless each thread has one already.
  const bool isGlobal = target.base == BaseKind::Global;
  if (isGlobal && program.tables.globals[target.id].storage != Storage::ThreadLocal)
    return "";
  if (isAmbiguous || (slot != 0) == isGlobal ||
      (!isGlobal && (target.base != BaseKind::Var || effects.escapes(context.bodyId(), target.id))))
    return "";

  std::vector<Access> meant;
  for (Id e = 1; e < callee.events.size(); ++e)
    for (const Access &a : effects.accesses(calleeId, e)) {
      Relation relation = Relation::Apart;
      if (isGlobal) {
        if (effects.mayOverlap(calleeId, a.path, target))
          relation = a.path.base == target.base && a.path.id == target.id
                         ? relate(program, a.path.steps, 0, target.steps, 0)
                         : Relation::Unclear;
      } else if (a.path.base == BaseKind::Var && a.path.id == slot && !a.path.steps.empty()) {
        relation = a.path.steps[0].kind == AccessStep::Deref && !a.path.steps[0].a && !a.path.truncated
                       ? relate(program, a.path.steps, 1, target.steps, prefix)
                       : Relation::Unclear;
      } else if (a.path.base == BaseKind::Pointer || a.path.base == BaseKind::Unknown) {
        relation = Relation::Unclear;
      }
      if (relation == Relation::Unclear)
        return "";
      if (relation == Relation::Meant)
        meant.push_back(a);
    }
  return meant.empty() ? "" : updatesOf(program.tables, callee, meant);
}

namespace {

/// std::max(sum, e), where the parameter `sum` is seen nowhere else.
std::string extremumOf(const Program &program, const Body &body, Id returned, const std::set<Id> &reads) {
  const Value &v = body.values[withoutCasts(body, returned)];
  const Value *call = &v;
  if (v.kind == ValueKind::Read) {
    const Path &p = body.paths[body.events[v.a].path];
    if (p.root == RootKind::Pointer && p.steps.empty())
      call = &body.values[p.id];
  }
  if (call->kind != ValueKind::Call)
    return "";
  const Call &c = body.calls[body.events[call->a].call];
  if (!c.function || !program.function(c.function).inSystemHeader || c.args.size() != 2)
    return "";
  auto isSum = [&](const Arg &arg) {
    const Value &given = body.values[withoutCasts(body, arg.value)];
    if (given.kind == ValueKind::Read)
      return reads.contains(given.a);
    return given.kind == ValueKind::Addr && body.paths[given.a].root == RootKind::Var &&
           body.paths[given.a].id == body.paramVars[0];
  };
  const bool isFirst = isSum(c.args[0]);
  if (isFirst == isSum(c.args[1]) || reads.size() > 1)
    return "";
  std::size_t mentions = 0;
  for (const Value &value : body.values)
    mentions += value.kind == ValueKind::Addr && body.paths[value.a].root == RootKind::Var &&
                body.paths[value.a].id == body.paramVars[0];
  return mentions + reads.size() == 1 ? extremumName(program.str(program.function(c.function).qualifiedName))
                                      : "";
}

} // namespace

Folding foldingOf(const Program &program, const Body &body) {
  Folding result;
  Id returned = 0;
  std::set<Id> reads;
  if (body.paramVars.empty())
    return result;
  for (const Event &e : body.events) {
    if (e.kind == EventKind::Return) {
      if (returned)
        return result;
      returned = e.value;
    }
    if (e.kind == EventKind::Write && body.paths[e.path].root == RootKind::Var &&
        body.paths[e.path].id == body.paramVars[0])
      return result;
    if (e.kind == EventKind::Read && body.paths[e.path].root == RootKind::Var &&
        body.paths[e.path].id == body.paramVars[0])
      reads.insert(static_cast<Id>(&e - body.events.data()));
  }
  if (!returned)
    return result;
  const Value &value = body.values[withoutCasts(body, returned)];
  if (value.kind != ValueKind::Bin) {
    result.op = extremumOf(program, body, returned, reads);
    result.joinsParts = !result.op.empty();
    return result;
  }
  result.isArithmetic = true;
  const ValueUses uses(body);
  std::string op;
  if (reads.size() == 1 &&
      updatedRead(program.tables, body, uses, returned, body.vars[body.paramVars[0]].type, reads, op))
    result.op = op;
  auto isPlainParameter = [&](Id operand) {
    const Value &v = body.values[withoutCasts(body, operand)];
    const Path *p = v.kind == ValueKind::Read ? &body.paths[body.events[v.a].path] : nullptr;
    return p && std::find(body.paramVars.begin(), body.paramVars.end(),
                          p->root == RootKind::Var ? p->id : 0) != body.paramVars.end();
  };
  result.joinsParts =
      !result.op.empty() && value.bin != BinOp::Sub && isPlainParameter(value.a) && isPlainParameter(value.b);
  return result;
}

} // namespace overlap::rules
