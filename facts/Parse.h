#pragma once

#include "facts/Facts.h"

#include <string_view>

namespace overlap::facts {

/// Reads what dump() writes, and hand-written text in the same syntax (docs/facts-text.md), where everything
/// may be left out that has a default. `name` stands for the text in errors. Throws overlap::Error
/// "name:line: what is wrong". The result is valid (Validate.h).
UnitFacts parseText(std::string_view text, std::string_view name = "facts");

} // namespace overlap::facts
