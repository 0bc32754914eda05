#pragma once

#include "rules/cfg/Cfg.h"

#include <vector>

namespace overlap::rules {

/// Control dependences within one pass through a body: back edges are not followed, and ways that only lead
/// to the end of the process (calls that do not return) do not count, as they end what waits for them as
/// well. J. Ferrante, K. Ottenstein, J. Warren: "The program dependence graph and its use in optimization",
/// 1987.
class ControlDependence {
public:
  explicit ControlDependence(const Cfg &cfg);

  /// Branching blocks that decide whether `block` is executed.
  const std::vector<Id> &controllers(Id block) const { return controllers_[block]; }
  /// The same where ways that end the process count: what `block` does to the world outside is not to happen
  /// then.
  const std::vector<Id> &controllersOfOutside(Id block) const { return controllersOfOutside_[block]; }
  /// True if `to` may be executed after `from` in one pass, or is the same block.
  bool reaches(Id from, Id to) const;

private:
  std::vector<std::vector<Id>> computeControllers(const std::vector<bool> &doomed) const;

  const Cfg &cfg_;
  std::vector<std::vector<Id>> forward_; ///< successors without back edges and without doomed blocks
  std::vector<std::vector<Id>> controllers_, controllersOfOutside_;
  mutable std::vector<std::vector<bool>> reach_; ///< by block, computed on demand
};

} // namespace overlap::rules
