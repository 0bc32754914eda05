#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

namespace overlap::rules {

const Rule raceInParallelLoop{
    {.id = "overlap-race-in-parallel-loop",
     .summary = "a loop that runs in parallel although its iterations are dependent",
     .finds = "Loops under an OpenMP worksharing pragma whose iterations are tied by a dependence that no "
              "data-sharing clause of the pragma covers.",
     .why =
         "Two threads may touch the same memory at once, one of them writing: the result depends on timing.",
     .before = "#pragma omp parallel for\nfor (int i = 0; i < n - 1; ++i)\n  a[i] = a[i + 1] + 1;",
     .after = "for (int i = 0; i < n - 1; ++i)\n  a[i] = a[i + 1] + 1;",
     .knownProblems =
         "Loops whose body holds other OpenMP constructs (critical, atomic, ordered) are not judged.",
     .stability = "experimental"},
    [](const Region &region) { return region.kind == RegionKind::Loop && !region.race.empty(); },
    [](const Region &region) {
      return "this loop runs in parallel (" + region.parallelPragma + ") and is a race: " + region.race;
    }};

} // namespace overlap::rules
