/* Blocks of memory, whose lengths are counted in bytes. */
#include "show.h"
#include <string.h>

enum { size = 1000 };
static int from[4 * size], to[4 * size + 8], table[size][16];

static void number(void) {
  for (int i = 0; i < 4 * size; ++i) // expect: loop independent
    from[i] = i * 13 % 257;
}

static void inBlocks(int *a, const int *b, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    memcpy(a + 4 * i, b + 4 * i, 16);
}

static void blocksOverlap(int *a, const int *b, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent output(a)
    memcpy(a + 4 * i, b + 4 * i, 20);
}

static void blocksOfArrays(void) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    memcpy(to + 4 * i, from + 4 * i, 4 * sizeof(int));
}

static void blocksReachAByteFurther(void) {
  for (int i = 0; i < size; ++i) // expect: loop dependent output(to)
    memcpy(to + 4 * i, from, 17);
}

static void moveDown(void) {
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent anti(to)
    memmove(&to[4 * i], &to[4 * i + 4], 16);
}

static void asBytes(void) {
  char *bytes = (char *)to;
  for (int i = 0; i < size; ++i) // expect: loop dependent output(to) -- four bytes, one further each time
    memcpy(bytes + i, &i, 4);
}

static void asBytesBesideInts(void) {
  char *bytes = (char *)to;
  for (int i = 0; i + 4 < size; ++i) { // expect: loop unknown -- ideal: dependent
    memcpy(bytes + 4 * i, from, 4);
    to[i + 1] = i;
  }
}

static void ofSomeWidth(int n, int m) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    memcpy(to + i * m, from + i * m, m * sizeof(int));
}

static void ofSomeWidthAndOne(int n, int m) {
  for (int i = 0; i < n; ++i) // expect: loop unknown -- ideal: dependent
    memcpy(to + i * m, from + i * m, (m + 1) * sizeof(int));
}

static void rows(void) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    memcpy(table[i], &from[i], sizeof table[i]);
}

static void rowsDown(void) {
  for (int i = 1; i < size; ++i) // expect: loop dependent flow(table)
    memcpy(table[i], table[i - 1], sizeof table[i]);
}

int main(void) {
  number();
  inBlocks(to, from, size);
  blocksOverlap(to, from, size);
  blocksOfArrays();
  showInts("to", to, 4 * size);
  blocksReachAByteFurther();
  moveDown();
  asBytes();
  asBytesBesideInts();
  ofSomeWidthAndOne(20, 30);
  ofSomeWidth(30, 20);
  showInts("to", to, 4 * size);
  for (int i = size - 16; i < 4 * size; ++i) // expect: loop independent
    from[i] = -i;
  rows();
  showInts("table", table[0], 16 * size);
  rowsDown();
  return 0;
}
