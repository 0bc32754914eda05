#include "facts/Parse.h"
#include "rules/Program.h"

#include <gtest/gtest.h>

#include <map>

namespace overlap::rules {
namespace {

using facts::parseText;

Id functionNamed(const Program &program, const std::string &usr, const std::string &scope = "") {
  for (Id id = 1; id < program.tables.functions.size(); ++id) {
    const facts::Symbol &symbol = program.tables.symbols[program.tables.functions[id].symbol];
    if (program.str(symbol.usr) == usr && program.str(symbol.scope) == scope)
      return id;
  }
  return 0;
}

const char *kCaller = R"facts(
unit "a.cpp"
function "run(int)" -> int symbol="c:run" {
  param n: int
  B1:
    e1 = read n
    e2 = call "twice(int)"(e1)
    return e2
    -> B2
  B2:
    exit
}
function "twice(int)" (x: int) -> int symbol="c:twice"
)facts";

const char *kCallee = R"facts(
unit "b.cpp"
function "twice(int)" -> int symbol="c:twice" {
  param x: int
  B1:
    e1 = read x
    return e1 * 2
    -> B2
  B2:
    exit
}
)facts";

std::string withStatic(const std::string &file, const std::string &value) {
  return "unit \"" + file + "\"\nfunction \"helper()\" -> int symbol=\"c:helper\"/internal/\"" + file +
         "\" {\n  B1:\n    return " + value + "\n    -> B2\n  B2:\n    exit\n}\n";
}

std::string withInline(const std::string &file, const std::string &value) {
  return "unit \"" + file + "\"\nfunction \"shared()\" -> int symbol=\"c:shared\"/odr {\n  B1:\n    return " +
         value + "\n    -> B2\n  B2:\n    exit\n}\n";
}

TEST(Link, DeclarationAndDefinitionBecomeOne) {
  Program program = link({parseText(kCaller), parseText(kCallee)});
  EXPECT_EQ(program.tables.functions.size(), 3u);
  Id twice = functionNamed(program, "c:twice");
  ASSERT_NE(twice, 0u);
  EXPECT_EQ(program.bodiesOf[twice].size(), 1u);
  Id run = functionNamed(program, "c:run");
  EXPECT_EQ(program.tables.bodies[program.bodiesOf[run][0]].calls[1].function, twice);
  EXPECT_EQ(program.tables.functions[twice].state, facts::BodyState::Present);
}

TEST(Link, DoesNotDependOnTheOrderOfUnits) {
  Program one = link({parseText(kCaller), parseText(kCallee), parseText(withStatic("c.cpp", "1"))});
  Program two = link({parseText(withStatic("c.cpp", "1")), parseText(kCallee), parseText(kCaller)});
  EXPECT_EQ(one.tables.strings, two.tables.strings);
  ASSERT_EQ(one.tables.functions.size(), two.tables.functions.size());
  for (Id id = 1; id < one.tables.functions.size(); ++id) {
    EXPECT_EQ(one.tables.functions[id].symbol, two.tables.functions[id].symbol);
    EXPECT_EQ(one.bodiesOf[id], two.bodiesOf[id]);
  }
}

TEST(Link, StaticsOfTwoFilesStayApart) {
  Program program = link({parseText(withStatic("a.c", "1")), parseText(withStatic("b.c", "2"))});
  Id a = functionNamed(program, "c:helper", "a.c"), b = functionNamed(program, "c:helper", "b.c");
  ASSERT_NE(a, 0u);
  ASSERT_NE(b, 0u);
  EXPECT_NE(a, b);
  EXPECT_EQ(program.bodiesOf[a].size(), 1u);
}

TEST(Link, EqualInlineBodiesAreKnownOnce) {
  Program program = link({parseText(withInline("a.cpp", "1")), parseText(withInline("b.cpp", "1"))});
  EXPECT_EQ(program.bodiesOf[functionNamed(program, "c:shared")].size(), 1u);
}

TEST(Link, UnequalBodiesOfOneKeyAreAllKept) {
  Program program = link({parseText(withInline("a.cpp", "1")), parseText(withInline("b.cpp", "2"))});
  EXPECT_EQ(program.bodiesOf[functionNamed(program, "c:shared")].size(), 2u);
}

TEST(Link, TwoStructsOfOneNameStayApart) {
  auto unit = [](const std::string &file, const std::string &field) {
    return parseText("unit \"" + file + "\"\nrecord node symbol=\"c:@S@node\" complete { field " + field +
                     "; }\nglobal g" + field[0] + ": node\n");
  };
  Program different = link({unit("a.c", "x: int"), unit("b.c", "y: double")});
  EXPECT_EQ(different.tables.records.size(), 3u);
  Program same = link({unit("a.c", "x: int"), unit("b.c", "x: int")});
  EXPECT_EQ(same.tables.records.size(), 2u);
}

TEST(Link, OverridersAreFoundTransitively) {
  Program program = link({parseText(R"facts(
unit "a.cpp"
record A complete polymorphic { method "A::f"; }
record B complete polymorphic { base A; method "B::f" overrides=["A::f"]; }
record C complete polymorphic { base B; method "C::f" overrides=["B::f"]; }
function "A::f()" -> void symbol="A::f" attrs=[virtual]
function "B::f()" -> void symbol="B::f" attrs=[virtual]
function "C::f()" -> void symbol="C::f" attrs=[virtual]
)facts")});
  EXPECT_EQ(program.overriders[functionNamed(program, "A::f")].size(), 2u);
  EXPECT_EQ(program.overriders[functionNamed(program, "B::f")].size(), 1u);
  EXPECT_TRUE(program.overriders[functionNamed(program, "C::f")].empty());
}

TEST(Link, KeepsTheWeakestGuaranteesOfAllUnits) {
  Program program = link({parseText("unit \"a.c\"\nlanguage strictAliasing wrapv=false\n"),
                          parseText("unit \"b.c\"\nlanguage strictAliasing=false wrapv\n")});
  EXPECT_FALSE(program.language.strictAliasing);
  EXPECT_TRUE(program.language.wrapv);
}

} // namespace
} // namespace overlap::rules
