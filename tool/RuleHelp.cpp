#include "tool/RuleHelp.h"

#include "facts/Error.h"
#include "rules/RuleRecords.h"

#include <algorithm>

namespace overlap::tool {
namespace {

void section(std::string &out, std::string_view title, std::string_view text) {
  if (text.empty())
    return;
  out += "\n" + std::string(title) + "\n" + std::string(text);
  if (!out.ends_with('\n'))
    out += '\n';
}

} // namespace

std::string ruleList() {
  std::size_t width = 0;
  for (const rules::RuleRecord &rule : rules::ruleRecords())
    width = std::max(width, rule.id.size());
  std::string out;
  for (const rules::RuleRecord &rule : rules::ruleRecords())
    out += std::string(rule.id) + std::string(width + 2 - rule.id.size(), ' ') + std::string(rule.summary) +
           "\n";
  return out;
}

std::string ruleHelp(const std::string &id) {
  const rules::RuleRecord *rule = rules::findRule(id);
  if (!rule)
    throw Error("--explain: no rule '" + id + "' (see overlap --list-rules)");
  std::string out = std::string(rule->id) + ": " + std::string(rule->summary) + "\n";
  section(out, "What it finds", rule->finds);
  section(out, "Why", rule->why);
  section(out, "Before", rule->before);
  section(out, "After", rule->after);
  section(out, "Known problems", rule->knownProblems);
  section(out, "Stability", rule->stability);
  return out;
}

} // namespace overlap::tool
