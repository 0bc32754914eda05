// The counter is also changed through its address.
static int step(int value) { return value & 1; }

void skipping(const int *a, int *out, int n) {
  int i, *p = &i;
  for (i = 0; i < n; ++i) { // expect: loop dependent sequential flow(i)
    *p += step(a[i]);
    out[i] = 1;
  }
}

void plain(const int *__restrict a, int *__restrict out, int n) {
  for (int i = 0; i < n - 1; ++i) // expect: loop independent
    out[i] = step(a[i]);
}
