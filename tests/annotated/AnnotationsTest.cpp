#include "tests/annotated/Annotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace overlap::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Annotations parsed(std::string_view source) {
  Annotations result = parseAnnotations(source);
  EXPECT_THAT(result.errors, IsEmpty());
  return result;
}

TEST(Annotations, ReadsKindStatusStrategyAndLine) {
  const auto all = parsed("int x;\nfor (;;) // expect: loop independent multiprocess\n").expectations;
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].line, 2);
  EXPECT_EQ(all[0].kind, "loop");
  EXPECT_EQ(all[0].status, "independent");
  EXPECT_EQ(all[0].strategy, "multiprocess");
}

TEST(Annotations, ReadsAttributes) {
  const auto all =
      parsed("f(); // expect: calls partial flow(user.name) resource tasks=3 levels=2 hidden hint\n"
             "g(); // expect: loop independent reduction(sum) reduction(n) private(t)")
          .expectations;
  ASSERT_EQ(all.size(), 2u);
  ASSERT_EQ(all[0].dependences.size(), 2u);
  EXPECT_EQ(all[0].dependences[0].subject, "user.name");
  EXPECT_EQ(all[0].dependences[1].kind, "resource");
  EXPECT_EQ(all[0].values.at("tasks"), "3");
  EXPECT_EQ(all[0].values.at("levels"), "2");
  EXPECT_TRUE(all[0].hidden && all[0].hint);
  EXPECT_THAT(all[1].variables.at("reduction"), testing::UnorderedElementsAre("sum", "n"));
}

TEST(Annotations, OrderIsAnAssumptionOrADependenceByStatus) {
  const auto all = parsed("a(); // expect: calls conditional order\n"
                          "b(); // expect: calls dependent order\n"
                          "c(); // expect: calls dependent order(std::cout)\n")
                       .expectations;
  EXPECT_THAT(all[0].assumptions, ElementsAre("order"));
  EXPECT_THAT(all[0].dependences, IsEmpty());
  EXPECT_THAT(all[1].assumptions, IsEmpty());
  EXPECT_EQ(all[2].dependences[0].subject, "std::cout");
}

TEST(Annotations, SeveralOnOneLineAndAnExplanationAfterDashes) {
  const auto all = parsed("f(); // expect: calls independent // expect: loop unknown -- f(x) is virtual\n"
                          "/* expect: call async */ g();\n")
                       .expectations;
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].kind, "calls");
  EXPECT_EQ(all[1].status, "unknown");
  EXPECT_EQ(all[2].strategy, "async");
}

TEST(Annotations, ReadsFileOptions) {
  const Annotations all =
      parsed("// expect-file: policy native\n// expect-file: flags -std=c++17 -DX\n// expect-none\n");
  EXPECT_EQ(all.policy, "native");
  EXPECT_THAT(all.flags, ElementsAre("-std=c++17", "-DX"));
  EXPECT_TRUE(all.none);
}

TEST(Annotations, IgnoresWhatIsNoComment) {
  EXPECT_THAT(parsed("puts(\"expect: loop\"); // we expect no comment here\n").expectations, IsEmpty());
}

class Malformed : public testing::TestWithParam<const char *> {};

TEST_P(Malformed, IsAnErrorAtItsLine) {
  const Annotations all = parseAnnotations(std::string("int x;\n") + GetParam() + "\n");
  ASSERT_EQ(all.errors.size(), 1u);
  EXPECT_THAT(all.errors[0], testing::StartsWith("2: "));
}

INSTANTIATE_TEST_SUITE_P(
    All, Malformed,
    testing::Values("x(); // expect:", "x(); // expect: loops independent",
                    "x(); // expect: loop independant", "x(); // expect: loop conditional",
                    "x(); // expect: loop independent dependent", "x(); // expect: call dependent",
                    "x(); // expect: loop partial", "x(); // expect: loop independent no-alias",
                    "x(); // expect: loop independent flow(x)", "x(); // expect: loop hidden shown",
                    "x(); // expect: calls tasks=", "x(); // expect: loop private()",
                    "// expect-file: policies seed", "// expect loop independent"));

} // namespace
} // namespace overlap::test
