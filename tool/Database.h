#pragma once

#include "tool/CommandCleaning.h"

#include <clang/Tooling/CompilationDatabase.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace overlap::tool {

/// The commands of a compilation database, as they stand there.
struct Database {
  std::filesystem::path directory; ///< of the file; the working directory where flags were given instead
  std::vector<clang::tooling::CompileCommand> commands;
};

/// The nearest compile_commands.json, upward from `start`: in each directory, then in each of its `build*`
/// folders in order of name. Empty if there is none.
std::filesystem::path findDatabase(const std::filesystem::path &start);

/// Reads `path`, a compile_commands.json or the folder that holds one. Throws overlap::Error.
Database readDatabase(const std::filesystem::path &path);

/// One command per file with the same flags, run in `directory`. `files` are those of sourceFiles().
Database fixedDatabase(const std::filesystem::path &directory, const std::vector<std::string> &files,
                       const std::vector<std::string> &flags);

/// The entries that the positional arguments name: files, folders (all below them) and globs, relative to
/// `workingDirectory`. No arguments name all. Throws overlap::Error for one that names nothing.
std::vector<clang::tooling::CompileCommand> select(const Database &database,
                                                   const std::vector<std::string> &names,
                                                   const std::filesystem::path &workingDirectory);

/// The directory that names in facts and reports start from: the nearest one above the database and all its
/// sources; where that is the root of the file system, the nearest above the sources alone, else the
/// database's own.
std::filesystem::path projectRoot(const Database &database);

} // namespace overlap::tool
