#pragma once

#include "rules/Region.h"
#include "tool/Options.h"

#include <llvm/Support/GlobPattern.h>
#include <llvm/Support/Regex.h>

#include <set>
#include <string>
#include <vector>

namespace overlap::tool {

/// Which regions and blocking calls a report lists.
class Filter {
public:
  /// `mainFiles` are the units' main files as reports name them: --header-filter does not ask about these.
  /// Throws overlap::Error for a pattern that cannot be read.
  Filter(const Options &options, std::set<std::string> mainFiles);

  /// Why a region is not listed, as a sentence; empty if it is. --top is not considered.
  std::string whyHidden(const rules::Region &region) const;

  /// The regions to list, in their order, --top considered.
  std::vector<const rules::Region *> visible(const std::vector<rules::Region> &regions) const;
  std::vector<const rules::BlockingCall *> visible(const std::vector<rules::BlockingCall> &calls) const;

private:
  std::string whyFileHidden(const std::string &file) const;

  struct Exclude {
    std::string text;
    llvm::GlobPattern glob;
    bool wholePath; ///< has a '/': about the path, else about each of its parts
  };

  bool all;
  std::optional<unsigned> top;
  std::optional<rules::Status> minStatus;
  std::string headerFilterText;
  llvm::Regex headerFilter;
  std::vector<Exclude> excludes;
  std::set<std::string> mainFiles;
};

} // namespace overlap::tool
