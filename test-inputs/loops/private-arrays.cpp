// Arrays that are declared outside of a loop and filled by loops inside: private where every iteration writes what it
// reads, tied where something is left over.
#include "show.h"

#include <algorithm>
#include <utility>

constexpr int N = 1'000, C = 64;
static double in[N][C], out[N];
static int img[N][C];
static int flags[N];

// Small whole numbers, so that no order of additions rounds.
static void start() {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    flags[i] = i % 5 == 0;
    for (int j = 0; j < C; ++j) { // expect: loop independent
      in[i][j] = j == 3 ? 4 : (i * 7 + j * 3) % 32 + 1;
      img[i][j] = (i * 5 + j * 11) % 60;
    }
  }
}

void wholeFill() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] + in[i][0];
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] * 2;
    out[i] = s;
  }
}

void symbolicFill(int m) {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = 0; j < m; ++j) // expect: loop independent
      t[j] = in[i][j] - in[i][1];
    double s = 0;
    for (int j = 0; j < m; ++j) // expect: loop independent reduction(s)
      s += t[j] * j;
    out[i] = s;
  }
}

void fillsOneLess(int m) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < m - 1; ++j) // expect: loop independent
      t[j] = in[i][j] * in[i][j];
    double s = 0;
    for (int j = 0; j < m; ++j) // expect: loop independent reduction(s)
      s += t[j] + 1;
    out[i] = s;
  }
}

void countsPerRow() {
  int h[256];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(h)
    for (int j = 0; j < 256; ++j) // expect: loop independent
      h[j] = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(h)
      h[img[i][j]]++;
    out[i] = h[3];
  }
}

void singleElements() {
  double t[3];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t[0] = in[i][0];
    t[1] = t[0] * in[i][1];
    t[2] = t[1] + t[0];
    out[i] = t[2] + t[1];
  }
}

void recurrenceInside() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t[0] = in[i][0];
    for (int j = 1; j < C; ++j) // expect: loop dependent flow(t)
      t[j] = t[j - 1] + in[i][j];
    out[i] = t[C - 1];
  }
}

void recurrenceFromBefore() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 1; j < C; ++j) // expect: loop dependent flow(t)
      t[j] = t[j - 1] + in[i][j];
    out[i] = t[C - 1];
  }
}

void filledUnderCondition(const int *c) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    if (c[i])
      for (int j = 0; j < C; ++j) // expect: loop independent
        t[j] = in[i][C - 1 - j] * i;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] * j;
    out[i] = s;
  }
}

void filledByEitherArm(const int *c) {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      if (c[j])
        t[j] = in[i][j] - in[i][C - 1 - j];
      else
        t[j] = 1;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] + 1;
    out[i] = s;
  }
}

void filledByOneArm(const int *c) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      if (c[j])
        t[j] = in[i][j] / 2;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] - j;
    out[i] = s;
  }
}

void filledUntilBreak(const int *c) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) { // expect: loop dependent control(c)
      if (c[j])
        break;
      t[j] = in[i][j] / in[i][3];
    }
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] * t[j];
    out[i] = s;
  }
}

double readAfterwards() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = j - in[i][j];
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] * i;
    out[i] = s;
  }
  return t[3];
}

double partReadAfterwards(int m) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < m; ++j) // expect: loop independent
      t[j] = i - in[i][j];
    double s = 0;
    for (int j = 0; j < m; ++j) // expect: loop independent reduction(s)
      s += t[j] / 2;
    out[i] = s;
  }
  return t[3];
}

void twoDimensions() {
  double t[C][C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      for (int k = 0; k < C; ++k) // expect: loop independent
        t[j][k] = in[i][j] * in[i][k];
    double s = 0;
    for (int k = 0; k < C; ++k) // expect: loop independent reduction(s)
      for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
        s += t[j][k] * j;
    out[i] = s;
  }
}

void filledBackwards() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = C - 1; j >= 0; --j) // expect: loop independent
      t[j] = i - in[i][j];
    double s = 0;
    for (int j = 0; j < C; j += 2) // expect: loop independent reduction(s)
      s += t[j];
    out[i] = s;
  }
}

void everySecondOnly() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; j += 2) // expect: loop independent
      t[j] = i * in[i][j] - j;
    double s = 0;
    for (int j = 0; j < C; j++) // expect: loop independent reduction(s)
      s += t[j] * 2;
    out[i] = s;
  }
}

void everySecondBoth() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = 0; j < C; j += 2) // expect: loop independent
      t[j] = in[i][j] * 3 + 1;
    double s = 0;
    for (int j = 0; j < C; j += 2) // expect: loop independent reduction(s)
      s += t[j] * j;
    out[i] = s;
  }
}

void fillsAllButLast() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    std::fill(t, t + C - 1, 0.0);
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(out[i])
      out[i] += t[j];
    t[C - 1] = i;
  }
}

void readBeforeWrite() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) { // expect: loop independent reduction(out[i])
      out[i] += t[j];
      t[j] = in[i][j] + i;
    }
  }
}

void shiftsItself() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C - 1; ++j) // expect: loop dependent anti(t)
      t[j] = t[j + 1];
    t[C - 1] = in[i][0];
    out[i] = t[0];
  }
}

void readsOneMore(int m) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < m; ++j) // expect: loop independent
      t[j] = in[i][j] / 2;
    double s = 0;
    for (int j = 0; j <= m; ++j) // expect: loop independent reduction(s)
      s += t[j] + i;
    out[i] = s;
  }
}

void countChangesBetween() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    int m = img[i][0];
    for (int j = 0; j < m; ++j) // expect: loop independent
      t[j] = in[i][j] / in[i][3];
    m = img[i][1];
    double s = 0;
    for (int j = 0; j < m; ++j) // expect: loop independent reduction(s)
      s += t[j];
    out[i] = s;
  }
}

void countFromBefore() {
  double t[C] = {};
  int m = 5;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < m; ++j) // expect: loop independent
      t[j] = j - in[i][j];
    m = img[i][1];
    double s = 0;
    for (int j = 0; j < m; ++j) // expect: loop independent reduction(s)
      s += t[j] * 2;
    out[i] = s;
  }
}

void skipsSome() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) { // expect: loop independent
      if (img[i][j])
        continue;
      t[j] = in[i][j] * 2;
    }
    out[i] = t[3];
  }
}

void stopsAtCondition() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    int j = 0;
    while (j < C && img[i][j]) { // expect: loop dependent control(img)
      t[j] = in[i][j] + in[i][0];
      ++j;
    }
    out[i] = t[3];
  }
}

void leavesEarly() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) { // expect: loop dependent control(t)
      t[j] = in[i][j] - in[i][1];
      if (t[j] > 9)
        break;
    }
    out[i] = t[63];
  }
}

void startsLater() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = i; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] * in[i][j];
    out[i] = t[3];
  }
}

void triangleAndDiagonal() {
  double t[C][C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      for (int k = 0; k < j; ++k) // expect: loop independent
        t[j][k] = 2 - in[i][j];
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      for (int k = 0; k <= j; ++k) // expect: loop independent reduction(s)
        s += t[j][k];
    out[i] = s;
  }
}

void transposedTriangle() {
  double t[C][C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      for (int k = 0; k < j; ++k) // expect: loop independent
        t[j][k] = in[i][j] * j;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      for (int k = 0; k < j; ++k) // expect: loop independent reduction(s)
        s += t[k][j];
    out[i] = s;
  }
}

void rangeFor() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (double &x : t) // expect: loop independent
      x = in[i][0];
    double s = 0;
    for (double x : t) // expect: loop independent reduction(s)
      s += x;
    out[i] = s;
  }
}

void continueAfterFill() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] * 2;
    if (img[i][0])
      continue;
    out[i] = t[1];
  }
  out[0] = t[2];
}

void continueBeforeFill() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    if (img[i][0])
      continue;
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] + in[i][0];
    out[i] = t[1];
  }
  out[0] = t[2];
}

void continueAndDead() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    if (img[i][0])
      continue;
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] - in[i][1];
    out[i] = t[1];
  }
}

void narrowCounter() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (unsigned char j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] * in[i][j];
    out[i] = t[3];
  }
}

int main() {
  start(); // expect: calls dependent
  wholeFill();
  showDoubles("wholeFill", out, N);
  symbolicFill(C / 2);
  showDoubles("symbolicFill", out, N);
  fillsOneLess(C / 2);
  showDoubles("fillsOneLess", out, N);
  countsPerRow();
  showDoubles("countsPerRow", out, N);
  singleElements();
  showDoubles("singleElements", out, N);
  recurrenceInside();
  showDoubles("recurrenceInside", out, N);
  recurrenceFromBefore();
  showDoubles("recurrenceFromBefore", out, N);
  filledUnderCondition(flags);
  showDoubles("filledUnderCondition", out, N);
  filledByEitherArm(flags);
  showDoubles("filledByEitherArm", out, N);
  filledByOneArm(flags);
  showDoubles("filledByOneArm", out, N);
  filledUntilBreak(flags);
  showDoubles("filledUntilBreak", out, N);
  printf("%.15g\n", readAfterwards());
  showDoubles("readAfterwards", out, N);
  printf("%.15g\n", partReadAfterwards(C / 2));
  showDoubles("partReadAfterwards", out, N);
  twoDimensions();
  showDoubles("twoDimensions", out, N);
  filledBackwards();
  showDoubles("filledBackwards", out, N);
  everySecondOnly();
  showDoubles("everySecondOnly", out, N);
  everySecondBoth();
  showDoubles("everySecondBoth", out, N);
  fillsAllButLast();
  showDoubles("fillsAllButLast", out, N);
  readBeforeWrite();
  showDoubles("readBeforeWrite", out, N);
  shiftsItself();
  showDoubles("shiftsItself", out, N);
  readsOneMore(C / 2);
  showDoubles("readsOneMore", out, N);
  countChangesBetween();
  showDoubles("countChangesBetween", out, N);
  countFromBefore();
  showDoubles("countFromBefore", out, N);
  skipsSome();
  showDoubles("skipsSome", out, N);
  stopsAtCondition();
  showDoubles("stopsAtCondition", out, N);
  leavesEarly();
  showDoubles("leavesEarly", out, N);
  startsLater();
  showDoubles("startsLater", out, N);
  triangleAndDiagonal();
  showDoubles("triangleAndDiagonal", out, N);
  transposedTriangle();
  showDoubles("transposedTriangle", out, N);
  rangeFor();
  showDoubles("rangeFor", out, N);
  continueAfterFill();
  showDoubles("continueAfterFill", out, N);
  continueBeforeFill();
  showDoubles("continueBeforeFill", out, N);
  continueAndDead();
  showDoubles("continueAndDead", out, N);
  narrowCounter();
  showDoubles("narrowCounter", out, N);
}
