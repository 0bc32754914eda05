// Pointers that walk: over a buffer of samples, a table of rows, and text.
#include "show.h"
#include <string.h>

enum { count = 2400, width = 40 };
static int left[count], right[count], mixed[2 * count], peaks[count], sorted[count];
static unsigned char packet[count];

static void ramp(void) {
  int value = 0;
  for (int *p = left; p < left + count; ++p) { // expect: loop independent
    *p = value;
    value += 3;
  }
}

static void mirror(void) {
  const int *from = left + count;
  int *to = right;
  while (from != left) // expect: loop independent
    *to++ = *--from;
}

static void interleave(void) {
  int *out = mixed;
  const int *l = left, *r = right;
  for (int i = 0; i < count; ++i) { // expect: loop independent
    *out++ = *l++;
    *out++ = *r++;
  }
}

// A step of one instead of two: every second value is overwritten by the next iteration.
static void interleaveTooClose(void) {
  int *out = mixed;
  for (int i = 0; i < count; ++i) { // expect: loop dependent output(out)
    out[0] = left[i];
    out[1] = right[i];
    ++out;
  }
}

static void rowMaxima(void) {
  int *out = peaks;
  for (const int *row = left; row != left + count; row += width) { // expect: loop independent
    int best = row[0];
    for (const int *p = row + 1; p != row + width; ++p) // expect: loop independent reduction(best)
      if (*p > best)
        best = *p;
    *out++ = best;
  }
}

static void smoothInPlace(void) {
  for (int *p = right + 1; p != right + count - 1; ++p) // expect: loop dependent flow(p)
    *p = (p[-1] + *p + p[1]) / 3;
}

static void smoothInto(void) {
  int *to = sorted + 1;
  for (const int *p = right + 1; p != right + count - 1; ++p) // expect: loop independent
    *to++ = (p[-1] + *p + p[1]) / 3;
}

static void stamp(void) {
  unsigned char *end = packet + sizeof packet;
  for (unsigned char *p = packet; p + 4 <= end; p += 4) { // expect: loop independent
    p[0] = (unsigned char)(p - packet);
    p[1] = p[0] ^ 0x55;
    p[2] = (unsigned char)(p[1] * 3);
    p[3] = (unsigned char)(p[0] + p[1] + p[2]);
  }
}

// What is kept moves to the front; where to depends on how much was kept before.
static int dropOdd(void) {
  int *to = sorted;
  for (const int *p = sorted; p != sorted + count; ++p) // expect: loop dependent flow(to)
    if (*p % 2 == 0)
      *to++ = *p;
  return (int)(to - sorted);
}

int main(void) {
  ramp();
  mirror();
  interleave();
  rowMaxima();
  showInts("mixed", mixed, 2 * count);
  interleaveTooClose();
  smoothInPlace();
  smoothInto();
  stamp();
  showInts("mixed", mixed, 2 * count);
  showInts("peaks", peaks, count);
  showInts("right", right, count);
  showInts("sorted", sorted, count);
  showBytes("packet", packet, count);
  printf("%d\n", dropOdd());
  return 0;
}
