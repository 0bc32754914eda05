#include "tests/matchers/Unit.h"

namespace overlap::matchers {
namespace {

using facts::TypeKind;

TEST(Types, Shapes) {
  Unit unit(R"(
    enum class E : short { a }; struct S; typedef int Vec __attribute__((vector_size(16)));
    void f(unsigned char, long, bool, double, const int *, int *__restrict, int &, int &&, E, S *, int (&)[3], int (*)(char),
           _Atomic(int), Vec, _Complex float, int S::*, decltype(nullptr), volatile int *, __int128, wchar_t) {})");
  auto expect = [&](const char *spelling, TypeKind kind, std::uint32_t width, bool isSigned = false) {
    const facts::Type &type = unit.type(spelling);
    EXPECT_EQ(type.kind, kind) << spelling;
    EXPECT_EQ(type.width, width) << spelling;
    EXPECT_EQ(type.isSigned, isSigned) << spelling;
  };
  expect("unsigned char", TypeKind::Int, 8);
  expect("long", TypeKind::Int, 64, true);
  expect("bool", TypeKind::Bool, 8);
  expect("double", TypeKind::Float, 64);
  expect("const int *", TypeKind::Pointer, 64);
  expect("int &", TypeKind::LValueRef, 0);
  expect("int &&", TypeKind::RValueRef, 0);
  expect("E", TypeKind::Enum, 16, true);
  expect("S *", TypeKind::Pointer, 64);
  expect("int[3]", TypeKind::Array, 96);
  expect("int (char)", TypeKind::Function, 0);
  expect("_Complex float", TypeKind::Complex, 64);
  expect("int S::*", TypeKind::MemberPointer, 64);
  expect("std::nullptr_t", TypeKind::NullPtr, 64);
  expect("__int128", TypeKind::Int, 128, true);
  expect("wchar_t", TypeKind::Int, 32, true);
  EXPECT_TRUE(unit.type("const int").isConst);
  EXPECT_TRUE(unit.type("volatile int").isVolatile);
  EXPECT_TRUE(unit.type("int *__restrict").isRestrict);
  EXPECT_EQ(unit.type("int[3]").extent, 3u);
  EXPECT_EQ(unit.str(unit.type(unit.type("int (char)").element).spelling), "int");
  EXPECT_EQ(unit.str(unit.type(unit.type("E").element).spelling), "short");
}

TEST(Types, ArraysCarryTheQualifiersOfTheirElements) {
  Unit unit("void f(const int (&)[4]) {}");
  const facts::Type &array = unit.type("const int[4]");
  EXPECT_TRUE(array.isConst);
  EXPECT_TRUE(unit.type(array.element).isConst);
}

TEST(Types, OneIdForOneType) {
  Unit unit("typedef int T; using U = T; void f(int, T, U, const U *, const int *) {}");
  const facts::Function &f = unit.function("f(int, T, U, const U *, const int *)");
  EXPECT_EQ(f.params[0].type, f.params[1].type);
  EXPECT_EQ(f.params[0].type, f.params[2].type);
  EXPECT_EQ(f.params[3].type, f.params[4].type);
}

TEST(Records, FieldsBitFieldsAndRecursion) {
  Unit unit(R"(
    struct Node { Node *next; int a : 3; int b : 4; int : 0; int c : 2; int d; int e : 1; mutable int m; };
    struct Open;
    void f(Node n, Open *o) {})");
  const facts::Record &node = unit.record("Node");
  EXPECT_TRUE(node.isComplete);
  EXPECT_TRUE(node.isTriviallyCopyable);
  EXPECT_TRUE(node.hasTrivialDtor);
  ASSERT_EQ(node.fields.size(), 8u);
  EXPECT_EQ(unit.str(node.fields[0].name), "next");
  EXPECT_EQ(unit.type(unit.type(node.fields[0].type).element).record,
            static_cast<facts::Id>(&node - unit.facts.tables.records.data()));
  EXPECT_NE(node.fields[1].storageUnit, 0u);
  EXPECT_EQ(node.fields[1].storageUnit, node.fields[2].storageUnit);
  EXPECT_EQ(node.fields[3].storageUnit, 0u);
  EXPECT_NE(node.fields[4].storageUnit, node.fields[1].storageUnit);
  EXPECT_EQ(node.fields[5].storageUnit, 0u);
  EXPECT_NE(node.fields[6].storageUnit, node.fields[4].storageUnit);
  EXPECT_TRUE(node.fields[7].isMutable);
  EXPECT_FALSE(unit.record("Open").isComplete);
}

TEST(Records, ClassesAndTheirVirtualMethods) {
  Unit unit(R"(
    namespace n {
    struct Base { virtual void f() = 0; virtual ~Base(); void plain(); };
    struct Derived final : virtual Base { void f() override; };
    template <class T, int N> struct Pair { T first; ~Pair() {} };
    union Either { int i; float f; };
    }
    void use(n::Derived &d, n::Pair<const char *, 3> p, n::Either e) {})");
  const facts::Record &base = unit.record("n::Base"), &derived = unit.record("n::Derived");
  EXPECT_TRUE(base.isPolymorphic);
  EXPECT_FALSE(base.isTriviallyCopyable);
  ASSERT_EQ(base.methods.size(), 2u);
  EXPECT_TRUE(base.methods[0].isPure);
  ASSERT_EQ(derived.bases.size(), 1u);
  EXPECT_TRUE(derived.bases[0].isVirtual);
  EXPECT_TRUE(derived.isFinal);
  ASSERT_FALSE(derived.methods.empty());
  EXPECT_EQ(derived.methods[0].overrides, std::vector<facts::Id>{base.methods[0].symbol});
  const facts::Record &pair = unit.record("n::Pair<const char *, 3>");
  EXPECT_EQ(unit.str(pair.name), "n::Pair");
  ASSERT_EQ(pair.templateArgs.size(), 2u);
  EXPECT_EQ(unit.str(unit.type(pair.templateArgs[0]).spelling), "const char *");
  EXPECT_EQ(pair.templateArgs[1], 0u);
  EXPECT_FALSE(pair.hasTrivialDtor);
  EXPECT_TRUE(unit.record("n::Either").isUnion);
}

TEST(Records, UnnamedOnes) {
  Unit unit("typedef struct { int x; } Named; static struct { int y; } one; static struct { int z; } two;\n"
            "void f(Named n, decltype(one) a, decltype(two) b) {}");
  EXPECT_EQ(unit.record("Named").fields.size(), 1u);
  EXPECT_EQ(unit.str(unit.record("unnamed#1").fields.at(0).name), "y");
  EXPECT_EQ(unit.str(unit.record("unnamed#2").fields.at(0).name), "z");
  EXPECT_NE(unit.usr(unit.record("unnamed#1")), unit.usr(unit.record("unnamed#2")));
  EXPECT_EQ(unit.usr(unit.record("unnamed#1")).find('@', 0), unit.usr(unit.record("unnamed#2")).find('@', 0));
}

TEST(Records, ARecordOfCBelongsToTheFileThatDefinesIt) {
  Unit unit("#include \"h.h\"\nstruct own { int x; };\nvoid f(struct own o, struct shared s) {}", {},
            "src/a.c", {{"src/h.h", "struct shared { int y; };\n"}});
  EXPECT_EQ(unit.symbol(unit.record("own")).linkage, facts::Linkage::Internal);
  EXPECT_EQ(unit.scope(unit.record("own")), "src/a.c");
  EXPECT_EQ(unit.scope(unit.record("shared")), "src/h.h");
}

} // namespace
} // namespace overlap::matchers
