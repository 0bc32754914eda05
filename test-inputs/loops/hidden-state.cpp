// Callees that keep state of their own.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <mutex>

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
