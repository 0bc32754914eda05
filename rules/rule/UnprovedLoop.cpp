#include "rules/rule/Rule.h"

namespace overlap::rules {

const Rule unprovedLoop{
    {.id = "overlap-unproved-loop",
     .summary = "a loop for which independence could neither be shown nor refuted",
     .finds =
         "Loops where the analysis gave up; the message names what was not understood. Listed under --all.",
     .why = "Silence would look like a proof.",
     .before = "for (int i = 0; i < n; ++i)\n  a[i ^ key] = i;",
     .after = "// look at what the reason names",
     .knownProblems = "Each of these is a limit of the analysis.",
     .stability = "stable"},
    [](const Region &region) {
      return region.kind == RegionKind::Loop && region.independence.status == Status::Unknown;
    },
    [](const Region &region) {
      return "cannot tell whether iterations may run at once: " + region.independence.reason;
    }};

} // namespace overlap::rules
