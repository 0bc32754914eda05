#include "tool/Database.h"

#include "facts/Error.h"
#include "tool/SourceFiles.h"

#include <clang/Tooling/JSONCompilationDatabase.h>
#include <llvm/Support/GlobPattern.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <system_error>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

constexpr const char *kFileName = "compile_commands.json";

bool isFile(const fs::path &path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// Messages of LLVM's parsers may run over several lines.
std::string firstLine(llvm::StringRef text) { return text.split('\n').first.trim().str(); }

fs::path commonAncestor(const fs::path &a, const fs::path &b) {
  fs::path result;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end() && *i == *j; ++i, ++j)
    result /= *i;
  return result;
}

std::string fileOf(const clang::tooling::CompileCommand &command) {
  return absolutePath(command.Filename, absolutePath(command.Directory, "/"));
}

bool isBelow(llvm::StringRef file, llvm::StringRef folder) {
  return file.starts_with(folder) && (folder.ends_with("/") || file.substr(folder.size()).starts_with("/"));
}

} // namespace

fs::path findDatabase(const fs::path &start) {
  for (fs::path dir = start;; dir = dir.parent_path()) {
    if (isFile(dir / kFileName))
      return dir / kFileName;
    std::vector<fs::path> builds;
    std::error_code error;
    for (fs::directory_iterator it(dir, error), end; !error && it != end; it.increment(error))
      if (it->path().filename().string().starts_with("build") && isFile(it->path() / kFileName))
        builds.push_back(it->path() / kFileName);
    if (!builds.empty())
      return *std::ranges::min_element(builds);
    if (dir == dir.parent_path())
      return {};
  }
}

Database readDatabase(const fs::path &path) {
  std::error_code ignored;
  fs::path file = fs::is_directory(path, ignored) ? path / kFileName : path;
  if (!isFile(file))
    throw Error(path.string() + ": no compilation database: " + file.string() + " does not exist");
  std::string message;
  auto json = clang::tooling::JSONCompilationDatabase::loadFromFile(
      file.string(), message, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!json)
    throw Error(file.string() + ": this is no compilation database: " + firstLine(message));
  Database database;
  database.directory = fs::absolute(file).lexically_normal().parent_path();
  database.commands = json->getAllCompileCommands();
  // Entries may name their directory relative to the database.
  for (clang::tooling::CompileCommand &command : database.commands)
    command.Directory = absolutePath(command.Directory, database.directory.string());
  if (database.commands.empty())
    throw Error(file.string() + ": the compilation database has no entries");
  return database;
}

Database fixedDatabase(const fs::path &directory, const std::vector<std::string> &files,
                       const std::vector<std::string> &flags) {
  Database database;
  database.directory = directory;
  for (const std::string &file : sourceFiles(files, directory)) {
    std::vector<std::string> command{"clang"};
    command.insert(command.end(), flags.begin(), flags.end());
    command.push_back(file);
    database.commands.emplace_back(directory.string(), file, std::move(command), "");
  }
  return database;
}

std::vector<clang::tooling::CompileCommand>
select(const Database &database, const std::vector<std::string> &names, const fs::path &workingDirectory) {
  if (names.empty())
    return database.commands;
  std::vector<bool> chosen(database.commands.size());
  for (const std::string &name : names) {
    std::string absolute = absolutePath(name, workingDirectory.string());
    llvm::Expected<llvm::GlobPattern> glob = llvm::GlobPattern::create(absolute, /*MaxSubPatterns=*/1024);
    if (!glob)
      throw Error(name + ": " + firstLine(llvm::toString(glob.takeError())));
    bool found = false;
    for (std::size_t i = 0; i < database.commands.size(); ++i) {
      std::string file = fileOf(database.commands[i]);
      if (file == absolute || isBelow(file, absolute) || glob->match(file))
        chosen[i] = found = true;
    }
    if (!found)
      throw Error(name + ": not in the compilation database (flags for it may follow --)");
  }
  std::vector<clang::tooling::CompileCommand> result;
  for (std::size_t i = 0; i < chosen.size(); ++i)
    if (chosen[i])
      result.push_back(database.commands[i]);
  return result;
}

fs::path projectRoot(const Database &database) {
  fs::path sources;
  for (const clang::tooling::CompileCommand &command : database.commands) {
    fs::path parent = fs::path(fileOf(command)).parent_path();
    sources = sources.empty() ? parent : commonAncestor(sources, parent);
  }
  fs::path all = sources.empty() ? database.directory : commonAncestor(sources, database.directory);
  for (const fs::path &candidate : {all, sources})
    if (candidate.has_relative_path())
      return candidate;
  return database.directory;
}

} // namespace overlap::tool
