static double a[1'000'000];

void good() {
  for (int i = 0; i < 999'900; ++i) // expect: loop independent multiprocess shown
    a[i] = i * 0.5;
}
