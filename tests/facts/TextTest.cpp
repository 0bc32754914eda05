#include "facts/Text.h"
#include "facts/Error.h"
#include "facts/Names.h"
#include "facts/Parse.h"
#include "tests/facts/Samples.h"

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
  loop L1: for stmt=s2 header=B2 bodyStmt=s3 @2:3
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

// What the text does not lose, it preserves exactly: the sample is in canonical form.
TEST(Text, RoundTripsEverything) { EXPECT_EQ(again(everything()), everything()); }

TEST(Text, SampleHasEveryEnumerator) {
  std::string text = everything();
  auto expectAll = [&](const auto &names) {
    for (std::string_view name : names)
      if (name != names[0] && name != "none" && name != "present") // these are never written
        EXPECT_THAT(text, testing::HasSubstr(std::string(name))) << name;
  };
  expectAll(Names<Linkage>::list);
  expectAll(Names<FunctionKind>::list);
  expectAll(Names<BodyState>::list);
  expectAll(Names<Storage>::list);
  expectAll(Names<VarKind>::list);
  expectAll(Names<StmtKind>::list);
  expectAll(Names<StmtRole>::list);
  expectAll(Names<TermKind>::list);
  expectAll(Names<EventKind>::list);
  expectAll(Names<WriteHow>::list);
  expectAll(Names<BinOp>::list);
  expectAll(Names<CastKind>::list);
  expectAll(Names<UnknownReason>::list);
  expectAll(Names<CallSyntax>::list);
  expectAll(Names<LoopForm>::list);
  expectAll(kAttrNames);
}

TEST(Text, GuideExampleIsRead) {
  std::string guide = readText(OVERLAP_FACTS_TEXT_GUIDE);
  std::size_t begin = guide.find("```\n") + 4;
  std::string example = guide.substr(begin, guide.find("```", begin) - begin);
  UnitFacts facts = parseText(example, "guide");
  EXPECT_EQ(facts.tables.records.size(), 2u);
  EXPECT_EQ(facts.tables.bodies[1].loops.size(), 2u);
}

TEST(Text, DumpsOneBody) {
  UnitFacts facts = parseText(kScale);
  std::string text = dumpBody(facts.tables, 1, {.locations = false, .textHashes = false});
  EXPECT_THAT(text, testing::StartsWith("function \"scale(double*, const double*, int)\"(out: double*, "));
  EXPECT_THAT(text, testing::HasSubstr("e8 = read ptr(e7)[e6]`in[i]`\n"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("@3:5")));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("textHash")));
}

TEST(Text, FollowingTypesAreLeftOutAndFilledIn) {
  UnitFacts facts = parseText(R"facts(
record P complete { 
  field x: float[4]
}
function "f(P*)"(p: P*) {
  B1:
    e1 = read p
    e2 = read ptr(e1).x[2]
    write ptr(e1).x[0] = e2 * e2
    exit
}
)facts");
  const Body &body = facts.tables.bodies[1];
  const Type &read = facts.tables.types[body.paths[body.events[2].path].type];
  EXPECT_EQ(read.kind, TypeKind::Float);
  EXPECT_EQ(read.width, 32u);
  EXPECT_EQ(body.values[body.events[3].value].type, body.paths[body.events[2].path].type);
  EXPECT_EQ(facts.tables.str(read.spelling), "float");
}

TEST(Text, PrecedenceIsThatOfC) {
  auto canonical = [](const std::string &expression) {
    std::string text =
        dump(parseText("function \"f\" {\n local x: int\n B1:\n write x = " + expression + "\n exit\n}"));
    std::size_t begin = text.find("write x = ") + 10;
    return text.substr(begin, text.find('\n', begin) - begin);
  };
  EXPECT_EQ(canonical("1 + 2 * 3 - 4"), "(1 + (2 * 3)) - 4");
  EXPECT_EQ(canonical("1 << 2 + 3 < 4 && 5 == 6 || 7"), "(((1 << (2 + 3)) < 4) && (5 == 6)) || 7");
  EXPECT_EQ(canonical("-(5) - -5"), "(-(5)) - -5");
  EXPECT_EQ(canonical("0x10"), "16");
  EXPECT_EQ(canonical("3{long} + 1"), "3{long} + 1");
}

TEST(Text, FunctionsNeedNoDeclarationToBeCalled) {
  UnitFacts facts = parseText("function \"f()\" {\n B1:\n call \"ns::g(int)\"(1)\n exit\n}");
  const Call &call = facts.tables.bodies[1].calls[1];
  EXPECT_EQ(facts.tables.str(facts.tables.functions[call.function].qualifiedName), "ns::g");
  EXPECT_EQ(facts.tables.functions[call.function].state, BodyState::None);
}

std::string errorOf(const std::string &text) {
  try {
    parseText(text, "t");
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

TEST(Text, ErrorsNameTheLine) {
  EXPECT_EQ(errorOf("\nnonsense"), "t:2: unknown line 'nonsense'");
  EXPECT_EQ(errorOf("record A {\n field x int\n}"), "t:2: expected ':'");
  EXPECT_EQ(errorOf("global g: Nowhere"), "t:1: unknown record 'Nowhere'");
  EXPECT_EQ(errorOf("function \"f\" {\n B1:\n write x = 1\n}"), "t:3: unknown variable 'x'");
  EXPECT_EQ(errorOf("function \"f\" {\n local x: int\n B1:\n write x = e7\n}"), "t:4: unknown event 'e7'");
  EXPECT_EQ(errorOf("function \"f\" {\n B1:\n -> B2\n}"), "t:3: unknown label 'B2'");
  EXPECT_EQ(errorOf("function \"f\" {\n B1:\n exit\n fence\n}"), "t:4: the block has ended");
  EXPECT_EQ(errorOf("function \"f\" {\n B1:\n fence sideways\n}"), "t:3: unknown attribute 'sideways'");
  EXPECT_EQ(errorOf("function \"f\" {\n B1:\n"), "t:3: a brace is not closed");
  EXPECT_EQ(errorOf("function \"f\"\nfunction \"f\""),
            "t:2: 'f' is declared before: number it, as in \"f\"#2");
  EXPECT_EQ(errorOf("unit \"a"), "t:1: the string does not end on its line");
}

// Whatever is cut off or left out of a text, reading it ends with facts or with an error.
TEST(Text, SurvivesDamage) {
  std::string text = everything();
  for (std::size_t n = 0; n < text.size(); n += 3)
    errorOf(text.substr(0, n));
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    errorOf(text.substr(0, begin) + text.substr(end));
    begin = end;
  }
  EXPECT_THAT(errorOf("function \"f\" {\n local x: int\n B1:\n write x = " + std::string(100'000, '(')),
              testing::HasSubstr("brace"));
}

} // namespace
} // namespace overlap::facts
