#include "tests/matchers/Unit.h"

#include "matchers/Paths.h"

#include <llvm/Support/VirtualFileSystem.h>

namespace overlap::matchers {
namespace {

TEST(UnitFacts, LanguageAndFiles) {
  Unit unit("#include \"a/b.h\"\n#include <stddef.h>\nint f() { return 0; }",
            {"-std=c++17", "-fwrapv", "-fno-strict-aliasing", "-fno-exceptions", "-funsigned-char",
             "-D_OPENMP=202011"},
            "src/main.cpp", {{"src/a/b.h", ""}});
  EXPECT_EQ(unit.facts.mainFile, "src/main.cpp");
  const facts::Language &language = unit.facts.language;
  EXPECT_TRUE(language.cplusplus);
  EXPECT_EQ(unit.str(language.standard), "c++17");
  EXPECT_TRUE(language.wrapv);
  EXPECT_FALSE(language.exceptions);
  EXPECT_FALSE(language.charSigned);
  EXPECT_TRUE(language.openmp);
  EXPECT_EQ(language.pointerBits, 64u);
  std::vector<std::string> deps;
  for (facts::Id file : unit.facts.deps)
    deps.push_back(unit.fileName(file));
  EXPECT_TRUE(std::find(deps.begin(), deps.end(), "src/main.cpp") != deps.end());
  EXPECT_TRUE(std::find(deps.begin(), deps.end(), "src/a/b.h") != deps.end());
  auto system =
      std::find_if(deps.begin(), deps.end(), [](auto &name) { return name.ends_with("/stddef.h"); });
  ASSERT_NE(system, deps.end());
  EXPECT_TRUE(unit.facts.tables.files[unit.facts.deps[system - deps.begin()]].system);
}

TEST(UnitFacts, StrictAliasingFollowsTheCommand) {
  EXPECT_FALSE(Unit("", {"-O2", "-fno-strict-aliasing"}).facts.language.strictAliasing);
}

TEST(UnitFacts, AMissingMainFileIsAnError) {
  Unit unit("#error stop here\n");
  EXPECT_EQ(unit.errors(), std::vector<std::string>{"input.cpp:1:2: error: stop here"});
}

TEST(UnitFacts, TheSameSourceGivesTheSameTables) {
  std::string code = R"(
    #include <map>
    #include <string>
    struct A { std::map<std::string, int> m; void f() { m["x"]++; } };
    int g(A a) { auto l = [&](auto x) { return x + a.m.size(); }; return l(1); })";
  Unit one(code), two(code);
  EXPECT_EQ(one.facts.tables.strings, two.facts.tables.strings);
  EXPECT_EQ(one.facts.tables.types, two.facts.tables.types);
  ASSERT_EQ(one.facts.tables.functions.size(), two.facts.tables.functions.size());
  for (const std::string &text : one.facts.tables.strings)
    EXPECT_EQ(text.find("/project"), std::string::npos) << text;
}

TEST(Comments, Suppressions) {
  Unit unit("int a; // NOLINT\n"
            "int b; // NOLINT(overlap-a, overlap-b): they said so\n"
            "// NOLINTNEXTLINE(overlap-*) because\n"
            "int c;\n"
            "/* NOLINTBEGIN(x)\n   NOLINTEND(x) */\n"
            "// NOLINT() and XNOLINT and NOLINTED are none\n"
            "const char *s = \"// NOLINT\";\n");
  const std::vector<facts::Comment> &comments = unit.facts.comments;
  ASSERT_EQ(comments.size(), 5u);
  EXPECT_EQ(comments[0].kind, facts::CommentKind::NoLint);
  EXPECT_EQ(comments[0].line, 1u);
  EXPECT_TRUE(comments[0].rules.empty());
  EXPECT_EQ(unit.fileName(comments[0].file), "input.cpp");
  ASSERT_EQ(comments[1].rules.size(), 2u);
  EXPECT_EQ(unit.str(comments[1].rules[1]), "overlap-b");
  EXPECT_EQ(unit.str(comments[1].reason), "they said so");
  EXPECT_EQ(comments[2].kind, facts::CommentKind::NoLintNextLine);
  EXPECT_EQ(unit.str(comments[2].reason), "because");
  EXPECT_EQ(comments[3].kind, facts::CommentKind::NoLintBegin);
  EXPECT_EQ(comments[3].line, 5u);
  EXPECT_EQ(comments[4].kind, facts::CommentKind::NoLintEnd);
  EXPECT_EQ(comments[4].line, 6u);
}

TEST(Comments, OfHeadersToo) {
  Unit unit("#include \"h.h\"\n", {}, "a.cpp", {{"h.h", "\nint x; // NOLINT(y)\n"}});
  ASSERT_EQ(unit.facts.comments.size(), 1u);
  EXPECT_EQ(unit.fileName(unit.facts.comments[0].file), "h.h");
  EXPECT_EQ(unit.facts.comments[0].line, 2u);
}

TEST(Paths, RelativeToTheRoot) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fs = llvm::vfs::getRealFileSystem();
  ProjectPaths paths("/a/project/", *fs);
  EXPECT_EQ(paths.name("/a/project/src/x.c"), "src/x.c");
  EXPECT_EQ(paths.name("/a/project/src/../inc/./x.h"), "inc/x.h");
  EXPECT_EQ(paths.name("/a/project2/x.c"), "/a/project2/x.c");
  EXPECT_EQ(paths.name("/a/x.c"), "/a/x.c");
  EXPECT_EQ(ProjectPaths("", *fs).name("/a/x.c"), "/a/x.c");
}

} // namespace
} // namespace overlap::matchers
