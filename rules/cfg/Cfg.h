#pragma once

#include "facts/Body.h"

#include <set>
#include <vector>

/// Graph facts of one body: order, dominators, natural loops. Computed once per body, in about linear time.
namespace overlap::rules {

using facts::Id;

class Cfg {
public:
  explicit Cfg(const facts::Body &body) : Cfg(body, {}) {}
  /// `ends` are blocks in which a call never returns: all that leaves them is an exception on its way to a
  /// handler.
  Cfg(const facts::Body &body, const std::vector<Id> &ends);

  const facts::Body &body() const { return body_; }
  bool isReachable(Id block) const { return order_[block] != 0; }
  const std::vector<Id> &reversePostOrder() const { return rpo_; }
  /// In the order of the block's own; 0 for an edge that is never taken.
  const std::vector<Id> &successors(Id block) const { return succs_[block]; }
  const std::vector<Id> &predecessors(Id block) const { return preds_[block]; }
  Id immediateDominator(Id block) const { return idom_[block]; }
  bool dominates(Id a, Id b) const;

  Id blockOf(Id event) const { return eventBlock_[event]; }
  /// Position of an event in its block.
  std::size_t indexOf(Id event) const { return eventIndex_[event]; }
  /// True if event `a` has been executed whenever event `b` is reached.
  bool eventDominates(Id a, Id b) const;

  /// Blocks of the natural loop of a facts' loop, in reverse post-order; empty if it never comes back.
  const std::vector<Id> &blocksOf(Id loop) const { return loopBlocks_[loop]; }
  const std::vector<Id> &latchesOf(Id loop) const { return latches_[loop]; }
  bool contains(Id loop, Id block) const { return inLoop_[loop][block]; }
  bool containsEvent(Id loop, Id event) const { return contains(loop, blockOf(event)); }
  /// The innermost facts' loop that `block` belongs to, or 0.
  Id loopOf(Id block) const { return innermost_[block]; }
  /// The facts' loop whose header is `block`, or 0.
  Id loopAt(Id header) const { return headerOf_[header]; }
  /// The loop that encloses `loop` in the graph, or 0.
  Id enclosing(Id loop) const { return enclosing_[loop]; }

  /// True if some cycle through `loop`'s blocks is not one of the facts' loops with a single entry:
  /// irreducible flow, loops made of goto, or two loops that share a header.
  bool isIrregular(Id loop) const { return irregular_[loop]; }

  /// An edge that is taken whenever `block` is reached: from a branching block that dominates it.
  struct Guard {
    Id block = 0;       ///< the branching block
    bool isTrue = true; ///< which of the two edges
  };
  /// Branch edges that dominate `block`, nearest first.
  std::vector<Guard> guardsOf(Id block) const;

  /// True if each way from the start of the body to its end passes one of `events`. False for bodies that do
  /// not end.
  bool everyRunPasses(const std::set<Id> &events) const;

private:
  void computeOrder();
  void computeDominators();
  void computeLoops();
  bool edgeDominates(Id from, std::size_t succ, Id block) const;

  const facts::Body &body_;
  std::vector<std::vector<Id>> succs_, preds_;
  std::vector<Id> rpo_, idom_;
  std::vector<std::uint32_t> order_; ///< 1 + position in rpo_, 0 if unreachable
  std::vector<Id> eventBlock_;
  std::vector<std::uint32_t> eventIndex_;
  std::vector<std::vector<Id>> loopBlocks_, latches_;
  std::vector<std::vector<bool>> inLoop_;
  std::vector<Id> innermost_, headerOf_, enclosing_;
  std::vector<bool> irregular_;
};

} // namespace overlap::rules
