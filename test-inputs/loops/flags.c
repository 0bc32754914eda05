/* What is set to one value under a condition, and where the least element is. */
#include "show.h"

enum { size = 3000 };
static int a[size], b[size];
static double weight[size];

static int anyAbove(int limit) {
  int found = 0;
  for (int i = 0; i < size; ++i) /* expect: loop independent reduction(found) */
    if (a[i] > limit)
      found = 1;
  return found;
}

static int allBelow(int limit) {
  int fine = 1;
  for (int i = 0; i < size; ++i) /* expect: loop independent reduction(fine) */
    if (a[i] >= limit)
      fine = 0;
  return fine;
}

static int severity(void) {
  int worst = -5;
  for (int i = 0; i < size; ++i) /* expect: loop independent reduction(worst) */
    if (a[i] % 7 == 3)
      worst = 4;
  return worst;
}

/* Two values: the last one counts. */
static int kindOfLast(void) {
  int kind = 0;
  for (int i = 0; i < size; ++i) { /* expect: loop dependent output(kind) */
    if (a[i] % 7 == 3)
      kind = 1;
    if (a[i] % 11 == 3)
      kind = 2;
  }
  return kind;
}

/* What is stored may be unlike in two iterations. */
static int lastAbove(int limit) {
  int kept = 0;
  for (int i = 0; i < size; ++i) /* expect: loop dependent output(kept) */
    if (a[i] > limit)
      kept = a[i];
  return kept;
}

/* Somebody looks at the flag on the way. */
static void afterFirst(int limit) {
  int seen = 0;
  for (int i = 0; i < size; ++i) { /* expect: loop dependent flow(seen) */
    b[i] = seen;
    if (a[i] > limit)
      seen = 1;
  }
}

static int updateAndTell(void) {
  int changed = 0;
  for (int i = 0; i < size; ++i) { /* expect: loop independent reduction(changed) */
    int wanted = a[i] / 2 * 2;
    if (b[i] != wanted) {
      b[i] = wanted;
      changed = 1;
    }
  }
  return changed;
}

static void throughPointer(int *flag) {
  for (int i = 0; i < size; ++i) /* expect: loop conditional other reduction(*flag) */
    if (a[i] < -60)
      *flag = 1;
}

static int whereLeast(void) {
  int at = 0;
  for (int i = 1; i < size; ++i) /* expect: loop independent reduction(at) not-run -- the pair is reduced by the value, which has no name */
    if (a[i] < a[at])
      at = i;
  return at;
}

static int whereHeaviest(void) {
  int at = 0;
  for (int i = size - 1; i > 0; --i) /* expect: loop independent reduction(at) not-run -- the pair is reduced by the value, which has no name */
    if (weight[at] <= weight[i])
      at = i;
  return at;
}

/* Another array is compared: where it is not the least that is kept. */
static int whereLess(void) {
  int at = 0;
  for (int i = 1; i < size; ++i) /* expect: loop dependent flow(at) */
    if (a[i] < b[at])
      at = i;
  return at;
}

/* The neighbour of the one that was compared. */
static int whereNext(void) {
  int at = 0;
  for (int i = 1; i + 1 < size; ++i) /* expect: loop dependent flow(at) */
    if (a[i] < a[at])
      at = i + 1;
  return at;
}

static int whereLeastAndHowOften(void) {
  int at = 0, times = 0;
  for (int i = 1; i < size; ++i) /* expect: loop dependent flow(at) */
    if (a[i] < a[at]) {
      at = i;
      ++times;
    }
  return at + times;
}

/* The array changes while it is searched. */
static int whereLeastSoFar(void) {
  int at = 0;
  for (int i = 1; i < size; ++i) { /* expect: loop dependent flow */
    if (b[i] < b[at])
      at = i;
    b[i] = b[at];
  }
  return at;
}

int main(void) {
  for (int i = 0; i < size; ++i) { /* expect: loop independent */
    a[i] = (i * 37) % 211 - 50;
    b[i] = i % 3;
    weight[i] = (i * 53) % 97;
  }
  int flag = 0;
  throughPointer(&flag);
  printf("%d %d %d %d\n", anyAbove(150), anyAbove(500), allBelow(500), allBelow(100));
  printf("%d %d %d %d\n", severity(), kindOfLast(), lastAbove(100), flag);
  printf("%d %d\n", updateAndTell(), updateAndTell());
  printf("%d %d %d %d\n", whereLeast(), whereHeaviest(), whereLess(), whereNext());
  printf("%d\n", whereLeastAndHowOften());
  showInts("b", b, size);
  printf("%d\n", whereLeastSoFar());
  afterFirst(100);
  showInts("b", b, size);
  return 0;
}
