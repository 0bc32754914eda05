#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// `extract` and `link` are the two halves of a run; facts files are untrusted input.

namespace overlap::test {
namespace {

using testing::HasSubstr;

class Facts : public testing::Test {
protected:
  void SetUp() override {
    project.source("one.cpp", std::string(twoLoops) +
                                  "void tie(int);\nvoid tied() {\n"
                                  "  for (int i = 0; i < 1000000; ++i)\n    tie(i);\n}\n");
    project.source("two.cpp", "int state;\nvoid tie(int i) { state = state * 3 + i; }\n");
    project.database();
    for (const char *unit : {"one", "two"}) {
      const ProcessResult result =
          project.overlap({"extract", "-o", std::string(unit) + ".facts", std::string(unit) + ".cpp"});
      ASSERT_EQ(result.status, 0) << result.err;
    }
  }

  void expectError(const std::string &facts) {
    const ProcessResult result = project.overlap({"link", facts});
    EXPECT_EQ(result.status, 2) << result.err;
    EXPECT_THAT(result.err, HasSubstr(facts));
    EXPECT_EQ(lineCount(result.err), 1u) << result.err;
    EXPECT_EQ(result.out, "");
  }

  Project project;
};

TEST_F(Facts, ExtractAndLinkGiveTheReportOfOneRun) {
  const ProcessResult linked =
      project.overlap({"link", "--all", "--format=json", "--deterministic", "one.facts", "two.facts"});
  ASSERT_EQ(linked.status, 0) << linked.err;
  const Json whole = project.report({"--all", "--deterministic"});
  EXPECT_EQ(Json::parse(linked.out)["regions"], whole["regions"]);
  EXPECT_THAT(whole.dump(), HasSubstr("state"));
}

TEST_F(Facts, ExtractWritesTheSameBytesTwice) {
  const std::string first = readFile(project.root() / "one.facts");
  project.overlap({"extract", "-o", "again.facts", "one.cpp"});
  EXPECT_EQ(readFile(project.root() / "again.facts"), first);
  EXPECT_EQ(first.find(project.root().string()), std::string::npos) << "absolute path in a facts file";
}

TEST_F(Facts, AnyTruncationIsAnErrorOfOneLine) {
  const std::string whole = readFile(project.root() / "one.facts");
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 16 + 1) {
    project.file("short.facts", whole.substr(0, size));
    expectError("short.facts");
  }
}

TEST_F(Facts, WhatIsNoFactsFileIsAnError) {
  project.file("text.facts", "these are no facts\n");
  expectError("text.facts");
  project.file("empty.facts", "");
  expectError("empty.facts");
  expectError("nowhere.facts");
}

TEST_F(Facts, DumpIsText) {
  const ProcessResult result = project.overlap({"extract", "--dump", "one.cpp"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("scale"));
  EXPECT_EQ(result.out.find('\0'), std::string::npos);
}

} // namespace
} // namespace overlap::test
