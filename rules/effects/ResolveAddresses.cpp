#include "rules/effects/Engine.h"
#include "rules/effects/UsedValues.h"

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
  std::vector<Id> result;
  for (Id value = 1; value < body.values.size(); ++value)
    if (body.values[value].kind == ValueKind::Cast && body.values[value].cast == CastKind::PointerToInt)
      result.push_back(value);
  if (result.empty())
    return result;
  Resolver &resolver = engine.state(bodyId).resolver;
  auto madePointer = [&](const Value &value) {
    return value.kind == ValueKind::Cast && value.cast == CastKind::IntToPointer ? resolver.movedFrom(value.a)
                                                                                 : 0;
  };
  const std::vector<bool> used = usedValues(body, {.byAccess = true, .handsOn = madePointer});
  std::erase_if(result, [&](Id value) { return !used[value]; });
  return result;
}

} // namespace overlap::rules
