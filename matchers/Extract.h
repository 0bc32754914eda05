#pragma once

#include "facts/Facts.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clang {
class FrontendAction;
}

namespace overlap::matchers {

struct ExtractOptions {
  std::string projectRoot; ///< absolute; files below it are named relative to it
  bool skipSystemBodies =
      true; ///< do not parse the function bodies of system headers, but for those in SkipPolicy.h
};

/// An action that parses one translation unit and writes what its code does to `out`, which must outlive it.
///
/// The host has prepared the command line (no -fopenmp: the pragmas are recorded as text) and the file
/// system. The action replaces the instance's diagnostic consumer: errors go to `out.diagnostics` and nothing
/// is printed. A unit with errors still yields the functions that parsed cleanly; the action then returns as
/// clang's own would, so look at the diagnostics, not at the result of running it. `out.command` is the
/// host's to fill in.
std::unique_ptr<clang::FrontendAction> makeExtractAction(const ExtractOptions &options,
                                                         facts::UnitFacts &out);

/// Extracts from a text as if it were the file `fileName` in the directory /project, which is the project's
/// root. `files` are further files: their paths (absolute, or relative to that directory) and texts.
facts::UnitFacts extractFromSource(std::string_view code, const std::vector<std::string> &args = {},
                                   std::string_view fileName = "input.cpp",
                                   const std::vector<std::pair<std::string, std::string>> &files = {});

} // namespace overlap::matchers
