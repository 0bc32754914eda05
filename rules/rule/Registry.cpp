#include "rules/rule/Rule.h"

#include <algorithm>

namespace overlap::rules {

const std::vector<const Rule *> &allRules() {
  // A race is the more pressing name of a dependent loop, I/O of a parallel one.
  static const std::vector<const Rule *> rules{&raceInParallelLoop, &sequentialIoLoop, &parallelLoop,
                                               &dependentLoop,      &unprovedLoop,     &independentCalls,
                                               &dependentCalls,     &unprovedCalls,    &blockingCallInAsync};
  return rules;
}

void nameRegion(Region &region) {
  for (const Rule *rule : allRules())
    if (rule->applies(region)) {
      region.rule = rule->record.id;
      region.message = rule->message(region);
      return;
    }
}

const std::vector<RuleRecord> &ruleRecords() {
  static const std::vector<RuleRecord> records = [] {
    std::vector<RuleRecord> result;
    for (const Rule *rule : allRules())
      result.push_back(rule->record);
    std::ranges::sort(result, {}, &RuleRecord::id);
    return result;
  }();
  return records;
}

const RuleRecord *findRule(std::string_view id) {
  const auto &records = ruleRecords();
  const auto it = std::ranges::find(records, id, &RuleRecord::id);
  return it == records.end() ? nullptr : &*it;
}

} // namespace overlap::rules
