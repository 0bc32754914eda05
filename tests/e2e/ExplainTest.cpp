#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

// --list-rules, --explain and --explain-at, and the comments that silence a rule.

namespace overlap::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::set<std::string> listedRules(const std::string &list) {
  std::set<std::string> rules;
  std::istringstream in(list);
  for (std::string line; std::getline(in, line);)
    rules.insert(line.substr(0, line.find(' ')));
  return rules;
}

TEST(Rules, EachOneListedIsExplained) {
  Project project;
  const ProcessResult list = project.overlap({"--list-rules"});
  ASSERT_EQ(list.status, 0) << list.err;
  const std::set<std::string> rules = listedRules(list.out);
  EXPECT_GE(rules.size(), 5u);
  for (const std::string &rule : rules) {
    EXPECT_TRUE(rule.starts_with("overlap-")) << rule;
    const ProcessResult text = project.overlap({"--explain", rule});
    EXPECT_EQ(text.status, 0) << rule << text.err;
    EXPECT_THAT(text.out, HasSubstr(rule));
    EXPECT_GT(lineCount(text.out), 3u) << text.out;
  }
}

TEST(Rules, EachOneReportedIsListed) {
  Project project;
  project.source("good.cpp", twoLoops);
  project.database();
  const std::set<std::string> rules = listedRules(project.overlap({"--list-rules"}).out);
  for (const Json &region : project.report({"--all"})["regions"])
    EXPECT_TRUE(rules.count(region["rule"])) << region["rule"];
}

class ExplainAt : public testing::Test {
protected:
  std::string at(const std::string &place) {
    project.source("good.cpp", twoLoops);
    project.database();
    const ProcessResult result = project.overlap({"--explain-at=" + place});
    EXPECT_EQ(result.status, 0) << result.err;
    return result.out;
  }

  Project project;
};

TEST_F(ExplainAt, SaysWhatIsReported) {
  const std::string text = at("good.cpp:3");
  EXPECT_THAT(text, HasSubstr("multiprocess"));
  EXPECT_THAT(text, HasSubstr("good.cpp:3"));
}

TEST_F(ExplainAt, SaysWhyARegionIsNotReported) {
  const std::string text = at("good.cpp:7");
  EXPECT_THAT(text, HasSubstr("dependent"));
  EXPECT_THAT(text, HasSubstr("not listed: it is dependent"));
  EXPECT_THAT(text, HasSubstr("--all"));
}

TEST_F(ExplainAt, NamesTheReasonOfEachHiddenLoop) {
  project.source("hidden.cpp", R"(static double a[1000][1000];
void light() {
  for (int i = 0; i < 3; ++i)
    a[0][i] = 1;
}
void inner() {
  for (int i = 0; i < 1000; ++i)
    for (int k = 0; k < 1000; ++k)
      a[i][k] = k;
}
void unknownLength(double *x, int n) {
  for (int i = 0; i < n; ++i)
    x[i] = 1;
}
void parallel() {
#pragma omp parallel for
  for (int i = 0; i < 1000; ++i)
    for (int k = 0; k < 1000; ++k)
      a[i][k] = k;
}
)",
                 {"-fopenmp"});
  EXPECT_THAT(at("hidden.cpp:3"), HasSubstr("not listed: its work is light"));
  EXPECT_THAT(at("hidden.cpp:8"), HasSubstr("the loop around it (line 7) is advised instead"));
  EXPECT_THAT(at("hidden.cpp:12"), HasSubstr("not listed: its length is unknown in one dimension"));
  EXPECT_THAT(at("hidden.cpp:17"), HasSubstr("not listed: it runs in parallel already"));
}

TEST_F(ExplainAt, FindsTheFileFromTheWorkingDirectoryAndFromTheRoot) {
  project.source("sub/deep.cpp", twoLoops);
  project.file("folder/x", "");
  at("good.cpp:3");
  for (const auto &[place, folder] :
       {std::pair("sub/deep.cpp:3:7", "."), std::pair("deep.cpp:3", "sub"),
        std::pair("sub/deep.cpp:3", "sub"), std::pair("../sub/deep.cpp:3", "folder")})
    EXPECT_THAT(project.overlap({"--explain-at", place}, folder).out, HasSubstr("deep.cpp:3:3: warning: "))
        << place;
}

TEST_F(ExplainAt, SaysThatThePlaceIsNotThere) {
  EXPECT_THAT(at("none.cpp:3"), HasSubstr("none.cpp: no translation unit"));
  EXPECT_THAT(at("good.cpp:99"), HasSubstr("the file has 9 lines"));
}

TEST_F(ExplainAt, SaysThatThereIsNothing) { EXPECT_THAT(at("good.cpp:1"), testing::Not(IsEmpty())); }

class Suppression : public testing::TestWithParam<std::pair<const char *, bool>> {};

// The comment stands on the line before the loop and on the loop's line, as it asks.
TEST_P(Suppression, HidesFromTheDefaultReport) {
  const auto [comment, hides] = GetParam();
  const bool before = std::string(comment).find("NEXTLINE") != std::string::npos ||
                      std::string(comment).find("BEGIN") != std::string::npos;
  Project project;
  project.source("good.cpp", std::string("static double a[1000000];\nvoid scale() {\n  // ") +
                                 (before ? comment : "") + "\n  for (int i = 0; i < 1000000; ++i) // " +
                                 (before ? "" : comment) + "\n    a[i] *= 2;\n}\n// NOLINT" + "END\n");
  project.database();
  const auto lines = linesIn(project.report(), "good.cpp");
  if (hides)
    EXPECT_THAT(lines, IsEmpty());
  else
    EXPECT_THAT(lines, ElementsAre(4));
  EXPECT_EQ(project.overlap({"--fail-on=multiprocess"}).status, hides ? 0 : 1);
}

INSTANTIATE_TEST_SUITE_P(Comments, Suppression,
                         testing::Values(std::pair("no comment of ours", false), std::pair("NOLINT", true),
                                         std::pair("NOLINT(overlap-parallel-loop)", true),
                                         std::pair("NOLINT(overlap-*)", true), std::pair("NOLINT(*)", true),
                                         std::pair("NOLINT(misc-x, overlap-parallel-loop): measured", true),
                                         std::pair("NOLINT(misc-x)", false),
                                         std::pair("NOLINT(overlap-dependent-loop)", false),
                                         std::pair("NOLINTNEXTLINE", true),
                                         std::pair("NOLINTNEXTLINE(overlap-parallel-loop)", true),
                                         std::pair("NOLINTNEXTLINE(misc-x)", false),
                                         std::pair("NOLINTBEGIN", true)));

} // namespace
} // namespace overlap::test
