#include "rules/rule/Rule.h"

namespace overlap::rules {

const Rule raceInParallelLoop{
    {.id = "overlap-race-in-parallel-loop",
     .summary = "a loop that runs in parallel although its iterations are tied",
     .finds =
         "Loops whose iterations OpenMP shares among threads (for, distribute, taskloop, loop, in any "
         "combination), standard algorithms with std::execution::par, and tbb::parallel_for, in which two "
         "iterations touch the same memory and one of them writes it. What the directive gives each "
         "thread its own of (private, firstprivate, lastprivate, reduction, linear, threadprivate, "
         "variables declared inside the parallel region) and what critical, atomic and ordered sections "
         "or locks protect is no race.",
     .why =
         "Two threads may touch the same memory at once, one of them writing: the result depends on timing.",
     .before =
         "#pragma omp parallel for\nfor (int i = 0; i < n; ++i) {\n  tmp = f(i);\n  out[i] = tmp * tmp;\n}",
     .after =
         "#pragma omp parallel for private(tmp)\nfor (int i = 0; i < n; ++i) {\n  tmp = f(i);\n  out[i] = "
         "tmp * tmp;\n}",
     .knownProblems =
         "Only what is sure is said: a loop that is independent under an assumption is left alone, and so is "
         "one whose body holds tasks, barriers or locks or asks for the thread's number. Loops that run at "
         "once with one another (nowait, sections) are not compared.",
     .stability = "stable"},
    [](const Region &region) { return region.kind == RegionKind::Loop && region.race.has_value(); },
    [](const Region &region) {
      return "this parallel loop races: " + region.race->why +
             (region.race->remedy.empty() ? "" : "; " + region.race->remedy);
    }};

} // namespace overlap::rules
