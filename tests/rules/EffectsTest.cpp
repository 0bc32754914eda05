#include "EffectsFixture.h"

namespace overlap::rules {
namespace {

using testing::Test;

/// Two stores through two pointers of the given types.
std::string twoStores(const std::string &first, const std::string &second, const std::string &before = "") {
  return before + "function \"f()\" -> void {\n  param a: " + first + "\n  param b: " + second +
         "\n  B1:\n    e1 = read a\n    e2 = read b\n    write ptr(e1)[1] = 1\n    write ptr(e2)[2] = 2\n    "
         "-> B2\n  B2:\n    exit\n}\n";
}

TEST(Overlap, ParametersOfOneTypeNeedAnAssumption) {
  Analysed a(twoStores("int*", "int*"));
  Id f = a.body("f");
  bool needs = false;
  EXPECT_TRUE(a.effects.mayOverlap(f, a.written(f, 0), a.written(f, 1), &needs));
  EXPECT_TRUE(needs);
  EXPECT_EQ(a.effects.spell(f, a.written(f, 0)), "a[1]");
}

TEST(Overlap, SamePointerNeedsNone) {
  Analysed a(twoStores("int*", "int*"));
  Id f = a.body("f");
  bool needs = true;
  EXPECT_TRUE(a.effects.mayOverlap(f, a.written(f, 0), a.written(f, 0), &needs));
  EXPECT_FALSE(needs);
}

TEST(Overlap, TypesTellPointersApartUnlessAliasingIsLoose) {
  Analysed strict(twoStores("int*", "double*", "language strictAliasing\n"));
  Id f = strict.body("f");
  EXPECT_FALSE(strict.effects.mayOverlap(f, strict.written(f, 0), strict.written(f, 1)));
  Analysed loose(twoStores("int*", "double*", "language strictAliasing=false\n"));
  f = loose.body("f");
  EXPECT_TRUE(loose.effects.mayOverlap(f, loose.written(f, 0), loose.written(f, 1)));
}

TEST(Overlap, CharactersAliasEverything) {
  Analysed a(twoStores("int*", "unsigned char*", "language strictAliasing\n"));
  Id f = a.body("f");
  EXPECT_TRUE(a.effects.mayOverlap(f, a.written(f, 0), a.written(f, 1)));
}

TEST(Overlap, RestrictTellsParametersApart) {
  Analysed a(twoStores("int* restrict", "int* restrict"));
  Id f = a.body("f");
  EXPECT_FALSE(a.effects.mayOverlap(f, a.written(f, 0), a.written(f, 1)));
}

const char *kFields = R"facts(
record S complete { field x: int; field y: int; field b1: int storageUnit=1; field b2: int storageUnit=1; }
record U complete union { field x: int; field y: float; }
function "f(S*, S*, U*)" -> void {
  param p: S*
  param q: S*
  param u: U*
  B1:
    e1 = read p
    e2 = read q
    e3 = read u
    write ptr(e1).x = 1
    write ptr(e1).y = 1
    write ptr(e2).x = 1
    write ptr(e1).b1 = 1
    write ptr(e1).b2 = 1
    write ptr(e3).x = 1
    write ptr(e3).y = 1.0
    -> B2
  B2:
    exit
}
)facts";

TEST(Overlap, FieldsBitFieldsAndUnions) {
  Analysed a(kFields);
  Id f = a.body("f");
  auto overlap = [&](std::size_t i, std::size_t j) {
    return a.effects.mayOverlap(f, a.written(f, i), a.written(f, j));
  };
  EXPECT_FALSE(overlap(0, 1));
  EXPECT_TRUE(overlap(0, 2));
  EXPECT_TRUE(overlap(3, 4)) << "bit-fields share a memory location";
  EXPECT_FALSE(overlap(0, 3));
  EXPECT_TRUE(overlap(5, 6)) << "members of a union";
  EXPECT_EQ(a.effects.spell(f, a.written(f, 0)), "p->x");
}

const char *kLocals = R"facts(
record Node complete { field v: int; field next: Node*; }
function "f(int*, int)" -> void {
  param a: int*
  param n: int
  local p: int*
  local q: int*
  local arr: int[8]
  B1:
    e1 = read a
    init p = bin(ptradd, e1, 3)
    e2 = read p
    write ptr(e2) = 1
    init q = &arr[0]
    -> B2
  B2:
    e3 = read q
    write ptr(e3) = 1
    e4 = read q
    inc q = bin(ptradd, e4, 1)
    e5 = read n
    branch e5 < 3 ? B2 : B3
  B3:
    exit
}
function "list(Node*)" -> void {
  param head: Node*
  local p: Node*
  B1:
    e1 = read head
    init p = e1
    -> B2
  B2:
    e2 = read p
    write ptr(e2).v = 1
    e3 = read p
    e4 = read ptr(e3).next
    write p = e4
    e5 = read p
    branch e5 != null ? B2 : B3
  B3:
    exit
}
function "either(int*, int*, int)" -> void {
  param a: int*
  param b: int*
  param c: int
  local p: int*
  local x: int
  B1:
    e1 = read c
    e2 = read a
    e3 = read b
    init p = select(e1, e2, e3)
    e4 = read p
    write ptr(e4) = 1
    e5 = read a
    write ptr(e5) = 2
    write x = 3
    -> B2
  B2:
    exit
}
)facts";

TEST(Resolve, LocalPointersAreTracedToTheirOrigins) {
  Analysed a(kLocals);
  Id f = a.body("f");
  AccessPath first = a.written(f, 1);
  EXPECT_EQ(first.base, BaseKind::Var);
  EXPECT_EQ(first.id, a.var(f, "a"));
  EXPECT_EQ(a.effects.spell(f, first), "a[3]");
  AccessPath moving = a.written(f, 3);
  EXPECT_EQ(moving.id, a.var(f, "arr"));
  ASSERT_EQ(moving.steps.size(), 1u);
  EXPECT_EQ(moving.steps[0].a, 0u) << "which element is not known: the pointer moves";
  EXPECT_FALSE(a.effects.mayOverlap(f, first, moving)) << "a local array is not what a parameter points to";
}

TEST(Resolve, ListWalkStaysOpaqueButBoundToItsHead) {
  Analysed a(kLocals);
  Id f = a.body("list");
  AccessPath path = a.written(f, 1);
  AccessPath head;
  head.base = BaseKind::Var;
  head.id = a.var(f, "head");
  head.steps.push_back({AccessStep::Deref, 0, 0, 0});
  EXPECT_TRUE(a.effects.mayOverlap(f, path, head));
}

TEST(Resolve, EitherOfTwoOverlapsBoth) {
  Analysed a(kLocals);
  Id f = a.body("either");
  EXPECT_TRUE(a.effects.mayOverlap(f, a.written(f, 1), a.written(f, 2)));
  EXPECT_FALSE(a.effects.mayOverlap(f, a.written(f, 1), a.written(f, 3)));
}

const char *kCalls = R"facts(
global counter: int storage=global
global kept: int*
function "set(int*, int)" -> void {
  param p: int*
  param i: int
  B1:
    e1 = read p
    e2 = read i
    write ptr(e1)[e2 - 1] = 5
    -> B2
  B2:
    exit
}
function "bump()" -> void {
  B1:
    e1 = read ::counter
    inc ::counter = e1 + 1
    -> B2
  B2:
    exit
}
function "keep(int*)" -> void {
  param p: int*
  B1:
    e1 = read p
    write ::kept = e1
    -> B2
  B2:
    exit
}
function "at(int*, int)" -> int* {
  param p: int*
  param i: int
  B1:
    e1 = read p
    e2 = read i
    return &ptr(e1)[e2]
    -> B2
  B2:
    exit
}
function "make()" -> int* {
  B1:
    e1 = new unknown() -> int
    return e1
    -> B2
  B2:
    exit
}
function "caller(int*, int)" -> void {
  param a: int*
  param k: int
  local cfg: int addressTaken
  local other: int addressTaken
  B1:
    e1 = read a
    e2 = read k
    call "set(int*, int)"(e1, e2)
    call "set(int*, int)"(e1, 7)
    call "bump()"()
    call "keep(int*)"(&cfg)
    call "set(int*, int)"(&other, 1)
    e3 = read k
    e4 = read a
    e5 = call "at(int*, int)"(e4, e3)
    write ptr(e5) = 1
    e6 = call "make()"()
    e7 = call "make()"()
    write ptr(e6) = 1
    write ptr(e7) = 1
    call "mystery(int*)"(&other)
    -> B2
  B2:
    exit
}
function "mystery(int*)" (p: int*) -> void
)facts";

TEST(Calls, EffectsAreTranslatedToTheCaller) {
  Analysed a(kCalls);
  Id f = a.body("caller");
  EXPECT_EQ(a.writes(f, a.callEvent(f, 1)), (std::vector<std::string>{"a[6]"}));
  EXPECT_EQ(a.writes(f, a.callEvent(f, 2)), (std::vector<std::string>{"counter"}));
  EXPECT_EQ(a.reads(f, a.callEvent(f, 2)), (std::vector<std::string>{"counter"}));
  EXPECT_TRUE(a.effects.call(f, a.callEvent(f, 2)).unknowns.empty());
}

TEST(Calls, WhatIsKeptEscapes) {
  Analysed a(kCalls);
  Id f = a.body("caller");
  EXPECT_TRUE(a.effects.escapes(f, a.var(f, "cfg")));
}

TEST(Calls, ResultsAreTracedThroughSummaries) {
  Analysed a(kCalls);
  Id f = a.body("caller");
  AccessPath element = a.written(f, 0);
  EXPECT_EQ(element.id, a.var(f, "a"));
  EXPECT_EQ(a.effects.spell(f, element), "a[k]");
  EXPECT_EQ(a.written(f, 1).base, BaseKind::Fresh);
  EXPECT_FALSE(a.effects.mayOverlap(f, a.written(f, 1), a.written(f, 2)));
  EXPECT_FALSE(a.effects.mayOverlap(f, a.written(f, 1), element));
}

TEST(Calls, UnknownCalleeReachesItsArguments) {
  Analysed a(kCalls);
  Id f = a.body("caller");
  Id event = a.events(f, facts::EventKind::Call).back();
  CallEffects effects = a.effects.call(f, event);
  ASSERT_EQ(effects.unknowns.size(), 1u);
  EXPECT_EQ(effects.unknowns[0].name, "mystery");
  EXPECT_EQ(a.writes(f, event), (std::vector<std::string>{"other"}));
}

TEST(Calls, SwappedParametersPointToWhatEitherDid) {
  Analysed a(R"facts(
function "exchange(int*&, int*&)" -> void {
  param p: int*&
  param q: int*&
  local t: int*
  B1:
    e1 = read ptr(entry(p))
    init t = e1
    e2 = read ptr(entry(q))
    write ptr(entry(p)) = e2
    e3 = read t
    write ptr(entry(q)) = e3
    -> B2
  B2:
    exit
}
function "f(int*, int*)" -> void {
  param a: int* addressTaken
  param b: int* addressTaken
  B1:
    call "exchange(int*&, int*&)"(&a, &b)
    e1 = read a
    write ptr(e1) = 1
    -> B2
  B2:
    exit
}
function "g(int*, int*)" -> void {
  param p: int*
  param q: int*
  B1:
    e1 = read p
    e2 = read q
    call "f(int*, int*)"(e1, e2)
    -> B2
  B2:
    exit
}
)facts");
  Id g = a.body("g");
  EXPECT_EQ(a.writes(g, a.callEvent(g)), (std::vector<std::string>{"p[...]", "q[...]"}));
}

TEST(Calls, MutualRecursionSettles) {
  Analysed a(R"facts(
global depth: int
function "even(int*)" -> void {
  param p: int*
  B1:
    e1 = read p
    call "odd(int*)"(bin(ptradd, e1, 1))
    -> B2
  B2:
    exit
}
function "odd(int*)" -> void {
  param p: int*
  B1:
    e1 = read p
    write ptr(e1) = 1
    write ::depth = 1
    call "even(int*)"(e1)
    -> B2
  B2:
    exit
}
function "main()" -> void {
  param a: int*
  B1:
    e1 = read a
    call "even(int*)"(e1)
    -> B2
  B2:
    exit
}
)facts");
  Id f = a.body("main");
  EXPECT_EQ(a.writes(f, a.callEvent(f)),
            (std::vector<std::string>{"a[...]", "a[1]", "a[2]", "a[3]", "depth"})); // widened
}

TEST(Calls, LongChainTakesLinearTimeAndNoDeepRecursion) {
  std::string text = "global g: int\n";
  constexpr int kLength = 10000;
  for (int i = 0; i < kLength; ++i) {
    text += "function \"f" + std::to_string(i) + "()\" -> void {\n  B1:\n";
    text += i + 1 < kLength ? "    call \"f" + std::to_string(i + 1) + "()\"()\n" : "    write ::g = 1\n";
    text += "    -> B2\n  B2:\n    exit\n}\n";
  }
  Analysed a(text);
  Id f = a.body("f0");
  EXPECT_EQ(a.writes(f, a.callEvent(f)), (std::vector<std::string>{"g"}));
}

TEST(Calls, TwoProgramsInOneDatabaseAreJoined) {
  std::string quiet =
      "unit \"worker.cpp\"\nfunction \"init()\" -> void {\n  B1:\n    -> B2\n  B2:\n    exit\n}\n";
  std::string loud = "unit \"server.cpp\"\nglobal state: int\nfunction \"init()\" -> void {\n  B1:\n    e1 = "
                     "read ::state\n    inc "
                     "::state = e1 + 1\n    -> B2\n  B2:\n    exit\n}\n";
  std::string caller = "unit \"z.cpp\"\nfunction \"run()\" -> void {\n  B1:\n    call \"init()\"()\n    -> "
                       "B2\n  B2:\n    exit\n}\n";
  Analysed a(std::vector<std::string>{quiet, loud, caller});
  Id f = a.body("run");
  EXPECT_EQ(a.writes(f, a.callEvent(f)), (std::vector<std::string>{"state"}));
}

} // namespace
} // namespace overlap::rules
