#pragma once

#include "rules/Program.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::rules {

/// Which libraries a program calls, as far as the names of their functions tell: advice begins with those.
class Libraries {
public:
  explicit Libraries(const Program &program);
  /// The same names, those of libraries in use first.
  std::vector<std::string> knownFirst(std::vector<std::string> names) const;

private:
  std::set<std::string, std::less<>> prefixes_;
};

} // namespace overlap::rules
