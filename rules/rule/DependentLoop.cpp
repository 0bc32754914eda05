#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

namespace overlap::rules {

const Rule dependentLoop{
    {.id = "overlap-dependent-loop",
     .summary = "a loop whose iterations cannot run at once, with what ties them",
     .finds = "Loops with at least one dependence between iterations: a value that the next one needs, an "
              "element that two of them write, "
              "a handle that they share, an early exit. Listed by default when one change would free the "
              "loop (the hint), else under --all.",
     .why = "It says why the loop is not advised, and what would have to change.",
     .before = "for (int i = 1; i < n; ++i)\n  pos[i] = pos[i - 1] + step(i);",
     .after = "// sequential as written",
     .knownProblems = "A dependence that only holds for data that never occurs is a dependence still.",
     .stability = "stable"},
    [](const Region &region) {
      return region.kind == RegionKind::Loop && region.independence.status == Status::Dependent;
    },
    [](const Region &region) {
      const std::vector<Dependence> &dependences = region.independence.dependences;
      std::string message = "iterations cannot run at once";
      if (!dependences.empty())
        message += ": " + loopDependencePhrase(dependences.front());
      return message + othersPhrase(dependences);
    }};

} // namespace overlap::rules
