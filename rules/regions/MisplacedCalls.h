#pragma once

#include "rules/regions/Context.h"

#include <vector>

namespace overlap::rules {

/// Calls that wait in a body that must not: coroutines, functions that an event loop calls, and
/// [[clang::nonblocking]] functions.
std::vector<Judged> judgeMisplacedCalls(const Context &context, const BodyInfo &info);

} // namespace overlap::rules
