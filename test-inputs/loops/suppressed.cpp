// Comments that silence a finding. Each would be in the default report.
static double a[1'000'000], b[1'000'000];

void plain() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent shown
    a[i] = b[i] * 2;
}

void sameLine() {
  for (int i = 0; i < 1'000'000; ++i) // NOLINT // expect: loop independent hidden
    a[i] = b[i] * 2;
}

void sameLineNamed() {
  for (int i = 0; i < 1'000'000; ++i) // NOLINT(overlap-parallel-loop) // expect: loop independent hidden
    a[i] = b[i] * 2;
}

void otherRule() {
  for (int i = 0; i < 1'000'000; ++i) // NOLINT(bugprone-too-small-loop-variable) // expect: loop independent shown
    a[i] = b[i] * 2;
}

void nextLine() {
  // NOLINTNEXTLINE(overlap-*)
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent hidden
    a[i] = b[i] * 2;
}

// NOLINTBEGIN(overlap-parallel-loop)
void block() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent hidden
    a[i] = b[i] * 2;
}
// NOLINTEND(overlap-parallel-loop)

void after() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent shown
    a[i] = b[i] * 2;
}
