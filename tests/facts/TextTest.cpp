#include "facts/Text.h"
#include "facts/Error.h"
#include "facts/Parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace overlap::facts {
namespace {

constexpr const char *kScale = R"facts(
unit "scale.cpp"
function "scale(double*, const double*, int)" -> void symbol="c:@F@scale" @"scale.cpp":1:6 {
  param out: double*
  param in: const double*
  param n: int
  local i: int const
  stmt s1: block
  stmt s2: for parent=s1 @2:3-4:4
  stmt s3: expr parent=s2 role=loopBody textHash=77
  loop L1: for stmt=s2 header=B2 bodyStmt=s3 pragmas=["omp parallel for"] @2:3
  B1:
    begin i
    s2 init i = 0
    -> B2
  B2:
    e3 = read i
    e4 = read n
    branch e3 < e4 ? B3 : B4 at=s2
  B3:
    s3 e5 = read out @3:5
    e6 = read i; e7 = read in
    e8 = read ptr(e7)[e6]`in[i]`
    write ptr(e5)[e6] = e8 * 2.0
    e9 = read i
    inc i = e9 + 1
    -> B2
  B4:
    exit
}
)facts";

std::string again(const std::string &text) { return dump(parseText(text)); }

TEST(Text, ParsesTheExample) {
  UnitFacts facts = parseText(kScale);
  ASSERT_EQ(facts.tables.functions.size(), 2u);
  const Function &f = facts.tables.functions[1];
  EXPECT_EQ(facts.tables.str(f.qualifiedName), "scale");
  EXPECT_EQ(f.params.size(), 3u);
  const Body &body = facts.tables.bodies[f.body];
  EXPECT_EQ(body.blocks.size(), 5u);
  EXPECT_EQ(body.exit, 4u);
  EXPECT_EQ(body.events.size(), 12u);
  const Event &store = body.events[9];
  ASSERT_EQ(store.kind, EventKind::Write);
  const Path &path = body.paths[store.path];
  EXPECT_EQ(path.root, RootKind::Pointer);
  EXPECT_EQ(facts.tables.types[path.type].kind, TypeKind::Float);
  EXPECT_EQ(body.values[store.value].bin, BinOp::Mul);
}

TEST(Text, RoundTripsTheExample) {
  std::string text = again(kScale);
  EXPECT_EQ(again(text), text) << text;
}

} // namespace
} // namespace overlap::facts
