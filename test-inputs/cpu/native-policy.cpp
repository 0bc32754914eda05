// The second policy: in C++ threads reach every core, so CPU-bound work on shared memory goes to threads.
// expect-file: policy native
static double in[4'000'000], out[4'000'000];

void scale() {
  for (int i = 0; i < 4'000'000; ++i) // expect: loop independent multithreaded boundness=cpu shown
    out[i] = in[i] * 2 + 1;
}

void sequence() {
  for (int i = 1; i < 4'000'000; ++i) // expect: loop dependent sequential flow(out) distance=1
    out[i] = out[i - 1] * in[i];
}
