#pragma once

#include "tool/Options.h"

#include <filesystem>

namespace overlap::tool {

/// `overlap extract`: one unit to one facts file, or to text. Returns the exit status; throws overlap::Error.
int runExtract(const Options &options, const std::filesystem::path &executable);

} // namespace overlap::tool
