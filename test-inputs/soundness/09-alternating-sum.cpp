// The accumulator on the right of the minus alternates; on the left it is a plain sum.
int alternating(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(s)
    s = a[i] - s;
  return s;
}

int descending(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(s)
    s -= a[i];
  return s;
}

int descendingSpelled(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(s)
    s = s - a[i];
  return s;
}

// Division does not commute with itself in integers.
int divided(const int *a, int n) {
  int s = 1'000'000'000;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(s)
    s /= a[i];
  return s;
}

// Two operators of one variable are no reduction either.
int mixed(const int *a, int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(s)
    s += a[i];
    s *= 3;
  }
  return s;
}
