#include "tests/matchers/Unit.h"

namespace overlap::matchers {
namespace {

using facts::Storage;

TEST(Globals, ConstantsAndTheirValues) {
  Unit unit(R"(
    namespace n { const int size = 3 * 4; constexpr unsigned char mask = 0xf0; }
    enum E { e = -5 }; const E which = e;
    int runTime(); const int dynamic = runTime();
    int plain; extern const int elsewhere;
    struct M { mutable int m; }; const M changing{};
    const double pi = 3.0;
    static int *const pointer = &plain;
    void use(const void *...);
    int f() {
      use(&n::size, &n::mask, &which);
      return dynamic + plain + elsewhere + changing.m + (int)pi + *pointer;
    })");
  const facts::Global &size = unit.global("n::size");
  EXPECT_TRUE(size.isConst && size.constInit && size.hasConstValue);
  EXPECT_EQ(size.constValue, 12);
  EXPECT_EQ(unit.global("n::mask").constValue, 0xf0);
  EXPECT_EQ(unit.global("which").constValue, -5);
  EXPECT_TRUE(unit.global("dynamic").isConst);
  EXPECT_FALSE(unit.global("dynamic").constInit);
  EXPECT_FALSE(unit.global("dynamic").hasConstValue);
  EXPECT_FALSE(unit.global("plain").isConst);
  EXPECT_TRUE(unit.global("plain").constInit);
  EXPECT_FALSE(unit.global("elsewhere").constInit);
  EXPECT_FALSE(unit.global("changing").isConst);
  EXPECT_TRUE(unit.global("pi").isConst && unit.global("pi").constInit);
  EXPECT_TRUE(unit.global("pointer").isConst);
}

TEST(Globals, AConstantMayHaveItsValueInTheClassAndItsDefinitionOutside) {
  Unit unit("struct K { static const int n = 4; }; const int K::n; int f() { return K::n; }\n"
            "const int *g() { return &K::n; }");
  EXPECT_EQ(unit.function("f()").state, facts::BodyState::Present);
  EXPECT_EQ(unit.global("K::n").constValue, 4);
}

TEST(Globals, StorageAndKeys) {
  Unit unit(R"(
    #include <string>
    thread_local int perThread;
    static int mine;
    std::string text = "x";
    struct S { static int member; inline static int shared = 2; };
    int S::member;
    template <class T> int counted() { static int count; return ++count; }
    int f() {
      static int count = 1;
      { static int count; ++count; }
      return perThread + mine + S::member + S::shared + count + text.size() + counted<int>() + counted<char>();
    })");
  EXPECT_EQ(unit.global("perThread").storage, Storage::ThreadLocal);
  EXPECT_EQ(unit.symbol(unit.global("mine")).linkage, facts::Linkage::Internal);
  EXPECT_EQ(unit.scope(unit.global("mine")), "input.cpp");
  EXPECT_EQ(unit.symbol(unit.global("S::member")).linkage, facts::Linkage::External);
  EXPECT_EQ(unit.symbol(unit.global("S::shared")).linkage, facts::Linkage::Odr);
  EXPECT_FALSE(unit.global("text").constInit);
  EXPECT_EQ(unit.global("f()::count").storage, Storage::StaticLocal);
  std::vector<std::string> keys;
  for (std::size_t i = 1; i < unit.facts.tables.globals.size(); ++i)
    keys.push_back(unit.usr(unit.facts.tables.globals[i]));
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::unique(keys.begin(), keys.end()), keys.end());
}

TEST(Globals, OfC) {
  Unit unit("static const int n = 3; const int table[2] = {1, 2}; int g;\n"
            "int f(void) { static int s; const int *p = &n; return *p + table[g] + g + ++s; }",
            {}, "a.c");
  EXPECT_EQ(unit.global("n").constValue, 3);
  EXPECT_TRUE(unit.global("table").isConst && unit.global("table").constInit);
  EXPECT_TRUE(unit.global("g").constInit);
  EXPECT_TRUE(unit.global("f()::s").constInit);
}

TEST(Locations, OfMacros) {
  Unit unit("#define INNER(x) ((x) + value())\n"
            "#define OUTER(x) INNER(x)\n"
            "int value();\n"
            "int f(int a) {\n"
            "  return OUTER(a);\n"
            "}");
  const facts::Body &body = unit.facts.tables.bodies.at(unit.function("f(int)").body);
  bool found = false;
  for (const facts::Event &event : body.events)
    if (event.kind == facts::EventKind::Call) {
      const facts::Loc &loc = body.locs.at(event.loc);
      EXPECT_EQ(loc.line, 5u);
      EXPECT_EQ(loc.col, 10u);
      EXPECT_EQ(loc.endCol, 18u);
      EXPECT_EQ(unit.str(loc.macro), "OUTER");
      EXPECT_EQ(loc.spellLine, 1u);
      EXPECT_EQ(loc.spellCol, 25u);
      found = true;
    }
  EXPECT_TRUE(found);
}

} // namespace
} // namespace overlap::matchers
