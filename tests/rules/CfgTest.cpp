#include "rules/cfg/Cfg.h"
#include "rules/cfg/Ssa.h"

#include "facts/Parse.h"

#include <gtest/gtest.h>

using namespace overlap;
using namespace overlap::rules;

namespace {

/// A diamond inside of a loop: x is written on one side.
const char *const diamond = R"facts(
function "f(int)" -> void {
  param n: int
  local x: int
  stmt s1: while
  loop L1: while stmt=s1 header=B2 bodyStmt=s1
  B1:
    init x = 0
    -> B2
  B2:
    e1 = read n
    branch e1 < 5 ? B3 : B7
  B3:
    e2 = read n
    branch e2 < 3 ? B4 : B5
  B4:
    write x = 1
    -> B6
  B5:
    -> B6
  B6:
    e3 = read x
    -> B2
  B7:
    exit
}
)facts";

struct Graph {
  explicit Graph(const char *text) : unit(facts::parseText(text)), cfg(unit.tables.bodies.at(1)) {}
  facts::UnitFacts unit;
  Cfg cfg;
};

TEST(Cfg, Dominance) {
  Graph g(diamond);
  EXPECT_TRUE(g.cfg.dominates(2, 6));
  EXPECT_TRUE(g.cfg.dominates(3, 6));
  EXPECT_FALSE(g.cfg.dominates(4, 6));
  EXPECT_EQ(g.cfg.immediateDominator(6), 3u);
}

TEST(Cfg, NaturalLoop) {
  Graph g(diamond);
  EXPECT_TRUE(g.cfg.contains(1, 2));
  EXPECT_TRUE(g.cfg.contains(1, 5));
  EXPECT_FALSE(g.cfg.contains(1, 1));
  EXPECT_FALSE(g.cfg.contains(1, 7));
  EXPECT_EQ(g.cfg.latchesOf(1), std::vector<Id>{6});
  EXPECT_FALSE(g.cfg.isIrregular(1));
}

TEST(Cfg, GuardsAreTheEdgesThatMustBeTaken) {
  Graph g(diamond);
  const auto guards = g.cfg.guardsOf(4);
  ASSERT_EQ(guards.size(), 2u);
  EXPECT_EQ(guards[0].block, 3u);
  EXPECT_TRUE(guards[0].isTrue);
  EXPECT_EQ(guards[1].block, 2u);
  EXPECT_EQ(g.cfg.guardsOf(6).size(), 1u);
}

TEST(Cfg, TwoEntriesMakeALoopIrregular) {
  Graph g(R"facts(
function "f(int)" -> void {
  param n: int
  stmt s1: while
  loop L1: while stmt=s1 header=B2 bodyStmt=s1
  B1:
    e1 = read n
    branch e1 < 0 ? B2 : B3
  B2:
    -> B3
  B3:
    e2 = read n
    branch e2 < 5 ? B2 : B4
  B4:
    exit
}
)facts");
  EXPECT_TRUE(g.cfg.blocksOf(1).empty() || g.cfg.isIrregular(1));
}

TEST(Ssa, PhiWhereDefinitionsMeet) {
  Graph g(diamond);
  const facts::Body &body = g.cfg.body();
  std::unordered_map<Id, Ssa::Role> roles;
  Id read = 0;
  for (Id e = 1; e < body.events.size(); ++e) {
    const facts::Event &event = body.events[e];
    const bool isX =
        event.path && body.paths[event.path].root == facts::RootKind::Var && body.paths[event.path].id == 2;
    if (isX && event.kind == facts::EventKind::Write)
      roles[e] = Ssa::Role::Defines;
    if (isX && event.kind == facts::EventKind::Read)
      read = e;
  }
  Ssa ssa(g.cfg, roles, DefKind::Undefined);
  const Def &def = ssa.def(ssa.before(read));
  EXPECT_EQ(def.kind, DefKind::Phi);
  EXPECT_EQ(def.id, 6u);
  EXPECT_NE(ssa.phiAt(2), 0u);
}

TEST(Ssa, NoPhiWhereOneDefinitionArrives) {
  Graph g(diamond);
  Ssa ssa(g.cfg, {}, DefKind::Entry);
  EXPECT_EQ(ssa.def(ssa.atStart(6)).kind, DefKind::Entry);
  EXPECT_EQ(ssa.phiAt(2), 0u);
}

} // namespace
