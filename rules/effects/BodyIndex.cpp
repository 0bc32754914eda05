#include "rules/effects/BodyIndex.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

BodyIndex::BodyIndex(const Body &body)
    : body(body), blockOf(body.events.size(), 0), position(body.events.size(), 0), definitionsOf(body.vars.size()) {
  for (Id block = 1; block < body.blocks.size(); ++block)
    for (std::uint32_t i = 0; i < body.blocks[block].events.size(); ++i) {
      blockOf[body.blocks[block].events[i]] = block;
      position[body.blocks[block].events[i]] = i;
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
  for (Id value = 1; value < body.values.size(); ++value)
    if (body.values[value].kind == ValueKind::Int)
      constants.try_emplace(body.values[value].imm, value);
  findDominators();
}

/// Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm (2001).
void BodyIndex::findDominators() {
  std::size_t count = body.blocks.size();
  idom.assign(count, 0);
  depthIn.assign(count, 0);
  depthOut.assign(count, 0);
  if (body.entry == 0)
    return;
  std::vector<Id> order; // post-order
  std::vector<std::uint32_t> number(count, 0);
  std::vector<bool> seen(count, false);
  std::vector<std::pair<Id, std::size_t>> stack{{body.entry, 0}};
  seen[body.entry] = true;
  while (!stack.empty()) {
    auto &[block, next] = stack.back();
    const std::vector<Id> &succs = body.blocks[block].succs;
    if (next < succs.size()) {
      Id succ = succs[next++];
      if (succ && !seen[succ]) {
        seen[succ] = true;
        stack.emplace_back(succ, 0);
      }
    } else {
      order.push_back(block);
      number[block] = static_cast<std::uint32_t>(order.size());
      stack.pop_back();
    }
  }
  std::vector<std::vector<Id>> preds(count);
  for (Id block : order)
    for (Id succ : body.blocks[block].succs)
      if (succ)
        preds[succ].push_back(block);
  idom[body.entry] = body.entry;
  auto meet = [&](Id a, Id b) {
    while (a != b) {
      while (number[a] < number[b])
        a = idom[a];
      while (number[b] < number[a])
        b = idom[b];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      if (*at == body.entry)
        continue;
      Id best = 0;
      for (Id pred : preds[*at])
        if (idom[pred])
          best = best ? meet(best, pred) : pred;
      if (idom[*at] != best) {
        idom[*at] = best;
        changed = true;
      }
    }
  }
  std::vector<std::vector<Id>> children(count);
  for (auto at = order.rbegin(); at != order.rend(); ++at)
    if (*at != body.entry)
      children[idom[*at]].push_back(*at);
  std::uint32_t clock = 0;
  stack.assign(1, {body.entry, 0});
  depthIn[body.entry] = ++clock;
  while (!stack.empty()) {
    auto &[block, next] = stack.back();
    if (next < children[block].size()) {
      Id child = children[block][next++];
      depthIn[child] = ++clock;
      stack.emplace_back(child, 0);
    } else {
      depthOut[block] = ++clock;
      stack.pop_back();
    }
  }
}

bool BodyIndex::dominates(Id earlier, Id later) const {
  Id a = blockOf[earlier], b = blockOf[later];
  if (a == 0 || b == 0)
    return false;
  if (a == b)
    return position[earlier] < position[later];
  return idom[a] && idom[b] && depthIn[a] < depthIn[b] && depthOut[b] < depthOut[a];
}

Id BodyIndex::constant(std::int64_t imm) const {
  auto found = constants.find(imm);
  return found == constants.end() ? 0 : found->second;
}

bool BodyIndex::isConstant(const Body &body, Id value, std::int64_t &imm) {
  for (unsigned hops = 0; hops < 4; ++hops) {
    const Value &v = body.values[value];
    if (v.kind == ValueKind::Int) {
      imm = v.imm;
      return true;
    }
    if (v.kind != ValueKind::Cast || v.cast != CastKind::Int)
      return false;
    const Value &inner = body.values[v.a];
    if (inner.kind != ValueKind::Int || inner.imm < 0 || inner.imm > 127) // a narrower type might change others
      return false;
    value = v.a;
  }
  return false;
}

Id BodyIndex::sum(Id a, std::int64_t imm) const {
  if (imm == 0)
    return a;
  std::int64_t known = 0;
  if (isConstant(body, a, known))
    return constant(known + imm);
  for (Id value = 1; value < body.values.size(); ++value) {
    const Value &v = body.values[value];
    std::int64_t term = 0;
    if (v.kind == ValueKind::Bin && v.a == a && (v.bin == BinOp::Add || v.bin == BinOp::Sub) &&
        isConstant(body, v.b, term) && (v.bin == BinOp::Add ? term : -term) == imm)
      return value;
  }
  return 0;
}

} // namespace overlap::rules
