#include "rules/dependence/Operators.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

std::string reductionName(BinOp op) {
  switch (op) {
  case BinOp::Add:
  case BinOp::Sub:
    return "+";
  case BinOp::Mul:
    return "*";
  case BinOp::And:
    return "&";
  case BinOp::Or:
    return "|";
  case BinOp::Xor:
    return "^";
  case BinOp::LAnd:
    return "&&";
  case BinOp::LOr:
    return "||";
  default:
    return "";
  }
}

namespace {

bool isFusedMultiplyAdd(const Program &program, const Function &function) {
  std::string_view name = program.str(function.qualifiedName);
  const bool isBuiltin = name.starts_with("__builtin_");
  if (!isBuiltin && !function.inSystemHeader)
    return false;
  for (const std::string_view prefix : {"__builtin_", "std::"})
    if (name.starts_with(prefix))
      name.remove_prefix(prefix.size());
  return name == "fma" || name == "fmaf" || name == "fmal";
}

} // namespace

Operation operationOf(const Program &program, const Body &body, Id value) {
  const Value &v = body.values[value];
  if (v.kind == ValueKind::Bin)
    return {reductionName(v.bin), v.a, v.bin == BinOp::Sub ? 0 : v.b};
  if (v.kind != ValueKind::Call)
    return {};
  const Call &call = body.calls[body.events[v.a].call];
  if (!call.function || call.args.size() != 3 ||
      !isFusedMultiplyAdd(program, program.function(call.function)))
    return {};
  return {reductionName(BinOp::Add), call.args[2].value, 0};
}

std::string extremumName(std::string_view name) {
  if (name.starts_with("std::"))
    name.remove_prefix(5);
  for (std::string_view n : {"min", "fmin", "fminf", "fminl"})
    if (name == n)
      return "min";
  for (std::string_view n : {"max", "fmax", "fmaxf", "fmaxl"})
    if (name == n)
      return "max";
  return "";
}

namespace {

bool isNumberCast(const Value &v) {
  return v.kind == ValueKind::Cast && (v.cast == CastKind::Int || v.cast == CastKind::Float);
}

} // namespace

Id withoutCasts(const Body &body, Id value) {
  while (isNumberCast(body.values[value]))
    value = body.values[value].a;
  return value;
}

Id withoutCuts(const Tables &tables, const Body &body, Id value, Id kept) {
  auto cuts = [&](const Value &v) {
    return v.cast == CastKind::Int && tables.types[v.type].width < tables.types[kept].width;
  };
  while (isNumberCast(body.values[value]) && !cuts(body.values[value]))
    value = body.values[value].a;
  return value;
}

bool holdsAll(const Type &to, const Type &from) {
  auto isInteger = [](const Type &t) { return t.kind == TypeKind::Int || t.kind == TypeKind::Enum; };
  if (to.width == 0 || from.width == 0)
    return false;
  if (isInteger(to) && from.kind == TypeKind::Bool)
    return true;
  if (isInteger(to) && isInteger(from))
    return to.isSigned == from.isSigned ? to.width >= from.width : to.isSigned && to.width > from.width;
  return to.kind == from.kind && (to.kind == TypeKind::Float || to.kind == TypeKind::Bool) &&
         to.width >= from.width;
}

Id withoutExactCasts(const Tables &tables, const Body &body, Id value) {
  std::vector<Id> chain{value};
  while (isNumberCast(body.values[chain.back()]))
    chain.push_back(body.values[chain.back()].a);
  for (; chain.size() > 1; chain.pop_back()) {
    const Type &from = tables.types[body.values[chain.back()].type];
    if (std::all_of(chain.begin(), chain.end() - 1,
                    [&](Id cast) { return holdsAll(tables.types[body.values[cast].type], from); }))
      break;
  }
  return chain.back();
}

} // namespace overlap::rules
