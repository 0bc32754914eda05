#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::test {

/// A directory of its own for one test, removed with all it holds.
class TempDir {
public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir &) = delete;
  TempDir &operator=(const TempDir &) = delete;
  const std::filesystem::path &path() const { return dir; }

private:
  std::filesystem::path dir;
};

/// The whole file; throws std::runtime_error naming it if it cannot be read.
std::string readFile(const std::filesystem::path &file);

/// Writes `text` to `file`, making the folders above it.
void writeFile(const std::filesystem::path &file, std::string_view text);

/// One entry of a compilation database: `file` compiled in `directory` with `flags`, as C or C++ by its
/// suffix.
nlohmann::json compileCommand(const std::filesystem::path &directory, const std::filesystem::path &file,
                              const std::vector<std::string> &flags = {});

/// Replaces every `from` in `text`.
std::string replaceAll(std::string text, std::string_view from, std::string_view to);

} // namespace overlap::test
