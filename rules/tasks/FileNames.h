#pragma once

#include "rules/regions/BodyInfo.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overlap::rules {

/// Whether different names mean different files in one body. Links that exist before the program starts are
/// not looked at; those that the body makes are.
class FileNames {
public:
  explicit FileNames(const BodyInfo &info);

  enum class Match : std::uint8_t {
    One, ///< one file, or a directory and what lies in it
    Different,
    Unclear, ///< the current directory, or a link of unknown names, decides
  };
  /// Of two normalised names.
  Match compare(std::string_view a, std::string_view b) const;

private:
  std::vector<std::string> namesOf(std::string_view name) const;

  std::vector<std::pair<std::string, std::string>> links_; ///< two names of one file
  bool hasUnknownLinks_ = false;
};

} // namespace overlap::rules
