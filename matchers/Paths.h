#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace llvm::vfs {
class FileSystem;
}

namespace overlap::matchers {

/// Gives files names that do not depend on where the project lies.
class ProjectPaths {
public:
  /// An empty root leaves all names absolute.
  ProjectPaths(llvm::StringRef root, llvm::vfs::FileSystem &fs);

  /// The path relative to the root with '/' separators if it is below the root (as written, or once symbolic
  /// links are resolved), else absolute without "." and "..".
  std::string name(llvm::StringRef path) const;

private:
  llvm::vfs::FileSystem &fs;
  std::string root;
  std::string realRoot;
};

} // namespace overlap::matchers
