#pragma once

#include "tool/CommandCleaning.h"

#include <optional>
#include <string>
#include <vector>

namespace overlap::tool {

enum class Mode { Analyse, Extract, Link, ListRules, Explain };
enum class Format { Text, Json };
enum class Colour { Auto, Always, Never };

/// Everything that the command line says.
struct Options {
  Mode mode = Mode::Analyse;

  // Which commands
  std::string database;                          ///< -p: file or folder; empty: search
  std::vector<std::string> files;                ///< files, folders, globs; of link: facts files
  std::optional<std::vector<std::string>> flags; ///< what follows `--`
  CommandAdjustments adjustments;
  std::string root;  ///< project root; empty: from the database
  unsigned jobs = 0; ///< 0: one for each core

  // How to judge
  std::string policy = "seed";
  std::vector<std::string> catalogues;

  // What to report, and how
  Format format = Format::Text;
  std::string output;    ///< empty: standard output
  std::string timeTrace; ///< file for a Chrome trace; empty: none
  Colour colour = Colour::Auto;
  bool all = false, deterministic = false, quiet = false;
  std::optional<unsigned> top;
  std::string minStatus;
  std::string headerFilter = ".*";
  std::vector<std::string> exclude;
  std::vector<std::string> failOn; ///< strategies
  std::string rule;                ///< --explain
  std::string place;               ///< --explain-at FILE:LINE

  // Of extract
  bool dump = false;    ///< text instead of a facts file
  bool noRetry = false; ///< this is the second try at a unit that crashed
};

/// What to do: run with these options, or print `text` and end (--help, --version).
struct ParsedCommandLine {
  Options options;
  std::optional<std::string> text;
};

/// Throws overlap::Error with one line for an unknown option, a bad value or options that do not fit
/// together.
ParsedCommandLine parseCommandLine(int argc, const char *const *argv);

/// The folders whose files are not reported unless --exclude says otherwise, as patterns of path components.
const std::vector<std::string> &defaultExcludes();

} // namespace overlap::tool
