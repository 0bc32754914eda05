#include "EffectsFixture.h"

namespace overlap::rules {
namespace {

const char *kDescriptor = R"facts(
function "read(int, void*, unsigned long)"(fd: int, buf: void*, n: unsigned long) -> long symbol="c:read" header="unistd.h" system
function "open(const char*, int)"(path: const char*, flags: int) -> int symbol="c:open" header="fcntl.h" system
function "two(int, char*)" -> void {
  param fd: int
  param b: char*
  B1:
    e1 = read fd
    e2 = read b
    e3 = call "read(int, void*, unsigned long)"(e1, cast(reinterpret, e2){void*}, 10)
    e4 = read fd
    e5 = read b
    e6 = call "read(int, void*, unsigned long)"(e4, cast(reinterpret, e5){void*}, 10)
    -> B2
  B2:
    exit
}
function "outer(int, char*)" -> void {
  param s: int
  param b: char*
  B1:
    e1 = read s
    e2 = read b
    call "two(int, char*)"(e1, e2)
    -> B2
  B2:
    exit
}
function "opens()" -> void {
  local fd: int
  B1:
    e1 = call "open(const char*, int)"("data.txt", 0)
    init fd = e1
    -> B2
  B2:
    exit
}
)facts";

TEST(CatalogueEffects, ReadsOfOneDescriptorAreOrdered) {
  Analysed a(kDescriptor);
  Id f = a.body("two");
  CallEffects effects = a.effects.call(f, a.callEvent(f));
  ASSERT_EQ(effects.resources.size(), 1u);
  EXPECT_EQ(effects.resources[0].mode, ResourceMode::Write);
  ASSERT_TRUE(effects.resources[0].hasHandle);
  EXPECT_EQ(a.effects.spell(f, effects.resources[0].handle), "fd");
  EXPECT_EQ(a.writes(f, a.callEvent(f)), (std::vector<std::string>{"b[...]"}));
}

TEST(CatalogueEffects, BlockingComesWithTheShortestChain) {
  Analysed a(kDescriptor);
  Id f = a.body("outer");
  CallEffects effects = a.effects.call(f, a.callEvent(f));
  ASSERT_EQ(effects.blocking.size(), 1u);
  ASSERT_EQ(effects.blocking[0].chain.size(), 2u);
  EXPECT_EQ(effects.blocking[0].chain[0].function, "two");
  EXPECT_EQ(effects.blocking[0].chain[1].function, "read");
  EXPECT_EQ(a.effects.spell(f, effects.blocking[0].handle), "s");
  EXPECT_EQ(a.effects.spell(f, effects.resources.at(0).handle), "s");
}

TEST(CatalogueEffects, LiteralNamesAreKeysAndReadOnlyModesRead) {
  Analysed a(kDescriptor);
  Id f = a.body("opens");
  CallEffects effects = a.effects.call(f, a.callEvent(f));
  auto named = std::ranges::find(effects.resources, "path:data.txt", &ResourceAccess::key);
  ASSERT_NE(named, effects.resources.end());
  EXPECT_EQ(named->mode, ResourceMode::Read);
}

const char *kCallables = R"facts(
record "(lambda)" complete lambda { field x: int&; }
function "std::async(std::launch, (lambda) &&)"(policy: int, f: "(lambda)"&&) -> void symbol="c:async" qualifiedName="std::async" header="future" system
function "go(int&)::lambda#1"() -> void qualifiedName="go::lambda" kind=lambda record="(lambda)" {
  capture x: int&
  body captureFields=[0]
  B1:
    write ptr(entry(x)) = 1
    -> B2
  B2:
    exit
}
function "go(int&)" -> void {
  param x: int&
  temp %1: "(lambda)"
  B1:
    init %1.x = entry(x)
    call "std::async(std::launch, (lambda) &&)"(1, &%1) callable 1 "go(int&)::lambda#1"
    -> B2
  B2:
    exit
}
function "impl(int*)" -> void {
  param p: int*
  B1:
    e1 = read p
    write ptr(e1) = 1
    -> B2
  B2:
    exit
}
function "viaPointer(int*, int*)" -> void {
  param p: int*
  param g: int*
  local f: function "void (int*)"(void)*
  B1:
    init f = fn "impl(int*)"
    e1 = read f
    e2 = read p
    call indirect(e1)(e2)
    e3 = read g
    call indirect(e3)(e2)
    -> B2
  B2:
    exit
}
)facts";

TEST(CatalogueEffects, StartedLambdaActsOnWhatItCaptured) {
  Analysed a(kCallables);
  Id f = a.body("go");
  CallEffects effects = a.effects.call(f, a.callEvent(f));
  EXPECT_TRUE(effects.maySpawn);
  std::vector<std::string> writes = a.writes(f, a.callEvent(f));
  EXPECT_NE(std::ranges::find(writes, "x"), writes.end());
}

TEST(CatalogueEffects, FunctionPointerInALocalIsFollowed) {
  Analysed a(kCallables);
  Id f = a.body("viaPointer");
  CallEffects known = a.effects.call(f, a.callEvent(f, 0));
  EXPECT_TRUE(known.unknowns.empty());
  EXPECT_EQ(a.writes(f, a.callEvent(f, 0)), (std::vector<std::string>{"*p"}));
  CallEffects unknown = a.effects.call(f, a.callEvent(f, 1));
  ASSERT_EQ(unknown.unknowns.size(), 1u);
  EXPECT_TRUE(unknown.unknowns[0].indirect);
}

} // namespace
} // namespace overlap::rules
