#pragma once

#include <clang/Basic/SourceLocation.h>

#include <set>
#include <utility>
#include <vector>

namespace clang {
class SourceManager;
}

namespace overlap::matchers {

/// Tells which stretches of source hold an error.
class ErrorRegions {
public:
  ErrorRegions(const std::vector<clang::SourceLocation> &errors, const clang::SourceManager &sources);

  bool touches(clang::SourceRange range) const;

private:
  const clang::SourceManager &sources;
  std::set<std::pair<clang::FileID, unsigned>> places;
};

} // namespace overlap::matchers
