#include "matchers/ErrorRegions.h"

#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

ErrorRegions::ErrorRegions(const std::vector<clang::SourceLocation> &errors,
                           const clang::SourceManager &sources)
    : sources(sources) {
  for (clang::SourceLocation error : errors)
    places.insert(sources.getDecomposedExpansionLoc(error));
}

bool ErrorRegions::touches(clang::SourceRange range) const {
  if (places.empty() || range.isInvalid())
    return false;
  std::pair<clang::FileID, unsigned> begin = sources.getDecomposedExpansionLoc(range.getBegin());
  std::pair<clang::FileID, unsigned> end =
      sources.getDecomposedLoc(sources.getExpansionRange(range.getEnd()).getEnd());
  auto error = places.lower_bound(begin);
  return error != places.end() && *error <= end;
}

} // namespace overlap::matchers
