#pragma once

#include "facts/Facts.h"
#include "tool/CommandCleaning.h"

#include <string>
#include <vector>

namespace overlap::tool {

struct ExtractorOptions {
  std::string projectRoot; ///< absolute
  std::string resourceDir;
  bool timeTrace = false; ///< record the times of each unit
};

/// What came of one translation unit.
struct Extraction {
  facts::UnitFacts facts; ///< meaningful unless `failure` is set; its diagnostics say what did not parse
  std::string failure;    ///< why there are no facts, empty if there are
  bool crashed = false;   ///< the failure was a crash
  std::vector<std::string> ignored; ///< what clang's driver said of flags that it could not use
};

/// To be called once before the first extraction: targets, and crash recovery that also survives a stack
/// overflow.
void initialiseExtraction();

/// Parses one unit and takes its facts, on a thread of its own with a large stack, with its own file system
/// view. Never throws; a crash of the parser or of the lowering is a failure. Any number may run at once.
Extraction extractUnit(const CleanCommand &command, const ExtractorOptions &options);

} // namespace overlap::tool
