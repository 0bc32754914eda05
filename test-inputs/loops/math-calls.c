// Calls of the mathematical library, and of functions of one's own that keep nothing.
#include "show.h"
#include <math.h>
#include <stdlib.h>

enum { n = 1500 };
static double angle[n], sine[n], distance[n], root[n], decay[n], walk[n];
static int rounded[n], random_[n];

static double clampUnit(double x) { return x < -1 ? -1 : x > 1 ? 1 : x; }

static double lastSeen;
static double remembered(double x) {
  double before = lastSeen;
  lastSeen = x;
  return before;
}

static void angles(void) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    angle[i] = atan2(i - n / 2, 100.0);
}

static void sines(void) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    sine[i] = clampUnit(1.1 * sin(angle[i]));
}

static void distances(void) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    distance[i] = hypot(angle[i], sine[i]) + fabs(angle[i] - sine[i]);
}

static void roots(void) {
  for (int i = 0; i < n; ++i) { // expect: loop independent
    double x = 1 + i, guess = x;
    for (int step = 0; step < 20; ++step) // expect: loop dependent flow(guess)
      guess = 0.5 * (guess + x / guess);
    root[i] = guess - sqrt(x);
  }
}

static void rounding(void) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    rounded[i] = (int)lround(distance[i] * 1000) + (int)floor(sine[i] * 10);
}

static void decaying(void) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    decay[i] = exp(-0.01 * i) * pow(1.001, i);
}

// The same by multiplication rests on the element before.
static void decayingByStep(void) {
  for (int i = 1; i < n; ++i) // expect: loop dependent flow(walk)
    walk[i] = walk[i - 1] * 0.99 + log1p(decay[i]);
}

static void previous(void) {
  for (int i = 0; i < n; ++i) // expect: loop dependent flow(lastSeen)
    root[i] += remembered(sine[i]);
}

static double norm(void) {
  double scale = 0, sum = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(scale)
    scale = fmax(scale, fabs(distance[i]));
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(sum)
    sum += distance[i] / scale * (distance[i] / scale);
  return scale * sqrt(sum);
}

// One generator for all.
static void dice(void) {
  for (int i = 0; i < n; ++i) // expect: loop dependent resource(rand)
    random_[i] = rand() % 6;
}

// The re-entrant one, seeded an iteration.
static void diceOfTheirOwn(void) {
  for (int i = 0; i < n; ++i) { // expect: loop independent
    unsigned seed = 12345u + (unsigned)i;
    random_[i] = (int)((seed * 1103515245u + 12345u) >> 16) % 6;
  }
}

int main(void) {
  angles();
  sines();
  distances();
  roots();
  rounding();
  decaying();
  decayingByStep();
  previous();
  dice();
  diceOfTheirOwn();
  showDoubles("sine", sine, n);
  showDoubles("distance", distance, n);
  showDoubles("decay", decay, n);
  showDoubles("walk", walk, n);
  showInts("rounded", rounded, n);
  showInts("random", random_, n);
  printf("%.12g\n", norm());
  return 0;
}
