#include "rules/Engine.h"
#include "rules/regions/Pragma.h"
#include "rules/rule/Rule.h"

#include "EffectsFixture.h"

using namespace overlap;
using namespace overlap::rules;

namespace {

/// Declarations of heavy and waiting functions, and `f` with the given events after its parameters and
/// locals.
std::string program(const std::string &events) {
  return R"facts(
global total: long
function "heavy(long)" (n: long) -> long {
  local i: int
  stmt s1: block
  stmt s2: for parent=s1 @2:3
  stmt s3: expr parent=s2 role=loopBody
  loop L1: for stmt=s2 header=B2 bodyStmt=s3 @2:3
  B1:
    init i = 0
    -> B2
  B2:
    e1 = read i
    branch e1 < 50000000 ? B3 : B4 at=s2
  B3:
    e2 = read i
    s2 inc i = e2 + 1 op=+
    -> B2
  B4:
    e9 = read n
    return e9
    returns -> B5
  B5:
    exit
}
function "adds(long)" (n: long) -> void {
  stmt s1: expr
  B1:
    e1 = read n
    e2 = call "heavy(long)"(e1)
    e3 = read ::total
    compound(+) ::total = e3 + e2
    exit
}
function "unseen(long)" (n: long) -> long
function "f(int)" (flag: int) -> void {
  local a: long
  local b: long
  stmt s1: block @1:1
  stmt s2: expr parent=s1 @2:3
  stmt s3: expr parent=s1 @3:3
)facts" + events +
         "\n}\n";
}

std::vector<std::string> shown(const Report &report) {
  std::vector<std::string> ids;
  for (const Region &region : report.regions)
    if (region.whyOnlyUnderAll.empty())
      ids.push_back(region.id);
  return ids;
}

std::vector<Region> callsOf(const std::string &events) {
  const Program linked = Analysed::linked({program(events)});
  const Policy policy = Policy::load("seed", OVERLAP_RULES_DIR "/policies");
  auto judged = [&](Scope scope) {
    return analyse(linked, builtinCatalogue(), policy, scope,
                   [](const std::string &, const std::function<void()> &work) {
                     work();
                     return true;
                   });
  };
  const Report report = judged(Scope::Everything);
  EXPECT_EQ(shown(judged(Scope::DefaultReport)), shown(report));
  std::vector<Region> result;
  for (const Region &region : report.regions)
    if (region.kind == RegionKind::Calls)
      result.push_back(region);
  return result;
}

TEST(Tasks, NeedNothingOfEachOther) {
  const auto regions = callsOf("B1:\n s2 e1 = call \"heavy(long)\"(1) @2:3\n s2 init a = e1\n"
                               " s3 e2 = call \"heavy(long)\"(2) @3:3\n s3 init b = e2\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].independence.status, Status::Independent);
  EXPECT_EQ(regions[0].strategy, "multiprocess");
  EXPECT_EQ(regions[0].rule, "overlap-independent-calls");
  EXPECT_EQ(regions[0].tasks.size(), 2u);
  EXPECT_EQ(regions[0].tasks[1].level, 0u);
  EXPECT_DOUBLE_EQ(regions[0].speedupBound, 2);
}

TEST(Tasks, AValueTiesThem) {
  const auto regions =
      callsOf("B1:\n s2 e1 = call \"heavy(long)\"(1) @2:3\n s2 init a`a` = e1\n"
              " s3 e2 = read a`a`\n s3 e3 = call \"heavy(long)\"(e2) @3:3\n s3 init b = e3\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].independence.status, Status::Dependent);
  EXPECT_EQ(regions[0].strategy, "sequential");
  ASSERT_EQ(regions[0].independence.dependences.size(), 1u);
  EXPECT_EQ(regions[0].independence.dependences[0].kind, DependenceKind::Flow);
  EXPECT_EQ(regions[0].independence.dependences[0].subject, "a");
  EXPECT_EQ(regions[0].tasks[1].dependsOn, std::vector<unsigned>{0});
}

TEST(Tasks, AValueTiesThemByWayOfCheapSteps) {
  const auto regions = callsOf("B1:\n s2 e1 = call \"heavy(long)\"(1) @2:3\n s2 init a`a` = e1\n"
                               " s2 e4 = read a`a`\n s2 init b`b` = e4 + 1\n"
                               " s3 e2 = read b`b`\n s3 e3 = call \"heavy(long)\"(e2) @3:3\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].independence.status, Status::Dependent);
}

TEST(Tasks, AGlobalTiesThem) {
  const auto regions =
      callsOf("B1:\n s2 call \"adds(long)\"(1) @2:3\n s3 call \"adds(long)\"(2) @3:3\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].independence.status, Status::Dependent);
  EXPECT_EQ(regions[0].independence.dependences[0].subject, "total");
}

TEST(Tasks, TheAnswerOfOneDecidesOnTheOther) {
  const auto regions = callsOf("B1:\n s2 e1 = call \"heavy(long)\"(1) @2:3\n branch e1 > 0 ? B2 : B3 at=s2\n"
                               "B2:\n s3 e2 = call \"heavy(long)\"(2) @3:3\n -> B3\nB3:\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].independence.status, Status::Dependent);
  EXPECT_EQ(regions[0].independence.dependences[0].kind, DependenceKind::Control);
}

TEST(Tasks, AFlagFromBeforeDecidesOnNothing) {
  const auto regions = callsOf(
      "B1:\n s2 e1 = call \"heavy(long)\"(1) @2:3\n s2 e3 = read flag\n branch e3 > 0 ? B2 : B3 at=s2\n"
      "B2:\n s3 e2 = call \"heavy(long)\"(2) @3:3\n -> B3\nB3:\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].independence.status, Status::Independent);
}

TEST(Tasks, InDifferentBranchesDoNotPair) {
  const auto regions = callsOf("B1:\n s1 e3 = read flag\n branch e3 > 0 ? B2 : B3 at=s1\n"
                               "B2:\n s2 e1 = call \"heavy(long)\"(1) @2:3\n -> B4\n"
                               "B3:\n s3 e2 = call \"heavy(long)\"(2) @3:3\n -> B4\nB4:\n exit");
  EXPECT_TRUE(regions.empty());
}

TEST(Tasks, OnlyUnseenFunctionsAreOfUnknownWeight) {
  const auto regions =
      callsOf("B1:\n s2 e1 = call \"unseen(long)\"(1) @2:3\n s3 e2 = call \"unseen(long)\"(2) @3:3\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_EQ(regions[0].boundness, Boundness::Unknown);
  EXPECT_EQ(regions[0].strategy, "sequential");
  EXPECT_EQ(regions[0].whyOnlyUnderAll, "fewer than two of its tasks are known to take long");
  EXPECT_EQ(regions[0].independence.status, Status::Conditional);
  EXPECT_EQ(regions[0].independence.assumptions[0].kind, AssumptionKind::UnknownCallee);
}

TEST(Tasks, CodeThatIsNotUnderstoodIsNoProof) {
  const auto regions = callsOf("B1:\n s2 e1 = call \"adds(long)\"(1) @2:3\n s2 unknown asm\n"
                               " s3 e2 = call \"adds(long)\"(2) @3:3\n exit");
  ASSERT_EQ(regions.size(), 1u);
  EXPECT_NE(regions[0].independence.status, Status::Independent);
  EXPECT_NE(regions[0].independence.status, Status::Conditional);
}

TEST(Engine, AFunctionThatCrashesIsNamed) {
  const Program linked = Analysed::linked({program("B1:\n exit")});
  const Policy policy = Policy::load("seed", OVERLAP_RULES_DIR "/policies");
  const Report report = analyse(linked, builtinCatalogue(), policy, Scope::Everything,
                                [](const std::string &, const std::function<void()> &) { return false; });
  ASSERT_EQ(report.unjudged.size(), 3u);
  EXPECT_TRUE(report.regions.empty());
}

TEST(Directive, WhatSharesIterations) {
  EXPECT_TRUE(Directive("omp parallel for private(x)").sharesIterations());
  EXPECT_TRUE(Directive("omp for schedule(static)").sharesIterations());
  EXPECT_TRUE(Directive("omp target teams distribute parallel for simd").sharesIterations());
  EXPECT_FALSE(Directive("omp simd").sharesIterations());
  EXPECT_FALSE(Directive("omp parallel private(for_all)").sharesIterations());
}

TEST(Directive, ClausesNameWholeVariables) {
  EXPECT_TRUE(Directive("omp parallel for private(a, tmp)").givesOwn("tmp"));
  EXPECT_TRUE(Directive("omp for reduction(+:sum)").givesOwn("sum"));
  EXPECT_FALSE(Directive("omp for reduction(+:sum2)").givesOwn("sum"));
  EXPECT_FALSE(Directive("omp for schedule(sum)").givesOwn("sum"));
  EXPECT_TRUE(Directive("omp parallel for default(private) shared(a)").givesOwn("tmp"));
  EXPECT_FALSE(Directive("omp parallel for default(private) shared(a)").givesOwn("a"));
}

TEST(Directive, SectionsExcludeByName) {
  EXPECT_EQ(Directive("omp critical").exclusion(), Directive("omp critical").exclusion());
  EXPECT_NE(Directive("omp critical (a)").exclusion(), Directive("omp critical (b)").exclusion());
  EXPECT_NE(Directive("omp critical").exclusion(), Directive("omp atomic update").exclusion());
  EXPECT_EQ(Directive("omp parallel for ordered").exclusion(), "");
  EXPECT_EQ(Directive("omp for collapse(2)").loops(), 2u);
}

TEST(Rules, EveryRecordIsComplete) {
  for (const RuleRecord &record : ruleRecords()) {
    EXPECT_TRUE(record.id.starts_with("overlap-")) << record.id;
    EXPECT_FALSE(record.summary.empty()) << record.id;
    EXPECT_FALSE(record.finds.empty()) << record.id;
    EXPECT_FALSE(record.why.empty()) << record.id;
    EXPECT_FALSE(record.before.empty()) << record.id;
    EXPECT_EQ(findRule(record.id), &record);
  }
  EXPECT_EQ(ruleRecords().size(), allRules().size());
  EXPECT_EQ(findRule("overlap-no-such-rule"), nullptr);
}

} // namespace
