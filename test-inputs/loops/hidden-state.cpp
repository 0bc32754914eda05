// Callees that keep state of their own.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>
#include <vector>

static double a[1'000'000];
static int calls;

static double counting(double x) {
  ++calls;
  return x * 2;
}

static double remembering(double x) {
  static double last;
  last = last * 0.5 + x;
  return last;
}

static double pure(double x) { return x * 2; }

void count() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(calls)
    a[i] = counting(a[i]);
}

void remember() {
  for (int i = 0; i < 999'900; ++i) // expect: loop dependent sequential flow(last)
    a[i] = remembering(a[i]);
}

void plain() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    a[i] = pure(a[i]);
}

void randomly() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential resource hint
    a[i] = rand();
}

int words(char *text) {
  int n = 0;
  for (char *w = strtok(text, " "); w; w = strtok(nullptr, " ")) // expect: loop dependent sequential
    ++n;
  return n;
}

static std::mutex guard;
static double total;

void locked() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop conditional multithreaded order hazard
    double x = a[i] * a[i];
    std::lock_guard lock(guard);
    total = total * 0.5 + x;
  }
}

static std::atomic<long> positives;

void counted() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multithreaded
    if (a[i] > 0)
      positives.fetch_add(1, std::memory_order_relaxed);
}

// Tables that the first call makes, while others wait.
static std::vector<int> makeTable() {
  std::vector<int> table(256);
  for (int i = 0; i < 256; ++i) // expect: loop independent
    table[i] = i * i;
  return table;
}

static const std::vector<int> &table() {
  static std::vector<int> made = makeTable();
  return made;
}

static const std::vector<int> &countedTable() {
  static std::vector<int> made = makeTable();
  ++made[0];
  return made;
}

static int firstOf(int x) {
  static std::vector<int> made(1, x);
  return made[0];
}

static int started;
static const std::vector<int> &tableOfTheState() {
  static std::vector<int> made = [] { return std::vector<int>(256, started); }();
  return made;
}

void lookedUp() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent
    a[i] = table()[i & 255];
}

void lookedUpAndCounted() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent flow(made)
    a[i] = countedTable()[i & 255];
}

// Who comes first decides.
void madeOfTheFirst() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent flow(made)
    a[i] = firstOf(i);
}

void madeOfTheState() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent flow(started)
    a[i] = tableOfTheState()[i & 255];
    started = i;
  }
}
