// The last positive value is not what the last iteration leaves.
int lastPositive(const int *a, int n) {
  int last = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential output(last) hint
    if (a[i] > 0)
      last = a[i];
  return last;
}

int lastValue(const int *a) {
  int last = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent lastprivate(last)
    last = a[i] * a[i];
  return last;
}
