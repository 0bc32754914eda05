// Unsigned and narrow counters: where they wrap round, iterations meet.
#include "show.h"
#include <stddef.h>
#include <stdint.h>

enum { size = 1024 };
static int table[size], copy[size], ring[256], spread[size];

static void byIndex(void) {
  for (size_t i = 0; i < size; ++i) // expect: loop independent
    table[i] = (int)(i ^ i >> 3);
}

static void downwards(void) {
  for (size_t i = size; i-- > 0;) // expect: loop independent
    copy[i] = table[size - 1 - i];
}

// 1024 iterations, 256 elements.
static void narrow(void) {
  for (unsigned i = 0; i < size; ++i) // expect: loop dependent output(ring)
    ring[(uint8_t)i] = table[i];
}

static void narrowButFew(void) {
  for (unsigned i = 0; i < 256; ++i) // expect: loop independent
    ring[(uint8_t)i] += copy[i];
}

static void wrapped(void) {
  for (unsigned i = 0; i < size; ++i) // expect: loop dependent output(spread)
    spread[i % 100] = table[i];
}

static void summed(void) {
  for (unsigned i = 0; i < size; ++i) // expect: loop independent reduction(spread)
    spread[i % 100] += table[i];
}

static void rotated(void) {
  for (uint32_t i = 0; i < size - 1; ++i) // expect: loop independent
    copy[i] = table[i + 1] - table[i];
}

static uint32_t modularSum(void) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < size; ++i) // expect: loop independent reduction(sum)
    sum += (uint32_t)table[i] * 2654435761u;
  return sum;
}

// A sum that is cut to a byte after every addition is still a sum modulo 256; with another constant it is not.
static uint32_t cut(void) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < size; ++i) // expect: loop dependent flow(sum)
    sum = (sum + (uint32_t)table[i]) % 1000003u;
  return sum;
}

int main(void) {
  byIndex();
  downwards();
  narrow();
  narrowButFew();
  wrapped();
  summed();
  rotated();
  showInts("table", table, size);
  showInts("copy", copy, size);
  showInts("ring", ring, 256);
  showInts("spread", spread, size);
  printf("%u %u\n", modularSum(), cut());
  return 0;
}
