#include "rules/effects/CountedLoop.h"
#include "rules/effects/Summarise.h"

#include <algorithm>

/// Integers of a body as terms of its parameters and of memory that callers see too.
namespace overlap::rules {

using namespace facts;

namespace {

/// Deeper expressions are not followed.
constexpr unsigned kMaxDepth = 12;

bool isKnownOperation(BinOp op) {
  switch (op) {
  case BinOp::Add:
  case BinOp::Sub:
  case BinOp::Mul:
  case BinOp::Div:
  case BinOp::Rem:
  case BinOp::Shl:
  case BinOp::Shr:
  case BinOp::And:
  case BinOp::LT:
  case BinOp::LE:
  case BinOp::GT:
  case BinOp::GE:
  case BinOp::EQ:
  case BinOp::NE:
    return true;
  default:
    return false;
  }
}

bool isNumber(const Type &type) {
  return type.kind == TypeKind::Int || type.kind == TypeKind::Enum || type.kind == TypeKind::Bool;
}

} // namespace

Id Summariser::parameterSlot(Id bodyId, Id id) const {
  const Body &body = engine.body(bodyId);
  const BodyIndex &index = engine.state(bodyId).index;
  if (id == 0 || id >= body.values.size())
    return 0;
  const Value &value = body.values[id];
  Id var = 0;
  if (value.kind == ValueKind::Entry) {
    var = value.a;
  } else if (value.kind == ValueKind::Read) {
    const Path &path = body.paths[body.events[value.a].path];
    if (path.root == RootKind::Var && path.steps.empty() && !body.vars[path.id].addressTaken &&
        !body.vars[path.id].capturedByReference && index.definitions(path.id).empty())
      var = path.id;
  }
  return var && index.slot(var) > 0 ? static_cast<Id>(index.slot(var)) : 0;
}

Id Summariser::term(Id bodyId, Id id, unsigned depth) const {
  if (id == 0 || depth > kMaxDepth)
    return 0;
  const BodyState &state = engine.state(bodyId);
  if (state.terms.contains(id) && state.terms[id].isLoad())
    return loadTerm(bodyId, state.terms[id].load, state.terms[id].value.type);
  Term result;
  if (state.terms.contains(id) && state.terms[id].isCounter()) {
    result.counter = state.terms[id].counter;
    result.counter.push_back(bodyId);
  }
  result.value = state.value(id);
  Value &value = result.value;
  auto operand = [&](Id &of) { return (of = term(bodyId, of, depth + 1)) != 0; };
  if (const Id slot = parameterSlot(bodyId, id)) {
    value = {.kind = ValueKind::Entry, .type = value.type, .a = slot};
    return isNumber(engine.type(value.type)) ? engine.terms.intern(std::move(result)) : 0;
  }
  switch (value.kind) {
  case ValueKind::Int:
    break;
  case ValueKind::Unknown:
    if (!result.isCounter() || !operand(value.a) || !operand(value.b))
      return 0;
    break;
  case ValueKind::Read:
    return termOfRead(bodyId, value.a, value.type, depth);
  case ValueKind::Call:
    return term(bodyId, engine.state(bodyId).resolver.returnedNumber(value.a), depth + 1);
  case ValueKind::Bin:
    if (!isKnownOperation(value.bin) || !operand(value.a) || !operand(value.b))
      return 0;
    break;
  case ValueKind::Un:
    if (value.un != UnOp::Neg || !operand(value.a))
      return 0;
    break;
  case ValueKind::Cast:
    if (value.cast != CastKind::Int || !operand(value.a))
      return 0;
    break;
  case ValueKind::Select:
    if (!operand(value.a) || !operand(value.b) || !operand(value.c))
      return 0;
    break;
  default:
    return 0;
  }
  return engine.terms.intern(std::move(result));
}

Id Summariser::termOfRead(Id bodyId, Id event, Id type, unsigned depth) const {
  const Body &body = engine.body(bodyId);
  const BodyState &state = engine.state(bodyId);
  const Event &read = body.events[event];
  const Path &path = body.paths[read.path];
  if (read.isVolatile || !isNumber(engine.type(type)))
    return 0;
  if (path.root == RootKind::Var && path.steps.empty()) {
    // A local that is given a value once, before.
    const Var &var = body.vars[path.id];
    const std::vector<Id> &definitions = state.index.definitions(path.id);
    if (!var.addressTaken && !var.capturedByReference && !engine.type(var.type).isVolatile &&
        definitions.size() == 1 && body.events[definitions[0]].kind == EventKind::Write &&
        state.index.dominates(definitions[0], event))
      return term(bodyId, body.events[definitions[0]].value, depth + 1);
    if (state.index.captureField(path.id) < 0)
      return counterTerm(bodyId, event, type, depth);
  }
  return loadTerm(bodyId, engine.state(bodyId).resolver.path(read.path), type);
}

/// A local that counts a loop: all that it may be where `event` reads it inside.
Id Summariser::counterTerm(Id bodyId, Id event, Id type, unsigned depth) const {
  const BodyState &state = engine.state(bodyId);
  const std::optional<CountedLoop> counted = countedLoop(engine, bodyId, event);
  if (!counted)
    return 0;
  Term result;
  result.value.type = type;
  result.counter = {bodyId, counted->loop};
  Id first = term(bodyId, counted->first, depth + 1), last = term(bodyId, counted->bound, depth + 1);
  if (!first || !last)
    return 0;
  if (counted->offset) {
    Term offset, sum;
    offset.value = {.kind = ValueKind::Int, .type = state.value(counted->bound).type, .imm = counted->offset};
    sum.value = {.kind = ValueKind::Bin, .bin = BinOp::Add, .a = last, .b = engine.terms.intern(offset)};
    if (!(last = engine.terms.intern(sum)))
      return 0;
  }
  result.value.a = counted->step > 0 ? first : last;
  result.value.b = counted->step > 0 ? last : first;
  result.value.imm = counted->step == 1 || counted->step == -1;
  return engine.terms.intern(std::move(result));
}

Id Summariser::loadTerm(Id bodyId, const AccessPath &path, Id type) const {
  const bool leaves = path.base == BaseKind::Global || hasDeref(path) ||
                      (path.base == BaseKind::Var && engine.state(bodyId).index.captureField(path.id) >= 0);
  if (!leaves || path.base == BaseKind::Unknown || endsInReach(path))
    return 0;
  std::optional<SummaryPath> exact = exportedExactly(bodyId, path);
  if (!exact || !isExact(*exact))
    return 0;
  Term load;
  load.value.type = type;
  load.load = std::move(*exact);
  return engine.terms.intern(std::move(load));
}

void Summariser::addReturnedNumber(Id bodyId, Id value, Summary &summary) const {
  if (!isNumber(engine.type(engine.program.function(engine.functionOf(bodyId)).result)))
    return;
  Id number = term(bodyId, value);
  if (engine.terms.varies(number))
    number = 0;
  if (summary.returnsNumber && summary.number != number)
    summary.number = 0;
  else
    summary.number = number;
  summary.returnsNumber = true;
}

} // namespace overlap::rules
