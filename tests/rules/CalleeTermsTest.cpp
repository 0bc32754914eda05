#include "rules/dependence/LoopAnalysis.h"

#include "EffectsFixture.h"

using namespace overlap;
using namespace overlap::rules;

namespace {

/// Functions with elements that their parameters choose.
const char *const kCallees = R"facts(
global stride: int
function "el(int*, int, int)" -> int* {
  param p: int*
  param i: int
  param j: int
  B1:
    e1 = read p
    e2 = read i
    e3 = read ::stride
    e4 = read j
    return &ptr(e1)[e2 * e3 + e4]
    -> B2
  B2:
    exit
}
function "twice(int)" -> int {
  param i: int
  B1:
    e1 = read i
    return 2 * e1
    -> B2
  B2:
    exit
}
function "fill(int*, int)" -> void {
  param p: int*
  param n: int
  local j: int
  stmt s1: for @20:3
  loop L1: for stmt=s1 header=B2 bodyStmt=s1 @20:3
  B1:
    init j = 0
    -> B2
  B2:
    e1 = read j
    e2 = read n
    branch e1 < e2 ? B3 : B4 at=s1
  B3:
    e3 = read p
    e4 = read j
    write ptr(e3)[e4] = 0
    e5 = read j
    inc j = e5 + 1 op=+
    -> B2
  B4:
    exit
}
function "down(int*, int)" -> void {
  param p: int*
  param i: int
  B1:
    e1 = read p
    e2 = read i
    write ptr(e1)[e2] = 0
    e3 = read i
    call "down(int*, int)"(e1, e3 - 1)
    -> B2
  B2:
    exit
}
)facts";

const char *const kBody = R"facts(
function "f(int*, int)" -> void {
  param a: int*
  param n: int
  local i: int
  stmt s1: block
  stmt s2: for parent=s1 @2:3-9:4
  stmt s3: expr parent=s2 role=loopBody @3:5
  loop L1: for stmt=s2 header=B2 bodyStmt=s3 @2:3
  B1:
    init i = 0
    -> B2
  B2:
    e1 = read i
    e2 = read n
    branch e1 < e2 ? B3 : B9 at=s2
  B3:
    e10 = read a
    e11 = read i
BODY
    e90 = read i
    inc i = e90 + 1 op=+
    -> B2
  B9:
    exit
}
)facts";

std::string program(const std::string &body) {
  std::string text = kBody;
  return kCallees + text.replace(text.find("BODY"), 4, body);
}

Independence judge(const std::string &body) {
  const Analysed analysed(program(body));
  return LoopAnalysis(analysed.effects).analyse({analysed.body("f"), 1, 0}).independence;
}

TEST(CalleeTerms, AReturnedReferenceCarriesItsSubscript) {
  const Independence r =
      judge("    e12 = call \"el(int*, int, int)\"(e10, 0, e11)\n    s3 write ptr(e12) = 1");
  EXPECT_EQ(r.status, Status::Conditional) << r.reason;
  ASSERT_EQ(r.assumptions.size(), 1u); // the elements might be the stride
  EXPECT_EQ(r.assumptions[0].kind, AssumptionKind::NoAlias);
}

TEST(CalleeTerms, WhatACalleeReadsIsASymbol) {
  const Independence r =
      judge("    e12 = call \"el(int*, int, int)\"(e10, e11, 0)\n    s3 write ptr(e12) = 1");
  EXPECT_EQ(r.status, Status::Conditional) << r.reason;
  EXPECT_TRUE(std::ranges::any_of(r.assumptions, [](const Assumption &a) { // the stride may be 0
    return a.kind == AssumptionKind::Other;
  }));
}

TEST(CalleeTerms, UnlessTheLoopWritesIt) {
  const Independence r =
      judge("    e12 = call \"el(int*, int, int)\"(e10, e11, 0)\n    s3 write ptr(e12) = 1\n"
            "    s3 write ::stride = e11");
  EXPECT_NE(r.status, Status::Independent);
  EXPECT_NE(r.status, Status::Conditional);
}

TEST(CalleeTerms, ReturnedIntegersAreComputed) {
  EXPECT_EQ(judge("    e12 = call \"twice(int)\"(e11)\n    s3 write ptr(e10)[e12] = 1").status,
            Status::Independent);
  EXPECT_EQ(judge("    e12 = call \"twice(int)\"(e11)\n    e13 = read ptr(e10)[e11]\n"
                  "    s3 write ptr(e10)[e12] = e13")
                .status,
            Status::Dependent);
}

TEST(CalleeTerms, CountersOfCalleesStayBetweenTheirBounds) {
  EXPECT_EQ(judge("    s3 call \"fill(int*, int)\"(&ptr(e10)[e11 * 4], 4)").status, Status::Independent);
  EXPECT_EQ(judge("    s3 call \"fill(int*, int)\"(&ptr(e10)[e11 * 4], 5)").status, Status::Dependent);
}

TEST(CalleeTerms, RecursionCollapses) {
  const Independence r = judge("    s3 call \"down(int*, int)\"(e10, e11)");
  EXPECT_NE(r.status, Status::Independent);
  EXPECT_NE(r.status, Status::Conditional);
}

} // namespace
