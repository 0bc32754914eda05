#include "rules/cfg/Cfg.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

Cfg::Cfg(const Body &body, const std::vector<Id> &ends) : body_(body) {
  for (const Block &block : body.blocks)
    succs_.push_back(block.succs);
  for (Id block : ends) {
    const Block &b = body.blocks[block];
    const Value &cond = body.values[b.cond];
    const bool mayBeCaught = b.term == TermKind::Branch && cond.kind == ValueKind::Unknown &&
                             cond.reason == UnknownReason::Throwing;
    for (std::size_t i = mayBeCaught ? 1 : 0; i < succs_[block].size(); ++i)
      succs_[block][i] = 0;
  }
  eventBlock_.assign(body.events.size(), 0);
  eventIndex_.assign(body.events.size(), 0);
  for (Id b = 1; b < body.blocks.size(); ++b) {
    const auto &events = body.blocks[b].events;
    for (std::size_t i = 0; i < events.size(); ++i) {
      eventBlock_[events[i]] = b;
      eventIndex_[events[i]] = static_cast<std::uint32_t>(i);
    }
  }
  computeOrder();
  computeDominators();
  computeLoops();
}

void Cfg::computeOrder() {
  const std::size_t n = body_.blocks.size();
  preds_.resize(n);
  order_.assign(n, 0);
  if (!body_.entry)
    return;
  std::vector<bool> seen(n, false);
  std::vector<std::pair<Id, std::size_t>> stack{{body_.entry, 0}};
  seen[body_.entry] = true;
  while (!stack.empty()) {
    auto &[block, next] = stack.back();
    const auto &succs = succs_[block];
    if (next == succs.size()) {
      rpo_.push_back(block);
      stack.pop_back();
      continue;
    }
    const Id s = succs[next++];
    if (s && !seen[s]) {
      seen[s] = true;
      stack.emplace_back(s, 0);
    }
  }
  std::reverse(rpo_.begin(), rpo_.end());
  for (std::size_t i = 0; i < rpo_.size(); ++i)
    order_[rpo_[i]] = static_cast<std::uint32_t>(i + 1);
  for (Id b : rpo_)
    for (Id s : succs_[b])
      if (s && std::find(preds_[s].begin(), preds_[s].end(), b) == preds_[s].end())
        preds_[s].push_back(b);
}

// Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm", 2001.
void Cfg::computeDominators() {
  idom_.assign(body_.blocks.size(), 0);
  if (rpo_.empty())
    return;
  idom_[body_.entry] = body_.entry;
  for (bool changed = true; changed;) {
    changed = false;
    for (Id b : rpo_) {
      if (b == body_.entry)
        continue;
      Id dom = 0;
      for (Id p : preds_[b]) {
        if (!idom_[p])
          continue;
        if (!dom) {
          dom = p;
          continue;
        }
        Id x = p;
        while (x != dom) {
          while (order_[x] > order_[dom])
            x = idom_[x];
          while (order_[dom] > order_[x])
            dom = idom_[dom];
        }
      }
      if (dom != idom_[b]) {
        idom_[b] = dom;
        changed = true;
      }
    }
  }
  idom_[body_.entry] = 0;
}

bool Cfg::dominates(Id a, Id b) const {
  if (!isReachable(a) || !isReachable(b))
    return false;
  while (order_[b] > order_[a])
    b = idom_[b];
  return a == b;
}

bool Cfg::eventDominates(Id a, Id b) const {
  const Id blockA = blockOf(a), blockB = blockOf(b);
  return blockA == blockB ? indexOf(a) < indexOf(b) : dominates(blockA, blockB);
}

void Cfg::computeLoops() {
  const std::size_t blocks = body_.blocks.size(), loops = body_.loops.size();
  loopBlocks_.resize(loops);
  latches_.resize(loops);
  inLoop_.assign(loops, std::vector<bool>(blocks, false));
  innermost_.assign(blocks, 0);
  headerOf_.assign(blocks, 0);
  enclosing_.assign(loops, 0);
  irregular_.assign(loops, false);

  for (Id l = 1; l < loops; ++l) {
    const Id header = body_.loops[l].header;
    if (!header || !isReachable(header))
      continue;
    if (headerOf_[header]) {
      irregular_[headerOf_[header]] = irregular_[l] = true;
      continue;
    }
    headerOf_[header] = l;
    std::vector<Id> work;
    for (Id p : preds_[header])
      if (dominates(header, p)) {
        latches_[l].push_back(p);
        work.push_back(p);
      }
    if (latches_[l].empty())
      continue;
    inLoop_[l][header] = true;
    while (!work.empty()) {
      const Id b = work.back();
      work.pop_back();
      if (inLoop_[l][b])
        continue;
      inLoop_[l][b] = true;
      work.insert(work.end(), preds_[b].begin(), preds_[b].end());
    }
    for (Id b : rpo_)
      if (inLoop_[l][b])
        loopBlocks_[l].push_back(b);
  }

  auto smaller = [&](Id a, Id b) { return !b || loopBlocks_[a].size() < loopBlocks_[b].size(); };
  for (Id l = 1; l < loops; ++l)
    for (Id b : loopBlocks_[l])
      if (smaller(l, innermost_[b]))
        innermost_[b] = l;
  for (Id l = 1; l < loops; ++l) {
    if (loopBlocks_[l].empty())
      continue;
    const Id header = body_.loops[l].header;
    for (Id o = 1; o < loops; ++o)
      if (o != l && inLoop_[o][header] && smaller(o, enclosing_[l]))
        enclosing_[l] = o;
  }

  // A retreating edge that is no back edge of a facts' loop makes every loop around it irregular.
  for (Id b : rpo_)
    for (Id s : succs_[b]) {
      if (!s || order_[s] > order_[b])
        continue;
      const bool known = dominates(s, b) && headerOf_[s];
      for (Id l = 1; !known && l < loops; ++l)
        if (inLoop_[l][b] || inLoop_[l][s])
          irregular_[l] = true;
    }
}

bool Cfg::edgeDominates(Id from, std::size_t succ, Id block) const {
  const auto &succs = succs_[from];
  const Id to = succs[succ];
  if (!to || std::count(succs.begin(), succs.end(), to) > 1 || !dominates(to, block))
    return false;
  for (Id p : preds_[to])
    if (p != from && !dominates(to, p))
      return false;
  return true;
}

std::vector<Cfg::Guard> Cfg::guardsOf(Id block) const {
  std::vector<Guard> guards;
  for (Id b = block; b; b = idom_[b]) {
    const Block &from = body_.blocks[b];
    if (from.term != TermKind::Branch || !from.cond || from.succs.size() != 2)
      continue;
    // A block guards itself only through a loop, which says nothing of the first iteration.
    for (std::size_t s = 0; s < 2; ++s)
      if (b != block && edgeDominates(b, s, block))
        guards.push_back({b, s == 0});
  }
  return guards;
}

bool Cfg::everyRunPasses(const std::set<Id> &events) const {
  std::set<Id> seen{body_.entry};
  std::vector<Id> work{body_.entry};
  while (!work.empty()) {
    const Id block = work.back();
    work.pop_back();
    const auto &inside = body_.blocks[block].events;
    if (std::any_of(inside.begin(), inside.end(), [&](Id e) { return events.contains(e); }))
      continue;
    if (block == body_.exit)
      return false;
    for (Id next : body_.blocks[block].succs)
      if (next && seen.insert(next).second)
        work.push_back(next);
  }
  return isReachable(body_.exit);
}

} // namespace overlap::rules
