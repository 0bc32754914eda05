// A loop made of labels has no keyword: whatever is said of it, it is never called independent.
static double a[1'000'000], b[1'000'000];

void labels(double start) {
  int i = 0;
  double x = start;
again:
  x = 3.6 * x * (1 - x);
  a[i] = x;
  if (++i < 1'000'000)
    goto again;
}

// Two loops around one jump in: nobody's textbook shape.
void intoTheMiddle(int n) {
  int i = 0;
  if (n > 10)
    goto middle;
  for (; i < n; ++i) { // expect: loop sequential -- dependent or unknown
    a[i] = 1;
  middle:
    b[i] = 2;
  }
}
