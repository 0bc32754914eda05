#pragma once

#include "rules/effects/Engine.h"

#include <optional>

/// Variables that count loops.
namespace overlap::rules {

/// Inside `loop` the variable goes from `first` in fixed steps to `bound` + `offset` at most (or at least).
struct CountedLoop {
  Id loop = 0;
  Id first = 0, bound = 0; ///< ValueIds
  std::int64_t offset = 0;
  bool isUp = true;
};

/// What is known of the variable that Read event `event` reads: it has two definitions, one before a loop and
/// one at the end of each of its iterations, its address is nobody's, and the loop's condition bounds it.
/// Reads of it elsewhere in the iteration see one value.
std::optional<CountedLoop> countedLoop(const Engine &engine, Id body, Id event);

} // namespace overlap::rules
