#include "facts/Visit.h"
#include "facts/Flatten.h"

#include <gtest/gtest.h>

#include <utility>

// The model's visitors must know every field: a field that is not visited would be lost in files and hashes.
namespace overlap::facts {
namespace {

/// Converts to whatever an aggregate's member wants.
struct Anything { // never called
  template <class T> operator T() const;
};

template <class T, std::size_t... I> constexpr bool takes(std::index_sequence<I...>) {
  return requires { T{(static_cast<void>(I), Anything{})...}; };
}

/// Number of members of an aggregate: the most initialisers that it takes.
template <class T, std::size_t N = 32> constexpr std::size_t memberCount() {
  if constexpr (takes<T>(std::make_index_sequence<N>()))
    return N;
  else
    return memberCount<T, N - 1>();
}

struct Counter {
  std::size_t count = 0;
  template <class... A> void operator()(A &&...) { ++count; }
};

template <class T> class Visit : public testing::Test {};
using Structures = testing::Types<Loc, File, Type, Symbol, Field, BaseClass, Method, Record, Param, Function,
                                  Global, Var, Stmt, Block, Event, Arg, Callable, Call, Value, Step, Path,
                                  Loop, Gap, Body, Language, Comment, Diagnostic>;
TYPED_TEST_SUITE(Visit, Structures);

TYPED_TEST(Visit, ReachesEveryField) {
  Counter counter;
  TypeParam x;
  visit(counter, x);
  EXPECT_EQ(counter.count, memberCount<TypeParam>());
}

TYPED_TEST(Visit, FlatFormRoundTrips) {
  std::vector<std::uint64_t> numbers = flatten(TypeParam{});
  TypeParam x;
  Unflattener reader(numbers);
  reader.structure(x);
  reader.end();
  EXPECT_EQ(flatten(x), numbers);
}

TEST(Zigzag, IsItsOwnInverse) {
  for (std::int64_t x : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1},
                         std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(unzigzag(zigzag(x)), x);
}

} // namespace
} // namespace overlap::facts
