#pragma once

#include "tool/Database.h"
#include "tool/Driver.h"
#include "tool/Options.h"

#include <filesystem>

namespace overlap::tool {

/// What the command line and the machine come to for one run: where things are and what is to be extracted.
struct Session {
  Options options;
  std::filesystem::path executable, workingDirectory;
  std::string root; ///< absolute
  std::vector<CleanCommand> commands;
  DriverOptions driver;
};

/// Finds the database or makes one of the given flags, selects, cleans. Throws overlap::Error.
Session startSession(const Options &options, const std::filesystem::path &executable, Notices &notices);

/// The files of the commands.
std::vector<std::string> sourcesOf(const Session &session);

/// Throws overlap::Error if a file that is to be written is one of `inputs` or another that the run reads.
void refuseOverwriting(const Options &options, std::vector<std::string> inputs);

/// Writes to `path`, or to standard output if that is empty. Throws overlap::Error.
void writeOutput(const std::string &path, const std::string &text);

} // namespace overlap::tool
