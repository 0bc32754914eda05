#include "rules/dependence/CallableReduction.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

std::string operatorName(BinOp op) {
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
  default:
    return "";
  }
}

Id stripped(const Body &body, Id value) {
  while (body.values[value].kind == ValueKind::Cast &&
         (body.values[value].cast == CastKind::Int || body.values[value].cast == CastKind::Float))
    value = body.values[value].a;
  return value;
}

/// The read among `reads` that `value` is `read op e` of; 0 if it is not.
Id updatedRead(const Body &body, const ValueUses &uses, Id value, const std::set<Id> &reads,
               std::string &op) {
  const Value &v = body.values[stripped(body, value)];
  const std::string here = v.kind == ValueKind::Bin ? operatorName(v.bin) : "";
  if (here.empty() || (!op.empty() && op != here))
    return 0;
  op = here;
  for (Id operand : {v.a, v.b}) {
    if (operand == v.b && v.bin == BinOp::Sub)
      return 0;
    const Id inner = stripped(body, operand);
    if (uses.count(inner) != 1 || uses.count(operand) != 1)
      continue;
    const Value &x = body.values[inner];
    if (x.kind == ValueKind::Read && reads.contains(x.a))
      return x.a;
    if (x.kind == ValueKind::Bin)
      if (const Id found = updatedRead(body, uses, inner, reads, op))
        return found;
  }
  return 0;
}

} // namespace

std::string updatesOf(const Body &body, const std::vector<Access> &accesses) {
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
    const Id read = updatedRead(body, uses, body.events[a.event].value, reads, op);
    if (!read)
      return "";
    consumed.insert(read);
  }
  return reads == consumed ? op : "";
}

Folding foldingOf(const Body &body) {
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
  if (!returned || body.values[stripped(body, returned)].kind != ValueKind::Bin)
    return result;
  result.isArithmetic = true;
  const ValueUses uses(body);
  std::string op;
  if (reads.size() == 1 && updatedRead(body, uses, returned, reads, op))
    result.op = op;
  return result;
}

} // namespace overlap::rules
