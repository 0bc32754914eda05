#pragma once

#include "facts/Facts.h"
#include "rules/Region.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::tool {

/// Whether a list of names and globs, as in NOLINT's parentheses, covers a rule. As clang-tidy has it: the
/// last pattern that matches decides, and one that begins with '-' takes the rule out again. An empty list
/// covers all.
bool coversRule(const std::vector<std::string> &patterns, std::string_view rule);

/// The suppression comments of a run, for look-up by place: NOLINT on the line itself, NOLINTNEXTLINE on the
/// one before, NOLINTBEGIN ... NOLINTEND around it. A BEGIN is closed by the next END after it with the same
/// list; one that is never closed suppresses nothing.
class Suppressions {
public:
  Suppressions(const facts::Tables &tables, const std::vector<facts::Comment> &comments);

  struct Match {
    bool suppressed = false;
    std::string comment; ///< "NOLINT at line 12", of the same file
    std::string reason;  ///< the text after it, if any
  };
  Match find(std::string_view rule, const rules::Location &location) const;

private:
  struct Cover {
    unsigned first, last; ///< lines that it covers
    std::string kind;
    unsigned line;
    std::vector<std::string> patterns;
    std::string reason;
  };
  std::map<std::string, std::vector<Cover>, std::less<>> covers; ///< by file
};

/// Marks the regions that a comment suppresses.
void applySuppressions(const Suppressions &suppressions, std::vector<rules::Region> &regions);

} // namespace overlap::tool
