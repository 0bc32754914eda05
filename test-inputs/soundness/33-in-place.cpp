// In-place updates: by mirrored pairs, by neighbours, through an index.
#include <utility>

static double a[1'000'000], b[1'000'000];
static int at[1'000'000];

void reverse() {
  for (int i = 0; i < 500'000; ++i) // expect: loop independent multiprocess
    std::swap(a[i], a[999'999 - i]);
}

void reverseTwice() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential
    std::swap(a[i], a[999'999 - i]);
}

void bubble() {
  for (int i = 0; i + 1 < 1'000'000; ++i) // expect: loop dependent sequential
    if (a[i] > a[i + 1])
      std::swap(a[i], a[i + 1]);
}

// Reads somewhere in what is being written: where the index points decides.
void throughIndex() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional other
    a[i] = a[at[i]] * 0.5;
}

void indexBeingWritten() {
  for (int i = 0; i < 999'999; ++i) // expect: loop sequential -- dependent, or not understood
    at[at[i]] = i;
}

void previous() {
  double last = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(last)
    b[i] = a[i] - last;
    last = a[i];
  }
}

void previousFromArray() {
  for (int i = 1; i < 1'000'000; ++i) // expect: loop independent multiprocess
    b[i] = a[i] - a[i - 1];
}
