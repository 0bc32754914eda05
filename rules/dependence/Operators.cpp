#include "rules/dependence/Operators.h"

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

Id withoutCasts(const Body &body, Id value) {
  while (body.values[value].kind == ValueKind::Cast &&
         (body.values[value].cast == CastKind::Int || body.values[value].cast == CastKind::Float))
    value = body.values[value].a;
  return value;
}

} // namespace overlap::rules
