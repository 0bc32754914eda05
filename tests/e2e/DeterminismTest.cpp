#include "tests/e2e/Project.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

// The same inputs give the same bytes, for any number of jobs and any order of the database.

namespace overlap::test {
namespace {

class Determinism : public testing::TestWithParam<const char *> {
protected:
  void SetUp() override {
    project.file("shared.h",
                 "#pragma once\ntemplate <class T> void twice(T *a) {\n"
                 "  for (int i = 0; i < 1000000; ++i)\n    a[i] *= 2;\n}\nvoid opaque(double *);\n");
    for (int i = 0; i < 8; ++i) {
      const std::string n = std::to_string(i);
      project.source("unit" + n + ".cpp",
                     std::string("#include \"shared.h\"\n#include <cstdio>\n") + twoLoops +
                         "static int helper(int i) { return i * " + n + "; }\n" + "void shared" + n +
                         "(double *d, float *f, int *g) {\n" + "  twice(d); twice(f); g[0] = helper(" + n +
                         "); opaque(d);\n" + "  std::printf(\"%d\", g[0]);\n}\nvoid same(int *a) { a[0] = " +
                         n + "; }\nint main() { int x[1]; same(x); }\n");
    }
    project.source("broken.cpp", "int x = ;\n");
    project.source("worse.cpp", "#include \"not-there.h\"\n");
    project.database();
  }

  std::string report(const std::string &jobs) const {
    const ProcessResult result = project.overlap({"--deterministic", "--all", GetParam(), "-j", jobs});
    EXPECT_EQ(result.status, 3) << result.err;
    EXPECT_FALSE(result.out.empty());
    return result.out;
  }

  Project project;
};

TEST_P(Determinism, TheNumberOfJobsDoesNotMatter) {
  const std::string one = report("1");
  for (int repeated = 0; repeated < 3; ++repeated)
    EXPECT_EQ(report("8"), one);
}

TEST_P(Determinism, TheOrderOfTheDatabaseDoesNotMatter) {
  const std::string sorted = report("8");
  std::mt19937 random(7);
  for (int repeated = 0; repeated < 3; ++repeated) {
    std::shuffle(project.entries().begin(), project.entries().end(), random);
    project.database();
    EXPECT_EQ(report("8"), sorted);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, Determinism, testing::Values("--format=json", "--format=text"),
                         [](const auto &info) { return std::string(info.param).substr(9); });

} // namespace
} // namespace overlap::test
