// Bits: population counts, parities, masks and packing.
#include "show.h"
#include <stdint.h>

enum { words = 2048 };
static uint32_t keys[words], gray[words], packed[words / 4];
static int ones[words], parity[words];
static unsigned char octets[words];
static uint32_t filter[words / 32];

static void fillKeys(void) {
  for (uint32_t i = 0; i < words; ++i) // expect: loop independent
    keys[i] = (i * 2654435761u) ^ (i << 7);
}

static void populationCount(void) {
  for (int i = 0; i < words; ++i) { // expect: loop independent
    uint32_t v = keys[i];
    v = v - (v >> 1 & 0x55555555u);
    v = (v & 0x33333333u) + (v >> 2 & 0x33333333u);
    ones[i] = (int)(((v + (v >> 4)) & 0x0f0f0f0fu) * 0x01010101u >> 24);
  }
}

static void parities(void) {
  for (int i = 0; i < words; ++i) { // expect: loop independent
    uint32_t v = keys[i];
    for (int shift = 16; shift > 0; shift /= 2) // expect: loop dependent flow(v)
      v ^= v >> shift;
    parity[i] = (int)(v & 1);
  }
}

static void grayCode(void) {
  for (int i = 0; i < words; ++i) // expect: loop independent
    gray[i] = keys[i] ^ keys[i] >> 1;
}

static uint32_t allSet(void) {
  uint32_t common = ~0u;
  for (int i = 0; i < words; ++i) // expect: loop independent reduction(common)
    common &= keys[i] | 0xff;
  return common;
}

static uint32_t checksum(void) {
  uint32_t mixed = 0;
  for (int i = 0; i < words; ++i) // expect: loop independent reduction(mixed)
    mixed ^= keys[i];
  return mixed;
}

// A rotation between two xors makes the order count.
static uint32_t rollingHash(void) {
  uint32_t hash = 0;
  for (int i = 0; i < words; ++i) { // expect: loop dependent flow(hash)
    hash = hash << 5 | hash >> 27;
    hash ^= keys[i];
  }
  return hash;
}

static void lowBytes(void) {
  for (int i = 0; i < words; ++i) // expect: loop independent
    octets[i] = (unsigned char)(keys[i] & 0xff);
}

static void packBytes(void) {
  for (int i = 0; i < words / 4; ++i) // expect: loop independent
    packed[i] = octets[4 * i] | octets[4 * i + 1] << 8 | octets[4 * i + 2] << 16 | (uint32_t)octets[4 * i + 3] << 24;
}

// One bit an iteration, 32 of them in one word: sums that meet.
static void setBits(void) {
  for (int i = 0; i < words; ++i) // expect: loop independent reduction(filter) -- an array, by addition
    if (parity[i])
      filter[i / 32] = filter[i / 32] + (1u << i % 32);
}

// The lower bits of a subscript are cut off.
static void everyOther(void) {
  for (int i = 0; i < words; i += 2) // expect: loop independent
    ones[i & ~1] = parity[i] + 7;
}

static void pairsOnOne(void) {
  for (int i = 0; i < words; ++i) // expect: loop dependent output(ones)
    ones[i & ~1] = parity[i];
}

// A feedback register has only its own past.
static void shiftRegister(void) {
  uint32_t state = 0xace1u;
  for (int i = 0; i < words; ++i) { // expect: loop dependent flow(state)
    state = state >> 1 ^ (-(state & 1u) & 0xb400u);
    gray[i] ^= state;
  }
}

int main(void) {
  fillKeys();
  populationCount();
  parities();
  grayCode();
  printf("%u %u %u\n", allSet(), checksum(), rollingHash());
  lowBytes();
  packBytes();
  setBits();
  pairsOnOne();
  everyOther();
  shiftRegister();
  showInts("ones", ones, words);
  showInts("parity", parity, words);
  showBytes("gray", gray, sizeof gray);
  showBytes("packed", packed, sizeof packed);
  showBytes("filter", filter, sizeof filter);
  return 0;
}
