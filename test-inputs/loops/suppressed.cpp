// Comments that silence a finding. Each would be in the default report.
static double a[1'000'000], b[1'000'000];

void plain() {
  for (int i = 0; i < 999'600; ++i) // expect: loop independent shown
    a[i] = b[i] * 2;
}

void sameLine() {
  for (int i = 0; i < 999'500; ++i) // NOLINT // expect: loop independent hidden
    a[i] = b[i] * 2;
}

void sameLineNamed() {
  for (int i = 0; i < 999'400; ++i) // NOLINT(overlap-parallel-loop) // expect: loop independent hidden
    a[i] = b[i] * 2;
}

void otherRule() {
  for (int i = 0; i < 999'300; ++i) // NOLINT(bugprone-too-small-loop-variable) // expect: loop independent shown
    a[i] = b[i] * 2;
}

void nextLine() {
  // NOLINTNEXTLINE(overlap-*)
  for (int i = 0; i < 999'200; ++i) // expect: loop independent hidden
    a[i] = b[i] * 2;
}

// NOLINTBEGIN(overlap-parallel-loop)
void block() {
  for (int i = 0; i < 999'100; ++i) // expect: loop independent hidden
    a[i] = b[i] * 2;
}
// NOLINTEND(overlap-parallel-loop)

void after() {
  for (int i = 0; i < 999'000; ++i) // expect: loop independent shown
    a[i] = b[i] * 2;
}

// Nothing to silence: dependent loops are not shown anyway.
void carried() {
  for (int i = 1; i < 999'600; ++i) // expect: loop dependent sequential flow(a) distance=1 hidden
    a[i] = a[i - 1] * 2;
}
