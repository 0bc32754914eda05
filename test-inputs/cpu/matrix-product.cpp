// The matrix product over fixed arrays, over flattened vectors, and with a local accumulator.
#include <vector>

constexpr int size = 512;
static double a[size][size], b[size][size], c[size][size];

void product() {
  for (int i = 0; i < size; ++i)     // expect: loop independent multiprocess boundness=cpu shown
    for (int j = 0; j < size; ++j)   // expect: loop independent sequential hidden
      for (int k = 0; k < size; ++k) // expect: loop independent sequential reduction(c) hidden
        c[i][j] += a[i][k] * b[k][j];
}

void productWithSum() {
  for (int i = 0; i < size; ++i)   // expect: loop independent multiprocess boundness=cpu shown
    for (int j = 0; j < size; ++j) { // expect: loop independent sequential hidden
      double sum = 0;
      for (int k = 0; k < size; ++k) // expect: loop independent sequential reduction(sum) hidden
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

// The accumulator stands outside: every iteration sets it before it reads it.
void productWithHoistedSum() {
  double sum;
  for (int i = 0; i < size; ++i)   // expect: loop independent multiprocess private(sum) boundness=cpu shown
    for (int j = 0; j < size; ++j) { // expect: loop independent sequential private(sum) hidden
      sum = 0;
      for (int k = 0; k < size; ++k) // expect: loop independent sequential reduction(sum) hidden
        sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

std::vector<double> flattened(const std::vector<double> &left, const std::vector<double> &right, int n) {
  std::vector<double> result(n * n);
  for (int i = 0; i < n; ++i)   // expect: loop independent multiprocess boundness=cpu shown
    for (int j = 0; j < n; ++j) { // expect: loop independent sequential hidden
      double sum = 0;
      for (int k = 0; k < n; ++k) // expect: loop independent sequential reduction(sum) hidden
        sum += left[i * n + k] * right[k * n + j];
      result[i * n + j] = sum;
    }
  return result;
}

// Pointers to one buffer each, as C writes it.
void flattenedPointers(const double *left, const double *right, double *result, int n) {
  for (int i = 0; i < n; ++i)   // expect: loop conditional multiprocess no-alias boundness=cpu shown
    for (int j = 0; j < n; ++j) { // expect: loop conditional sequential no-alias hidden
      double sum = 0;
      for (int k = 0; k < n; ++k) // expect: loop independent sequential reduction(sum) hidden
        sum += left[i * n + k] * right[k * n + j];
      result[i * n + j] = sum;
    }
}
