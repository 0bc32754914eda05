#pragma once

#include <string>

namespace overlap::tool {

/// The rules, one a line with its summary.
std::string ruleList();

/// All that a rule's record says. Throws overlap::Error if there is no such rule.
std::string ruleHelp(const std::string &id);

} // namespace overlap::tool
