// Variables that move by what they hold are no induction variables, however simple the update looks.

long triples(long s) {
  for (int i = 0; i < 50'000'000; ++i) // expect: loop dependent sequential flow(s)
    s = s * 3 + 1;
  return s;
}

long flips(long s, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(s)
    s = -s;
  return s;
}

void powers(long *out, int n) {
  long p = 1;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(p)
    out[i] = p;
    p = 2 * p;
  }
}

// The twin: a fixed step.
void multiples(long *out, int n) {
  long p = 1;
  for (int i = 0; i < n; ++i) { // expect: loop independent
    out[i] = p;
    p = 2 + p;
  }
}
