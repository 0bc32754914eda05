// Sums into one element of an array of which the loop reads others: triangular solvers and factorisations.
#include "show.h"

static const int N = 60;
static double a[N][N], l[N][N], x[N], y[N];
static int counts[N];

void forwardSubstitution() {
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(x)
    x[i] = y[i];
    for (int j = 0; j < i; ++j) // expect: loop independent reduction(x[i])
      x[i] -= l[i][j] * x[j];
    x[i] /= l[i][i];
  }
}

void withItself() {
  for (int i = 0; i < N; ++i) // expect: loop dependent flow(x)
    for (int j = 0; j <= i; ++j) // expect: loop dependent flow(x)
      x[i] -= l[i][j] * x[j];
}

void fromTheOtherSide() {
  for (int i = 0; i < N; ++i) // expect: loop dependent anti(x)
    for (int j = i + 1; j < N; ++j) // expect: loop independent reduction(x[i])
      x[i] -= l[j][i] * x[j];
}

void anyElement(int m) {
  for (int j = 0; j < N; ++j) // expect: loop dependent flow(x)
    x[m] += x[j] / 2;
}

void elementBehind(int m) {
  if (m >= N)
    return;
  for (int j = 0; j < m; ++j) // expect: loop independent reduction(x[m])
    x[m] += x[j] / 4;
}

// Each row by what is right of the diagonal, which stays as it is.
void factor() {
  for (int i = 0; i < N; ++i)     // expect: loop independent
    for (int j = 0; j < i; ++j) { // expect: loop dependent flow(a[i][j])
      for (int k = 0; k < j; ++k) // expect: loop independent reduction(a[i][j])
        a[i][j] -= a[i][k] * a[k][j];
      a[i][j] /= 1 + a[j][j] * a[j][j];
    }
}

void allOthers(int m) {
  for (int j = 0; j < N; ++j) // expect: loop independent reduction(x[m])
    if (j != m)
      x[m] += x[j] / 8;
}

void upToTheLast(unsigned m) {
  for (unsigned j = 0; j < m; ++j) // expect: loop dependent flow(x)
    x[m - 1] += x[j] / 16;
}

void factorTooFar() {
  for (int i = 0; i < N; ++i) // expect: loop independent
    for (int j = 0; j < i; ++j) // expect: loop dependent flow(a)
      for (int k = 0; k <= j; ++k) // expect: loop dependent flow(a[i][j])
        a[i][j] -= a[i][k] * l[k][j];
}

void otherRowsDown() {
  for (int i = 0; i < N; ++i) // expect: loop dependent anti(a)
    for (int j = 0; j <= i; ++j) // expect: loop independent
      for (int k = i; k < N; ++k) // expect: loop dependent flow(a[i][j])
        a[i][j] += a[k][j];
}

void product() {
  for (int i = 1; i < N; ++i) // expect: loop dependent flow(x)
    for (int j = 0; j < i; ++j) // expect: loop independent reduction(x[i])
      x[i] *= 1 + x[j] / 100;
}

void differenceTheOtherWay() {
  for (int i = 1; i < N; ++i) // expect: loop dependent flow(x)
    for (int j = 0; j < i; ++j) // expect: loop dependent flow(x)
      x[i] = x[j] - x[i];
}

void lastOfThem() {
  for (int i = 1; i < N; ++i) // expect: loop dependent flow(x)
    for (int j = 0; j < i; ++j) // expect: loop dependent output(x)
      x[i] = x[j];
}

void seenOnTheWay() {
  for (int i = 1; i < N; ++i) // expect: loop dependent flow(counts)
    for (int j = 0; j < i; ++j) { // expect: loop dependent flow(counts)
      counts[i] += counts[j];
      l[i][j] = counts[i];
    }
}

void throughIndex(const int *where) {
  for (int i = 1; i < N; ++i) // expect: loop conditional other
    for (int j = 0; j < i; ++j) // expect: loop dependent flow(x)
      x[i] += x[where[j]];
}

int main() {
  for (int i = 0; i < N; ++i) // expect: loop independent
    y[i] = i % 7 + 1;
  for (int i = 0; i < N; ++i)     // expect: loop independent
    for (int j = 0; j < N; ++j) { // expect: loop independent
      a[i][j] = (i * 5 + j) % 9 + 1;
      l[i][j] = ((i + 2 * j) % 5 + 1) / 8.0;
    }
  forwardSubstitution();
  fromTheOtherSide();
  elementBehind(N - 2);
  allOthers(N / 2);
  factor(); // expect: calls dependent
  factorTooFar();
  otherRowsDown();
  product();
  showDoubles("x", x, N);
  showDoubles("a", a[0], N * N);
}
