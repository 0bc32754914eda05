#pragma once

#include "tool/Options.h"

#include <filesystem>

namespace overlap::tool {

/// `overlap`: extracts the units of the database, links them, judges and reports. Returns the exit status;
/// throws overlap::Error.
int runAnalyse(const Options &options, const std::filesystem::path &executable);

/// `overlap link`: the same from facts files.
int runLink(const Options &options, const std::filesystem::path &executable);

} // namespace overlap::tool
