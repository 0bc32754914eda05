#pragma once

#include <filesystem>
#include <string>

namespace overlap::tool {

/// The names of files: facts and the JSON report have them relative to the project root, people and the
/// programs that read compilers' output see them from the working directory.
class FileNames {
public:
  FileNames(const std::filesystem::path &root, const std::filesystem::path &workingDirectory);

  /// A name in facts as a text report has it. What lies outside of the root is named absolutely by both.
  std::string shown(const std::string &name) const;

  /// Where the file of a name in facts lies.
  std::filesystem::path place(const std::string &name) const { return root / name; }

private:
  std::filesystem::path root, workingDirectory;
  bool same; ///< nothing to translate
};

} // namespace overlap::tool
