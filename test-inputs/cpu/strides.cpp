// Subscripts that are apart by arithmetic, and those that are not.
constexpr int half = 5'000'000;
static float a[2 * half + 2], b[2 * half + 2];

void evenFromOdd() {
  for (int i = 0; i < half; ++i) // expect: loop independent multiprocess boundness=cpu shown
    a[2 * i] = a[2 * i + 1] * 0.5f;
}

void evenFromEven() {
  for (int i = 0; i < half; ++i) // expect: loop dependent sequential flow(a) distance=1
    a[2 * i + 2] = a[2 * i] * 0.5f;
}

void lowerFromUpper() {
  for (int i = 0; i < half; ++i) // expect: loop independent multiprocess boundness=cpu shown
    a[i] = a[i + half] * 0.5f;
}

void overlappingHalves() {
  for (int i = 0; i <= half; ++i) // expect: loop dependent sequential anti(a) boundness=cpu
    a[i] = a[i + half] * 0.5f;
}

void nextOne() {
  for (int i = 0; i < half; ++i) // expect: loop dependent sequential anti(a) distance=1
    a[i] = a[i + 1] * 0.5f;
}

void reversed() {
  for (int i = 0; i < half; ++i) // expect: loop independent multiprocess boundness=cpu shown
    b[half - i] = a[i];
}

void mirroredInPlace() {
  for (int i = 0; i < half; ++i) // expect: loop dependent sequential
    a[half - i] = a[i] + 1;
}

void sameCell() {
  for (int i = 0; i < half; ++i) // expect: loop dependent sequential output(b)
    b[i / 2] = a[i];
}

void remainder() {
  for (int i = 0; i < half; ++i) // expect: loop dependent sequential output(b)
    b[i % 1000] = a[i];
}

void downwards() {
  for (int i = half; i > 0; --i) // expect: loop dependent sequential flow(a) distance=1
    a[i - 1] = a[i] * 0.5f;
}
