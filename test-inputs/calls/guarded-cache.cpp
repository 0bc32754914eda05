// State that is only touched under a lock: whose turn it is may change, what is decided by it may not.
#include <map>
#include <mutex>
#include <string>

static long heavy(long seed) {
  for (int i = 0; i < 49'996'003; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static std::mutex guard, otherGuard;
static std::map<long, long> cache;
static long hits;

// The slow part is outside the lock, and nothing is decided by what is found.
static long computeAndStore(long key) {
  long value = heavy(key);
  std::lock_guard<std::mutex> lock(guard);
  cache[key] = value;
  return value;
}
static long computeAndCount(long key) {
  long value = heavy(key);
  std::lock_guard<std::mutex> lock(guard);
  ++hits;
  return value;
}
static long computeAndCountUnlocked(long key) {
  ++hits;
  return heavy(key);
}
static long computeAndCountUnderOther(long key) {
  long value = heavy(key);
  std::lock_guard<std::mutex> lock(otherGuard);
  ++hits;
  return value;
}

long twoStores() {
  long a = computeAndStore(1); // expect: calls conditional order multithreaded tasks=2 hazard
  long b = computeAndStore(2);
  return a + b;
}
long twoCounts() {
  long a = computeAndCount(1); // expect: calls conditional order multithreaded tasks=2 hazard
  long b = computeAndCount(2);
  return a + b;
}
long lockedAndNot() {
  long a = computeAndCount(1); // expect: calls dependent sequential flow(hits) tasks=2
  long b = computeAndCountUnlocked(2);
  return a + b;
}
long underTwoLocks() {
  long a = computeAndCount(1); // expect: calls dependent sequential flow(hits) tasks=2
  long b = computeAndCountUnderOther(2);
  return a + b;
}

// What is found in the cache decides whether it is computed again.
static long cached(long key) {
  std::lock_guard<std::mutex> lock(guard);
  auto it = cache.find(key);
  if (it != cache.end())
    return it->second;
  return cache[key] = heavy(key);
}
long twoLookups() {
  long a = cached(1); // expect: calls conditional order multithreaded tasks=2 hazard
  long b = cached(2);
  return a + b;
}
