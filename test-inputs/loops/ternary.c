// Choices: values that depend on conditions, and conditions that depend on iterations.
#include "show.h"

enum { size = 2500 };
static int raw[size], clipped[size], marks[size], gaps[size], sums[size];
static double gain[size];
static int table[61][61];

static void measure(void) {
  for (int k = 0; k < size; ++k) // expect: loop independent
    raw[k] = (k * 37) % 501 - 250;
}

static void clip(int low, int high) {
  for (int k = 0; k < size; ++k) // expect: loop independent
    clipped[k] = raw[k] < low ? low : raw[k] > high ? high : raw[k];
}

static void gains(void) {
  for (int k = 0; k < size; ++k) { // expect: loop independent
    if (clipped[k] > 0)
      gain[k] = 1.5 * clipped[k];
    else if (clipped[k] < 0)
      gain[k] = 0.5 * clipped[k];
    else
      gain[k] = k % 2 ? 1 : -1;
  }
}

static int strongest(void) {
  int best = -1000;
  for (int k = 0; k < size; ++k) // expect: loop independent reduction(best)
    best = clipped[k] > best ? clipped[k] : best;
  return best;
}

// The best way to split [k, size), as in a table of intervals: what is compared lies in the table itself.
static void splits(int from) {
  for (int k = from + 1; k < 60; ++k) // expect: loop independent reduction(table)
    table[from][60] = table[from][60] >= table[from][k] + table[k][60] ? table[from][60] : table[from][k] + table[k][60];
}

// The choice decides more than that.
static int strongestCounted(void) {
  int best = -1000, improved = 0;
  for (int k = 0; k < size; ++k) // expect: loop dependent flow(best)
    best = marks[k] > best ? (++improved, marks[k]) : best;
  return best + improved;
}

// The strongest so far, kept: a running maximum.
static void runningMaximum(void) {
  int best = -1000;
  for (int k = 0; k < size; ++k) { // expect: loop dependent flow(best)
    best = raw[k] > best ? raw[k] : best;
    marks[k] = best;
  }
}

static int countAbove(int limit) {
  int above = 0;
  for (int k = 0; k < size; ++k) // expect: loop independent reduction(above)
    above += raw[k] > limit ? 1 : 0;
  return above;
}

// How long since the last one above the limit.
static void sinceLast(int limit) {
  int since = 0;
  for (int k = 0; k < size; ++k) { // expect: loop dependent flow(since)
    since = raw[k] > limit ? 0 : since + 1;
    gaps[k] = since;
  }
}

static int everyoneInRange(void) {
  int all = 1;
  for (int k = 0; k < size; ++k) // expect: loop independent reduction(all)
    all = all && raw[k] >= -250 && raw[k] <= 250;
  return all;
}

static void windows(void) {
  for (int k = 0; k < size; ++k) { // expect: loop independent
    int from = k < 5 ? 0 : k - 5, to = k > size - 6 ? size - 1 : k + 5, sum = 0;
    for (int j = from; j <= to; ++j) // expect: loop independent reduction(sum)
      sum += raw[j];
    sums[k] = sum;
  }
}

// Two exchanged where the order is wrong: a pass of a bubble sort, and one of an odd-even sort.
static void bubble(void) {
  for (int k = 0; k + 1 < size; ++k) // expect: loop dependent flow(marks)
    if (marks[k] < marks[k + 1]) {
      int kept = marks[k];
      marks[k] = marks[k + 1];
      marks[k + 1] = kept;
    }
}

static void oddEven(void) {
  for (int k = 0; k + 1 < size; k += 2) // expect: loop independent
    if (gaps[k] < gaps[k + 1]) {
      int kept = gaps[k];
      gaps[k] = gaps[k + 1];
      gaps[k + 1] = kept;
    }
}

int main(void) {
  measure();
  clip(-100, 120);
  gains();
  runningMaximum();
  sinceLast(200);
  windows();
  bubble();
  oddEven();
  for (int k = 0; k < 61; ++k) // expect: loop independent
    for (int j = 0; j < 61; ++j) // expect: loop independent
      table[k][j] = raw[k * 40 + j % 40];
  for (int k = 58; k >= 0; --k) // expect: loop dependent flow(table)
    splits(k);
  showInts("table", table[0], 61 * 61);
  printf("%d %d %d %d\n", strongest(), countAbove(50), everyoneInRange(), strongestCounted());
  showInts("clipped", clipped, size);
  showDoubles("gain", gain, size);
  showInts("marks", marks, size);
  showInts("gaps", gaps, size);
  showInts("sums", sums, size);
  return 0;
}
