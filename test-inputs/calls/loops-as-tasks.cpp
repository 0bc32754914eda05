// Loops that stand one after the other are tasks as well as regions of their own.
constexpr int size = 2'000'000;
static double a[size], b[size], c[size];

void apart() {
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess // expect: calls independent multiprocess tasks=2
    a[i] = i * 0.5;
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess
    b[i] = i * 0.25;
}

void chained() {
  for (int i = 0; i < size - 1; ++i) // expect: loop independent multiprocess // expect: calls dependent sequential flow(a) tasks=2
    a[i] = i * 0.5;
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess
    c[i] = a[i] * 2;
}

// The first writes what the second overwrites.
void overwriting() {
  for (int i = 0; i < size - 2; ++i) // expect: loop independent multiprocess // expect: calls dependent sequential output(c) tasks=2
    c[i] = i * 0.5;
  for (int i = 0; i < size - 1; ++i) // expect: loop independent multiprocess
    c[i] = i * 0.25;
}

// The second overwrites what the first reads.
void anti() {
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess // expect: calls dependent sequential anti(b) tasks=2
    a[i] = b[i] * 0.5;
  for (int i = 0; i < size - 2; ++i) // expect: loop independent multiprocess
    b[i] = i * 0.25;
}
