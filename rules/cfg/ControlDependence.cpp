#include "rules/cfg/ControlDependence.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

ControlDependence::ControlDependence(const Cfg &cfg) : cfg_(cfg) {
  const Body &body = cfg.body();
  const std::vector<Id> &rpo = cfg.reversePostOrder();
  std::vector<std::uint32_t> position(body.blocks.size(), 0);
  for (std::uint32_t i = 0; i < rpo.size(); ++i)
    position[rpo[i]] = i;

  forward_.resize(body.blocks.size());
  std::vector<bool> doomed(body.blocks.size(), false);
  for (auto it = rpo.rbegin(); it != rpo.rend(); ++it) {
    const Block &block = body.blocks[*it];
    bool hasBackEdge = false, hasSuccessor = false;
    for (Id succ : cfg.successors(*it)) {
      if (!succ || !cfg.isReachable(succ))
        continue;
      hasSuccessor = true;
      if (position[succ] <= position[*it])
        hasBackEdge = true;
      else if (!doomed[succ])
        forward_[*it].push_back(succ);
    }
    const bool endsProcess = block.term == TermKind::Unreachable || (!hasSuccessor && *it != body.exit);
    doomed[*it] = endsProcess || (hasSuccessor && !hasBackEdge && forward_[*it].empty());
    if (endsProcess)
      forward_[*it].clear();
  }

  controllers_ = computeControllers(doomed);
  const bool hasEnd = std::ranges::find(doomed, true) != doomed.end();
  controllersOfOutside_ = hasEnd ? computeControllers(std::vector<bool>(doomed.size(), false)) : controllers_;
  reach_.resize(body.blocks.size());
}

/// Post-dominators on the whole graph, so that a loop does not control what follows it: K. Cooper, T. Harvey,
/// K. Kennedy, "A simple, fast dominance algorithm", on the reversed graph. Block 0 stands for the end.
std::vector<std::vector<Id>> ControlDependence::computeControllers(const std::vector<bool> &doomed) const {
  const Body &body = cfg_.body();
  const std::vector<Id> &rpo = cfg_.reversePostOrder();
  std::vector<std::vector<Id>> succs(body.blocks.size()), preds(body.blocks.size());
  auto addEdge = [&](Id from, Id to) {
    succs[from].push_back(to);
    preds[to].push_back(from);
  };
  for (Id block : rpo) {
    if (doomed[block])
      continue;
    for (Id succ : cfg_.successors(block))
      if (succ && cfg_.isReachable(succ) && !doomed[succ])
        addEdge(block, succ);
    if (succs[block].empty())
      addEdge(block, 0);
  }
  std::vector<bool> seen(body.blocks.size(), false);
  std::vector<Id> postOrder;
  auto walkBack = [&](Id root) {
    std::vector<std::pair<Id, std::size_t>> stack{{root, 0}};
    seen[root] = true;
    while (!stack.empty()) {
      auto &[block, next] = stack.back();
      if (next < preds[block].size()) {
        const Id pred = preds[block][next++];
        if (!seen[pred]) {
          seen[pred] = true;
          stack.emplace_back(pred, 0);
        }
      } else {
        postOrder.push_back(block);
        stack.pop_back();
      }
    }
  };
  // A loop that never ends is taken to end where it turns back.
  for (Id block : rpo)
    if (!doomed[block] && forward_[block].empty() && succs[block].front() != 0) {
      std::vector<Id> ahead{block};
      std::vector<bool> met(body.blocks.size(), false);
      bool ends = false;
      while (!ahead.empty() && !ends) {
        const Id at = ahead.back();
        ahead.pop_back();
        for (Id succ : succs[at]) {
          ends |= succ == 0;
          if (!met[succ]) {
            met[succ] = true;
            ahead.push_back(succ);
          }
        }
      }
      if (!ends)
        addEdge(block, 0);
    }
  walkBack(0);

  std::vector<std::uint32_t> rank(body.blocks.size(), 0);
  for (std::uint32_t i = 0; i < postOrder.size(); ++i)
    rank[postOrder[i]] = i;
  constexpr Id kNone = ~0u;
  std::vector<Id> ipdom(body.blocks.size(), kNone);
  ipdom[0] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (auto it = postOrder.rbegin(); it != postOrder.rend(); ++it) {
      if (*it == 0)
        continue;
      Id common = kNone;
      for (Id succ : succs[*it]) {
        if (ipdom[succ] == kNone)
          continue;
        Id other = succ;
        if (common == kNone)
          common = succ;
        while (common != other)
          if (rank[common] < rank[other])
            common = ipdom[common];
          else
            other = ipdom[other];
      }
      if (common != ipdom[*it]) {
        ipdom[*it] = common;
        changed = true;
      }
    }
  }

  std::vector<std::vector<Id>> controllers(body.blocks.size());
  for (Id block : rpo)
    if (succs[block].size() > 1)
      for (Id succ : succs[block])
        for (Id at = succ; at != 0 && at != kNone && at != ipdom[block]; at = ipdom[at])
          if (controllers[at].empty() || controllers[at].back() != block)
            controllers[at].push_back(block);
  return controllers;
}

bool ControlDependence::reaches(Id from, Id to) const {
  std::vector<bool> &reach = reach_[from];
  if (reach.empty()) {
    reach.assign(forward_.size(), false);
    std::vector<Id> work{from};
    reach[from] = true;
    while (!work.empty()) {
      const Id block = work.back();
      work.pop_back();
      for (Id succ : forward_[block])
        if (!reach[succ]) {
          reach[succ] = true;
          work.push_back(succ);
        }
    }
  }
  return reach[to];
}

} // namespace overlap::rules
