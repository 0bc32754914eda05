int f(int x);
int table[100];
void scale(double *out, const double *in, int n) {
  for (int i = 0; i < n; ++i)
    out[i] = in[i + 1] * 2.0;
}
int sum(const int *a, unsigned n) {
  int s = 0;
  unsigned i = 0;
  while (i < n) {
    if (a[i] < 0)
      break;
    if (a[i] == 7) {
      i++;
      continue;
    }
    s += a[i++];
  }
  return s;
}
void narrow(int *a) {
  for (int i = 0; i < 1000; ++i)
    a[(unsigned char)i] = f(i);
}
int once(void) {
  int k = 3;
  do {
    table[k] = f(k) + table[0];
    --k;
  } while (k > 0 && f(k));
  for (;;)
    if (f(k))
      return k;
}
void matrix(int n, double a[n][n], double b[4][4]) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      a[i][j] += b[j][i];
}
