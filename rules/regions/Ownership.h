#pragma once

#include "rules/regions/BodyInfo.h"

#include <functional>

namespace overlap::rules {

/// True if `event` frees memory, may do so, or leaves pointers in memory for what comes after: in another
/// process that would happen to a copy. `isOwn` tells memory that nobody uses afterwards.
bool isBoundToProcess(const BodyInfo &info, Id event, const std::function<bool(const AccessPath &)> &isOwn);

} // namespace overlap::rules
