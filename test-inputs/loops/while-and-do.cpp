// While and do loops: the same questions with the counter in the body.
static double a[1'000'000], b[1'000'000];

void counted() {
  int i = 0;
  while (i < 1'000'000) { // expect: loop independent
    a[i] = b[i] * 2;
    ++i;
  }
}

void countedDown() {
  int i = 1'000'000;
  while (i-- > 0) // expect: loop independent
    a[i] = b[i] * 2;
}

void doWhile() {
  int i = 0;
  do { // expect: loop independent
    a[i] = b[i] * 2;
    i++;
  } while (i < 1'000'000);
}

int newton(double x) {
  int steps = 0;
  double guess = x;
  while (guess * guess - x > 1e-9) { // expect: loop dependent sequential flow(guess)
    guess = 0.5 * (guess + x / guess);
    ++steps;
  }
  return steps;
}

unsigned greatestDivisor(unsigned m, unsigned n) {
  while (n != 0) { // expect: loop dependent sequential flow(n)
    unsigned r = m % n;
    m = n;
    n = r;
  }
  return m;
}

void collatz(long n) {
  do { // expect: loop dependent sequential flow(n)
    n = n % 2 ? 3 * n + 1 : n / 2;
  } while (n != 1);
}

// Two counters that step together are still two counters.
void twoCounters() {
  for (int i = 0, j = 0; i < 500'000; ++i, j += 2) // expect: loop independent
    a[j] = b[i] * 2;
}

// A counter that sometimes steps twice.
void skipping(const bool *skip) {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(i)
    a[i] = b[i] * 2;
    if (skip[i])
      ++i;
  }
}

void compacting() {
  int n = 0;
  for (int i = 0; i < 999'900; ++i) // expect: loop dependent sequential flow(n) hint
    if (b[i] > 0)
      a[n++] = b[i];
}
