#include "tool/Session.h"

#include "facts/Error.h"
#include "tool/Installation.h"

#include <llvm/Support/Threading.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

/// A file that no database knows may still be extracted, with the flags after `--` or with none.
Database openDatabase(const Options &options, const fs::path &workingDirectory) {
  if (options.flags)
    return fixedDatabase(workingDirectory, options.files, *options.flags);
  fs::path file = options.database.empty() ? findDatabase(workingDirectory) : fs::path(options.database);
  if (!file.empty())
    return readDatabase(file);
  if (options.mode == Mode::Extract)
    return fixedDatabase(workingDirectory, options.files, {});
  throw Error("no compile_commands.json in " + workingDirectory.string() +
              ", in its build*/ or above: give -p, or files and -- flags");
}

std::vector<clang::tooling::CompileCommand> chooseCommands(Database &database, const Options &options,
                                                           const fs::path &workingDirectory) {
  if (options.flags)
    return database.commands;
  try {
    return select(database, options.files, workingDirectory);
  } catch (const Error &) {
    if (options.mode != Mode::Extract || !options.database.empty())
      throw;
    database = fixedDatabase(workingDirectory, options.files, {});
    return database.commands;
  }
}

} // namespace

Session startSession(const Options &options, const fs::path &executable, Notices &notices) {
  Session session;
  session.options = options;
  session.executable = executable;
  session.workingDirectory = fs::current_path();
  Database database = openDatabase(options, session.workingDirectory);
  std::vector<clang::tooling::CompileCommand> chosen =
      chooseCommands(database, options, session.workingDirectory);
  session.root = options.root.empty() ? projectRoot(database).string()
                                      : absolutePath(options.root, session.workingDirectory.string());
  if (session.root.size() > 1 && session.root.ends_with('/'))
    session.root.pop_back();
  session.driver.extractor = {session.root, resourceDir(executable), !options.timeTrace.empty()};
  session.driver.executable = executable;
  session.driver.retryCrashes = !options.noRetry;
  session.driver.jobs = options.jobs ? options.jobs : llvm::hardware_concurrency().compute_thread_count();
  initialiseExtraction();
  session.commands = prepareCommands(chosen, options.adjustments, notices);
  return session;
}

std::vector<std::string> sourcesOf(const Session &session) {
  std::vector<std::string> files;
  for (const CleanCommand &command : session.commands)
    files.push_back(command.file);
  return files;
}

void refuseOverwriting(const Options &options, std::vector<std::string> inputs) {
  inputs.insert(inputs.end(), options.catalogues.begin(), options.catalogues.end());
  inputs.insert(inputs.end(), {options.policy, options.database});
  for (const auto &[option, file] :
       {std::pair("--output", options.output), std::pair("--time-trace", options.timeTrace)}) {
    std::error_code ignored;
    if (fs::exists(file, ignored) && std::ranges::any_of(inputs, [&](const std::string &input) {
          return fs::equivalent(file, input, ignored);
        }))
      throw Error(std::string(option) + ": '" + file + "' is an input of this run and would be overwritten");
  }
}

void writeOutput(const std::string &path, const std::string &text) {
  std::FILE *file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
  bool good = file && std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
  int reason = errno;
  if (file && file != stdout && std::fclose(file) != 0)
    good = false;
  if (!good)
    throw Error((path.empty() ? "standard output" : path) + ": cannot write: " + std::strerror(reason));
}

} // namespace overlap::tool
