#pragma once

#include "tool/Extractor.h"
#include "tool/Notices.h"

#include <filesystem>
#include <string>
#include <vector>

namespace overlap::tool {

/// The commands to analyse: cleaned, without those that are skipped, equal ones once, sorted. Says on
/// `notices` what was skipped or dropped.
std::vector<CleanCommand> prepareCommands(const std::vector<clang::tooling::CompileCommand> &commands,
                                          const CommandAdjustments &adjustments, Notices &notices);

struct DriverOptions {
  ExtractorOptions extractor;
  unsigned jobs = 1;
  bool retryCrashes = true;
  std::filesystem::path executable; ///< this program, for another try at a unit that crashed
};

/// Extracts all units, several at once. The results are in the order of `commands`, whatever the number of
/// jobs. A unit that crashes is tried once more in a process of its own. The line of
/// `progress` is gone when this returns.
std::vector<Extraction> extractAll(const std::vector<CleanCommand> &commands, const DriverOptions &options,
                                   Notices &notices, Progress progress);

/// `path` as reports name it: relative to `root` with '/' where it is below it.
std::string relativeName(const std::string &path, const std::string &root);

} // namespace overlap::tool
