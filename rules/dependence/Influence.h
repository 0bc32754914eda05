#pragma once

#include "rules/dependence/Symbolic.h"

#include <functional>

/// Where the results of some events of a loop lead.
namespace overlap::rules {

/// True if what `sources` (Read, Atomic or Call events) yield decides which element is touched by an event
/// for which `isExempt` does not hold, or whether the loop ends. Follows values and tracked variables; a call
/// that may use an argument as an index counts.
bool decidesIndexOrExit(Symbolic &symbolic, const std::vector<Id> &sources,
                        const std::function<bool(Id)> &isExempt);

} // namespace overlap::rules
