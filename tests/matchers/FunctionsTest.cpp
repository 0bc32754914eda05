#include "tests/matchers/Unit.h"

namespace overlap::matchers {
namespace {

using facts::BodyState;
using facts::FunctionKind;

TEST(Functions, NamesDropTemplateArgumentsAndInlineAndUnnamedNamespaces) {
  Unit unit(R"(
    namespace a { inline namespace v1 { namespace {
      template <class T> struct Box {
        Box() {}
        ~Box() {}
        void set(const T &x) {}
        operator bool() const { return true; }
        bool operator==(const Box &) const { return true; }
      };
      void use() { Box<int> b; b.set(1); (void)(b == b); if (b) {} }
    } } })");
  EXPECT_EQ(unit.str(unit.function("a::Box<int>::set(const int &)").qualifiedName), "a::Box::set");
  EXPECT_EQ(unit.str(unit.function("a::Box<int>::Box()").qualifiedName), "a::Box::Box");
  EXPECT_EQ(unit.str(unit.function("a::Box<int>::~Box()").qualifiedName), "a::Box::~Box");
  EXPECT_EQ(unit.str(unit.function("a::Box<int>::operator bool()").qualifiedName), "a::Box::operator bool");
  EXPECT_EQ(unit.str(unit.function("a::Box<int>::operator==(const a::Box<int> &)").qualifiedName),
            "a::Box::operator==");
  EXPECT_EQ(unit.function("a::Box<int>::Box()").kind, FunctionKind::Constructor);
  EXPECT_EQ(unit.function("a::Box<int>::~Box()").kind, FunctionKind::Destructor);
  EXPECT_EQ(unit.function("a::Box<int>::operator bool()").kind, FunctionKind::Conversion);
  EXPECT_EQ(unit.function("a::Box<int>::set(const int &)").kind, FunctionKind::Method);
  EXPECT_EQ(unit.str(unit.function("a::Box<int>::set(const int &)").templateArgs), "<int>");
}

TEST(Functions, ParametersAndResult) {
  Unit unit("double f(int count, const char *name, ...) { return 0; }");
  const facts::Function &f = unit.function("f(int, const char *, ...)");
  ASSERT_EQ(f.params.size(), 2u);
  EXPECT_EQ(unit.str(f.params[1].name), "name");
  EXPECT_EQ(unit.str(unit.type(f.params[1].type).spelling), "const char *");
  EXPECT_EQ(unit.type(f.result).kind, facts::TypeKind::Float);
  EXPECT_TRUE(f.attrs & facts::AttrVariadic);
  EXPECT_EQ(f.loc.line, 1u);
  EXPECT_EQ(f.loc.col, 8u);
  EXPECT_EQ(f.loc.endCol, 9u);
}

TEST(Functions, Attributes) {
  Unit unit(R"(
    [[gnu::pure]] int p() { return 1; }
    [[gnu::const]] int c() { return 1; }
    [[noreturn]] void n() { for (;;) {} }
    void t() noexcept {}
    void m() noexcept(false) {}
    [[gnu::malloc]] void *alloc() { return nullptr; }
    void nb() [[clang::nonblocking]] {}
    void bl() [[clang::blocking]] {}
    constexpr int ce() { return 1; }
    struct S { virtual void v() const {} static void s() {} virtual void f() final {} ~S() {} };
    int main() { return 0; })");
  EXPECT_TRUE(unit.function("p()").attrs & facts::AttrPure);
  EXPECT_TRUE(unit.function("c()").attrs & facts::AttrConst);
  EXPECT_TRUE(unit.function("n()").attrs & facts::AttrNoReturn);
  EXPECT_TRUE(unit.function("t()").attrs & facts::AttrNoThrow);
  EXPECT_FALSE(unit.function("m()").attrs & facts::AttrNoThrow);
  EXPECT_TRUE(unit.function("alloc()").attrs & facts::AttrMalloc);
  EXPECT_TRUE(unit.function("nb()").attrs & facts::AttrNonBlocking);
  EXPECT_TRUE(unit.function("bl()").attrs & facts::AttrBlocking);
  EXPECT_TRUE(unit.function("ce()").attrs & facts::AttrConstexpr);
  EXPECT_TRUE(unit.function("S::v()").attrs & facts::AttrVirtual);
  EXPECT_TRUE(unit.function("S::v()").attrs & facts::AttrConstMethod);
  EXPECT_TRUE(unit.function("S::s()").attrs & facts::AttrStatic);
  EXPECT_TRUE(unit.function("S::f()").attrs & facts::AttrFinal);
  EXPECT_TRUE(unit.function("S::~S()").attrs & facts::AttrNoThrow);
  EXPECT_TRUE(unit.function("main()").attrs & facts::AttrInMain);
}

TEST(Functions, LambdasAreNamedByTheirFunctionAndNumber) {
  Unit unit(R"(
    auto global = [](int x) { return x; };
    struct S { int member = [] { return 1; }(); };
    int f(int a) {
      auto one = [a](int x) { auto inner = [](int y) { return y; }; return inner(x) + a; };
      auto two = [](auto x) { return x; };
      S s;
      return one(1) + two(2) + (int)two(2.0) + s.member;
    })");
  const facts::Function &one = unit.function("f(int)::lambda#1");
  EXPECT_EQ(one.kind, FunctionKind::Lambda);
  EXPECT_EQ(one.state, BodyState::Present);
  EXPECT_EQ(unit.str(one.qualifiedName), "f::lambda#1");
  EXPECT_EQ(&unit.facts.tables.functions[one.enclosing], &unit.function("f(int)"));
  EXPECT_TRUE(unit.facts.tables.records[one.record].isLambda);
  EXPECT_EQ(unit.symbol(one).linkage, facts::Linkage::None);
  EXPECT_EQ(unit.function("f(int)::lambda#1::lambda#1").state, BodyState::Present);
  EXPECT_EQ(unit.function("lambda#1").state, BodyState::Present);
  EXPECT_EQ(unit.function("S::lambda#2").state, BodyState::Present);
  int instances = 0;
  for (const facts::Function &each : unit.facts.tables.functions)
    instances += unit.str(each.displayName) == "f(int)::lambda#2" && each.state == BodyState::Present;
  EXPECT_EQ(instances, 2);
}

TEST(Functions, KeysOfLambdasDoNotMoveWithTheSource) {
  auto keys = [](const Unit &unit) {
    std::vector<std::string> all;
    for (const facts::Function &each : unit.facts.tables.functions)
      all.push_back(unit.usr(each));
    return all;
  };
  std::string code = R"(
    template <class F> int call(F f) { return f(1); }
    int g() { struct Local { int m() { return 2; } }; return call([](int x) { return x; }) + Local().m(); }
    int h() { return call([](auto x) { return x; }); })";
  Unit before(code), after("/* a long comment\n that moves everything */ int other;\n" + code);
  EXPECT_EQ(keys(before), keys(after));
  std::vector<std::string> distinct = keys(before);
  std::sort(distinct.begin(), distinct.end());
  EXPECT_EQ(std::unique(distinct.begin(), distinct.end()), distinct.end());
}

TEST(Functions, InternalLinkageHasItsFileAsScope) {
  Unit unit("static int helper() { return 1; }\nnamespace { int other() { return helper(); } }\n"
            "inline int shared() { return other(); }\n[[gnu::weak]] int weak() { return 1; }\n"
            "int plain() { return shared(); }",
            {}, "src/deep/util.cpp");
  EXPECT_EQ(unit.symbol(unit.function("helper()")).linkage, facts::Linkage::Internal);
  EXPECT_EQ(unit.scope(unit.function("helper()")), "src/deep/util.cpp");
  EXPECT_EQ(unit.scope(unit.function("other()")), "src/deep/util.cpp");
  EXPECT_EQ(unit.symbol(unit.function("shared()")).linkage, facts::Linkage::Odr);
  EXPECT_EQ(unit.symbol(unit.function("weak()")).linkage, facts::Linkage::Weak);
  EXPECT_EQ(unit.symbol(unit.function("plain()")).linkage, facts::Linkage::External);
  EXPECT_EQ(unit.scope(unit.function("plain()")), "");
}

TEST(Functions, HeadersAsTheyAreIncluded) {
  Unit unit("#include <math.h>\n#include \"lib/api.h\"\nint f() { return api() + (int)sqrt(2.0); }",
            {"-I/project/include"}, "input.cpp", {{"include/lib/api.h", "int api();\n"}});
  EXPECT_EQ(unit.str(unit.function("api()").header), "lib/api.h");
  EXPECT_FALSE(unit.function("api()").inSystemHeader);
  EXPECT_EQ(unit.function("api()").state, BodyState::None);
  EXPECT_EQ(unit.function("f()").header, 0u);
  const facts::Function &root = unit.function("sqrt(double)");
  EXPECT_TRUE(root.inSystemHeader);
  EXPECT_TRUE(root.attrs & facts::AttrBuiltin);
}

TEST(Functions, EnclosingFunctionOfLocalClasses) {
  Unit unit("int f() { struct Local { int m() { return 2; } } l; return l.m(); }");
  const facts::Function &m = unit.function("f()::Local::m()");
  EXPECT_EQ(m.state, BodyState::Present);
  EXPECT_EQ(&unit.facts.tables.functions[m.enclosing], &unit.function("f()"));
  EXPECT_EQ(unit.scope(m), "input.cpp");
}

TEST(Functions, C) {
  Unit unit("#include <stdio.h>\nint main(void) { printf(\"x\"); return 0; }", {}, "main.c");
  EXPECT_FALSE(unit.facts.language.cplusplus);
  const facts::Function &print = unit.function("printf(const char *restrict, ...)");
  EXPECT_TRUE(print.inSystemHeader);
  EXPECT_EQ(unit.str(print.header), "stdio.h");
  EXPECT_EQ(unit.str(print.qualifiedName), "printf");
}

} // namespace
} // namespace overlap::matchers
