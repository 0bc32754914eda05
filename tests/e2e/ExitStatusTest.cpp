#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Every exit status with its causes: 0 fine; 1 a region that --fail-on names; 2 usage, configuration or
// database error; 3 some translation unit could not be analysed.

namespace overlap::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ExitStatus : public testing::Test {
protected:
  void SetUp() override {
    project.source("good.cpp", twoLoops);
    project.database();
  }

  /// A run that has to end with status 2, one line that holds `message`, and no report.
  void expectError(const std::vector<std::string> &arguments, const std::string &message) {
    const ProcessResult result = project.overlap(arguments);
    EXPECT_EQ(result.status, 2) << result.out << result.err;
    EXPECT_THAT(result.err, HasSubstr(message));
    EXPECT_EQ(lineCount(result.err), 1u) << result.err;
    EXPECT_EQ(result.out, "");
  }

  Project project;
};

TEST_F(ExitStatus, ZeroWhereAllWasAnalysed) {
  const ProcessResult result = project.overlap({});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("good.cpp:3:3: warning: "));
}

TEST_F(ExitStatus, OneForAStrategyThatFailOnNames) {
  EXPECT_EQ(project.overlap({"--fail-on=multiprocess"}).status, 1);
  EXPECT_EQ(project.overlap({"--fail-on=async,multiprocess"}).status, 1);
  EXPECT_EQ(project.overlap({"--fail-on=multiprocess", "--format=json"}).status, 1);
  EXPECT_EQ(project.overlap({"--fail-on=async"}).status, 0);
  EXPECT_EQ(project.overlap({"--fail-on=none"}).status, 0);
}

TEST_F(ExitStatus, FailOnCountsOnlyWhatIsReported) {
  EXPECT_EQ(project.overlap({"--fail-on=sequential"}).status, 0);
  EXPECT_EQ(project.overlap({"--fail-on=sequential", "--all"}).status, 1);
}

TEST_F(ExitStatus, TwoForUsage) {
  expectError({"--no-such-option"}, "no-such-option");
  expectError({"--format=xml"}, "xml");
  expectError({"--top=few"}, "few");
  expectError({"--min-status=dependent"}, "dependent");
  expectError({"--fail-on=fibres"}, "fibres");
  expectError({"--header-filter=("}, "header-filter");
  expectError({"-j", "0"}, "0");
  expectError({"--explain=overlap-no-such-rule"}, "overlap-no-such-rule");
  expectError({"--explain-at=good.cpp"}, "good.cpp");
}

// As from a variable of a script that is not set.
TEST_F(ExitStatus, TwoForEmptyValues) {
  expectError({"--output=", "good.cpp"}, "--output");
  expectError({"--output", "", "good.cpp"}, "--output");
  expectError({"-p", ""}, "-p");
  EXPECT_EQ(readFile(project.root() / "good.cpp"), twoLoops);
}

TEST_F(ExitStatus, TwoForAnOutputThatIsAnInput) {
  project.file("mine.json", R"({"library": "mine", "entries": []})");
  expectError({"extract", "-o", "good.cpp", "good.cpp"}, "good.cpp");
  expectError({"--output=./good.cpp"}, "good.cpp");
  expectError({"--output=good.cpp", "good.cpp", "--"}, "good.cpp");
  expectError({"--time-trace=good.cpp"}, "--time-trace");
  expectError({"--catalogue=mine.json", "--output=mine.json"}, "mine.json");
  EXPECT_EQ(readFile(project.root() / "good.cpp"), twoLoops);
  ASSERT_EQ(project.overlap({"extract", "-o", "good.facts", "good.cpp"}).status, 0);
  expectError({"link", "--output=good.facts", "good.facts"}, "good.facts");
}

TEST_F(ExitStatus, TwoForAFileThatNoCommandCompiles) { expectError({"other.cpp"}, "other.cpp"); }

TEST_F(ExitStatus, TwoForPolicies) {
  expectError({"--policy=nowhere.json"}, "nowhere.json");
  expectError({"--policy=nowhere"}, "native, seed");
  project.file("broken.json", "{\"rules\": [");
  expectError({"--policy=broken.json"}, "broken.json");
  project.file("other.json", "{\"colour\": 3}");
  expectError({"--policy=other.json"}, "other.json");
}

TEST_F(ExitStatus, TwoForCatalogues) {
  expectError({"--catalogue=nowhere.json"}, "nowhere.json");
  project.file("broken.json", "not JSON");
  expectError({"--catalogue=broken.json"}, "broken.json");
  project.file("other.json", "{\"entries\": [{\"name\": 7}]}");
  expectError({"--catalogue=other.json"}, "other.json");
}

TEST_F(ExitStatus, TwoForDatabases) {
  expectError({"-p", "nowhere"}, "nowhere");
  project.file("broken/compile_commands.json", "[{\"directory\": ");
  expectError({"-p", "broken"}, "broken");
  project.file("empty/compile_commands.json", "");
  expectError({"-p", "empty"}, "empty");
  project.file("object/compile_commands.json", "{}");
  expectError({"-p", "object"}, "object");
  expectError({"-p", "good.cpp"}, "good.cpp: this is no compilation database");
}

TEST(ExitStatusWithoutDatabase, IsTwo) {
  Project project;
  project.file("good.cpp", twoLoops);
  const ProcessResult result = project.overlap({});
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.err, HasSubstr("compile_commands.json"));
}

TEST_F(ExitStatus, TwoWhereTheOutputCannotBeWritten) {
  expectError({"--output=no/such/folder/report.txt"}, "no/such/folder/report.txt");
}

TEST_F(ExitStatus, ThreeForAUnitThatDoesNotCompile) {
  project.source("broken.cpp", "#include \"not-there.h\"\nint x = ;\n");
  project.database();
  const ProcessResult result = project.overlap({"--format=json"});
  EXPECT_EQ(result.status, 3);
  const Json report = Json::parse(result.out);
  ASSERT_EQ(report["errors"].size(), 1u);
  EXPECT_THAT(report["errors"][0]["file"].get<std::string>(), HasSubstr("broken.cpp"));
  EXPECT_THAT(report["errors"][0]["message"].get<std::string>(), HasSubstr("not-there.h"));
  EXPECT_EQ(report["summary"]["failed_units"], 1);
  EXPECT_THAT(linesIn(report, "good.cpp"), ElementsAre(3));
}

TEST_F(ExitStatus, ThreeForASourceThatIsGone) {
  project.entry(compileCommand(project.root(), project.root() / "gone.cpp"));
  project.database();
  const ProcessResult result = project.overlap({});
  EXPECT_EQ(result.status, 3);
  EXPECT_THAT(result.out + result.err, HasSubstr("gone.cpp"));
  EXPECT_THAT(result.out, HasSubstr("good.cpp:3:3: warning: "));
}

// What --fail-on names was found whatever else is missing.
TEST_F(ExitStatus, FailOnWeighsMoreThanAFailedUnit) {
  project.source("broken.cpp", "int x = ;\n");
  project.database();
  EXPECT_EQ(project.overlap({"--fail-on=multiprocess"}).status, 1);
  EXPECT_EQ(project.overlap({"--fail-on=async"}).status, 3);
}

TEST_F(ExitStatus, HelpAndVersionAreFine) {
  const ProcessResult help = project.overlap({"--help"}), version = project.overlap({"--version"});
  EXPECT_EQ(help.status, 0);
  for (const char *option : {"-p",
                             "-j",
                             "--extra-arg",
                             "--extra-arg-before",
                             "--removed-arg",
                             "--policy",
                             "--catalogue",
                             "--format",
                             "--output",
                             "--all",
                             "--top",
                             "--min-status",
                             "--header-filter",
                             "--exclude",
                             "--fail-on",
                             "--deterministic",
                             "--list-rules",
                             "--explain",
                             "--explain-at",
                             "--version"})
    EXPECT_THAT(help.out, HasSubstr(option));
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, testing::MatchesRegex("overlap [0-9.]+.*\n"));
}

} // namespace
} // namespace overlap::test
