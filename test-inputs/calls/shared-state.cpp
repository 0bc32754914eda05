// Tasks that share state no argument shows.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <stdexcept>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'700; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long cache;
static long viaCache(long seed) {
  if (!cache)
    cache = heavy(7); // expect: calls dependent sequential flow(cache) tasks=2
  return heavy(seed + cache);
}

long lazy() {
  long a = viaCache(1); // expect: calls dependent sequential flow(cache) tasks=2
  long b = viaCache(2);
  return a + b;
}

static long counted(long seed) {
  static long calls;
  ++calls;
  return heavy(seed + calls);
}

long staticLocal() {
  long a = counted(1); // expect: calls dependent sequential flow(calls) tasks=2
  long b = counted(2);
  return a + b;
}

static long diced(long seed) { return heavy(seed + std::rand()); }

long dice() {
  long a = diced(1); // expect: calls dependent sequential resource tasks=2
  long b = diced(2);
  return a + b;
}

static long printed(long seed) {
  std::printf("%ld\n", seed);
  return heavy(seed);
}

long prints() {
  long a = printed(1); // expect: calls dependent sequential order tasks=2
  long b = printed(2);
  return a + b;
}

static long logged(long seed) {
  std::cerr << "start\n";
  return heavy(seed);
}

long logs() {
  long a = logged(1); // expect: calls conditional multiprocess order tasks=2
  long b = logged(2);
  return a + b;
}

static long throwing(long seed) {
  if (seed < 0)
    throw std::invalid_argument("seed");
  return heavy(seed);
}

long throws(long x, long y) {
  long a = throwing(x); // expect: calls conditional multiprocess no-exception tasks=2
  long b = throwing(y);
  return a + b;
}

// Both add into one object: ordered like any two writes.
static long total;
static void addTo(long seed) { total += heavy(seed); }

void adds() {
  addTo(1); // expect: calls dependent sequential flow(total) tasks=2
  addTo(2);
}

// Each into its own.
struct Result {
  long value;
  long other;
};
static void fillValue(Result &r) { r.value = heavy(1); }
static void fillOther(Result &r) { r.other = heavy(2); }

long fields() {
  Result r;
  fillValue(r); // expect: calls independent multiprocess tasks=2
  fillOther(r);
  return r.value + r.other;
}
