// A unit that does not compile still yields the functions that parsed cleanly.
static double a[1'000'000];

void clean() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess shown
    a[i] = i * 0.5;
}

void broken() {
  for (int i = 0; i < 1'000'000; ++i)
    a[i] = undeclared(i);
}
