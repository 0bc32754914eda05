#pragma once

#include "rules/Region.h"

#include <string>

/// Reading OpenMP directives.
namespace overlap::rules {

/// True for directives under which the iterations of the loop that follows are shared among threads.
bool isWorksharing(const std::string &pragma);

/// True if a data-sharing clause of `pragma` names `variable`, so that threads have their own or it is
/// reduced.
bool coversVariable(const std::string &pragma, const std::string &variable);

} // namespace overlap::rules
