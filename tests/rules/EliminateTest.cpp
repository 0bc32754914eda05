#include "rules/dependence/Eliminate.h"

#include <gtest/gtest.h>

#include <random>

using namespace overlap::rules;

namespace {

const Poly x = Poly::atom(1), y = Poly::atom(2), z = Poly::atom(3);

TEST(Eliminate, KeepsTheTighterOfParallelBounds) {
  // x <= 5 and x <= 7 and x >= 6.
  EXPECT_FALSE(eliminated({{Poly(5) - x, false}, {Poly(7) - x, false}, {x - Poly(6), false}}));
}

TEST(Eliminate, DropsWhatOnlyOneSideBounds) {
  const auto rest = eliminated({{x - y, false}, {x - z * Poly(3), false}});
  ASSERT_TRUE(rest);
  EXPECT_TRUE(rest->empty());
}

TEST(Eliminate, FollowsMinima) {
  // z <= x, x <= 3, x <= y: nothing but z <= 3 is left, and that bounds nothing.
  const auto rest = eliminated({{x - z, false}, {Poly(3) - x, false}, {y - x, false}, {z - Poly(4), false}});
  EXPECT_FALSE(rest);
}

TEST(Eliminate, KnowsThatNoIntegerLiesBetween) {
  // 1 <= 3x <= 2.
  EXPECT_FALSE(eliminated({{x * Poly(3) - Poly(1), false}, {Poly(2) - x * Poly(3), false}}));
  EXPECT_FALSE(eliminated({{x * Poly(4) - y * Poly(2) - Poly(1), true}}));
}

bool holds(const Constraint &c, const std::vector<std::int64_t> &values) {
  std::int64_t sum = 0;
  for (auto &[m, factor] : c.poly.terms())
    sum += m.empty() ? factor : factor * values[m[0]];
  return c.isEquality ? sum == 0 : sum >= 0;
}

// Random systems inside a small box, against trying every point of it.
TEST(Eliminate, LosesNoSolutionAndInventsNone) {
  constexpr int unknowns = 4, size = 3;
  std::mt19937 random(7);
  auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  int yes = 0;
  for (int round = 0; round < 1500; ++round) {
    Conjunction all;
    for (AtomId a = 1; a <= unknowns; ++a) {
      all.push_back({Poly::atom(a) + Poly(size), false});
      all.push_back({Poly(size) - Poly::atom(a), false});
    }
    const int rows = pick(1, 6);
    for (int row = 0; row < rows; ++row) {
      Poly p(pick(-9, 9));
      for (AtomId a = 1; a <= unknowns; ++a)
        if (pick(0, 2))
          p += Poly(pick(-5, 5)) * Poly::atom(a);
      all.push_back({p, pick(0, 5) == 0});
    }
    bool expected = false;
    std::vector<std::int64_t> v(unknowns + 1, -size);
    for (bool more = true; more && !expected;) {
      expected = std::all_of(all.begin(), all.end(), [&](const Constraint &c) { return holds(c, v); });
      more = false;
      for (int a = 1; a <= unknowns && !more; ++a) {
        more = v[a] < size;
        v[a] = more ? v[a] + 1 : -size;
      }
    }
    yes += expected;
    EXPECT_EQ(isSatisfiable({all, {}}), expected ? Answer::Yes : Answer::No) << round;
  }
  EXPECT_GT(yes, 100);
  EXPECT_LT(yes, 1400);
}

} // namespace
