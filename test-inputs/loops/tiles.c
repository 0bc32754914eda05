/* Tiled loops as compilers write them: blocks of 16 with minima and maxima as bounds, and remainders. */
#include "show.h"

#define MIN(x, y) ((x) < (y) ? (x) : (y))
#define MAX(x, y) ((x) > (y) ? (x) : (y))
enum { N = 200 };
static double a[N][N], flat[4 * N];
static const int columns[18] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3};

void blocks(int n, int m, int k) {
  for (int t = 0; t <= (n - 1) / 16; ++t)                    /* expect: loop independent */
    for (int u = 0; u <= (m - 1) / 16; ++u)                  /* expect: loop independent */
      for (int i = 16 * t; i <= MIN(16 * t + 15, MIN(n - 1, k - 1)); ++i) /* expect: loop independent */
        for (int j = 16 * u; j <= MIN(16 * u + 15, m - 1); ++j)           /* expect: loop independent */
          a[i][j] = i * 2 + j;
}

void blocksThatOverlap(int n, int m) {
  for (int t = 0; t <= (n - 1) / 16; ++t) /* expect: loop dependent output(a) */
    for (int i = 16 * t; i <= MIN(16 * t + 16, n - 1); ++i) /* expect: loop independent */
      for (int j = 0; j < m; ++j) /* expect: loop independent */
        a[i][j] = i + j;
}

void remainderOfABlock(int n, int m) {
  for (int t = 0; t <= (n - 1) / 16; ++t) /* expect: loop independent */
    if (16 * t <= m - 1)
      for (int i = MAX(16 * t, m); i <= MIN(16 * t + 15, n - 1); ++i) /* expect: loop independent */
        a[i][0] = i + 4;
}

void remainderOfAll(int n, int m) {
  for (int t = 0; t <= (n - 1) / 16; ++t) /* expect: loop dependent output(a) */
    for (int i = m; i <= MIN(16 * t + 15, n - 1); ++i) /* expect: loop independent */
      a[i][0] = i + 5;
}

/* More pairs of accesses than are tested one by one. */
void manyStatements(int n, const int *at) {
  for (int t = 0; t <= (n - 1) / 16; ++t)                     /* expect: loop independent */
    for (int i = 16 * t; i <= MIN(16 * t + 15, n - 1); ++i) { /* expect: loop independent */
      a[i][at[0]] = i + 1;
      a[i][at[1]] += 2;
      a[i][at[2]] = i + 3;
      a[i][at[3]] += 4;
      a[i][at[4]] = i + 5;
      a[i][at[5]] += 6;
      a[i][at[6]] = i + 7;
      a[i][at[7]] += 8;
      a[i][at[8]] = i + 9;
      a[i][at[9]] += 10;
      a[i][at[10]] = i + 11;
      a[i][at[11]] += 12;
      a[i][at[12]] = i + 13;
      a[i][at[13]] += 14;
      a[i][at[14]] = i + 15;
      a[i][at[15]] += 16;
      a[i][at[16]] = i + 17;
      a[i][at[17]] += 18;
    }
}

void unrolled(int n) {
  for (int i = 0; i < n; ++i) { /* expect: loop independent */
    flat[4 * i] = i;
    flat[4 * i + 1] = i + 1;
    flat[4 * i + 2] = flat[4 * i] + flat[4 * i + 1];
    flat[4 * i + 3] = flat[4 * i + 2] * 2;
  }
}

void unrolledIntoTheNext(int n) {
  for (int i = 0; i < n - 1; ++i) { /* expect: loop dependent output(flat) */
    flat[4 * i + 1] = i;
    flat[4 * i + 2] = i + 2;
    flat[4 * i + 5] = i + 3;
  }
}

int main() {
  blocks(N, N, N); /* expect: calls dependent */
  blocksThatOverlap(N, N / 2);
  remainderOfABlock(N, N / 3);
  remainderOfAll(N, N / 5);
  manyStatements(N, columns);
  unrolled(N);
  showDoubles("a", a[0], N * N);
  showDoubles("flat", flat, 4 * N);
  return 0;
}
