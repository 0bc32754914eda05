// A template is one place in the source, with the worst verdict of its instantiations.
#include <cstddef>

static double doubles[1'000'000];
static int ints[1'000'000];

template <typename T> void square(T *values, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    values[i] = values[i] * values[i];
}

// Shifted by nothing it is independent, shifted by one it is not: the place is called dependent.
template <int Shift> void shift(int n) {
  for (int i = Shift; i < n; ++i) // expect: loop dependent sequential flow(doubles) distance=1
    doubles[i] = doubles[i - Shift] * 2;
}

// What `if constexpr` drops does not count.
template <bool Chain> void maybeChained(int n) {
  for (int i = 1; i < n; ++i) { // expect: loop independent
    if constexpr (Chain)
      doubles[i] = doubles[i - 1];
    else
      doubles[i] = i;
  }
}

// Never instantiated: nothing is known, and nothing is said.
template <typename T> void unused(T *values, int n) {
  for (int i = 0; i < n; ++i)
    values[i] = values[i] + 1;
}

// Over doubles the cells cannot be the size; over ints they can.
template <typename T> struct Grid {
  T *cells;
  int size;
  void clear() {
    for (int i = 0; i < size; ++i) // expect: loop conditional no-alias
      cells[i] = T();
  }
};

void squareDoubles(int n) { square(doubles, n); }
void squareInts(int n) { square(ints, n); }
void shiftByNothing(int n) { shift<0>(n); }
void shiftByOne(int n) { shift<1>(n); }
void unchained(int n) { maybeChained<false>(n); }
void clearDoubles(int n) { Grid<double>{doubles, n}.clear(); }
void clearInts(int n) { Grid<int>{ints, n}.clear(); }
