// A function that waits for what others have started: what those did is done behind it.
#include <thread>

static long shared, own;

static long heavy(long seed) {
  for (int i = 0; i < 49'995'127; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long useShared(long n) { return shared + heavy(n); }
static long useOwn(long n) { return own + heavy(n); }

static long joined(std::thread &t, long n) {
  t.join();
  return heavy(n);
}

long waitsFirst(long n) {
  std::thread t([n] { shared = heavy(n); });
  const long a = joined(t, n); // expect: calls dependent sequential order(joined) tasks=2
  return a + useShared(n);
}

// What it starts itself is its own affair.
static long withHelper(long n) {
  long part = 0;
  std::thread t([&part, n] { part = heavy(n); });
  const long rest = heavy(n + 1);
  t.join();
  return part + rest;
}

long ownHelpers(long n) {
  const long a = withHelper(n); // expect: calls independent tasks=2
  return a + useOwn(n);
}

static std::thread workers[4];

// The loop is where the workers end.
long joinedInLoop(long n) {
  const long a = heavy(n); // expect: calls dependent sequential order(std::thread::join) tasks=2
  for (std::thread &worker : workers) // expect: loop dependent sequential order(std::thread::join)
    worker.join();
  return a + useShared(n);
}
