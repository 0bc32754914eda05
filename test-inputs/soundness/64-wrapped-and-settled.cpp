// Products that are meant to wrap around, and loops whose end is settled before they begin.

// The multiplication of a hash wraps in the third iteration: that it does not is nothing to assume.
void marksByHash(unsigned *slots) {
  for (unsigned i = 0; i < 1000000; ++i) // expect: loop dependent output(slots)
    slots[(i * 2654435769u) % 4096] = i;
}

void marksByHash(unsigned *slots, unsigned count) {
  for (unsigned i = 0; i < count; ++i) // expect: loop dependent output(slots)
    slots[i * 2246822519u & 1023] = i + 1;
}

// A small stride wraps in no table that fits into memory.
void marksByStride(unsigned *slots, unsigned count) {
  for (unsigned i = 0; i < count; ++i) // expect: loop conditional other
    slots[i * 12u] = i + 2;
}

// An odd factor leads to another number for each of fewer than 2^32.
void scatters(unsigned *slots) {
  for (unsigned i = 0; i < 2000000; ++i) // expect: loop independent
    slots[i * 2654435769u] = i;
}

// Once, or for ever.
void again(double *a, bool more) {
  int i = 0;
  do { // expect: loop dependent control(more)
    a[i] = i * 0.5;
    ++i;
  } while (more);
}

void onceOrForEver(double *a, bool enough) {
  for (int i = 0;; ++i) { // expect: loop dependent control(enough)
    a[i] = i * 0.25;
    if (enough)
      break;
  }
}

// One iteration, or all of them.
void oneOrAll(double *a, int n, bool enough) {
  for (int i = 0; i < n; ++i) { // expect: loop independent
    a[i] = i * 0.125;
    if (enough)
      break;
  }
}
