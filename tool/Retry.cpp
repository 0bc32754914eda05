#include "tool/Retry.h"

#include "facts/Error.h"
#include "facts/Io.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Program.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <nlohmann/json.hpp>

namespace overlap::tool {
namespace {

/// A folder that is gone when it is no longer needed.
class Scratch {
public:
  Scratch() {
    llvm::SmallString<128> name;
    if (llvm::sys::fs::createUniqueDirectory("overlap-retry", name))
      throw Error("cannot make a temporary folder");
    path = std::string(name);
  }
  ~Scratch() { (void)llvm::sys::fs::remove_directories(path.string()); }
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  std::filesystem::path path;
};

/// A database of this one command. It was cleaned before and stays as it is when it is cleaned again, but for
/// OpenMP.
void writeDatabase(const std::filesystem::path &file, const CleanCommand &command) {
  std::vector<std::string> args = command.args;
  if (command.openmp)
    args.insert(std::ranges::find(args, "--"), "-fopenmp");
  std::ofstream(file) << nlohmann::json::array(
      {{{"directory", command.directory}, {"file", command.file}, {"arguments", args}}});
}

} // namespace

Extraction retryInChild(const CleanCommand &command, const ExtractorOptions &options,
                        const std::filesystem::path &executable) {
  Extraction result;
  try {
    Scratch scratch;
    const std::string database = (scratch.path / "compile_commands.json").string();
    const std::string facts = (scratch.path / "unit.facts").string();
    writeDatabase(database, command);
    const std::string program = executable.string();
    std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(""), llvm::StringRef(""),
                                                  llvm::StringRef("")};
    llvm::sys::ExecuteAndWait(program,
                              {program, "extract", "--quiet", "--no-retry", "-p", database, "--root",
                               options.projectRoot, "-o", facts, command.file},
                              std::nullopt, redirects);
    if (llvm::sys::fs::exists(facts))
      result.facts = facts::readFile(facts);
    else
      result.failure = "the analyser crashed";
  } catch (const std::exception &error) {
    result.failure = std::string("the analyser crashed; trying again failed: ") + error.what();
  }
  return result;
}

} // namespace overlap::tool
