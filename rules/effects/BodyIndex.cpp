#include "rules/effects/BodyIndex.h"

namespace overlap::rules {

using namespace facts;

bool isConstant(const Body &body, Id value, std::int64_t &imm) {
  return isConstant(body, body.values[value], imm);
}

bool isConstant(const Body &body, const Value &value, std::int64_t &imm) {
  const Value *v = &value;
  if (v->kind == ValueKind::Cast && v->cast == CastKind::Int && v->a < body.values.size()) {
    v = &body.values[v->a];
    if (v->imm < 0 || v->imm > 127) // a narrower type might change others
      return false;
  }
  imm = v->imm;
  return v->kind == ValueKind::Int;
}

bool isNull(const Body &body, Id value) {
  while (body.values[value].kind == ValueKind::Cast && body.values[value].a)
    value = body.values[value].a;
  return body.values[value].kind == ValueKind::Null;
}

BodyIndex::BodyIndex(const Body &body)
    : body(body), graph(body), slots(body.vars.size(), -1), captureFields(body.vars.size(), -1),
      usesOf(body.vars.size()), definitionsOf(body.vars.size()) {
  findAddressUses();
  if (body.thisVar)
    slots[body.thisVar] = 0;
  for (std::size_t i = 0; i < body.paramVars.size(); ++i)
    slots[body.paramVars[i]] = static_cast<int>(i) + 1;
  for (std::size_t i = 0; i < body.captureVars.size() && i < body.captureFields.size(); ++i) {
    slots[body.captureVars[i]] = 0;
    captureFields[body.captureVars[i]] = static_cast<int>(body.captureFields[i]);
  }
  auto define = [&](Id path, Id event) {
    if (path && body.paths[path].root == RootKind::Var) {
      std::vector<Id> &known = definitionsOf[body.paths[path].id];
      if (known.empty() || known.back() != event)
        known.push_back(event);
    }
  };
  for (Id event = 1; event < body.events.size(); ++event) {
    const Event &e = body.events[event];
    if (e.kind == EventKind::Write || e.kind == EventKind::Atomic) {
      define(e.path, event);
    } else if (e.kind == EventKind::Call) {
      define(body.calls[e.call].result, event);
      define(body.calls[e.call].receiver, event);
    }
  }
  for (Id value = 1; value < body.values.size(); ++value) {
    const Value &v = body.values[value];
    std::int64_t term = 0;
    if (v.kind == ValueKind::Int)
      constants.try_emplace(v.imm, value);
    else if (v.kind == ValueKind::Bin && (v.bin == BinOp::Add || v.bin == BinOp::Sub) &&
             isConstant(body, v.b, term))
      sums.try_emplace({v.a, v.bin == BinOp::Add ? term : -term}, value);
  }
}

void BodyIndex::findAddressUses() {
  auto variable = [&](Id value) {
    if (value == 0 || body.values[value].kind != ValueKind::Addr)
      return Id{0};
    const Path &path = body.paths[body.values[value].a];
    return path.root == RootKind::Var ? path.id : Id{0};
  };
  auto elsewhere = [&](Id value) {
    if (Id var = variable(value))
      usesOf[var].elsewhere = true;
  };
  for (const Value &value : body.values) {
    if (value.kind == ValueKind::Bin || value.kind == ValueKind::Un || value.kind == ValueKind::Cast ||
        value.kind == ValueKind::Select)
      elsewhere(value.a);
    if (value.kind == ValueKind::Bin || value.kind == ValueKind::Select)
      elsewhere(value.b);
    if (value.kind == ValueKind::Select)
      elsewhere(value.c);
  }
  for (Id event = 1; event < body.events.size(); ++event) {
    const Event &e = body.events[event];
    if (e.kind != EventKind::Call) {
      elsewhere(e.value);
      continue;
    }
    const Call &call = body.calls[e.call];
    elsewhere(call.callee);
    for (unsigned i = 0; i < call.args.size(); ++i)
      if (Id var = variable(call.args[i].value))
        usesOf[var].arguments.emplace_back(event, i);
  }
}

Id BodyIndex::constant(std::int64_t imm) const {
  auto found = constants.find(imm);
  return found == constants.end() ? 0 : found->second;
}

Id BodyIndex::sum(Id a, std::int64_t imm) const {
  std::int64_t known = 0;
  if (imm == 0)
    return a;
  if (isConstant(body, a, known))
    return constant(known + imm);
  auto found = sums.find({a, imm});
  return found == sums.end() ? 0 : found->second;
}

std::optional<std::int64_t> BodyIndex::trips(Id loop) const {
  const Block &header = body.blocks[body.loops[loop].header];
  if (body.loops[loop].header == 0 || header.term != TermKind::Branch || header.cond == 0)
    return std::nullopt;
  const Value &cond = body.values[header.cond];
  std::int64_t bound = 0, start = 0, step = 0;
  if (cond.kind != ValueKind::Bin || body.values[cond.a].kind != ValueKind::Read ||
      !isConstant(body, cond.b, bound))
    return std::nullopt;
  const Path &path = body.paths[body.events[body.values[cond.a].a].path];
  if (path.root != RootKind::Var || !path.steps.empty() || body.vars[path.id].addressTaken)
    return std::nullopt;
  bool hasStart = false, hasStep = false;
  for (Id event : definitions(path.id)) {
    const Event &e = body.events[event];
    if (e.kind != EventKind::Write)
      return std::nullopt;
    if (!graph.containsEvent(loop, event)) {
      if (hasStart || !isConstant(body, e.value, start))
        return std::nullopt;
      hasStart = true;
      continue;
    }
    const Value &next = body.values[e.value];
    if (hasStep || next.kind != ValueKind::Bin || (next.bin != BinOp::Add && next.bin != BinOp::Sub) ||
        !isConstant(body, next.b, step))
      return std::nullopt;
    step = next.bin == BinOp::Sub ? -step : step;
    hasStep = true;
  }
  if (!hasStart || !hasStep || step == 0)
    return std::nullopt;
  std::int64_t distance = step > 0 ? bound - start : start - bound, stride = step > 0 ? step : -step;
  if (cond.bin == BinOp::LE || cond.bin == BinOp::GE)
    ++distance;
  else if (cond.bin != BinOp::LT && cond.bin != BinOp::GT && cond.bin != BinOp::NE)
    return std::nullopt;
  return distance <= 0 ? 0 : (distance + stride - 1) / stride;
}

} // namespace overlap::rules
