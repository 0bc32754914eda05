#pragma once

#include "rules/Region.h"
#include "rules/RuleRecords.h"

#include <vector>

namespace overlap::rules {

/// One rule: what it says of itself, which judged regions are its own, and the one line it reports them with.
struct Rule {
  RuleRecord record;
  bool (*applies)(const Region &region);
  std::string (*message)(const Region &region);
};

/// All rules in the order in which they are asked; the first that applies names the region.
const std::vector<const Rule *> &allRules();

/// Sets the region's rule and message.
void nameRegion(Region &region);

// One file a rule.
extern const Rule raceInParallelLoop;
extern const Rule parallelLoop;
extern const Rule sequentialIoLoop;
extern const Rule dependentLoop;
extern const Rule unprovedLoop;
extern const Rule independentCalls;
extern const Rule dependentCalls;
extern const Rule unprovedCalls;
extern const Rule blockingCallInAsync;

} // namespace overlap::rules
