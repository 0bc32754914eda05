// An index that wraps in its narrow type meets the same element again.
static int a[1'000'000], b[1'000'000];

void narrow() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(a)
    a[static_cast<unsigned char>(i)] = i * i;
}

void wide() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    a[static_cast<int>(i)] = i * i;
}

// 4 * i wraps in 32 bits under a 64-bit counter.
void scaledNarrow(int *out, long n) {
  for (long i = 0; i < n; ++i) { // expect: loop dependent sequential output(out)
    unsigned k = 4 * static_cast<unsigned>(i);
    out[k] = 1;
  }
}

void scaledWide(int *out, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    out[4 * static_cast<long>(i)] = 1;
}
