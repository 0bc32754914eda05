// A loop that OpenMP already runs in parallel: left alone where it is independent, a race where it is not.
// expect-file: flags -fopenmp
static double a[1'000'000], b[1'000'000];

void fine() {
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent hidden
    a[i] = b[i] * 2;
}

void race() {
#pragma omp parallel for
  for (int i = 1; i < 1'000'000; ++i) // expect: loop dependent rule=overlap-race-in-parallel-loop shown
    a[i] = a[i - 1] * 2;
}

double sum() {
  double total = 0;
#pragma omp parallel for reduction(+ : total)
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent reduction(total) hidden
    total += b[i];
  return total;
}

double racySum() {
  double total = 0;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) // expect: loop rule=overlap-race-in-parallel-loop shown
    total += b[i];
  return total;
}
