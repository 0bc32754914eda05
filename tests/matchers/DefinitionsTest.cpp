#include "tests/matchers/Unit.h"

namespace overlap::matchers {
namespace {

using facts::BodyState;

TEST(Definitions, TemplatesAreTheirInstances) {
  Unit unit(R"(
    template <class T> T twice(T x) { return x + x; }
    template <class T> T unused(T x) { return x; }
    template <class T> struct Box { T get() { return T(); } T never() { return T(); } T late(); };
    template <class T> T Box<T>::late() { return T(); }
    template struct Box<char>;
    int f() { Box<int> b; return twice(1) + (int)twice(2.0) + b.get() + b.late(); })");
  EXPECT_EQ(unit.function("twice(int)").state, BodyState::Present);
  EXPECT_TRUE(unit.function("twice(int)").isTemplateInstance);
  EXPECT_EQ(unit.str(unit.function("twice(double)").templateArgs), "<double>");
  EXPECT_EQ(unit.function("twice(double)").loc.line, 2u);
  EXPECT_EQ(unit.function("Box<int>::get()").state, BodyState::Present);
  EXPECT_EQ(unit.function("Box<int>::late()").state, BodyState::Present);
  EXPECT_EQ(unit.function("Box<char>::never()").state, BodyState::Present);
  EXPECT_FALSE(unit.hasFunction("twice(T)"));
  EXPECT_EQ(unit.function("unused(T)").state, BodyState::NotInstantiated);
}

TEST(Definitions, ExplicitSpecialisationsFriendsAndNestedClasses) {
  Unit unit(R"(
    template <class T> struct A { struct In { void deep() {} }; friend void befriended(A) {} };
    template <> struct A<char> { void special() {} };
    template <class T> void f(T) {}
    template <> void f<long>(long) {}
    void use() { A<int>::In in; in.deep(); befriended(A<int>()); })");
  EXPECT_EQ(unit.function("A<int>::In::deep()").state, BodyState::Present);
  EXPECT_EQ(unit.function("A<char>::special()").state, BodyState::Present);
  EXPECT_EQ(unit.function("f(long)").state, BodyState::Present);
  EXPECT_EQ(unit.function("befriended(A<int>)").state, BodyState::Present);
}

TEST(Definitions, ImplicitMembersOnlyIfUsedAndNotTrivial) {
  Unit unit(R"(
    struct Part { Part(const Part &); Part(); ~Part(); };
    struct Used { Part p; };
    struct Unused { Part p; };
    struct Plain { int x; };
    void f(Used a, Plain p) { Used b = a; Plain q = p; })");
  EXPECT_EQ(unit.function("Used::Used(const Used &)").state, BodyState::Present);
  EXPECT_TRUE(unit.function("Used::Used(const Used &)").attrs & facts::AttrImplicit);
  EXPECT_EQ(unit.function("Used::~Used()").state, BodyState::Present);
  EXPECT_FALSE(unit.hasFunction("Unused::Unused(const Unused &)"));
  if (unit.hasFunction("Plain::Plain(const Plain &)")) {
    EXPECT_TRUE(unit.function("Plain::Plain(const Plain &)").attrs & facts::AttrTrivial);
    EXPECT_EQ(unit.function("Plain::Plain(const Plain &)").state, BodyState::None);
  }
}

TEST(Definitions, HeadersOfTheProjectCountAndSystemHeadersDoNot) {
  Unit unit(
      "#include \"mine.h\"\n#include <theirs.h>\nint f() { return mine() + theirs(); }",
      {"-isystem", "/project/sys"}, "input.cpp",
      {{"mine.h", "inline int mine() { return 1; }"}, {"sys/theirs.h", "inline int theirs() { return 1; }"}});
  EXPECT_EQ(unit.function("mine()").state, BodyState::Present);
  EXPECT_EQ(unit.fileName(unit.function("mine()").loc.file), "mine.h");
  EXPECT_EQ(unit.function("theirs()").state, BodyState::Skipped);
  EXPECT_TRUE(unit.function("theirs()").inSystemHeader);
  EXPECT_EQ(unit.facts.functionsSeen, 2u);
}

TEST(Definitions, Coroutines) {
  Unit unit(R"(
    #include <coroutine>
    struct Task { struct promise_type {
      Task get_return_object() { return {}; }
      std::suspend_never initial_suspend() noexcept { return {}; }
      std::suspend_never final_suspend() noexcept { return {}; }
      void return_void() {}
      void unhandled_exception() {}
    }; };
    Task go() { co_return; })",
            {"-std=c++20"});
  EXPECT_TRUE(unit.errors().empty());
  EXPECT_EQ(unit.function("go()").state, BodyState::Present);
  EXPECT_TRUE(unit.function("go()").attrs & facts::AttrCoroutine);
}

TEST(Definitions, BrokenBodiesCostOnlyThemselves) {
  Unit unit(
      "#include \"missing.h\"\nint good() { return 1; }\nint bad() { return undeclared; }\n"
      "int lambda() { auto l = [] { return nonsense(); }; return 1; }\nint alsoGood() { return good(); }");
  EXPECT_EQ(unit.function("good()").state, BodyState::Present);
  EXPECT_EQ(unit.function("bad()").state, BodyState::Broken);
  EXPECT_EQ(unit.function("lambda()").state, BodyState::Broken);
  EXPECT_EQ(unit.function("alsoGood()").state, BodyState::Present);
  ASSERT_EQ(unit.errors().size(), 3u);
  EXPECT_EQ(unit.errors()[0], "input.cpp:1:10: error: 'missing.h' file not found");
  EXPECT_TRUE(unit.facts.diagnostics[0].isFatal);
  EXPECT_EQ(unit.errors()[1], "input.cpp:3:20: error: use of undeclared identifier 'undeclared'");
  EXPECT_FALSE(unit.facts.diagnostics[1].isFatal);
}

TEST(Definitions, TemplatesAreInstantiatedBehindAMissingHeader) {
  Unit unit("#include \"missing.h\"\ntemplate <class T> T twice(T x) { return x + x; }\n"
            "int f() { return twice(2); }");
  EXPECT_EQ(unit.function("twice(int)").state, BodyState::Present);
}

TEST(Definitions, ErrorsAreCappedButAllCount) {
  std::string code;
  for (int i = 0; i < 60; ++i)
    code += "int f" + std::to_string(i) + "() { return x" + std::to_string(i) + "; }\n";
  Unit unit(code);
  EXPECT_EQ(unit.facts.diagnostics.size(), 20u);
  EXPECT_EQ(unit.function("f59()").state, BodyState::Broken);
}

} // namespace
} // namespace overlap::matchers
