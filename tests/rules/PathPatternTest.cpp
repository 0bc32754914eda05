#include "rules/PathPattern.h"

#include "facts/Error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace overlap::rules {
namespace {

using testing::ElementsAre;
using Step = PatternStep::Kind;

template <class Parse> std::string messageOf(Parse parse) {
  try {
    parse();
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

TEST(PathPattern, roots) {
  EXPECT_EQ(parsePathPattern("this").root, PathPattern::Root::This);
  EXPECT_EQ(parsePathPattern("ret").root, PathPattern::Root::Ret);
  PathPattern arg = parsePathPattern("a12");
  EXPECT_EQ(arg.root, PathPattern::Root::Arg);
  EXPECT_EQ(arg.arg, 12u);
  PathPattern global = parsePathPattern("global:rand");
  EXPECT_EQ(global.root, PathPattern::Root::Global);
  EXPECT_EQ(global.global, "rand");
}

TEST(PathPattern, steps) {
  EXPECT_THAT(parsePathPattern("*a1").steps, ElementsAre(PatternStep{Step::Deref, 0}));
  EXPECT_THAT(parsePathPattern("a1[]").steps, ElementsAre(PatternStep{Step::Array, 0}));
  EXPECT_THAT(parsePathPattern("range(a0,a1)").steps, ElementsAre(PatternStep{Step::Range, 1}));
  EXPECT_THAT(parsePathPattern("range(a1,+a2)").steps, ElementsAre(PatternStep{Step::CountedRange, 2}));
  EXPECT_THAT(parsePathPattern("elements(this)").steps, ElementsAre(PatternStep{Step::Elements, 0}));
  EXPECT_THAT(parsePathPattern("element(this,a0)").steps, ElementsAre(PatternStep{Step::Element, 0}));
  EXPECT_THAT(parsePathPattern("all(a3)").steps, ElementsAre(PatternStep{Step::All, 0}));
}

TEST(PathPattern, starBindsWeakerThanBrackets) {
  EXPECT_THAT(parsePathPattern("*a0[]").steps,
              ElementsAre(PatternStep{Step::Array, 0}, PatternStep{Step::Deref, 0}));
  EXPECT_THAT(parsePathPattern("(*a0)[]").steps,
              ElementsAre(PatternStep{Step::Deref, 0}, PatternStep{Step::Array, 0}));
}

TEST(PathPattern, textRoundTrips) {
  for (const char *text :
       {"this", "a0", "ret", "global:strtok", "*a0", "*a0[]", "(*a0)[]", "a0[]", "range(a0,a1)",
        "range(a1,+a2)", "elements(*a0)", "element(*this,a0)", "all(elements(a1))"})
    EXPECT_EQ(toString(parsePathPattern(text)), text);
}

TEST(PathPattern, errorsQuoteThePatternAndSayWhere) {
  EXPECT_EQ(messageOf([] { parsePathPattern("element(this,b0)"); }),
            "'element(this,b0)': expected an argument aN at character 14");
  EXPECT_EQ(messageOf([] { parsePathPattern("a0 "); }), "'a0 ': expected the end at character 3");
  EXPECT_EQ(messageOf([] { parsePathPattern("a100"); }),
            "'a100': expected a number below 100 at character 2");
  EXPECT_NE(messageOf([] { parsePathPattern(""); }), "no error");
  EXPECT_NE(messageOf([] { parsePathPattern("thisx"); }), "no error");
  EXPECT_NE(messageOf([] { parsePathPattern("all(a0"); }), "no error");
}

TEST(ReturnSpec, kinds) {
  EXPECT_EQ(parseReturn("value").kind, ReturnSpec::Kind::Value);
  EXPECT_EQ(parseReturn("fresh").kind, ReturnSpec::Kind::Fresh);
  EXPECT_EQ(parseReturn("handle").kind, ReturnSpec::Kind::Handle);
  EXPECT_EQ(parseReturn("alias(a0)").kind, ReturnSpec::Kind::Alias);
  EXPECT_EQ(parseReturn("deref(this)").kind, ReturnSpec::Kind::Target);
  EXPECT_EQ(parseReturn("last(this)").kind, ReturnSpec::Kind::Last);
  ReturnSpec element = parseReturn("element(this,a0)");
  EXPECT_EQ(element.kind, ReturnSpec::Kind::Ref);
  EXPECT_EQ(toString(element.path), "element(this,a0)");
  ReturnSpec next = parseReturn("advance(a0,+1)");
  EXPECT_EQ(next.kind, ReturnSpec::Kind::Advance);
  EXPECT_EQ(next.step, 1);
  ReturnSpec moved = parseReturn("advance(this,a0)");
  EXPECT_EQ(moved.step, 0);
  EXPECT_EQ(moved.arg, 0u);
  EXPECT_EQ(parseReturn("distance(a0,a1)").arg, 1u);
  EXPECT_NE(messageOf([] { parseReturn("values"); }), "no error");
}

TEST(CallSpec, kinds) {
  CallSpec callable = parseCall("a2(range(a0,a1),a3)");
  EXPECT_EQ(callable.kind, CallSpec::Kind::Argument);
  EXPECT_EQ(callable.arg, 2u);
  ASSERT_EQ(callable.passes.size(), 2u);
  EXPECT_EQ(toString(callable.passes[0]), "range(a0,a1)");
  EXPECT_EQ(parseCall("T::copy").kind, CallSpec::Kind::Copy);
  EXPECT_EQ(parseCall("Hash").kind, CallSpec::Kind::Hash);
  EXPECT_EQ(parseCall("any").kind, CallSpec::Kind::Any);
  EXPECT_EQ(parseCall("registered").kind, CallSpec::Kind::Registered);
  EXPECT_EQ(parseCall("kept:a1").when, CallSpec::When::Kept);
  CallSpec started = parseCall("thread:a0");
  EXPECT_EQ(started.when, CallSpec::When::Thread);
  EXPECT_TRUE(started.passes.empty());
  EXPECT_EQ(parseCall("loop:last").kind, CallSpec::Kind::Last);
  EXPECT_EQ(parseCall("this()").kind, CallSpec::Kind::Receiver);
  EXPECT_NE(messageOf([] { parseCall("T::clone"); }), "no error");
}

TEST(KeepSpec, argumentAndPlace) {
  KeepSpec keep = parseKeep("a1 in elements(this)");
  EXPECT_EQ(keep.arg, 1u);
  EXPECT_EQ(toString(keep.into), "elements(this)");
  EXPECT_TRUE(parseKeep("this in global:registry").receiver);
  EXPECT_NE(messageOf([] { parseKeep("a1"); }), "no error");
}

} // namespace
} // namespace overlap::rules
