// Compiled as much code is, without strict aliasing: types prove nothing about pointers.
// expect-file: flags -fno-strict-aliasing
void offset(float *x, int *y, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    x[y[0] + i] = i;
}

void offsetRestrict(float *__restrict x, const int *__restrict y, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    x[y[0] + i] = i;
}
