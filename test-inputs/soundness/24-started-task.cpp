// A task that was started acts until it is joined: what it reads is tied to what is written meanwhile.
#include <future>

static long x, y;

static long heavy(long seed) {
  for (int i = 0; i < 49'999'500; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long useX() { return heavy(x); }
static long compute() { return heavy(3); }

// Already concurrent: no finding of its own, and never one that says the two are independent.
long racing() {
  auto started = std::async(std::launch::async, useX);
  x = compute();
  return started.get();
}
