// Arrays of pointers to rows: which row is meant follows from the subscript, as long as nobody exchanges
// rows.
#include "show.h"

#include <cmath>
#include <utility>

namespace {

constexpr int N = 24, M = 32;
double cells[N][M];
double *rows[N];

void reset() {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    rows[i] = cells[i];
    for (int j = 0; j < M; ++j) // expect: loop independent
      cells[i][j] = i * 0.5 + j;
  }
}

void fromRowAbove(double **a) {
  for (int i = 1; i < N; ++i)   // expect: loop dependent flow distance=1
    for (int j = 0; j < M; ++j) // expect: loop conditional no-alias
      a[i][j] = a[i - 1][j] + 1;
}

void fromRowBelow(double **a) {
  for (int i = 0; i + 1 < N; ++i) // expect: loop dependent anti distance=1
    for (int j = 0; j < M; ++j)   // expect: loop conditional no-alias
      a[i][j] = std::sqrt(a[i + 1][j]);
}

// Odd rows from even ones.
void oddRows(double **a) {
  for (int i = 1; i < N; i += 2) // expect: loop conditional no-alias
    for (int j = 0; j < M; ++j)  // expect: loop conditional no-alias
      a[i][j] = a[i - 1][j] * 2;
}

void alongRow(double **a) {
  for (int i = 0; i < N; ++i)   // expect: loop conditional no-alias
    for (int j = 1; j < M; ++j) // expect: loop dependent flow distance=1
      a[i][j] += a[i][j - 1];
}

// Stencil with a second set of rows.
void relax(double **to, double **from) {
  for (int i = 1; i + 1 < N; ++i)   // expect: loop conditional no-alias
    for (int j = 1; j + 1 < M; ++j) // expect: loop conditional no-alias
      to[i][j] = (from[i - 1][j] + from[i + 1][j] + from[i][j - 1] + from[i][j + 1]) / 4;
}

void relaxInPlace(double **a) {
  for (int i = 1; i + 1 < N; ++i)   // expect: loop dependent flow anti
    for (int j = 1; j + 1 < M; ++j) // expect: loop dependent flow anti
      a[i][j] = (a[i - 1][j] + a[i + 1][j] + a[i][j - 1] + a[i][j + 1]) / 4;
}

void product(double **c, double **a, double **b) {
  for (int i = 0; i < N; ++i)     // expect: loop conditional no-alias
    for (int j = 0; j < M; ++j)   // expect: loop conditional no-alias
      for (int k = 0; k < N; ++k) // expect: loop conditional no-alias reduction(c[i][j])
        c[i][j] += a[i][k] * b[k][j];
}

// Into one row: its elements are sums over the iterations.
void columnSums(double **c, double **a) {
  for (int i = 1; i < N; ++i)   // expect: loop conditional no-alias reduction(c)
    for (int j = 0; j < M; ++j) // expect: loop conditional no-alias
      c[0][j] += a[i][j];
}

// The pointers change places: what a[i] is in another iteration is not known.
void exchanging(double **a) {
  for (int i = 1; i < N; ++i) { // expect: loop dependent
    std::swap(a[i], a[i - 1]);
    a[i][0] = i;
  }
}

// Every row of a triangle from the last one.
void fromLastRow(double **a) {
  for (int i = 0; i + 1 < N; ++i) // expect: loop conditional no-alias
    for (int j = 0; j <= i; ++j)  // expect: loop conditional no-alias
      a[i][j] = a[N - 1][j] - i;
}

// Each row is read before the next iteration writes it, and the first one after.
void fromNextRound(double **a, int n) {
  for (int i = 0; i < n; ++i)   // expect: loop dependent anti(a[(i + 1) % n][j]) flow(a[i][j])
    for (int j = 0; j < M; ++j) // expect: loop conditional no-alias
      a[i][j] = a[(i + 1) % n][j] + 2;
}

void fromNextRoundOfOther(double **a, double **b, int n) {
  for (int i = 0; i < n; ++i)   // expect: loop conditional no-alias
    for (int j = 0; j < M; ++j) // expect: loop conditional no-alias
      a[i][j] = b[(i + 1) % n][j] + 2;
}

// No row that is written is read, whichever part of it.
void fromFarRow(double **a, int n) {
  for (int i = 0; i < n; ++i)   // expect: loop conditional no-alias
    for (int j = 0; j < M; ++j) // expect: loop conditional no-alias
      a[i][j] = a[i + n][j * j % M] + 2;
}

void pastLastRow(double **a) {
  for (int i = 0; i < N; ++i)    // expect: loop dependent
    for (int j = 0; j <= i; ++j) // expect: loop conditional no-alias
      a[i][j] = a[N - 1][j] - 2 * i;
}

} // namespace

int main() {
  void (*const all[])(double **) = {fromRowAbove, fromRowBelow, oddRows,     alongRow,
                                    relaxInPlace, exchanging,   fromLastRow, pastLastRow};
  for (auto *one : all) { // expect: loop dependent
    reset();
    one(rows);
    showDoubles("cells", cells[0], N * M);
  }
  static double other[N][M];
  double *others[N];
  for (int i = N - 1; i >= 0; --i) // expect: loop independent
    others[i] = other[i];
  reset();
  relax(others, rows); // expect: calls dependent sequential flow(others)
  product(others, rows, rows);
  columnSums(others, rows);
  showDoubles("other", other[0], N * M);
}
