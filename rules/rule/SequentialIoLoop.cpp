#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

namespace overlap::rules {

const Rule sequentialIoLoop{{.id = "overlap-sequential-io-loop",
                             .summary = "a loop whose iterations wait for I/O one after another and need not",
                             .finds = "Loops with blocking operations whose iterations are independent: each "
                                      "works on a file, connection or request of its own.",
                             .why = "The waits add up although they could all run at once.",
                             .before = "for (std::size_t i = 0; i < urls.size(); ++i)\n  pages[i] = download(urls[i]);",
                             .after = "std::vector<std::future<Page>> pages;\nfor (const auto &url : urls)\n "
                                      " pages.push_back(std::async(std::launch::async, download, url));",
                             .knownProblems = "How many operations may be in flight at once is bounded by "
                                              "what the other side allows; the advice does not know it.",
                             .stability = "stable"},
                            [](const Region &region) {
                              return region.kind == RegionKind::Loop &&
                                     (region.boundness == Boundness::Io ||
                                      region.boundness == Boundness::Mixed) &&
                                     (region.independence.status == Status::Independent ||
                                      region.independence.status == Status::Conditional) &&
                                     region.alreadyParallel.empty() && region.advisedOuterLoop.empty();
                            },
                            [](const Region &region) {
                              const bool isFew = region.ioConnections == "limited";
                              return "iterations wait for " + waitsFor(region) +
                                     " one after another and need not" + ifPhrase(region) + ", " +
                                     (isFew              ? "few operations"
                                      : region.tripCount ? "many operations"
                                                         : "perhaps many operations") +
                                     ": " + region.strategy;
                            }};

} // namespace overlap::rules
