// Of a nest, the outermost independent loop with enough work is advised; what stands inside it is not.
static double grid[1000][1000], other[1000][1000], total[1000];

void outer() {
  for (int i = 0; i < 1000; ++i)   // expect: loop independent multiprocess shown
    for (int j = 0; j < 1000; ++j) // expect: loop independent sequential hidden
      grid[i][j] = other[i][j] * 2;
}

// The time loop carries, the rows do not.
void timeSteps() {
  for (int t = 0; t < 1000; ++t)     // expect: loop dependent sequential flow(grid) hidden
    for (int i = 0; i < 1000; ++i)   // expect: loop independent multiprocess shown
      for (int j = 1; j < 1000; ++j) // expect: loop dependent sequential flow(grid) hidden
        grid[i][j] = grid[i][j - 1] * 0.5;
}

// Columns depend on the column before; the rows are the loop to share, although it stands outside.
void columns() {
  for (int i = 0; i < 1000; ++i)   // expect: loop independent multiprocess shown
    for (int j = 1; j < 1000; ++j) // expect: loop dependent sequential flow(grid) distance=1 hidden
      grid[i][j] = grid[i][j - 1] + other[i][j];
}

// The other way round the outer loop carries, and an inner loop of this size is not worth a thread.
void rows() {
  for (int i = 1; i < 1000; ++i)   // expect: loop dependent sequential flow(grid) distance=1 hidden
    for (int j = 0; j < 1000; ++j) // expect: loop independent sequential boundness=light hidden
      grid[i][j] = grid[i - 1][j] + other[i][j];
}

// Three iterations are too few for the cores; what they hold is not.
void channels(double (*planes)[1000][1000]) {
  for (int c = 0; c < 3; ++c)        // expect: loop independent sequential boundness=light hidden
    for (int i = 0; i < 1000; ++i)   // expect: loop independent multiprocess shown
      for (int j = 0; j < 1000; ++j) // expect: loop independent sequential hidden
        planes[c][i][j] *= 2;
}

// Twenty-three iterations of next to nothing: legal, and not worth it.
void few(double *v) {
  for (int i = 0; i < 23; ++i) // expect: loop independent sequential boundness=light hidden
    v[i] *= 2;
}

// A loop that OpenMP shares already is left alone, and so is what stands inside and around it.
void alreadyInside() {
  for (int i = 0; i < 1000; ++i) { // expect: loop independent sequential hidden
#pragma omp parallel for
    for (int j = 0; j < 1000; ++j) // expect: loop independent sequential hidden
      grid[i][j] = other[i][j] * 2;
  }
}

void alreadyAround() {
#pragma omp parallel for
  for (int i = 0; i < 1000; ++i) { // expect: loop independent sequential hidden
    double sum = 0;
    for (int j = 0; j < 1'000'000; ++j) // expect: loop independent sequential hidden
      sum += other[i][j % 1000];
    total[i] = sum;
  }
}
