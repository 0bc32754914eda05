// Two halves that share the pivot race on it; without it they are apart.
static void settle(int *a, int from, int to) {
  for (int pass = from; pass < to; ++pass) // expect: loop dependent sequential
    for (int i = from; i < to; ++i)        // expect: loop dependent sequential
      if (a[i] > a[i + 1]) {
        int t = a[i];
        a[i] = a[i + 1];
        a[i + 1] = t;
      }
}

void sharing(int *a, int p) {
  settle(a, 0, p); // expect: calls dependent sequential tasks=2
  settle(a, p, 2 * p);
}

void apart(int *a, int p) {
  settle(a, 0, p - 1); // expect: calls independent multiprocess tasks=2
  settle(a, p + 1, 2 * p);
}
