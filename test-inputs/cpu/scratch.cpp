// Scratch memory: private where every iteration writes what it reads, tied where it does not.
constexpr int rows = 100'000;
constexpr int columns = 64;
static double in[rows][columns], out[rows];

void localScratch() {
  for (int i = 0; i < rows; ++i) { // expect: loop independent multiprocess boundness=cpu shown
    double scratch[columns];
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential hidden
      scratch[j] = in[i][j] * in[i][columns - 1 - j];
    double sum = 0;
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential reduction(sum) hidden
      sum += scratch[j];
    out[i] = sum;
  }
}

double hoistedScalar() {
  double t = 0;
  for (int i = 0; i < rows; ++i) { // expect: loop independent multiprocess private(t) boundness=cpu shown
    t = in[i][0] * in[i][1];
    out[i] = t + t * t;
  }
  return 0;
}

double lastOne() {
  double t = 0;
  for (int i = 0; i < rows - 1; ++i) { // expect: loop independent multiprocess lastprivate(t) boundness=cpu shown
    t = in[i][0] * in[i][1];
    out[i] = t + t * t;
  }
  return t;
}

void hoistedScratch() {
  double scratch[columns];
  for (int i = 0; i < rows; ++i) {    // expect: loop independent multiprocess private(scratch) boundness=cpu shown
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential hidden
      scratch[j] = in[i][j] * in[i][columns - 1 - j];
    double sum = 0;
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential reduction(sum) hidden
      sum += scratch[j];
    out[i] = sum;
  }
}

// The twin leaves the last element as the iteration before wrote it.
void partlyWrittenScratch() {
  double scratch[columns] = {};
  for (int i = 0; i < rows; ++i) {        // expect: loop dependent sequential flow(scratch) boundness=cpu
    for (int j = 0; j < columns - 1; ++j) // expect: loop independent sequential hidden
      scratch[j] = in[i][j] + scratch[columns - 1];
    double sum = 0;
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential reduction(sum) hidden
      sum += scratch[j];
    out[i] = sum;
    scratch[columns - 1] = sum;
  }
}
