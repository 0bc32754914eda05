// Subscripts that fold several iterations onto one element, each by other arithmetic.
#include <cstdlib>

static int a[2'000'001], b[1'000'000];

void shifted() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(a)
    a[i >> 1] = b[i];
}

void masked() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(a)
    a[i & 0xffff] = b[i];
}

void absolute() {
  for (int i = -1'000'000; i < 1'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    a[std::abs(i)] = i;
}

void rounded() {
  for (float f = 0; f < 1'000'000; f += 0.5f) // expect: loop dependent sequential
    a[static_cast<int>(f)] = 1;
}

void truncated() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(a)
    a[static_cast<short>(i) + 32768] = b[i];
}

void wrappedByProduct() {
  for (unsigned i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(a)
    a[(i * 0x10000u) >> 16] = b[i];
}

void plain() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    a[2 * i + 1] = b[i];
}
