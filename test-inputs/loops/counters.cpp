// Counters beside the loop's own, and loops that have none of their own.
#include "show.h"
#include <vector>

constexpr int size = 1200;
static int a[3 * size], b[3 * size], kept[3 * size];

static void everyOther() {
  int to = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(to) hint
    a[to++] = i;
    a[to++] = -i;
  }
}

static void everyOtherMeets() {
  int to = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent output(b)
    b[to] = i;
    b[++to] = -i;
  }
}

// The same without a counter.
static void everyOtherByIndex() {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    a[2 * i] = i;
    a[2 * i + 1] = -i;
  }
}

static void downwards() {
  int to = size;
  for (int i = 0; i < size; ++i) // expect: loop independent
    b[--to] = 2 * a[i];
}

static int compacted() {
  int to = 0;
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(to) hint
    if (a[i] % 3 == 0)
      kept[to++] = a[i];
  return to;
}

static void endless(int n) {
  int i = 0;
  for (;;) { // expect: loop independent not-run -- the loop has no condition of its own
    if (i >= n)
      break;
    a[i] = b[i] + 1;
    ++i;
  }
}

static void whileTrue(int n) {
  int i = 0;
  while (true) { // expect: loop independent not-run -- the loop has no condition of its own
    b[i] = a[i] * 3;
    if (++i >= n)
      break;
  }
}

static int untilFound(int wanted) {
  int i = 0;
  while (true) { // expect: loop dependent control
    if (i >= size || a[i] == wanted)
      break;
    b[i] = 1;
    ++i;
  }
  return i;
}

static void untilTwo(int n, int m) {
  for (int i = 0;; ++i) { // expect: loop dependent control
    if (i == n)
      return;
    b[i] = i;
    if (b[m] == 7)
      return;
  }
}

static void anyStep(int from, int to, int step) {
  for (int i = from; i < to; i += step) // expect: loop independent
    a[i] = from - i;
}

// The loop ends all the same where `step` is 0.
static void anyOtherStep(int n, int step) {
  int to = 0;
  for (int i = 0; i < n; ++i) { // expect: loop conditional other
    a[to] = i;
    to += step;
  }
}

// Here the loop ends all the same, too: the bound comes nearer.
static void bothMove(int n, int step) {
  for (int i = 0; i < n; i += step) { // expect: loop conditional other
    a[i] = n;
    --n;
  }
}

static void cubes(std::vector<int> &v, int n, int m, int l) {
  for (int i = 0; i < n; ++i)     // expect: loop independent
    for (int j = 0; j < m; ++j)   // expect: loop independent
      for (int k = 0; k < l; ++k) // expect: loop independent
        v[i + n * (j + m * k)] = i + j * k;
}

int main() {
  everyOther();
  everyOtherByIndex();
  downwards();
  showInts("a", a, 2 * size);
  showInts("b", b, size);
  everyOtherMeets();
  endless(size);
  whileTrue(size);
  anyStep(3, size, 4);
  anyOtherStep(10, 2);
  bothMove(20, 1);
  std::vector<int> v(6 * 7 * 8);
  cubes(v, 6, 7, 8);
  showInts("a", a, 2 * size);
  showInts("b", b, 2 * size);
  showInts("v", v.data(), 6 * 7 * 8);
  printf("%d %d\n", compacted(), untilFound(5));
  untilTwo(20, 30);
  showInts("b", b, 2 * size);
  showInts("kept", kept, size);
}
