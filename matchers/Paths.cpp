#include "matchers/Paths.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace overlap::matchers {
namespace path = llvm::sys::path;

namespace {

llvm::StringRef withoutTrailingSeparators(llvm::StringRef text) {
  while (text.size() > 1 && path::is_separator(text.back()))
    text = text.drop_back();
  return text;
}

/// The part of `text` below `root`, or nothing.
llvm::StringRef below(llvm::StringRef text, llvm::StringRef root) {
  if (root.empty() || !text.consume_front(root))
    return {};
  if (root == "/")
    return text;
  return !text.empty() && path::is_separator(text.front()) ? text.drop_front() : llvm::StringRef();
}

} // namespace

ProjectPaths::ProjectPaths(llvm::StringRef root, llvm::vfs::FileSystem &fs) : fs(fs) {
  llvm::SmallString<256> text(root);
  path::remove_dots(text, /*remove_dot_dot=*/true);
  this->root = withoutTrailingSeparators(text).str();
  llvm::SmallString<256> real;
  if (!this->root.empty() && !fs.getRealPath(this->root, real))
    realRoot = withoutTrailingSeparators(real).str();
}

std::string ProjectPaths::name(llvm::StringRef file) const {
  llvm::SmallString<256> text(file);
  (void)fs.makeAbsolute(text); // a path that cannot be made absolute stays as it is
  path::remove_dots(text, /*remove_dot_dot=*/true);
  llvm::StringRef relative = below(text, root);
  llvm::SmallString<256> real;
  if (relative.empty() && !realRoot.empty() && !fs.getRealPath(text, real))
    relative = below(real, realRoot);
  return path::convert_to_slash(relative.empty() ? llvm::StringRef(text) : relative);
}

} // namespace overlap::matchers
