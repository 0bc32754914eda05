#pragma once

#include "rules/regions/Context.h"

#include <vector>

/// What is advised on waiting besides a strategy.
namespace overlap::rules {

/// Other ways to write a loop that waits: an event instead of looking again and again, one fsync for many
/// records, a pipeline where only what is fetched ties the iterations and the rest is work. `calls` are the
/// Call events in the loop; `isHeavy`: its body computes much.
void addLoopAlternatives(const BodyInfo &info, const std::vector<Id> &calls, bool isHeavy, Region &region);

/// A mutex that is held while an operation among `events` waits is a hazard.
void addLockHazards(const BodyInfo &info, const std::vector<Id> &events, Region &region);

} // namespace overlap::rules
