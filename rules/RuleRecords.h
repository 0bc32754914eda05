#pragma once

#include <string_view>
#include <vector>

/// The rules as a person sees them. One record is the only source of --list-rules, --explain and the rule
/// pages.
namespace overlap::rules {

struct RuleRecord {
  std::string_view id;      ///< "overlap-parallel-loop"
  std::string_view summary; ///< one line
  std::string_view finds;   ///< what it finds and when it is listed
  std::string_view why;
  std::string_view before, after; ///< an example
  std::string_view knownProblems;
  std::string_view stability; ///< "stable" or "experimental"
};

/// All rules, sorted by id.
const std::vector<RuleRecord> &ruleRecords();

/// Null if there is no such rule.
const RuleRecord *findRule(std::string_view id);

} // namespace overlap::rules
