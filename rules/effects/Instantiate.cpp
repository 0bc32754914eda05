#include "rules/effects/Engine.h"

#include <algorithm>

/// The part of the resolver that puts what summaries say in terms of a call.
namespace overlap::rules {

using namespace facts;

namespace {

bool isSubscript(const AccessPathStep &step) {
  return step.kind == AccessStep::Index || step.kind == AccessStep::Element;
}

} // namespace

bool Resolver::isZero(Id index) const {
  std::int64_t imm = 0;
  return index && isConstant(body, engine.state(bodyId).value(index), imm) && imm == 0;
}

void Resolver::move(AccessPath &path, Id index, Id type) {
  if (!path.steps.empty() && isSubscript(path.steps.back()) && !endsInReach(path)) {
    AccessPathStep &last = path.steps.back();
    last.a = last.a && index ? sum(last.a, index) : 0;
    return;
  }
  appendIndex(path, index, isZero(index), type);
}

Id Resolver::sum(Id a, Id b) {
  if (isZero(a))
    return b;
  if (isZero(b))
    return a;
  Term sum; // of no type: at the width of a pointer
  sum.value = {.kind = ValueKind::Bin, .bin = BinOp::Add, .a = a, .b = b};
  return engine.state(bodyId).terms.intern(std::move(sum));
}

AccessPath Resolver::instantiate(const Binding &binding, const SummaryPath &from) {
  if (from.base == BaseKind::Var)
    return extend(binding, from, slotObject(binding, from.id));
  AccessPath result = pathTo(from.base, from.id);
  if (from.base == BaseKind::Global)
    result.type = engine.program.tables.globals[from.id].type;
  return extend(binding, from, std::move(result));
}

std::optional<AccessPath> Resolver::asPassed(const Binding &binding, const SummaryPath &from) {
  if (from.base != BaseKind::Var || binding.objects)
    return std::nullopt;
  const Id pointer = slotPointer(binding, from.id);
  if (pointer == 0)
    return std::nullopt;
  return extend(binding, from, pathTo(BaseKind::Pointer, pointer));
}

/// What the callee has taken for the object around the base part that it was passed, or found: the class that
/// step `deref` of its path leads to tells.
void Resolver::castAs(AccessPath &path, const SummaryPath &from, std::size_t deref) const {
  if (path.steps.empty() || path.steps.back().kind != AccessStep::Base)
    return;
  const Id type = from.steps[deref].type, base = path.steps.back().record;
  const AccessPathStep *next = deref + 1 < from.steps.size() ? &from.steps[deref + 1] : nullptr;
  Id record = engine.recordOf(type);
  if (record == 0 && next && next->kind == AccessStep::Field)
    record = next->record;
  if (record ? record != base
             : next && next->kind == AccessStep::Base && !engine.derivesFrom(base, next->record))
    leaveBases(path, record, type);
}

/// The steps of a summary's path after what its root is in the call.
AccessPath Resolver::extend(const Binding &binding, const SummaryPath &from, AccessPath result) {
  const std::vector<AccessPathStep> &steps = from.steps;
  std::size_t first = 0;
  if (from.base == BaseKind::Var) {
    // The slot's pointer or reference has been followed; a record passed by value is an object of its own.
    const Id slot = from.id;
    bool byValue = slot > 0 && slot <= binding.target.params.size() &&
                   engine.type(binding.target.params[slot - 1].type).kind == TypeKind::Record;
    first = !byValue && !steps.empty() && steps[0].kind == AccessStep::Deref ? 1 : 0;
    if (first == 1)
      castAs(result, from, 0);
  }
  for (std::size_t i = first; i < steps.size(); ++i) {
    AccessPathStep step = steps[i];
    if (step.kind == AccessStep::Deref) {
      result = load(result, 0);
      if (step.type && !endsInReach(result) && result.type == 0)
        result.type = step.type;
      castAs(result, from, i);
      continue;
    }
    if (isSubscript(step))
      step.a = instantiate(binding, step.a);
    bool behindPointer = i > 0 && steps[i - 1].kind == AccessStep::Deref;
    if (step.kind == AccessStep::Index && behindPointer)
      move(result, step.a, step.type);
    else {
      // Through a pointer that is found in memory, neighbours of what it points to may be reached.
      if (step.kind == AccessStep::Reach && behindPointer && (i > 1 || from.base != BaseKind::Var) &&
          !result.steps.empty() && isSubscript(result.steps.back()))
        result.steps.back().a = 0;
      append(result, step);
    }
  }
  result.truncated |= from.truncated;
  return result;
}

Id Resolver::instantiate(const Binding &binding, Id term) {
  if (term == 0)
    return 0;
  const Term &from = engine.terms[term];
  Term result;
  result.value = from.value;
  if (from.isLoad()) {
    result.load = instantiate(binding, from.load);
    result.event = binding.site.event;
    if (const Id known = capturedNumber(binding, result.load))
      return known;
    return isExact(result.load) ? engine.state(bodyId).terms.intern(std::move(result)) : 0;
  }
  Value &value = result.value;
  switch (value.kind) {
  case ValueKind::Int:
    return number(value.imm, value.type);
  case ValueKind::Entry: {
    const std::vector<Arg> &args = binding.site.call->args;
    return binding.objects || value.a == 0 || value.a > args.size() ? 0 : args[value.a - 1].value;
  }
  default:
    break;
  }
  if (from.isCounter())
    result.counter.push_back(binding.site.event);
  for (Id *operand : {&value.a, &value.b, &value.c})
    if (*operand && (*operand = instantiate(binding, *operand)) == 0)
      return 0;
  if (value.kind == ValueKind::Bin)
    if (const Id known = folded(value))
      return known;
  return engine.state(bodyId).terms.intern(std::move(result));
}

/// The value that a local closure was given for what its function reads. A function that is not mutable
/// cannot change it, and closures are not assigned to.
Id Resolver::capturedNumber(const Binding &binding, const AccessPath &path) {
  if (path.base != BaseKind::Var || path.steps.size() != 1 || path.steps[0].kind != AccessStep::Field)
    return 0;
  const Var &var = body.vars[path.id];
  const Id record = engine.type(var.type).record;
  if (record == 0 || !engine.program.tables.records[record].isLambda || binding.target.record != record ||
      !(binding.target.attrs & AttrConstMethod) || (var.kind != VarKind::Local && var.kind != VarKind::Temp))
    return 0;
  const BodyIndex &index = engine.state(bodyId).index;
  Id stored = 0;
  for (Id definition : index.definitions(path.id)) {
    const Event &e = body.events[definition];
    if (e.kind == EventKind::Call)
      continue;
    const Path &to = body.paths[e.path];
    if (e.kind != EventKind::Write || to.steps.size() != 1)
      return 0;
    if (to.steps[0].a != path.steps[0].a)
      continue;
    if (stored || !index.dominates(definition, binding.site.event))
      return 0;
    stored = e.value;
  }
  return stored;
}

/// The value that a sum or difference with a constant already has in the body, so that equal ones are one.
Id Resolver::folded(const Value &value) {
  BodyState &state = engine.state(bodyId);
  std::int64_t a = 0, b = 0;
  if ((value.bin != BinOp::Add && value.bin != BinOp::Sub) || !isConstant(body, state.value(value.b), b))
    return 0;
  if (value.bin == BinOp::Sub)
    b = -b;
  if (!isConstant(body, state.value(value.a), a))
    return b == 0 ? value.a : state.terms.contains(value.a) ? 0 : state.index.sum(value.a, b);
  if (a > INT32_MAX || a < INT32_MIN || b > INT32_MAX || b < INT32_MIN || a + b > INT32_MAX ||
      a + b < INT32_MIN)
    return 0;
  return number(a + b, value.type);
}

Id Resolver::number(std::int64_t value, Id type) {
  BodyState &state = engine.state(bodyId);
  if (const Id known = state.index.constant(value))
    return known;
  Term constant;
  constant.value = {.kind = ValueKind::Int, .type = type, .imm = value};
  return state.terms.intern(std::move(constant));
}

Id Resolver::returnedNumber(Id event) {
  const CallSite site = engine.site(bodyId, event);
  const Id function = site.call->function;
  if (site.api || !isSeen(site))
    return 0;
  return instantiate({site, *site.function, nullptr}, engine.summary(function).number);
}

std::optional<AccessPath> Resolver::returnedObject(Id event) {
  const CallSite site = engine.site(bodyId, event);
  if (site.api || !isSeen(site))
    return std::nullopt;
  const Summary &summary = engine.summary(site.call->function);
  if (summary.returns != Summary::Returns::Path)
    return std::nullopt;
  const Binding binding{site, *site.function, nullptr};
  std::optional<AccessPath> passed = asPassed(binding, summary.result);
  return passed ? passed : instantiate(binding, summary.result);
}

std::optional<AccessPath> Resolver::returnedField(Id event, const AccessPath &member) {
  const CallSite site = engine.site(bodyId, event);
  const Path &into = body.paths[site.call->result];
  if (site.api || !isSeen(site) || into.root != RootKind::Var || into.id != member.id || !into.steps.empty())
    return std::nullopt;
  const auto &fields = engine.summary(site.call->function).returnedFields;
  const auto found = fields.find(member.steps.back().a);
  return found == fields.end() ? std::nullopt
                               : std::optional(instantiate({site, *site.function, nullptr}, found->second));
}

std::vector<Access> Resolver::sureStores(Id event) {
  const CallSite site = engine.site(bodyId, event);
  std::vector<Access> result;
  if (site.api || !isSeen(site))
    return result;
  const Binding binding{site, *site.function, nullptr};
  for (const SureStore &store : engine.summary(site.call->function).sureStores) {
    Access access;
    access.path = instantiate(binding, store.path);
    if (!isExact(access.path))
      access.passed = asPassed(binding, store.path);
    access.isWrite = true;
    access.event = event;
    access.viaFunction = site.call->function;
    access.type = store.type;
    result.push_back(std::move(access));
  }
  return result;
}

/// True if the program holds the one body that the call runs.
bool Resolver::isSeen(const CallSite &site) const {
  const Id function = site.call->function;
  return function && engine.isDefined(function) && site.call->target == TargetKind::Direct &&
         engine.program.tables.symbols[site.function->symbol].linkage != Linkage::Weak;
}

/// The value that points to the object of a slot, or 0.
Id Resolver::slotPointer(const Binding &binding, Id slot) {
  const Call &call = *binding.site.call;
  if (slot > 0)
    return slot <= call.args.size() ? call.args[slot - 1].value : 0;
  if (call.receiver == 0)
    return 0;
  Term address;
  address.value = {.kind = ValueKind::Addr, .a = call.receiver};
  return engine.state(bodyId).terms.intern(std::move(address));
}

AccessPath Resolver::slotObject(const Binding &binding, Id slot) {
  if (binding.objects)
    return slot < binding.objects->size() ? (*binding.objects)[slot] : unknownMemory();
  const Call &call = *binding.site.call;
  if (slot == 0)
    return call.receiver ? path(call.receiver) : binding.made ? *binding.made : unknownMemory();
  if (slot > call.args.size() || call.args[slot - 1].value == 0)
    return unknownMemory();
  return pointee(call.args[slot - 1].value);
}

} // namespace overlap::rules
