// The standard's rule: a store to a float does not change an int. A store to a char may change anything.
void offset(float *x, int *y, int n) {
  for (int i = 0; i < n - 1; ++i) // expect: loop independent
    x[y[0] + i] = i;
}

void offsetBytes(unsigned char *x, int *y, int n) {
  for (int i = 0; i < n - 2; ++i) // expect: loop conditional no-alias
    x[y[0] + i] = i;
}
