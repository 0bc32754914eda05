// Objects of which others know, or that calls fill: a copy for each iteration would be noticed unless every iteration
// writes first what it reads and nobody keeps the address.
#include "show.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

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
      img[i][j] = (i * 5 + j * 17) % 60;
    }
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

static double *keep[N];
void addressKept() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = i * in[i][j] - j;
    keep[i] = t;
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

void memsetOfHalf() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    memset(t, 0, sizeof t / 2);
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(t)
      t[img[i][j] & 63] += 1;
    out[i] = t[5];
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

void lambdaReads() {
  double t[C];
  auto f = [&](int j) { return t[j]; };
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = i * in[i][j] - j;
    out[i] = f(3);
  }
}

int main() {
  start(); // expect: calls partial
  std::vector<double *> ps;
  heapBlock();
  showDoubles("heapBlock", out, N);
  addressKept();
  showDoubles("addressKept", out, N);
  memsetFirst();
  showDoubles("memsetFirst", out, N);
  fillFirst();
  showDoubles("fillFirst", out, N);
  copiedThenSorted();
  showDoubles("copiedThenSorted", out, N);
  globalScratch();
  showDoubles("globalScratch", out, N);
  filledByLoopOfCallee();
  showDoubles("filledByLoopOfCallee", out, N);
  memsetOfHalf();
  showDoubles("memsetOfHalf", out, N);
  swappedArrays();
  showDoubles("swappedArrays", out, N);
  elementAddressKept();
  showDoubles("elementAddressKept", out, N);
  addressPushed(ps);
  showDoubles("addressPushed", out, N);
  pointerFromBefore();
  showDoubles("pointerFromBefore", out, N);
  anotherSubscript();
  showDoubles("anotherSubscript", out, N);
  oneSubscript();
  showDoubles("oneSubscript", out, N);
  sameLookup();
  showDoubles("sameLookup", out, N);
  lookupChanges();
  showDoubles("lookupChanges", out, N);
  calleeReadsGlobal();
  showDoubles("calleeReadsGlobal", out, N);
  pointerToGlobal();
  showDoubles("pointerToGlobal", out, N);
  lambdaReads();
  showDoubles("lambdaReads", out, N);
}
