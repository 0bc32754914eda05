#include "tests/annotated/Compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace overlap::test {
namespace {

using Json = nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Json region(int line, const std::string &kind, const std::string &status) {
  return {{"id", kind + std::to_string(line) + status},
          {"kind", kind},
          {"location", {{"file", "a.cpp"}, {"line", line}, {"column", 1}}},
          {"function", "f()"},
          {"boundness", "cpu"},
          {"strategy", "multiprocess"},
          {"independence", {{"status", status}}}};
}

std::vector<std::string> differences(std::string_view source, const std::vector<Json> &all,
                                     const std::vector<Json> &shown = {}) {
  return compare("a.cpp", parseAnnotations(source), all, shown);
}

TEST(Compare, AcceptsWhatIsAsExpected) {
  EXPECT_THAT(differences("f(); // expect: loop independent multiprocess boundness=cpu hidden",
                          {region(1, "loop", "independent")}),
              IsEmpty());
}

TEST(Compare, ReportsADifferenceAtItsPlace) {
  EXPECT_THAT(differences("f(); // expect: loop independent", {region(1, "loop", "dependent")}),
              ElementsAre("a.cpp:1: error: loop: expected status independent, got dependent",
                          HasSubstr("note: got")));
}

TEST(Compare, RegionWithoutAnnotationAndAnnotationWithoutRegionFail) {
  EXPECT_THAT(differences("// expect-none", {region(1, "loop", "dependent")}), testing::SizeIs(2));
  EXPECT_THAT(differences("f(); // expect: loop", {}), ElementsAre(HasSubstr("expected 1 region(s), got 0")));
  EXPECT_THAT(differences("f();", {}), ElementsAre(HasSubstr("no annotation")));
}

TEST(Compare, AssumptionsMustBeExactlyThose) {
  Json one = region(1, "loop", "conditional");
  one["independence"]["assumptions"] = Json::array({{{"kind", "no-alias"}, {"message", "m"}}});
  EXPECT_THAT(differences("f(); // expect: loop conditional no-alias", {one}), IsEmpty());
  EXPECT_FALSE(differences("f(); // expect: loop conditional no-alias other", {one}).empty());
  EXPECT_FALSE(differences("f(); // expect: loop conditional other", {one}).empty());
}

TEST(Compare, AssumptionsOfADependentRegionDoNotMatter) {
  Json one = region(1, "loop", "dependent");
  one["independence"]["assumptions"] = Json::array({{{"kind", "no-alias"}, {"message", "m"}}});
  EXPECT_THAT(differences("f(); // expect: loop dependent", {one}), IsEmpty());
}

TEST(Compare, DependencesMustBeListed) {
  Json one = region(1, "loop", "dependent");
  one["independence"]["dependences"] =
      Json::array({{{"kind", "flow"}, {"subject", "a[i]"}, {"distance", 1}}});
  EXPECT_THAT(differences("f(); // expect: loop dependent flow(a) distance=1", {one}), IsEmpty());
  EXPECT_THAT(differences("f(); // expect: loop dependent flow", {one}), IsEmpty());
  EXPECT_FALSE(differences("f(); // expect: loop dependent flow(b)", {one}).empty());
  EXPECT_FALSE(differences("f(); // expect: loop dependent output(a)", {one}).empty());
  EXPECT_FALSE(differences("f(); // expect: loop dependent distance=2", {one}).empty());
}

TEST(Compare, TwoRegionsOnOneLineMatchInAnyOrder) {
  EXPECT_THAT(differences("f(); // expect: loop dependent // expect: loop independent",
                          {region(1, "loop", "independent"), region(1, "loop", "dependent")}),
              IsEmpty());
}

TEST(Compare, HiddenAndShownLookAtTheDefaultReport) {
  const Json one = region(1, "loop", "independent");
  EXPECT_THAT(differences("f(); // expect: loop shown", {one}, {one}), IsEmpty());
  EXPECT_FALSE(differences("f(); // expect: loop hidden", {one}, {one}).empty());
  EXPECT_FALSE(differences("f(); // expect: loop shown", {one}, {}).empty());
}

TEST(NamesSubject, IsAWholeWordOfIt) {
  EXPECT_TRUE(namesSubject("user", "user"));
  EXPECT_TRUE(namesSubject("this->user.name", "user"));
  EXPECT_TRUE(namesSubject("a[i]", "a"));
  EXPECT_FALSE(namesSubject("users", "user"));
  EXPECT_FALSE(namesSubject("", "user"));
}

} // namespace
} // namespace overlap::test
