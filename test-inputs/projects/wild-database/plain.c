const char *name(void) { return NAME; }

static double a[1000000];

void plain(void) {
  for (int i = 0; i < 1000000; ++i) // expect: loop independent multiprocess shown
    a[i] = i * 0.5;
}
