// Loops and calls that were once, or nearly, called independent.
// expect-file: flags -std=c++20
#include <algorithm>
#include <bitset>
#include <cstdio>
#include <tuple>
#include <vector>

// The step is read through the variable itself.
int jumps(int n, const int *a) {
  int s = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(s)
    s += a[s];
  return s;
}

// The twin: the step does not depend on where it is.
int sums(int n, const int *a) {
  int s = 0;
  for (int i = 0; i < n - 2; ++i) // expect: loop independent reduction(s)
    s += a[i];
  return s;
}

// An algorithm in place whose callable reads another element.
void shifted(std::vector<int> &v) {
  std::transform(v.begin(), v.end(), v.begin(), [&](int x) { return x + v[0]; }); // expect: loop unknown sequential -- dependent, or not understood
}

// All the elements share one variable.
void addresses(int **out, int n) {
  int t;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential output(t)
    t = i;
    out[i] = &t;
  }
}

// Neighbouring bits share a word.
void bits(std::bitset<64> &b, int n) {
  for (int i = 0; i < n; ++i) // expect: loop sequential -- dependent, or not understood
    b[i] = true;
}

// Names that are computed may be equal.
void names(int n) {
  for (int i = 0; i < n; ++i) { // expect: loop conditional async distinct-resource boundness=io
    char name[20];
    std::sprintf(name, "f%d", i & 1);
    FILE *f = std::fopen(name, "a");
    std::fclose(f);
  }
}

// The counter wraps before the loop ends.
void wraps(int *p, unsigned long n) {
  unsigned k = 0;
  for (unsigned long i = 0; i < n; ++i, ++k) // expect: loop sequential -- dependent, or not understood
    p[k] = i;
}

// A tuple of references is not what it refers to.
int shared;
void writeHeavy(int &p) {
  for (int i = 0; i < 50'000'000; ++i) // expect: loop dependent sequential
    p = p * 3 + i;
}
int readHeavy() {
  int s = 0;
  for (int i = 0; i < 50'000'000; ++i) // expect: loop dependent sequential flow(s)
    s = s * 3 + shared;
  return s;
}
int throughTuple() {
  std::tuple<int &> t{shared};
  writeHeavy(std::get<0>(t)); // expect: calls conditional multiprocess no-alias tasks=2 -- ideal: dependent flow(shared)
  return readHeavy();
}
