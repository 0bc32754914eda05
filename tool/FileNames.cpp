#include "tool/FileNames.h"

#include <system_error>

namespace overlap::tool {
namespace fs = std::filesystem;
namespace {

/// Without symbolic links, which `..` would not lead back through.
fs::path real(const fs::path &path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(path, error);
  if (error)
    result = path.lexically_normal();
  return result.has_filename() ? result : result.parent_path(); // a '/' at the end is a part of its own
}

} // namespace

FileNames::FileNames(const fs::path &root, const fs::path &workingDirectory)
    : root(real(workingDirectory / root)), workingDirectory(real(workingDirectory)),
      same(this->root == this->workingDirectory) {}

std::string FileNames::shown(const std::string &name) const {
  if (same || name.empty() || fs::path(name).is_absolute())
    return name;
  return (root / name).lexically_relative(workingDirectory).string();
}

} // namespace overlap::tool
