#include "rules/dependence/Poly.h"
#include "rules/dependence/Isl.h"

#include <gtest/gtest.h>

using namespace overlap::rules;

namespace {

const Poly x = Poly::atom(1), y = Poly::atom(2);

TEST(Poly, CancelsEqualTerms) {
  EXPECT_TRUE((x + y - x - y).isZero());
  EXPECT_EQ((x + Poly(3) - x).constant(), 3);
}

TEST(Poly, KnowsProductsFromLinearTerms) {
  EXPECT_TRUE((x * Poly(4) + y).isLinear());
  EXPECT_FALSE((x * y).isLinear());
}

TEST(Poly, GivesTheFactorOfAnAtom) {
  Poly rest;
  EXPECT_EQ((x * y + x * Poly(2) + Poly(5)).coefficientOf(1, rest), y + Poly(2));
  EXPECT_EQ(rest, Poly(5));
  EXPECT_FALSE((x * x).coefficientOf(1, rest).isValid());
}

TEST(Poly, OverflowIsInvalidNotWrong) {
  EXPECT_FALSE((Poly(INT64_MAX) + Poly(1)).isValid());
  EXPECT_FALSE((Poly(INT64_MAX) * Poly(2) * x).isValid());
}

TEST(Isl, SeesThatNoIntegerLiesBetween) {
  // 2x == 2y + 1 has rational solutions only.
  EXPECT_EQ(isSatisfiable({{{x * Poly(2) - y * Poly(2) - Poly(1), true}}, {}}), Answer::No);
  EXPECT_EQ(isSatisfiable({{{x * Poly(2) - y * Poly(2) - Poly(2), true}}, {}}), Answer::Yes);
}

TEST(Isl, TakesOneOfSeveralChoices) {
  const Constraint atLeastTen{x - Poly(10), false}, atMostTwo{Poly(2) - x, false}, isFive{x - Poly(5), true};
  EXPECT_EQ(isSatisfiable({{isFive}, {{{atLeastTen}, {atMostTwo}}}}), Answer::No);
  EXPECT_EQ(isSatisfiable({{}, {{{atLeastTen}, {atMostTwo}}}}), Answer::Yes);
}

TEST(Isl, TreatsProductsAsUnknowns) {
  EXPECT_EQ(isSatisfiable({{{x * y - Poly(7), true}}, {}}), Answer::Yes);
}

} // namespace
