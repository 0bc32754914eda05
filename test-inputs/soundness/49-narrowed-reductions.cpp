// Sums and extrema that are cut to fewer bits on the way.
// expect-file: flags -std=c++20
#include <algorithm>

extern int a[1'000'000];
extern double d[1'000'000];

// What is kept is not what was compared.
int largestByte(int n) {
  unsigned char m = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(m)
    if (a[i] > m)
      m = a[i];
  return m;
}
int largestOfBytes(int n, const unsigned char *bytes) {
  unsigned char m = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(m)
    if (m <= bytes[i])
      m = bytes[i];
  return m;
}

// Rounding keeps the order.
float largestRounded(int n) {
  float m = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(m)
    if (m < d[i])
      m = d[i];
  return m;
}

// The comparison sees a part of what is kept.
int comparedAsByte(int n) {
  int m = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(m)
    if (a[i] > static_cast<signed char>(m))
      m = a[i];
  return m;
}
int comparedAsLong(int n) {
  int m = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(m)
    if (a[i] > static_cast<long>(m))
      m = a[i];
  return m;
}

// Compared without a sign, kept with one.
int comparedUnsigned(int n) {
  int m = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(m)
    if (static_cast<unsigned>(a[i]) > static_cast<unsigned>(m))
      m = a[i];
  return m;
}
unsigned keptUnsigned(int n) {
  unsigned m = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(m)
    if (static_cast<unsigned>(a[i]) > m)
      m = a[i];
  return m;
}

short largestShort(int n) {
  short m = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(m)
    m = std::max<int>(m, a[i]);
  return m;
}
int largestInt(int n) {
  int m = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(m)
    m = std::max<int>(m, a[i]);
  return m;
}

// A bit-field holds less than its type.
struct Packed {
  unsigned low : 3, high : 5;
};
extern Packed packed;

void largestBits(int n, const unsigned *v) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(packed)
    if (v[i] > packed.low)
      packed.low = v[i];
}

// Sums: cut to the variable's width they are sums modulo a power of two; cut to less they are not.
int cutSum(int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(s)
    s = static_cast<unsigned char>(s + a[i]);
  return s;
}
int byteSum(int n) {
  unsigned char s = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(s)
    s = static_cast<unsigned char>(s + a[i]);
  return s;
}
long halfSum(int n) {
  long s = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(s)
    s = static_cast<int>(s) + a[i];
  return s;
}
long wholeSum(int n) {
  long s = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(s)
    s = s + static_cast<long>(a[i]);
  return s;
}

// A bool holds whether the number is 0: (1 ^ 2) and (2 ^ 1) are kept as one, but not what follows.
bool oddNumbers(int n) {
  bool odd = false;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(odd)
    odd ^= a[i];
  return odd;
}
bool anyNumber(int n) {
  bool any = false;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(any)
    any |= a[i];
  return any;
}
