#include "shop/smooth.h"

static float samples[1'000'000], smoothed[1'000'000];
static double weights[1'000'000];
static float state;

// The same name as in the other units; this one keeps state.
static float helper(float x) {
  state = state * 0.5f + x;
  return state;
}

void filter() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(state)
    smoothed[i] = helper(samples[i]);
}

void smoothSamples() { shop::smooth(samples, smoothed); }

double totalWeight() { return shop::total(weights); }
