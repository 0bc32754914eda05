#include "rules/effects/Engine.h"

#include <algorithm>

/// Addresses in integers: what they are made of, and where they go.
namespace overlap::rules {

using namespace facts;

/// Adds what the value of an operation is computed from; false if it is none.
bool Resolver::addOperands(Id id, std::vector<Id> &operands) const {
  const Value &value = body.values[id];
  switch (value.kind) {
  case ValueKind::Bin:
    operands.push_back(value.b);
    [[fallthrough]];
  case ValueKind::Un:
    operands.push_back(value.a);
    return true;
  case ValueKind::Cast:
    operands.push_back(value.a);
    return value.cast == CastKind::Int || value.cast == CastKind::ToBool;
  default:
    return false;
  }
}

/// True if the integer is computed from constants and parameters that no address fits into, by way of local
/// variables: what is added to an address stays in the object then.
bool Resolver::isPlainNumber(Id number) {
  constexpr std::size_t kMaxValues = 200;
  constexpr std::uint32_t kPointerWidth = 64;
  std::vector<Id> pending{number}, vars;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Value &value = body.values[pending[i]];
    if (value.kind == ValueKind::Int || value.kind == ValueKind::SizeOf)
      continue;
    if (pending.size() > kMaxValues)
      return false;
    if (value.kind != ValueKind::Read && value.kind != ValueKind::Entry) {
      if (!addOperands(pending[i], pending))
        return false;
      continue;
    }
    const Path *path = value.kind == ValueKind::Read ? &body.paths[body.events[value.a].path] : nullptr;
    if (path && (path->root != RootKind::Var || !path->steps.empty()))
      return false;
    const Id id = path ? path->id : value.a;
    if (std::ranges::find(vars, id) != vars.end() || plain[id] == true)
      continue;
    vars.push_back(id);
    const Var &var = body.vars[id];
    const Type &type = engine.type(var.type);
    const bool isLocal = var.kind == VarKind::Local || var.kind == VarKind::Temp;
    const bool fits = var.kind == VarKind::Param && type.width < kPointerWidth;
    if (plain[id] == false || type.kind != TypeKind::Int || !(isLocal || fits) || !isTracked(id)) {
      plain[id] = false;
      return false;
    }
    for (Id definition : engine.state(bodyId).index.definitions(id))
      pending.push_back(body.events[definition].value);
  }
  for (Id var : vars)
    plain[var] = true;
  return true;
}

Id Resolver::movedFrom(Id number) {
  constexpr std::size_t kMaxOperands = 16;
  auto variable = [&](Id id) {
    const Value &read = body.values[id];
    const Path *path = read.kind == ValueKind::Read ? &body.paths[body.events[read.a].path] : nullptr;
    return path && path->root == RootKind::Var && path->steps.empty() ? path->id : 0;
  };
  Id pointer = 0;
  std::vector<Id> pending{number};
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Value &value = body.values[pending[i]];
    if (value.kind == ValueKind::Cast && value.cast == CastKind::PointerToInt) {
      if (pointer && !(variable(pointer) && variable(pointer) == variable(value.a)))
        return 0;
      pointer = value.a;
      continue;
    }
    if (isPlainNumber(pending[i]))
      continue;
    if (pending.size() > kMaxOperands || (value.kind == ValueKind::Bin && value.bin == BinOp::Xor) ||
        !addOperands(pending[i], pending))
      return 0;
  }
  return pointer;
}

/// Casts of pointers to integers that something is done with, other than to decide what comes next, or to
/// make a pointer into the same object of it.
std::vector<Id> Reachability::storedAddresses() const {
  Resolver &resolver = engine.state(bodyId).resolver;
  std::vector<Id> result, pending;
  if (std::ranges::none_of(body.values, [](const Value &value) {
        return value.kind == ValueKind::Cast && value.cast == CastKind::PointerToInt;
      }))
    return result;
  std::vector<bool> seen(body.values.size(), false);
  auto use = [&](Id value) {
    if (value && !seen[value]) {
      seen[value] = true;
      pending.push_back(value);
    }
  };
  auto usePath = [&](Id id) {
    const Path &path = body.paths[id];
    if (path.root == RootKind::Pointer)
      use(path.id);
    for (const Step &step : path.steps)
      if (step.kind == StepKind::Index)
        use(step.a);
  };
  for (const Event &event : body.events) {
    use(event.value);
    usePath(event.path);
  }
  for (const Call &call : body.calls) {
    use(call.callee);
    use(call.count);
    usePath(call.receiver);
    usePath(call.result);
    for (const Arg &arg : call.args)
      use(arg.value);
  }
  for (const Loop &loop : body.loops)
    usePath(loop.rangePath);
  while (!pending.empty()) {
    const Id id = pending.back();
    pending.pop_back();
    const Value &value = body.values[id];
    switch (value.kind) {
    case ValueKind::Addr:
      usePath(value.a);
      break;
    case ValueKind::Cast:
      if (value.cast == CastKind::PointerToInt)
        result.push_back(id);
      if (value.cast == CastKind::IntToPointer)
        if (const Id pointer = resolver.movedFrom(value.a)) {
          use(pointer);
          break;
        }
      [[fallthrough]];
    case ValueKind::Bin:
    case ValueKind::Un:
    case ValueKind::Select:
      use(value.a);
      use(value.b);
      use(value.c);
      break;
    default:
      break;
    }
  }
  return result;
}

} // namespace overlap::rules
