#include "rules/dependence/CallableReduction.h"

#include "rules/dependence/Operators.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// The read among `reads` that `value` is `read op e` of; 0 if it is not.
Id updatedRead(const Program &program, const Body &body, const ValueUses &uses, Id value, Id type,
               const std::set<Id> &reads, std::string &op) {
  const Tables &tables = program.tables;
  const Operation here = operationOf(program, body, withoutCuts(tables, body, value, type));
  // `&&` and `||` are branches: what they guard is not looked at here.
  if (here.op.empty() || here.op == "&&" || here.op == "||" || (!op.empty() && op != here.op))
    return 0;
  op = here.op;
  for (const Id operand : {here.left, here.right}) {
    const Id inner = operand ? withoutCuts(tables, body, operand, type) : 0;
    if (!inner || uses.count(inner) != 1 || uses.count(operand) != 1)
      continue;
    const Value &x = body.values[inner];
    if (x.kind == ValueKind::Read && reads.contains(x.a))
      return x.a;
    if (const Id found = updatedRead(program, body, uses, inner, type, reads, op))
      return found;
  }
  return 0;
}

} // namespace

std::string updatesOf(const Program &program, const Body &body, const std::vector<Access> &accesses) {
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
                        ? updatedRead(program, body, uses, value, type, reads, op)
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
    const bool isOfContainer = b.kind == AccessStep::Element || b.kind == AccessStep::Structure;
    if (a.kind != b.kind && isOfContainer &&
        (a.kind == AccessStep::Element || a.kind == AccessStep::Structure))
      return Relation::Apart;
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

std::optional<AccessPath> capturedObject(BodyContext &maker, Id function, const Body &lambda, Id captureVar) {
  const auto at = std::ranges::find(lambda.captureVars, captureVar);
  const std::size_t number = at - lambda.captureVars.begin();
  if (at == lambda.captureVars.end() || number >= lambda.captureFields.size())
    return std::nullopt;
  const Id record = maker.program().function(function).record;
  std::optional<AccessPath> found;
  for (const Event &e : maker.body().events) {
    if (e.kind != EventKind::Write || !e.value)
      continue;
    const Path &field = maker.body().paths[e.path];
    if (field.root != RootKind::Var || field.steps.size() != 1 || field.steps[0].kind != StepKind::Field ||
        field.steps[0].record != record || field.steps[0].a != lambda.captureFields[number])
      continue;
    const AccessPath object = maker.effects().resolvePointer(maker.bodyId(), e.value);
    if (found && *found != object)
      return std::nullopt;
    found = object;
  }
  return found;
}

namespace {

class CalleeUpdate {
public:
  CalleeUpdate(BodyContext &context, Id event, const AccessPath &target)
      : context_(context), program_(context.program()), effects_(context.effects()), target_(target),
        call_(context.body().calls[context.body().events[event].call]), event_(event) {}

  std::string run() {
    if (!call_.function || call_.target != TargetKind::Direct || effects_.api(context_.bodyId(), event_) ||
        program_.bodiesOf[call_.function].size() != 1 || target_.truncated ||
        program_.tables.symbols[program_.function(call_.function).symbol].linkage == Linkage::Weak)
      return "";
    calleeId_ = program_.bodiesOf[call_.function].front();
    // A copy of a global would not be the one that the callee updates, unless each thread has one already.
    if (target_.base == BaseKind::Global ? program_.tables.globals[target_.id].storage != Storage::ThreadLocal
                                         : target_.base != BaseKind::Var || !isUnderstood())
      return "";
    findWay();
    if (isAmbiguous_ || (way_ != 0) == (target_.base == BaseKind::Global))
      return "";
    std::vector<Access> meant;
    for (Id e = 1; e < callee().events.size(); ++e)
      for (const Access &a : effects_.accesses(calleeId_, e)) {
        const Relation relation = relationOf(a.path);
        if (relation == Relation::Unclear)
          return "";
        if (relation == Relation::Meant)
          meant.push_back(a);
      }
    return meant.empty() ? "" : updatesOf(program_, callee(), meant);
  }

private:
  const Body &callee() const { return program_.tables.bodies[calleeId_]; }

  /// True if it is known who leads to the target: it is what a parameter of this body designates, or a
  /// variable whose address lies in local closures alone.
  bool isUnderstood() {
    const auto isDeref = [](const AccessPathStep &s) { return s.kind == AccessStep::Deref; };
    isBehind_ = !target_.steps.empty() && isDeref(target_.steps[0]);
    if (std::any_of(target_.steps.begin() + isBehind_, target_.steps.end(), isDeref))
      return false;
    if (isBehind_)
      return true;
    const auto holders = effects_.holdersOf(context_.bodyId(), target_.id);
    isHeld_ = holders && !holders->empty();
    return holders && std::ranges::all_of(*holders, [&](Id holder) {
             const Record &record =
                 program_.tables.records[context_.type(context_.body().vars[holder].type).record];
             const auto further = effects_.holdersOf(context_.bodyId(), holder);
             return record.isLambda && further && further->empty();
           });
  }

  /// The one parameter or capture that leads to the target, unless it is a global that the callee names
  /// itself.
  void findWay() {
    if (call_.receiver)
      consider(effects_.resolve(context_.bodyId(), call_.receiver), callee().thisVar);
    for (const Id capture : callee().captureVars) {
      if (!isPointer(callee().vars[capture].type))
        continue;
      if (const auto given = capturedObject(context_, call_.function, callee(), capture))
        consider(*given, capture);
      else
        isAmbiguous_ |= isHeld_;
    }
    for (std::size_t i = 0; i < call_.args.size(); ++i) {
      const TypeKind kind = context_.type(call_.args[i].type).kind;
      if (kind != TypeKind::Int && kind != TypeKind::Float && kind != TypeKind::Bool &&
          kind != TypeKind::Enum)
        consider(effects_.resolvePointer(context_.bodyId(), call_.args[i].value),
                 i < callee().paramVars.size() ? callee().paramVars[i] : 0);
    }
  }

  bool isPointer(Id type) const {
    const TypeKind kind = context_.type(type).kind;
    return kind == TypeKind::Pointer || kind == TypeKind::LValueRef || kind == TypeKind::RValueRef;
  }

  void consider(const AccessPath &given, Id parameter) {
    bool needsNoAlias = false; // which the test of the two accesses says itself
    if (!effects_.mayOverlap(context_.bodyId(), given, target_, &needsNoAlias) || needsNoAlias)
      return;
    isAmbiguous_ |= way_ != 0 || given.base != target_.base || given.id != target_.id || given.truncated ||
                    !parameter || given.steps.size() > target_.steps.size() ||
                    !std::equal(given.steps.begin(), given.steps.end(), target_.steps.begin());
    way_ = parameter;
    prefix_ = given.steps.size();
  }

  Relation relationOf(const AccessPath &path) {
    if (path.base == BaseKind::Pointer || path.base == BaseKind::Unknown)
      return Relation::Unclear;
    if (target_.base == BaseKind::Global) {
      if (!effects_.mayOverlap(calleeId_, path, target_))
        return Relation::Apart;
      return path.base == target_.base && path.id == target_.id
                 ? relate(program_, path.steps, 0, target_.steps, 0)
                 : Relation::Unclear;
    }
    if (path.base == BaseKind::Var && path.id == way_ && !path.steps.empty())
      return path.steps[0].kind == AccessStep::Deref && !path.steps[0].a && !path.truncated
                 ? relate(program_, path.steps, 1, target_.steps, prefix_)
                 : Relation::Unclear;
    if (isHeld_ && leadsFurther(path))
      return Relation::Unclear;
    return isBehind_ && meetsWay(path) ? Relation::Unclear : Relation::Apart;
  }

  /// True if the path follows a pointer that lies in what a parameter or capture designates.
  bool leadsFurther(const AccessPath &path) const {
    const bool isDirect = path.base == BaseKind::Var && isPointer(callee().vars[path.id].type);
    return path.truncated || std::any_of(path.steps.begin() + (isDirect && !path.steps.empty()),
                                         path.steps.end(), [](const AccessPathStep &s) {
                                           return s.kind == AccessStep::Deref || s.kind == AccessStep::Reach;
                                         });
  }

  /// True if the path is known to lead to the target, or no assumption would keep it from that.
  bool meetsWay(const AccessPath &path) const {
    AccessPath way;
    way.base = BaseKind::Var;
    way.id = way_;
    way.steps.push_back({.kind = AccessStep::Deref, .type = context_.type(callee().vars[way_].type).element});
    for (std::size_t i = prefix_; i < target_.steps.size(); ++i) {
      way.steps.push_back(target_.steps[i]);
      if (way.steps.back().kind != AccessStep::Field)
        way.steps.back().a = 0; // a subscript of the caller
    }
    way.type = target_.type;
    bool needsNoAlias = false;
    return effects_.mayOverlap(calleeId_, path, way, &needsNoAlias) && !needsNoAlias;
  }

  BodyContext &context_;
  const Program &program_;
  const EffectAnalysis &effects_;
  const AccessPath &target_;
  const Call &call_;
  Id event_, calleeId_ = 0;
  bool isBehind_ = false;  ///< the target is what a parameter of the calling body designates
  bool isHeld_ = false;    ///< closures hold its address
  Id way_ = 0;             ///< the callee's variable
  std::size_t prefix_ = 0; ///< steps of the target that lie before what it designates
  bool isAmbiguous_ = false;
};

} // namespace

std::string calleeUpdate(BodyContext &context, Id event, const AccessPath &target) {
  return CalleeUpdate(context, event, target).run();
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
      updatedRead(program, body, uses, returned, body.vars[body.paramVars[0]].type, reads, op))
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
