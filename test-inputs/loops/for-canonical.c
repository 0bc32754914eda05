// Counted for loops: the forms that a header can have, over a wave.
#include "show.h"
#include <math.h>

enum { samples = 4096 };
static double wave[samples], window[samples], power[samples], noise[samples];
static int level[samples], order[samples];

static void generate(void) {
  for (int i = 0; i < samples; i++) // expect: loop independent
    wave[i] = sin(i * 0.01) + 0.25 * cos(i * 0.17);
}

static void hann(void) {
  for (int i = samples - 1; i >= 0; --i) // expect: loop independent
    window[i] = 0.5 - 0.5 * cos(6.283185307179586 * i / (samples - 1));
}

static void applyWindow(void) {
  int i;
  for (i = 0; i <= samples - 1; i += 1) // expect: loop independent
    power[i] = wave[i] * window[i];
}

// Pairs of a butterfly: two elements an iteration.
static void butterflies(void) {
  for (int i = 0; i < samples; i += 2) { // expect: loop independent
    double a = power[i], b = power[i + 1];
    power[i] = a + b;
    power[i + 1] = a - b;
  }
}

// The same with overlapping pairs carries every sum to the next.
static void overlappingPairs(void) {
  for (int i = 0; i < samples - 1; i += 1) { // expect: loop dependent flow(noise)
    double a = noise[i], b = noise[i + 1];
    noise[i] = a + b;
    noise[i + 1] = a - b;
  }
}

static void quantise(void) {
  for (unsigned i = 0; i != samples; ++i) { // expect: loop independent
    double scaled = wave[i] * 127;
    level[i] = scaled < 0 ? (int)(scaled - 0.5) : (int)(scaled + 0.5);
  }
}

static void deltaCode(void) {
  for (int i = samples - 1; i > 0; i--) // expect: loop dependent anti(level) -- going down, each reads what a later one overwrites
    level[i] -= level[i - 1];
}

static void leakyIntegrator(void) {
  for (int i = 1; i < samples; i++) // expect: loop dependent flow(noise)
    noise[i] = 0.99 * noise[i - 1] + wave[i];
}

static void everyThird(void) {
  for (int i = 1; i < samples; i += 3) // expect: loop independent
    noise[i] = noise[i - 1] * 0.5;
}

static void bitReversal(void) {
  for (int i = 0; i < samples; ++i) { // expect: loop independent
    int reversed = 0;
    for (int bit = 0; bit < 12; ++bit) // expect: loop dependent flow(reversed)
      reversed = reversed << 1 | (i >> bit & 1);
    order[i] = reversed;
  }
}

int main(void) {
  generate();  // expect: calls independent
  hann();
  applyWindow();
  butterflies();
  leakyIntegrator();
  everyThird();
  overlappingPairs();
  quantise();
  deltaCode();
  bitReversal();
  showDoubles("power", power, samples);
  showDoubles("noise", noise, samples);
  showInts("level", level, samples);
  showInts("order", order, samples);
  return 0;
}
