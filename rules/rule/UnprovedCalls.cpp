#include "rules/rule/Rule.h"

namespace overlap::rules {

const Rule unprovedCalls{
    {.id = "overlap-unproved-calls",
     .summary = "sequential calls for which independence could neither be shown nor refuted",
     .finds = "Groups of calls where the analysis gave up; the message names what was not understood. Listed "
              "under --all.",
     .why = "Silence would look like a proof.",
     .before = "sort(a, lo, mid);\nsort(a, mid, hi);",
     .after = "// look at what the reason names",
     .knownProblems = "Each of these is a limit of the analysis.",
     .stability = "stable"},
    [](const Region &region) {
      return region.kind == RegionKind::Calls && region.independence.status == Status::Unknown;
    },
    [](const Region &region) {
      return "cannot tell whether these " + std::to_string(region.tasks.size()) +
             " calls may overlap: " + region.independence.reason;
    }};

} // namespace overlap::rules
