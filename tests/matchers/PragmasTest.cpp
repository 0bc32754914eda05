#include "tests/matchers/Unit.h"

#include <set>

namespace overlap::matchers {
namespace {

/// The pragmas of each loop of a function in the order of the loops, then those of all other statements
/// together, and last those that stand before none.
std::vector<std::vector<std::string>> pragmasOf(const Unit &unit, std::string_view function) {
  const facts::Body &body = unit.facts.tables.bodies.at(unit.function(function).body);
  std::vector<std::vector<std::string>> all;
  auto add = [&](const std::vector<facts::Id> &pragmas) {
    for (facts::Id pragma : pragmas)
      all.back().push_back(unit.str(pragma));
  };
  std::set<facts::Id> loops;
  for (std::size_t i = 1; i < body.loops.size(); ++i) {
    all.emplace_back();
    add(body.stmts[body.loops[i].stmt].pragmas);
    loops.insert(body.loops[i].stmt);
  }
  all.emplace_back();
  for (facts::Id stmt = 1; stmt < body.stmts.size(); ++stmt)
    if (!loops.contains(stmt))
      add(body.stmts[stmt].pragmas);
  all.emplace_back();
  add(body.pragmas);
  return all;
}

using All = std::vector<std::vector<std::string>>;

TEST(Pragmas, StandBeforeTheirLoop) {
  Unit unit("void f(int *a) {\n"
            "#pragma omp   parallel for \\\n"
            "    private(x) // why\n"
            "  /* a comment */\n"
            "  for (int i = 0; i < 3; ++i)\n"
            "    for (int j = 0; j < 3; ++j) a[i] = j;\n"
            "  #  pragma omp parallel\n"
            "  { a[0] = 1; }\n"
            "#pragma GCC unroll 4\n"
            "  for (int i = 0; i < 3; ++i) a[i] = 0;\n"
            "}");
  EXPECT_EQ(pragmasOf(unit, "f(int *)"),
            (All{{"omp parallel for private(x)"}, {}, {}, {"omp parallel"}, {}}));
}

TEST(Pragmas, SeveralBeforeOneLoop) {
  Unit unit("void f(int *a) {\n"
            "#pragma omp parallel\n"
            "#pragma omp for schedule(static)\n"
            "  for (int i = 0; i < 3; ++i) a[i] = 0;\n"
            "}");
  EXPECT_EQ(pragmasOf(unit, "f(int *)"), (All{{"omp parallel", "omp for schedule(static)"}, {}, {}}));
}

TEST(Pragmas, AsOperatorsAndInMacros) {
  Unit unit("#define PRAGMA(x) _Pragma(#x)\n"
            "#define PARALLEL(x) PRAGMA(omp parallel for x)\n"
            "#define LOOP _Pragma(\"omp simd\") for (int i = 0; i < 3; ++i)\n"
            "void f(int *a) {\n"
            "  _Pragma(\"omp for\") for (int i = 0; i < 3; ++i) a[i] = 0;\n"
            "  PARALLEL(private(y))\n"
            "  for (int i = 0; i < 3; ++i) a[i] = 0;\n"
            "  LOOP for (int j = 0; j < 3; ++j) a[i] = j;\n"
            "  LOOP a[i] = 0;\n"
            "}");
  EXPECT_EQ(pragmasOf(unit, "f(int *)"),
            (All{{"omp for"}, {"omp parallel for private(y)"}, {"omp simd"}, {}, {"omp simd"}, {}, {}}));
}

TEST(Pragmas, OfAnyStatement) {
  Unit unit("void f(int *a) {\n"
            "  for (int i = 0; i < 3; ++i) {\n"
            "#pragma omp critical\n"
            "    a[0] += i;\n"
            "#pragma omp barrier\n"
            "  }\n"
            "}");
  EXPECT_EQ(pragmasOf(unit, "f(int *)"), (All{{}, {"omp critical"}, {"omp barrier"}}));
}

TEST(Pragmas, OfInstancesToo) {
  Unit unit("template <class T> void f(T *a) {\n"
            "#pragma omp parallel for\n"
            "  for (int i = 0; i < 3; ++i) a[i] = 0;\n"
            "}\n"
            "template void f(int *);\n");
  EXPECT_EQ(pragmasOf(unit, "f(int *)"), (All{{"omp parallel for"}, {}, {}}));
}

} // namespace
} // namespace overlap::matchers
