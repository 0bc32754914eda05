#pragma once

#include "rules/effects/Engine.h"

#include <string>

namespace overlap::rules {

/// A path as the source would spell it; "memory" where there is no name for it.
std::string spellPath(const Engine &engine, Id body, const AccessPath &path);

} // namespace overlap::rules
