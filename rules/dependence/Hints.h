#pragma once

#include "rules/dependence/Symbolic.h"

namespace overlap::rules {

/// Adds to `result.hints` the changes, each of which removes all dependences on what it names in quotes:
/// - reading from a copy, where elements are only read before another iteration overwrites them;
/// - declaring a container inside the loop that each iteration clears before it uses it;
/// - a container for each worker, where the loop only inserts;
/// - a generator for each worker, where iterations share a random number engine.
void addHints(Symbolic &symbolic, Independence &result);

} // namespace overlap::rules
