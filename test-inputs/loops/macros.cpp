// A loop from a macro is reported where the macro stands.
#define FOR_ALL(i, n) for (int i = 0; i < (n); ++i)
#define SCALE(array, n, factor)                                                                                        \
  for (int k = 0; k < (n); ++k)                                                                                        \
  array[k] = array[k] * (factor)

static double a[1'000'000], b[1'000'000];

void forAll() {
  FOR_ALL(i, 1'000'000) // expect: loop independent multiprocess
  a[i] = b[i] * 2;
}

void forAllChained() {
  FOR_ALL(i, 999'999) // expect: loop dependent sequential flow(a) distance=1
  a[i + 1] = a[i] * 2;
}

void scaled() {
  SCALE(a, 1'000'000, 3); // expect: loop independent multiprocess // expect: calls independent multiprocess tasks=2
  SCALE(b, 1'000'000, 4); // expect: loop independent multiprocess
}
