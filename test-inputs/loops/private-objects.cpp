// Arrays and records that are declared outside of a loop: private where every iteration writes what it reads,
// tied where something is left over.
#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

constexpr int N = 100'000, C = 64;
static double in[N][C], out[N];
static int img[N][C];

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
  double t[C];
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

void heapBlock() {
  double *t = new double[C];
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] - j;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] / 2;
    out[i] = s;
  }
  delete[] t;
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
  double t[C];
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
  double t[C];
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
  double t[C];
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
  double t[C];
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

static double *keep[N];
void addressKept() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = i * in[i][j] - j;
    keep[i] = t;
  }
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

void memsetFirst() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    memset(t, 0, sizeof t);
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(t)
      t[img[i][j] & 63] += 1;
    out[i] = t[5];
  }
}

void fillFirst() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    std::fill(t, t + C, 0.0);
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(t)
      t[img[i][j] & 63] += 1;
    out[i] = t[5];
  }
}

void copiedThenSorted() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    memcpy(t, in[i], sizeof t);
    std::sort(t, t + C);
    out[i] = t[C / 2];
  }
}

struct P {
  double x, y;
  int k;
};
static void init(P *p, int i) {
  p->x = in[i][0];
  p->y = in[i][1];
  p->k = i;
}
void filledByCallee() {
  P t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    init(&t, i);
    out[i] = t.x + t.y;
  }
}

void memberByMember() {
  P t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t.x = in[i][0];
    t.y = in[i][1];
    out[i] = t.x * t.y;
  }
}

void assignedWhole() {
  P t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t = P{in[i][0], in[i][1], i};
    P u = t;
    out[i] = u.x * u.y;
  }
}

void memberKeptFromBefore() {
  P t{};
  for (int i = 0; i < N; ++i) { // expect: loop independent firstprivate(t)
    t.x = in[i][0];
    out[i] = t.x * t.y;
  }
}

void memberUnderCondition() {
  P t{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t.x)
    if (in[i][0] > 0)
      t.x = in[i][0];
    out[i] = t.x * t.y;
  }
}

static double g[C];
void globalScratch() {
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(g)
    for (int j = 0; j < C; ++j) // expect: loop independent
      g[j] = in[i][j] / 2;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += g[j];
    out[i] = s;
  }
}

static void fillIt(double *t, int i) {
  for (int j = 0; j < C; ++j) // expect: loop conditional no-alias
    t[j] = in[i][j] - 3;
}
void filledByLoopOfCallee() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    fillIt(t, i);
    out[i] = t[3];
  }
}

void previousValue() {
  double prev = 0;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(prev)
    double c = in[i][0];
    out[i] = c - prev;
    prev = c;
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
  double t[C];
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

static void initSome(P *p, int i) {
  p->x = in[i][0];
  if (i & 1)
    p->y = in[i][1];
  p->k = i;
}
void calleeFillsUnderCondition() {
  P t{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t.y)
    initSome(&t, i);
    out[i] = t.x + t.y;
  }
}

static void initEarly(P *p, int i) {
  if (i == 3)
    return;
  p->x = in[i][0];
  p->y = 1;
  p->k = i;
}
void calleeReturnsEarly() {
  P t{};
  for (int i = 0; i < N - 1; ++i) { // expect: loop dependent flow(t.x)
    initEarly(&t, i);
    out[i] = t.x + t.y;
  }
}

void memsetOfHalf() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    memset(t, 0, sizeof t / 2);
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(t)
      t[img[i][j] & 63] += 1;
    out[i] = t[5];
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

void swappedArrays() {
  double t[C] = {}, u[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(u)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][C - 1 - j];
    std::swap(t, u);
    out[i] = t[3];
  }
}

static double *kept;
void elementAddressKept() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] + in[i][j] * j;
    out[i] = t[3];
    kept = &t[i & 63];
  }
  out[0] = *kept;
}

void addressPushed(std::vector<double *> &ps) {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][C - 1 - j] * i;
    out[i] = t[3];
    ps.push_back(t);
  }
}

void pointerFromBefore() {
  double t[C] = {};
  double *p = t;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] - in[i][C - 1 - j];
    out[i] = p[3];
  }
  out[1] = p[4];
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

union U {
  double d;
  int w[2];
};
void unionParts() {
  U t{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t.w)
    t.w[0] = i;
    out[i] = t.d;
  }
}

void halfOfADouble() {
  double t = 0;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow
    *(int *)&t = i;
    out[i] = t;
  }
}

void halfOfAnElement() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop unknown
    *(int *)&t[2] = i;
    out[i] = t[2];
  }
}

void readsMoreThanWritten() {
  int t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    t[2] = i;
    out[i] = *(double *)&t[2];
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
        t[j][k] = 1 / in[i][j];
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

void anotherSubscript() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop unknown
    int k = img[i][0];
    t[k] = 1;
    k = img[i][1];
    out[i] = t[k];
  }
}

void oneSubscript() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    int k = img[i][0] & 63;
    t[k] = 1;
    out[i] = t[k];
  }
}

void sameLookup() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t[img[i][0] & 63] = 1;
    out[i] = t[img[i][0] & 63];
  }
}

void lookupChanges() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop unknown
    t[img[i][0] & 63] = 1;
    img[i][0] = 0;
    out[i] = t[img[i][0] & 63];
  }
}

static double readG() { return g[5]; }
void calleeReadsGlobal() {
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(g)
    for (int j = 0; j < C; ++j) // expect: loop independent
      g[j] = in[i][j] / 2;
    out[i] = readG();
  }
}

static double *pg = g;
void pointerToGlobal() {
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(g)
    for (int j = 0; j < C; ++j) // expect: loop independent
      g[j] = in[i][j] / in[i][3];
    out[i] = pg[5] + g[1];
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

void lambdaReads() {
  double t[C];
  auto f = [&](int j) { return t[j]; };
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = i * in[i][j] - j;
    out[i] = f(3);
  }
}

void alternatingElements() {
  double t[2] = {1, 2};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    t[i & 1] = in[i][0];
    out[i] = t[0] + t[1];
  }
}

void alternatingSubscript() {
  double t[2] = {1, 2};
  int w = 0;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(w)
    t[w] = in[i][0];
    w = 1 - w;
    out[i] = t[w];
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
