#include "rules/dependence/LoopAnalysis.h"

#include "EffectsFixture.h"

#include <gmock/gmock.h>

using namespace overlap;
using namespace overlap::rules;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

/// for (int i = 0; i < BOUND; ++i) BODY, where BODY may use the labels from e10 on.
std::string counted(const std::string &body, const std::string &bound = "e2",
                    const std::string &index = "int", const std::string &after = "",
                    const std::string &params = "") {
  return "function \"f()\" -> void {\n  param a: int*\n  param b: int*\n  param n: int\n  param s: int\n" +
         params + "  local i: " + index +
         "\n  local sum: int\n"
         "  stmt s1: block\n  stmt s2: for parent=s1 @2:3-9:4\n  stmt s3: expr parent=s2 role=loopBody @3:5\n"
         "  loop L1: for stmt=s2 header=B2 bodyStmt=s3 @2:3\n"
         "  B1:\n    init i = 0\n    init sum = 0\n    -> B2\n"
         "  B2:\n    e1 = read i\n    e2 = read n\n    branch e1 < " +
         bound + " ? B3 : B9 at=s2\n  B3:\n" + body +
         "\n    e90 = read i\n    inc i = e90 + 1 op=+\n    -> B2\n  B9:\n" + after + "    exit\n}\n";
}

Independence judge(const std::string &text) {
  const Analysed analysed(text);
  return LoopAnalysis(analysed.effects).analyse({analysed.body("f"), 1, 0}).independence;
}

TEST(Loop, EachIterationItsOwnElement) {
  const Independence r = judge(counted("e10 = read a; e11 = read i; s3 write ptr(e10)[e11]`a[i]` = 1 @3:5"));
  EXPECT_EQ(r.status, Status::Independent) << r.reason;
}

TEST(Loop, ReadsTheElementBefore) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read ptr(e10)[e11 - 1]`a[i - 1]` @3:12\n"
                    "s3 write ptr(e10)[e11]`a[i]` = e12 @3:5"));
  EXPECT_EQ(r.status, Status::Dependent);
  ASSERT_FALSE(r.dependences.empty());
  EXPECT_EQ(r.dependences[0].kind, DependenceKind::Flow);
  EXPECT_EQ(r.dependences[0].distance, 1);
  EXPECT_EQ(r.dependences[0].subject, "a[i]");
}

TEST(Loop, EvenAndOddElementsNeverMeet) {
  const Independence r = judge(counted("e10 = read a; e11 = read i; e12 = read ptr(e10)[2 * e11 + 1]\n"
                                       "write ptr(e10)[2 * e11] = e12"));
  EXPECT_EQ(r.status, Status::Independent) << r.reason;
}

TEST(Loop, TwoPointersMayOverlap) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read b; e13 = read ptr(e12)[e11]`b[i]`\n"
                    "write ptr(e10)[e11]`a[i]` = e13"));
  EXPECT_EQ(r.status, Status::Conditional);
  ASSERT_EQ(r.assumptions.size(), 1u);
  EXPECT_EQ(r.assumptions[0].kind, AssumptionKind::NoAlias);
  EXPECT_THAT(r.assumptions[0].message, HasSubstr("'a' and 'b'"));
}

TEST(Loop, OneElementForAll) {
  const Independence r = judge(counted("e10 = read a; e11 = read i; write ptr(e10)[0]`a[0]` = e11"));
  EXPECT_NE(r.status, Status::Independent);
  EXPECT_NE(r.status, Status::Conditional);
}

TEST(Loop, SymbolicStrideMayBeZero) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read s; write ptr(e10)[e11 * e12]`a[i * s]` = 1"));
  EXPECT_EQ(r.status, Status::Conditional);
  ASSERT_EQ(r.assumptions.size(), 1u);
  EXPECT_EQ(r.assumptions[0].kind, AssumptionKind::Other);
  EXPECT_EQ(r.assumptions[0].message, "'s' is not 0");
}

TEST(Loop, NarrowIndexWraps) {
  auto body = [](const char *bound) {
    return counted("e10 = read a; e11 = read i\n"
                   "write ptr(e10)[cast(int, e11){unsigned char}]`a[(unsigned char)i]` = 1",
                   bound);
  };
  EXPECT_EQ(judge(body("1000")).status, Status::Dependent);
  EXPECT_EQ(judge(body("200")).status, Status::Independent);
}

TEST(Loop, SumIsAReduction) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read sum; e13 = read ptr(e10)[e11]\n"
                    "compound(+) sum = e12 + e13 op=+",
                    "e2", "int", "    e95 = read sum\n    return e95\n"));
  EXPECT_EQ(r.status, Status::Independent) << r.reason;
  ASSERT_EQ(r.reductions.size(), 1u);
  EXPECT_EQ(r.reductions[0].variable, "sum");
  EXPECT_EQ(r.reductions[0].op, "+");
}

TEST(Loop, AlternatingSumIsNone) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read sum; e13 = read ptr(e10)[e11]\n"
                    "write sum = e13 - e12",
                    "e2", "int", "    e95 = read sum\n    return e95\n"));
  EXPECT_EQ(r.status, Status::Dependent);
  EXPECT_THAT(r.reductions, IsEmpty());
}

TEST(Loop, SumThatIsAlsoStoredIsAScan) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read sum; e13 = read ptr(e10)[e11]\n"
                    "compound(+) sum = e12 + e13 op=+\n"
                    "e14 = read sum; write ptr(e10)[e11] = e14"));
  EXPECT_EQ(r.status, Status::Dependent);
}

TEST(Loop, WrittenBeforeReadIsPrivate) {
  const Independence r = judge(counted("e10 = read a; e11 = read i; write sum = e11 * 2; e12 = read sum\n"
                                       "write ptr(e10)[e11] = e12"));
  EXPECT_EQ(r.status, Status::Independent) << r.reason;
  EXPECT_THAT(r.privates, ElementsAre("sum"));
}

// No clause can name what the loop itself declares; what stands outside of it needs one.
TEST(Loop, OwnVariablesOfTheBodyAreNotListed) {
  const std::string body = "s3 begin t; e11 = read i; s3 init t = e11 * 2; e12 = read t; write sum = e12\n"
                           "e13 = read sum; e10 = read a; write ptr(e10)[e11] = e13; s3 end t";
  const Independence r = judge(counted(body, "e2", "int", "", "  local t: int\n"));
  EXPECT_EQ(r.status, Status::Independent) << r.reason;
  EXPECT_THAT(r.privates, ElementsAre("sum"));
}

TEST(Loop, DependentLoopsRestOnNoAssumption) {
  const Independence r =
      judge(counted("e10 = read a; e11 = read i; e12 = read b; e13 = read ptr(e12)[e11]`b[i]`\n"
                    "e14 = read ptr(e10)[e11 - 1]`a[i - 1]`; write ptr(e10)[e11]`a[i]` = e13 + e14"));
  EXPECT_EQ(r.status, Status::Dependent);
  EXPECT_THAT(r.assumptions, IsEmpty());
}

TEST(Loop, LastValueIsKept) {
  const Independence r =
      judge(counted("e11 = read i; write sum = e11", "e2", "int", "    e95 = read sum\n    return e95\n"));
  EXPECT_EQ(r.status, Status::Independent) << r.reason;
  EXPECT_THAT(r.lastprivates, ElementsAre("sum"));
}

TEST(Loop, ReadFromTheIterationBefore) {
  const Independence r = judge(
      counted("e10 = read a; e11 = read i; e12 = read sum; write ptr(e10)[e11] = e12; write sum = e11"));
  EXPECT_EQ(r.status, Status::Dependent);
  ASSERT_FALSE(r.dependences.empty());
  EXPECT_EQ(r.dependences[0].subject, "sum");
}

TEST(Loop, IndexArrayMustHoldNoValueTwice) {
  const Independence r =
      judge("global at: int[1000]\n" + counted("e10 = read a; e11 = read i; e12 = read ::at[e11]`at[i]`\n"
                                               "write ptr(e10)[e12]`a[at[i]]` = 1"));
  EXPECT_EQ(r.status, Status::Conditional) << r.reason;
  for (const Assumption &a : r.assumptions)
    EXPECT_TRUE(a.kind == AssumptionKind::InjectiveIndex || a.kind == AssumptionKind::NoAlias) << a.message;
}

TEST(Loop, InlineAssemblyIsUnknown) {
  const Independence r = judge(counted("unknown asm"));
  EXPECT_EQ(r.status, Status::Unknown);
  EXPECT_THAT(r.reason, HasSubstr("assembly"));
}

TEST(Loop, TripCounts) {
  const Analysed constant(counted("e11 = read i", "100")), symbolic(counted("e11 = read i"));
  EXPECT_EQ(LoopAnalysis(constant.effects).tripCount({constant.body("f"), 1, 0}).constant, 100);
  EXPECT_EQ(LoopAnalysis(symbolic.effects).tripCount({symbolic.body("f"), 1, 0}).text, "n");
}

} // namespace
