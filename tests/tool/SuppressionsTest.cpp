#include "tool/Suppressions.h"

#include <gtest/gtest.h>

namespace overlap::tool {
namespace {

using facts::CommentKind;

TEST(CoversRule, ReadsNamesAndGlobs) {
  const char *rule = "overlap-parallel-loop";
  EXPECT_TRUE(coversRule({}, rule));
  EXPECT_TRUE(coversRule({"*"}, rule));
  EXPECT_TRUE(coversRule({"overlap-*"}, rule));
  EXPECT_TRUE(coversRule({"bugprone-x", "overlap-parallel-loop"}, rule));
  EXPECT_FALSE(coversRule({"bugprone-*"}, rule));
  EXPECT_FALSE(coversRule({"overlap-parallel"}, rule));
  EXPECT_FALSE(coversRule({"*", "-overlap-parallel-*"}, rule));
  EXPECT_TRUE(coversRule({"-overlap-*", "overlap-parallel-loop"}, rule));
}

class SuppressionsTest : public testing::Test {
protected:
  facts::Tables tables;
  std::vector<facts::Comment> comments;

  facts::Id string(const std::string &text) {
    tables.strings.push_back(text);
    return static_cast<facts::Id>(tables.strings.size() - 1);
  }

  void add(CommentKind kind, unsigned line, const std::vector<std::string> &names = {},
           const std::string &reason = "") {
    if (tables.files.size() == 1)
      tables.files.push_back({string("src/a.cpp"), false});
    facts::Comment comment{1, line, kind, {}, string(reason)};
    for (const std::string &name : names)
      comment.rules.push_back(string(name));
    comments.push_back(comment);
  }

  bool suppressed(unsigned line, const char *rule = "overlap-parallel-loop", const char *file = "src/a.cpp") {
    return Suppressions(tables, comments).find(rule, {file, line, 3}).suppressed;
  }
};

TEST_F(SuppressionsTest, NoLintCoversItsLine) {
  add(CommentKind::NoLint, 5);
  EXPECT_TRUE(suppressed(5));
  EXPECT_FALSE(suppressed(4));
  EXPECT_FALSE(suppressed(6));
  EXPECT_FALSE(suppressed(5, "overlap-parallel-loop", "src/b.cpp"));
}

TEST_F(SuppressionsTest, NextLineCoversTheOneAfter) {
  add(CommentKind::NoLintNextLine, 5, {"overlap-parallel-loop"});
  EXPECT_TRUE(suppressed(6));
  EXPECT_FALSE(suppressed(5));
  EXPECT_FALSE(suppressed(6, "overlap-independent-calls"));
}

TEST_F(SuppressionsTest, BlocksNestAndMatchByTheirLists) {
  add(CommentKind::NoLintBegin, 10);
  add(CommentKind::NoLintBegin, 20, {"overlap-*"});
  add(CommentKind::NoLintEnd, 30);
  add(CommentKind::NoLintEnd, 40, {"overlap-*"});
  EXPECT_FALSE(suppressed(9));
  EXPECT_TRUE(suppressed(15));
  EXPECT_TRUE(suppressed(35));
  EXPECT_FALSE(suppressed(41));
  EXPECT_TRUE(suppressed(25, "bugprone-x"));
  EXPECT_FALSE(suppressed(35, "bugprone-x"));
}

TEST_F(SuppressionsTest, ABlockThatIsNeverClosedCoversNothing) {
  add(CommentKind::NoLintBegin, 10);
  add(CommentKind::NoLintEnd, 5);
  add(CommentKind::NoLintEnd, 20, {"other"});
  EXPECT_FALSE(suppressed(15));
}

TEST_F(SuppressionsTest, RegionsSayByWhichCommentAndWhy) {
  add(CommentKind::NoLint, 5, {"overlap-*"}, "measured: no gain");
  std::vector<rules::Region> regions(2);
  regions[0].rule = regions[1].rule = "overlap-parallel-loop";
  regions[0].location = {"src/a.cpp", 5, 1};
  regions[1].location = {"src/a.cpp", 6, 1};
  applySuppressions(Suppressions(tables, comments), regions);
  EXPECT_TRUE(regions[0].suppressed);
  EXPECT_EQ(regions[0].suppressionReason, "NOLINT at line 5: measured: no gain");
  EXPECT_FALSE(regions[1].suppressed);
}

} // namespace
} // namespace overlap::tool
