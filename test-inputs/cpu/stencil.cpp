// Jacobi reads the old grid and writes the new one; Gauss-Seidel updates in place, so each cell waits for its neighbour.
constexpr int size = 2048;
static double oldGrid[size][size], newGrid[size][size];

void jacobi(int steps) {
  for (int t = 0; t < steps; ++t) {      // expect: loop dependent sequential flow(oldGrid)
    for (int i = 1; i < size - 1; ++i)   // expect: loop independent multiprocess boundness=cpu shown // expect: calls dependent sequential flow(newGrid) tasks=2
      for (int j = 1; j < size - 1; ++j) // expect: loop independent sequential hidden
        newGrid[i][j] = 0.25 * (oldGrid[i - 1][j] + oldGrid[i + 1][j] + oldGrid[i][j - 1] + oldGrid[i][j + 1]);
    for (int i = 1; i < size - 1; ++i)   // expect: loop independent multiprocess boundness=cpu shown
      for (int j = 1; j < size - 1; ++j) // expect: loop independent sequential hidden
        oldGrid[i][j] = newGrid[i][j];
  }
}

void seidel(int steps) {
  for (int t = 0; t < steps; ++t)        // expect: loop dependent sequential flow(oldGrid)
    for (int i = 1; i < size - 1; ++i)   // expect: loop dependent sequential flow(oldGrid) distance=1
      for (int j = 1; j < size - 1; ++j) // expect: loop dependent sequential flow(oldGrid) distance=1
        oldGrid[i][j] = 0.25 * (oldGrid[i - 1][j] + oldGrid[i + 1][j] + oldGrid[i][j - 1] + oldGrid[i][j + 1]);
}

// Red and black: a step of two over cells of one colour reads only the other colour.
void redBlackRow(double *row) {
  for (int i = 1; i < 4'000'000; i += 2) // expect: loop independent multiprocess boundness=cpu shown
    row[i] = 0.5 * (row[i - 1] + row[i + 1]);
}
