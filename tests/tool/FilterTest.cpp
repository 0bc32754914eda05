#include "tool/Filter.h"

#include "facts/Error.h"

#include <gtest/gtest.h>

namespace overlap::tool {
namespace {

rules::Region loop(const std::string &file, rules::Status status = rules::Status::Independent) {
  rules::Region region;
  region.location = {file, 1, 1};
  region.independence.status = status;
  return region;
}

Options defaults() {
  Options options;
  options.exclude = defaultExcludes();
  return options;
}

TEST(Filter, ShowsWhatIsShownByDefaultUnlessAllAreAskedFor) {
  Options options = defaults();
  rules::Region region = loop("a.cpp");
  EXPECT_EQ(Filter(options, {"a.cpp"}).whyHidden(region), "");
  region.whyOnlyUnderAll = "its work is light";
  EXPECT_EQ(Filter(options, {"a.cpp"}).whyHidden(region), "its work is light (--all lists it)");
  options.all = true;
  EXPECT_EQ(Filter(options, {"a.cpp"}).whyHidden(region), "");
}

TEST(Filter, ShowsWhatIsSuppressedUnderAllOnly) {
  Options options = defaults();
  rules::Region region = loop("a.cpp");
  region.suppressed = true;
  region.suppressionReason = "NOLINT at line 1";
  EXPECT_EQ(Filter(options, {}).whyHidden(region), "suppressed by NOLINT at line 1");
  options.all = true;
  EXPECT_EQ(Filter(options, {}).whyHidden(region), "");
}

TEST(Filter, ExcludesForeignCodeAndBuildFolders) {
  Filter filter(defaults(), {});
  for (const char *file :
       {"third_party/x/a.cpp", "src/vendor/a.h", "build/gen.cpp", "build-debug/gen.cpp", "_deps/fmt/a.h"})
    EXPECT_NE(filter.whyHidden(loop(file)), "") << file;
  for (const char *file : {"src/a.cpp", "src/vendors.cpp", "builder/a.cpp"})
    EXPECT_EQ(filter.whyHidden(loop(file)), "") << file;
}

TEST(Filter, ExcludePatternsWithASlashAreAboutThePath) {
  Options options;
  options.exclude = {"src/gen*", "lib/x.cpp"};
  Filter filter(options, {});
  EXPECT_NE(filter.whyHidden(loop("src/generated/deep/a.cpp")), "");
  EXPECT_NE(filter.whyHidden(loop("lib/x.cpp")), "");
  EXPECT_EQ(filter.whyHidden(loop("other/src/gen.cpp")), "");
  EXPECT_EQ(filter.whyHidden(loop("build/a.cpp")), "") << "own patterns replace the default ones";
}

TEST(Filter, HeaderFilterDoesNotAskAboutMainFiles) {
  Options options = defaults();
  options.headerFilter = "^include/";
  Filter filter(options, {"src/a.cpp"});
  EXPECT_EQ(filter.whyHidden(loop("src/a.cpp")), "");
  EXPECT_EQ(filter.whyHidden(loop("include/a.h")), "");
  EXPECT_NE(filter.whyHidden(loop("src/a.h")), "");
}

TEST(Filter, MinStatus) {
  using rules::Status;
  Options options = defaults();
  options.all = true;
  options.minStatus = "conditional";
  Filter conditional(options, {});
  EXPECT_EQ(conditional.whyHidden(loop("a.cpp", Status::Independent)), "");
  EXPECT_EQ(conditional.whyHidden(loop("a.cpp", Status::Conditional)), "");
  EXPECT_NE(conditional.whyHidden(loop("a.cpp", Status::Unknown)), "");
  EXPECT_NE(conditional.whyHidden(loop("a.cpp", Status::Dependent)), "");
  options.minStatus = "independent";
  Filter independent(options, {});
  EXPECT_EQ(independent.whyHidden(loop("a.cpp", Status::Independent)), "");
  EXPECT_NE(independent.whyHidden(loop("a.cpp", Status::Conditional)), "");
  rules::Region call = loop("a.cpp", Status::Unknown);
  call.kind = rules::RegionKind::Call;
  EXPECT_EQ(independent.whyHidden(call), "") << "has no independence";
}

TEST(Filter, TopCountsWhatIsListed) {
  Options options = defaults();
  options.top = 2;
  std::vector<rules::Region> regions{loop("vendor/a.cpp"), loop("b.cpp"), loop("c.cpp"), loop("d.cpp")};
  auto visible = Filter(options, {}).visible(regions);
  ASSERT_EQ(visible.size(), 2u);
  EXPECT_EQ(visible[0], &regions[1]);
  EXPECT_EQ(visible[1], &regions[2]);
}

TEST(Filter, RefusesBadPatterns) {
  Options options;
  options.headerFilter = "(";
  EXPECT_THROW(Filter(options, {}), Error);
  options.headerFilter = ".*";
  options.exclude = {"a[b"};
  EXPECT_THROW(Filter(options, {}), Error);
}

} // namespace
} // namespace overlap::tool
