#pragma once

#include "rules/effects/Engine.h"

#include <optional>

/// Variables that count loops.
namespace overlap::rules {

/// Inside `loop` the variable goes from `first` by `step` to `bound` + `offset` at most (or at least).
struct CountedLoop {
  Id loop = 0;
  Id first = 0, bound = 0; ///< ValueIds
  std::int64_t offset = 0;
  std::int64_t step = 1;
};

/// What is known of the variable that Read event `event` reads: it has two definitions, one before a loop and
/// one at the end of each of its iterations, its address is nobody's, and the loop's condition bounds it.
/// Reads of it elsewhere in the iteration see one value.
std::optional<CountedLoop> countedLoop(const Engine &engine, Id body, Id event);

} // namespace overlap::rules
