#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

namespace overlap::rules {

const Rule parallelLoop{
    {.id = "overlap-parallel-loop",
     .summary = "a loop whose iterations are independent, or are so under stated assumptions",
     .finds = "Loops and calls of standard algorithms whose iterations need nothing of one another, after "
              "privatisation and "
              "reductions. Listed by default when the work pays for starting threads or processes; light "
              "loops, loops of unknown "
              "length in one dimension and loops inside an advised loop are listed under --all.",
     .why = "Each iteration waits for the one before although it needs nothing of it: the other cores stand "
            "idle.",
     .before = "for (int i = 0; i < n; ++i)\n  out[i] = shade(in[i]);",
     .after = "#pragma omp parallel for\nfor (int i = 0; i < n; ++i)\n  out[i] = shade(in[i]);",
     .knownProblems = "Work is estimated from static weights and constant trip counts.",
     .stability = "stable"},
    [](const Region &region) {
      return region.kind == RegionKind::Loop && (region.independence.status == Status::Independent ||
                                                 region.independence.status == Status::Conditional);
    },
    [](const Region &region) {
      std::string message = "iterations are independent" + ifPhrase(region);
      if (!region.alreadyParallel.empty())
        return message + ", and run at once already: " + region.alreadyParallel;
      if (!region.advisedOuterLoop.empty())
        return message + "; the loop around it (" + region.advisedOuterLoop + ") is the better place";
      if (region.boundness == Boundness::Unknown)
        return message + ", of unknown weight: " + region.strategy;
      return message + ", " + workPhrase(region) + ": " + region.strategy;
    }};

} // namespace overlap::rules
