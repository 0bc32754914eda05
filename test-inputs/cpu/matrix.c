/* The same theory in C: arrays as parameters with sizes, restrict, and a C99 variable length array type. */
#include <math.h>
#include <stddef.h>

void matvec(int n, const double a[restrict n][n], const double *restrict x, double *restrict y) {
  for (int i = 0; i < n; ++i) { /* expect: loop independent multiprocess boundness=cpu shown */
    double sum = 0;
    for (int j = 0; j < n; ++j) /* expect: loop independent sequential reduction(sum) hidden */
      sum += a[i][j] * x[j];
    y[i] = sum;
  }
}

void roots(double *values) {
  for (int i = 0; i < 2000000; ++i) /* expect: loop independent multiprocess boundness=cpu shown */
    values[i] = sqrt(values[i]);
}

/* Lower triangular solve: each row needs the rows above. */
void solve(int n, double l[n][n], double *x) {
  for (int i = 0; i < n; ++i)   /* expect: loop dependent sequential flow(x) boundness=cpu */
    for (int j = 0; j < i; ++j) /* expect: loop conditional no-alias reduction(x[i]) hidden */
      x[i] -= l[i][j] * x[j];
}
