// Bounds and subscripts by std::min and std::max; rows that take turns.
#include "show.h"
#include <algorithm>

constexpr int size = 1000;
static int a[size], b[size], table[40][50], turned[50][40];
static long rolling[2][size];

static void tiles() {
  for (int t = 0; t < size; t += 64)                   // expect: loop independent
    for (int i = t; i < std::min(t + 64, size); ++i) // expect: loop independent
      a[i] = 3 * i - t;
}

static void tilesThatMeet() {
  for (int t = 0; t < size; t += 64)                   // expect: loop dependent output(b)
    for (int i = t; i < std::min(t + 65, size); ++i) // expect: loop independent
      b[i] = t;
}

static void turnByTiles(int n, int m) {
  for (int t = 0; t < n; t += 16)                   // expect: loop independent
    for (int u = 0; u < m; u += 16)                 // expect: loop independent
      for (int i = t; i < std::min(n, t + 16); ++i) // expect: loop independent
        for (int j = u; j < std::min(m, u + 16); ++j) // expect: loop independent
          turned[j][i] = table[i][j];
}

static void band(int width) {
  for (int i = 0; i < 40; ++i)                                                      // expect: loop independent
    for (int j = std::max(0, i - width); j < std::min(50, i + width + 1); ++j) // expect: loop independent
      table[i][j] = 2 * i + j;
}

static void greater() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    a[i] = std::max(a[i], b[i]);
}

static void greaterOfNext() {
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent anti(a) distance=1
    a[i] = std::max(a[i], a[i + 1]);
}

static void greatestSoFar() {
  for (int i = 1; i < size; ++i) // expect: loop dependent flow(b) distance=1
    b[i] = std::max(b[i], b[i - 1]);
}

static void clamped() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    a[i] = std::clamp(a[i], -5, 900);
}

static void leastOfTwo(int *to) {
  for (int i = 0; i < size; ++i) // expect: loop conditional no-alias
    to[i] = std::min(a[i], b[i]);
}

static void rollingRows(int rounds) {
  int now = 0;
  for (int r = 0; r < rounds; ++r) { // expect: loop dependent flow(now)
    for (int i = 1; i < size; ++i) // expect: loop independent
      rolling[now ^ 1][i] = rolling[now][i - 1] + a[i];
    now ^= 1;
  }
}

static void rollingRowOntoItself(int now) {
  for (int i = 1; i < size; ++i) // expect: loop dependent flow(rolling) distance=1
    rolling[now ^ 2 ^ 2][i] = rolling[now][i - 1] + a[i];
}

int main() {
  tiles();
  tilesThatMeet();
  band(3);
  turnByTiles(40, 50);
  greater();
  clamped();
  showInts("a", a, size);
  showInts("table", table[0], 2000);
  showInts("turned", turned[0], 2000);
  greaterOfNext();
  greatestSoFar();
  rollingRows(5);
  rollingRowOntoItself(0);
  leastOfTwo(a);
  showInts("a", a, size);
  showInts("b", b, size);
  for (int i = 0; i < size; ++i) // expect: loop independent
    b[i] = static_cast<int>(rolling[0][i] % 1000 + rolling[1][i] % 1000);
  showInts("b", b, size);
}
