#pragma once

#include "rules/cfg/Cfg.h"

#include <set>

/// What every way through one iteration of a loop passes.
namespace overlap::rules {

/// Events and block entries that a question is about.
struct Waypoints {
  std::set<Id> events;
  Id block = 0; ///< entering it counts as well; 0: none
};

/// True if each way from the start of an iteration of `loop` to event `target` (0: to the next iteration)
/// that stays inside the iteration passes one of `points` first.
bool everyWayPasses(const Cfg &cfg, Id loop, const Waypoints &points, Id target);

/// True if iterations of `loop` end the loop only at its header, or leave what surrounds it in `scope` (0:
/// nothing does) too.
bool endsOnlyAtHeader(const Cfg &cfg, Id loop, Id scope);

} // namespace overlap::rules
