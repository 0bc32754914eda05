#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

#include <algorithm>

namespace overlap::rules {

namespace {

std::string tasksPhrase(const Region &region) {
  const bool allIo =
      std::ranges::all_of(region.tasks, [](const Task &t) { return t.boundness == Boundness::Io; });
  const bool allCpu =
      std::ranges::all_of(region.tasks, [](const Task &t) { return t.boundness == Boundness::Cpu; });
  const std::string noun = allIo    ? operationNoun(commonKind(region.operations))
                           : allCpu ? "computations"
                                    : "tasks";
  return std::to_string(region.tasks.size()) + " " + noun;
}

} // namespace

const Rule independentCalls{
    {.id = "overlap-independent-calls",
     .summary = "sequential calls that wait for one another and need not",
     .finds = "Two or more calls or loops in one statement list (or operands of one expression) that block "
              "or compute for long, of which at "
              "least two need nothing of each other.",
     .why = "A synchronous call holds up everything after it, also what does not need its result.",
     .before = "auto orders = loadOrders();\nauto stock = loadStock();\nreport(orders, stock);",
     .after = "auto orders = std::async(std::launch::async, loadOrders);\nauto stock = "
              "loadStock();\nreport(orders.get(), stock);",
     .knownProblems = "Callees are judged by their own code, the catalogue, or a stated assumption; two "
                      "halves of one array are not told apart.",
     .stability = "stable"},
    [](const Region &region) {
      return region.kind == RegionKind::Calls && (region.independence.status == Status::Independent ||
                                                  region.independence.status == Status::Conditional ||
                                                  region.independence.status == Status::Partial);
    },
    [](const Region &region) {
      std::string message;
      if (region.independence.status == Status::Partial) {
        unsigned levels = 0;
        for (const Task &task : region.tasks)
          levels = std::max(levels, task.level + 1);
        message = tasksPhrase(region) + " run one after another, and " + std::to_string(levels) +
                  " steps would do" + ifPhrase(region);
      } else {
        message = tasksPhrase(region) + " wait for one another and need not" + ifPhrase(region);
      }
      if (!region.alreadyParallel.empty())
        return message + ", or run at once already: " + region.alreadyParallel;
      return message + ": " + region.strategy;
    }};

} // namespace overlap::rules
