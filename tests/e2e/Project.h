#pragma once

#include "tests/support/Files.h"
#include "tests/support/Process.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace overlap::test {

using Json = nlohmann::json;

/// A source with one loop that is reported by default (independent, multiprocess, at line 3) and one that is
/// only under --all (dependent, at line 7).
extern const char *const twoLoops;

/// A small project in a folder of its own, and the built binary run in it.
class Project {
public:
  const std::filesystem::path &root() const { return dir.path(); }

  /// Writes a file that the database does not name.
  void file(const std::string &name, std::string_view text);

  /// Writes a source and names it in the database.
  void source(const std::string &name, std::string_view text, const std::vector<std::string> &flags = {});

  /// Names a file in the database that may not be there, or anything else that a database holds.
  void entry(Json command);

  /// Writes compile_commands.json into a folder below the root.
  void database(const std::string &folder = ".");

  /// The entries so far, to be put into another order.
  std::vector<Json> &entries() { return commands; }

  /// Runs overlap in the root with `arguments`.
  ProcessResult overlap(const std::vector<std::string> &arguments, const std::string &folder = ".") const;

  /// The JSON report of a run with `arguments`. Fails the test where there is none, and returns null then.
  Json report(std::vector<std::string> arguments = {}) const;

private:
  TempDir dir;
  std::vector<Json> commands;
};

/// `overlap` on `arguments`, wherever it lies.
ProcessResult runBinary(const std::string &binary, const std::vector<std::string> &arguments,
                        const std::filesystem::path &directory);

/// The lines of the regions in a report that lie in a file of this name.
std::vector<int> linesIn(const Json &report, const std::string &file);

/// The number of lines, for messages that have to be one.
std::size_t lineCount(const std::string &text);

} // namespace overlap::test
