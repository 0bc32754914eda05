#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What `cmake --install` puts under a prefix works from there, with its own data and with clang's builtin
// headers.

namespace overlap::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Install, WorksFromAnyPrefix) {
  TempDir prefix;
  const ProcessResult install =
      run({OVERLAP_CMAKE, "--install", OVERLAP_BUILD, "--prefix", prefix.path().string()}, "/");
  ASSERT_EQ(install.status, 0) << install.out << install.err;
  const std::string binary = prefix.path() / "bin/overlap";

  Project project;
  project.source("good.cpp",
                 std::string("#include <cstddef>\n#include <stdarg.h>\n#include <vector>\n") + twoLoops);
  project.database();
  const ProcessResult works = runBinary(binary, {"--format=json"}, project.root());
  ASSERT_EQ(works.status, 0) << works.err;
  EXPECT_THAT(linesIn(Json::parse(works.out), "good.cpp"), ElementsAre(6));

  // Its data are the installed ones, not the source tree's.
  const std::filesystem::path policy = prefix.path() / "share/overlap/policies/seed.json";
  ASSERT_TRUE(std::filesystem::exists(policy));
  writeFile(policy, "no longer JSON");
  const ProcessResult broken = runBinary(binary, {}, project.root());
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err, HasSubstr(policy.string()));
}

} // namespace
} // namespace overlap::test
