#include "rules/cfg/ControlDependence.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

ControlDependence::ControlDependence(const Cfg &cfg) {
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
    for (Id succ : block.succs) {
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

  // Immediate post-dominators; 0 is the virtual end of the pass. A successor comes later in reverse
  // post-order.
  std::vector<Id> ipdom(body.blocks.size(), 0);
  auto rank = [&](Id block) { return block ? position[block] : static_cast<std::uint32_t>(rpo.size()); };
  for (auto it = rpo.rbegin(); it != rpo.rend(); ++it) {
    const std::vector<Id> &succs = forward_[*it];
    Id common = succs.empty() ? 0 : succs.front();
    for (Id succ : succs)
      for (Id other = succ; common != other;)
        if (rank(common) < rank(other))
          common = ipdom[common];
        else
          other = ipdom[other];
    ipdom[*it] = common;
  }

  controllers_.resize(body.blocks.size());
  for (Id block : rpo)
    if (forward_[block].size() > 1)
      for (Id succ : forward_[block])
        for (Id at = succ; at && at != ipdom[block]; at = ipdom[at])
          if (controllers_[at].empty() || controllers_[at].back() != block)
            controllers_[at].push_back(block);
  reach_.resize(body.blocks.size());
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
