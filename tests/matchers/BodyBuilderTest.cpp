#include "matchers/BodyBuilder.h"

#include <gtest/gtest.h>

/// The canonical forms that facts/Body.h promises.
namespace overlap::matchers {
namespace {

using namespace facts;

class BodyBuilderTest : public testing::Test {
protected:
  Id type(TypeKind kind, std::uint32_t width = 0, bool isSigned = false) {
    Type type;
    type.kind = kind;
    type.width = width;
    type.isSigned = isSigned;
    tables.types.push_back(type);
    return static_cast<Id>(tables.types.size() - 1);
  }

  Tables tables;
  Body body;
  Id index = type(TypeKind::Int, 64, true);
  Id integer = type(TypeKind::Int, 32, true);
  Id byte = type(TypeKind::Int, 8, false);
  Id pointer = type(TypeKind::Pointer, 64);
  Id array = type(TypeKind::Array);
  BodyBuilder build{tables, body, index};
};

TEST_F(BodyBuilderTest, EqualValuesHaveOneId) {
  EXPECT_EQ(build.integer(3, integer), build.integer(3, integer));
  EXPECT_NE(build.integer(3, integer), build.integer(3, byte));
}

TEST_F(BodyBuilderTest, ConstantsAreFoldedInTheirWidth) {
  EXPECT_EQ(build.cast(CastKind::Int, build.integer(257, integer), byte), build.integer(1, byte));
  EXPECT_EQ(build.binary(BinOp::Sub, build.integer(2, integer), build.integer(5, integer), integer),
            build.integer(-3, integer));
  Id byZero = build.binary(BinOp::Div, build.integer(1, integer), build.integer(0, integer), integer);
  EXPECT_EQ(build.value(byZero).kind, ValueKind::Bin);
}

TEST_F(BodyBuilderTest, ThePointeeOfAnAddressIsTheObject) {
  Id object = build.variable(1, integer);
  EXPECT_EQ(build.deref(build.address(object, pointer), integer), object);
  Id value = build.entry(1, pointer);
  EXPECT_EQ(build.address(build.deref(value, integer), pointer), value);
}

TEST_F(BodyBuilderTest, MovedPointersAreIndices) {
  Id value = build.entry(1, pointer);
  Id moved = build.pointerAdd(value, build.integer(2, index), pointer);
  EXPECT_EQ(build.element(moved, build.integer(3, index), integer),
            build.element(value, build.integer(5, index), integer));
  EXPECT_EQ(build.pointerAdd(moved, build.integer(-2, index), pointer), value);
  Id decayed =
      build.address(build.index(build.variable(1, array), build.integer(0, index), integer), pointer);
  EXPECT_EQ(build.element(decayed, build.integer(4, index), integer),
            build.index(build.variable(1, array), build.integer(4, index), integer));
}

TEST_F(BodyBuilderTest, BesideAnObjectIsUnknown) {
  Id address = build.address(build.variable(1, integer), pointer);
  EXPECT_EQ(build.element(address, build.integer(0, index), integer), build.variable(1, integer));
  EXPECT_EQ(build.path(build.element(address, build.integer(1, index), integer)).root, RootKind::Unknown);
}

TEST_F(BodyBuilderTest, ARowsElementIsNotARow) {
  Id rows = build.entry(1, pointer);
  Id element = build.index(build.deref(rows, array), build.integer(1, index), integer);
  EXPECT_NE(element, build.element(rows, build.integer(1, index), array));
  EXPECT_EQ(build.path(element).steps.size(), 2u);
}

TEST_F(BodyBuilderTest, LongPathsEndInSomePart) {
  Id path = build.variable(1, integer);
  for (Id i = 0; i < 40; ++i)
    path = build.field(path, 1, i, integer);
  EXPECT_LE(build.path(path).steps.size(), 12u);
  EXPECT_EQ(build.path(path).steps.back().kind, StepKind::Any);
}

} // namespace
} // namespace overlap::matchers
