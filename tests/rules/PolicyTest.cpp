#include "rules/Policy.h"

#include "facts/Error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace overlap::rules {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::filesystem::path policyDir = std::filesystem::path(OVERLAP_RULES_DIR) / "policies";

const Policy &seed() {
  static const Policy policy = Policy::load("seed", policyDir);
  return policy;
}

const Policy &native() {
  static const Policy policy = Policy::load("native", policyDir);
  return policy;
}

Features region(const char *kind, const char *boundness, const char *independence = "independent") {
  Features features;
  features.set("kind", kind);
  features.set("boundness", boundness);
  features.set("independence", independence);
  features.set("language", "c++");
  features.set("standard", 20.0);
  return features;
}

Features io(const char *latency, const char *connections, const char *kind = "calls") {
  Features features = region(kind, "io");
  features.set("latency", latency);
  features.set("connections", connections);
  return features;
}

std::vector<std::string> strategies(const Decision &decision) {
  std::vector<std::string> result;
  for (const Decision::Advice &advice : decision.alternatives)
    result.push_back(advice.strategy);
  return result;
}

// One test for each row of the founding table.

TEST(SeedPolicy, processorBoundAndIndependentIsMultiprocess) {
  for (const char *independence : {"independent", "conditional", "partial"}) {
    Decision decision = seed().decide(region("loop", "cpu", independence));
    EXPECT_EQ(decision.strategy, "multiprocess");
    EXPECT_THAT(decision.reasons, Not(IsEmpty()));
    EXPECT_THAT(strategies(decision), Contains("multithreaded"));
    EXPECT_THAT(decision.detail, HasSubstr("fork"));
  }
}

TEST(SeedPolicy, fewFastOperationsAreMultithreaded) {
  Decision decision = seed().decide(io("fast", "limited"));
  EXPECT_EQ(decision.strategy, "multithreaded");
  EXPECT_THAT(decision.detail, HasSubstr("std::async"));
  EXPECT_THAT(strategies(decision), Contains("async"));
}

TEST(SeedPolicy, slowOrManyOperationsAreAsync) {
  EXPECT_EQ(seed().decide(io("slow", "limited")).strategy, "async");
  EXPECT_EQ(seed().decide(io("fast", "many")).strategy, "async");
  Decision decision = seed().decide(io("slow", "many", "loop"));
  EXPECT_EQ(decision.strategy, "async");
  EXPECT_THAT(strategies(decision), Contains("multithreaded"));
  EXPECT_THAT(decision.hazards, Contains(HasSubstr("in flight")));
}

TEST(SeedPolicy, dependentIsSequentialWhateverItIs) {
  for (const char *boundness : {"cpu", "io", "mixed", "light", "unknown"})
    EXPECT_EQ(seed().decide(region("calls", boundness, "dependent")).strategy, "sequential");
  Features tied = region("calls", "io", "dependent");
  tied.set("tie", "'user' ties them");
  EXPECT_EQ(seed().decide(tied).reasons.front(), "'user' ties them");
}

TEST(SeedPolicy, notUnderstoodIsSequential) {
  Features features = region("loop", "cpu", "unknown");
  features.set("whyUnknown", "inline assembly");
  Decision decision = seed().decide(features);
  EXPECT_EQ(decision.strategy, "sequential");
  EXPECT_EQ(decision.reasons.front(), "inline assembly");
}

TEST(SeedPolicy, tooLittleWorkIsSequential) {
  Features features = region("loop", "light");
  features.set("work", 2000.0);
  Decision decision = seed().decide(features);
  EXPECT_EQ(decision.strategy, "sequential");
  EXPECT_THAT(decision.reasons.front(), HasSubstr("2000"));
}

TEST(SeedPolicy, unknownWeightIsSequential) {
  EXPECT_EQ(seed().decide(region("calls", "unknown")).strategy, "sequential");
}

TEST(SeedPolicy, innerLoopOfAParallelOneStays) {
  Features features = region("loop", "cpu");
  features.set("enclosing", "the loop at line 7");
  Decision decision = seed().decide(features);
  EXPECT_EQ(decision.strategy, "sequential");
  EXPECT_THAT(decision.reasons.front(), HasSubstr("the loop at line 7"));
}

TEST(SeedPolicy, aBlockingCallWhereItMustNotBeIsAsync) {
  Features features;
  features.set("kind", "call");
  features.set("boundness", "io");
  EXPECT_EQ(seed().decide(features).strategy, "async");
}

TEST(SeedPolicy, locksAndAtomicsKeepProcessorBoundWorkInOneProcess) {
  for (const char *feature : {"lock", "atomic"}) {
    Features features = region("loop", "cpu");
    features.set(feature, "m");
    Decision decision = seed().decide(features);
    EXPECT_EQ(decision.strategy, "multithreaded");
    EXPECT_THAT(decision.hazards, Contains(HasSubstr("'m'")));
  }
  Features waiting = io("slow", "limited");
  waiting.set("lock", "m");
  EXPECT_EQ(seed().decide(waiting).strategy, "async") << "for I/O the I/O row decides";
}

TEST(SeedPolicy, mixedWorkFollowsTheLargerPart) {
  Features features = region("calls", "mixed");
  features.set("latency", "fast");
  features.set("connections", "limited");
  features.set("larger", "cpu");
  Decision decision = seed().decide(features);
  EXPECT_EQ(decision.strategy, "multiprocess");
  EXPECT_EQ(decision.alternatives.front().strategy, "multithreaded");
  features.set("larger", "io");
  decision = seed().decide(features);
  EXPECT_EQ(decision.strategy, "multithreaded");
  EXPECT_EQ(decision.alternatives.front().strategy, "multiprocess")
      << "the other part leads the alternatives";
  features.set("latency", "slow");
  EXPECT_EQ(seed().decide(features).strategy, "async");
}

TEST(SeedPolicy, processesThatWriteMemoryGetTheHazard) {
  Features features = region("loop", "cpu");
  EXPECT_THAT(seed().decide(features).hazards, IsEmpty());
  features.set("writesMemory", true);
  EXPECT_THAT(seed().decide(features).hazards, Contains(HasSubstr("shared memory or be sent back")));
}

TEST(SeedPolicy, clausesOfOpenMpAreShown) {
  Features features = region("loop", "cpu");
  features.set("ompClauses", "private(x) reduction(+:sum)");
  EXPECT_THAT(seed().decide(features).alternatives.front().message,
              HasSubstr("'#pragma omp parallel for private(x) reduction(+:sum)'"));
}

TEST(SeedPolicy, latencyGoesByKind) {
  for (BlockKind kind : {BlockKind::Network, BlockKind::Dns, BlockKind::Rpc, BlockKind::Database})
    EXPECT_EQ(seed().latencyOf(kind, Latency::Slow), Latency::Fast);
  for (BlockKind kind : {BlockKind::File, BlockKind::Terminal, BlockKind::Device, BlockKind::Process,
                         BlockKind::Sleep, BlockKind::Sync})
    EXPECT_EQ(seed().latencyOf(kind, Latency::Fast), Latency::Slow);
}

TEST(SeedPolicy, thresholds) {
  EXPECT_EQ(seed().manyConnections(), 64);
  EXPECT_EQ(seed().minWork(), 100000);
  EXPECT_EQ(seed().maxAssumptions(), 3);
  EXPECT_THROW(seed().threshold("none"), Error);
  EXPECT_EQ(seed().name(), "seed");
}

TEST(NativePolicy, sharedMemoryMeansThreadsAndCoarseShareNothingProcesses) {
  Features features = region("loop", "cpu");
  features.set("sharesMemory", true);
  features.set("workPerTask", 1e9);
  Decision decision = native().decide(features);
  EXPECT_EQ(decision.strategy, "multithreaded");
  EXPECT_THAT(decision.detail, HasSubstr("#pragma omp parallel for"));
  EXPECT_THAT(strategies(decision), Contains("multiprocess"));
  features.set("sharesMemory", false);
  EXPECT_EQ(native().decide(features).strategy, "multiprocess");
  features.set("workPerTask", 1000.0);
  EXPECT_EQ(native().decide(features).strategy, "multithreaded") << "too fine for processes";
}

TEST(NativePolicy, latencyGoesByTheCatalogue) {
  EXPECT_EQ(native().latencyOf(BlockKind::File, Latency::Fast), Latency::Fast);
  EXPECT_EQ(native().latencyOf(BlockKind::Network, Latency::Slow), Latency::Slow);
}

TEST(NativePolicy, inputAndOutput) {
  EXPECT_EQ(native().decide(io("fast", "limited")).strategy, "multithreaded");
  EXPECT_EQ(native().decide(io("slow", "limited")).strategy, "async");
  EXPECT_EQ(native().decide(io("fast", "many")).strategy, "async");
  EXPECT_EQ(native().decide(region("calls", "io", "dependent")).strategy, "sequential");
  EXPECT_EQ(native().decide(region("loop", "light")).strategy, "sequential");
}

TEST(Policy, mechanismFitsLanguageAndStandard) {
  Features c = io("fast", "limited");
  c.set("language", "c");
  EXPECT_THAT(seed().decide(c).detail, HasSubstr("pthread"));
  Features old = io("slow", "many");
  old.set("standard", 14.0);
  EXPECT_THAT(seed().decide(old).detail, Not(HasSubstr("coroutine")));
  EXPECT_THAT(seed().decide(io("slow", "many")).detail, HasSubstr("coroutine"));
}

/// What is wrong with a policy file, without its folder.
std::string errorOf(const std::string &text) {
  std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("overlap-policy-" + std::to_string(getpid()) + ".json");
  std::ofstream(file) << text;
  std::string message = "no error";
  try {
    Policy::load(file.string(), policyDir);
  } catch (const Error &error) {
    message = std::string(error.what()).substr(file.string().size());
  }
  std::filesystem::remove(file);
  return message;
}

const std::string head =
    R"({"policy": "p", "latency": {"by": "catalogue"}, "thresholds": {"manyConnections": 2, "minWork": 1,
  "minIterations": 1, "maxAssumptions": 1, "startThread": 1, "startProcess": 1}, "rows": )";
const std::string last = R"({"id": "last", "strategy": "s", "reasons": ["r"]})";

TEST(Policy, errorsNameFileRowAndField) {
  EXPECT_EQ(errorOf(head + "[" + last + "]}"), "no error");
  EXPECT_EQ(errorOf(head + "[]}"), ": field rows: the last row must have no condition");
  EXPECT_EQ(errorOf(head + R"([{"id": "x", "strategy": "s", "reasons": ["r"], "whn": {}}]})"),
            ": row x: field whn: is not known here");
  EXPECT_EQ(errorOf(head + R"([{"id": "x", "strategy": "s", "reasons": ["{a}"]}]})"),
            ": row x: field reasons: one reason must have neither a condition nor a {feature}");
  EXPECT_EQ(
      errorOf(
          head +
          R"([{"id": "x", "when": {"work": {"atLeast": "minWrk"}}, "strategy": "s", "reasons": ["r"]}]})"),
      ": row x: field when: field work: field atLeast: 'minWrk' is no threshold of this policy");
  EXPECT_EQ(errorOf(head + R"([{"id": "x", "when": {"kind": []}, "strategy": "s", "reasons": ["r"]}]})"),
            ": row x: field when: field kind: an empty list never holds");
  EXPECT_EQ(errorOf(R"({"policy": "p", "latency": {"by": "catalogue"}, "thresholds": {}, "rows": []})"),
            ": field thresholds: field manyConnections: is missing");
  EXPECT_EQ(errorOf(head + "[" + last + R"(], "extra": 1})"), ": field extra: is not known here");
  EXPECT_THROW(Policy::load("no-such-policy", policyDir), Error);
}

TEST(Policy, kindsOfLatencyAreComplete) {
  std::string text = head + "[" + last + "]}";
  std::string by = R"({"by": "catalogue"})";
  text.replace(text.find(by), by.size(), R"({"by": "kind", "fast": ["network"], "slow": ["file"]})");
  EXPECT_EQ(errorOf(text), ": field latency: field by: kind dns is neither fast nor slow");
}

TEST(Policy, conditionsAndTemplates) {
  std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("overlap-rows-" + std::to_string(getpid()) + ".json");
  std::ofstream(file) << head + R"([
    {"id": "big", "when": {"n": {"atLeast": "manyConnections", "below": 10}, "kind": {"not": ["call"]}}, "strategy": "big",
     "reasons": ["{n} of {what}", "many"]},
    {"id": "named", "when": {"what": {"set": true}, "kind": ["a", "b"]}, "strategy": "named", "reasons": ["r"]}, )" +
                             last + "]}";
  Policy policy = Policy::load(file.string(), policyDir);
  std::filesystem::remove(file);
  Features features;
  EXPECT_EQ(policy.decide(features).strategy, "s");
  features.set("n", 2.0);
  EXPECT_EQ(policy.decide(features).strategy, "big");
  EXPECT_EQ(policy.decide(features).rule, "policy.big");
  EXPECT_THAT(policy.decide(features).reasons, testing::ElementsAre("many")) << "{what} is not set";
  features.set("what", "files");
  EXPECT_THAT(policy.decide(features).reasons, testing::ElementsAre("2 of files", "many"));
  features.set("n", 10.0);
  EXPECT_EQ(policy.decide(features).strategy, "s");
  features.set("kind", "b");
  EXPECT_EQ(policy.decide(features).strategy, "named");
  features.set("n", 3.0);
  features.set("kind", "call");
  EXPECT_EQ(policy.decide(features).strategy, "s");
}

TEST(Features, numbersAreShownShort) {
  Features features;
  features.set("small", 12.0);
  features.set("large", 4.1e9);
  features.set("flag", true);
  EXPECT_EQ(features.shown("small"), "12");
  EXPECT_EQ(features.shown("large"), "4.1e9");
  EXPECT_EQ(features.shown("flag"), "yes");
  EXPECT_EQ(features.shown("none"), std::nullopt);
}

} // namespace
} // namespace overlap::rules
