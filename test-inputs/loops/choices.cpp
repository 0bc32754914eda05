// The conditional operator where it designates one of two objects, as it does in C++: `m = x > m ? x : m`.
#include "show.h"
#include <vector>

constexpr int size = 1700;
static int values[size], first[size], marks[size];
static double weights[size];
static int highest;

static void fill() {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    values[i] = (i * 577) % 1013 - 300;
    weights[i] = (i * 331) % 509;
  }
}

static int greater() {
  int m = values[0];
  for (int i = 1; i < size; ++i) // expect: loop independent reduction(m)
    m = values[i] > m ? values[i] : m;
  return m;
}

static int keptUnlessLess() {
  int m = values[0];
  for (int i = 1; i < size; ++i) // expect: loop independent reduction(m)
    m = m < values[i] ? values[i] : m;
  return m;
}

static double keptIfAtMost() {
  double m = weights[0];
  for (int i = 1; i < size; ++i) // expect: loop independent reduction(m)
    m = m <= weights[i] ? m : weights[i];
  return m;
}

static double takenIfAtLeast(const std::vector<double> &from) {
  double m = from[0];
  for (const double &x : from) // expect: loop independent reduction(m)
    m = x >= m ? x : m;
  return m;
}

static void inAGlobal() {
  for (int i = 0; i < size; ++i) // expect: loop independent reduction(highest)
    highest = highest > values[i] ? highest : values[i];
}

// One arm is another element than the one that is compared.
static int neighbour() {
  int m = values[0];
  for (int i = 1; i + 1 < size; ++i) // expect: loop dependent flow(m)
    m = values[i] > m ? values[i + 1] : m;
  return m;
}

// The arms are exchanged: what is kept follows no order.
static int lastThatIsNotGreater() {
  int m = 1000;
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(m)
    m = values[i] > m - 3 ? m : values[i];
  return m;
}

// The place of the greatest, which decides what the next one is compared with.
static int whereGreatest() {
  int k = 0;
  for (int i = 1; i < size; ++i) // expect: loop dependent flow(k)
    k = values[i] > values[k] ? i : k;
  return k;
}

static void greaterOfTwo() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    first[i] = values[i] > marks[i] ? values[i] : marks[i];
}

static void greaterOfNeighbours() {
  for (int i = 1; i < size; ++i) // expect: loop dependent flow(first)
    first[i] = first[i] > first[i - 1] ? first[i] : first[i - 1];
}

int main() {
  fill();
  greaterOfTwo();
  greaterOfNeighbours();
  inAGlobal();
  showInts("first", first, size);
  const std::vector<double> from(weights, weights + size);
  printf("%d %d %g %g %d\n", greater(), keptUnlessLess(), keptIfAtMost(), takenIfAtLeast(from), highest);
  printf("%d %d %d\n", neighbour(), lastThatIsNotGreater(), whereGreatest());
}
