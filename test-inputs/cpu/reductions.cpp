// Reductions, and the loops that look like one.
#include <algorithm>
#include <cmath>

constexpr int size = 10'000'000;

double dot(const double *a, const double *b) {
  double sum = 0;
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess reduction(sum) boundness=cpu shown
    sum += a[i] * b[i];
  return sum;
}

double norm(const double *a) {
  double sum = 0;
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess reduction(sum) boundness=cpu shown
    sum = sum + std::sqrt(a[i] * a[i] + 1);
  return sum;
}

void prefixSum(const double *a, double *out) {
  double sum = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent sequential flow(sum) boundness=cpu
    sum += a[i];
    out[i] = sum;
  }
}

void prefixSumInPlace(double *a) {
  for (int i = 1; i < size; ++i) // expect: loop dependent sequential flow(a) distance=1 boundness=cpu
    a[i] += a[i - 1];
}

static int bins[256];

void histogram(const unsigned char *image) {
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess reduction(bins) boundness=cpu shown
    ++bins[image[i]];
}

// The twin looks at the counts while it counts.
static int seen[256];

int firstRepeats(const unsigned char *image) {
  int repeats = 0;
  for (int i = 0; i < size; ++i) // expect: loop dependent sequential flow(seen) boundness=cpu
    if (seen[image[i]]++ == 1)
      ++repeats;
  return repeats;
}

int smallest(const int *a) {
  int best = a[0];
  for (int i = 1; i < size; ++i) // expect: loop independent multiprocess reduction(best) boundness=cpu shown
    if (a[i] < best)
      best = a[i];
  return best;
}

int largest(const int *a) {
  int best = a[0];
  for (int i = 1; i < size; ++i) // expect: loop independent multiprocess reduction(best) boundness=cpu shown
    best = std::max(best, a[i]);
  return best;
}

int positionOfSmallest(const int *a) {
  int best = a[0], at = 0;
  for (int i = 1; i < size; ++i) // expect: loop independent multiprocess reduction(best) reduction(at) boundness=cpu shown
    if (a[i] < best) {
      best = a[i];
      at = i;
    }
  return at;
}

// The twin keeps the position of another element as well, and under a condition of its own.
int positionOfNextSmallest(const int *a) {
  int best = a[0], at = 0;
  for (int i = 1; i < size; ++i) // expect: loop dependent sequential flow(best) boundness=cpu
    if (a[i] < best) {
      best = a[i];
      if (a[i] > 0)
        at = i;
    }
  return at;
}

bool anyNegative(const int *a) {
  bool any = false;
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess reduction(any) boundness=cpu shown
    any |= a[i] < 0;
  return any;
}

// A search that stops at the first hit is tied by the stop.
int find(const int *a, int wanted) {
  for (int i = 0; i < size; ++i) // expect: loop dependent sequential control boundness=cpu
    if (a[i] == wanted)
      return i;
  return -1;
}

int countEqual(const int *a, int wanted) {
  int count = 0;
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess reduction(count) boundness=cpu shown
    if (a[i] == wanted)
      ++count;
  return count;
}
