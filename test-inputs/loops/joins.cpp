// Waiting for what others have started is an order edge: to wait in two places at once is no faster.
#include <future>
#include <thread>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'995'126; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

void joinAll(std::vector<std::thread> &threads) {
  for (std::thread &t : threads) // expect: loop dependent sequential order(std::thread::join) hidden
    if (t.joinable())
      t.join();
}

void waitForAll(std::vector<std::future<long>> &results) {
  for (std::future<long> &r : results) // expect: loop dependent sequential order(std::future::wait) hidden
    r.wait();
}

long collect(std::vector<std::future<long>> &results) {
  long sum = 0;
  for (std::future<long> &r : results) // expect: loop dependent sequential order(std::future::get) hidden
    sum += heavy(r.get());
  return sum;
}

static long finish(std::future<long> &result) { return heavy(result.get()); }

void collectByCallee(std::vector<std::future<long>> &results, std::vector<long> &out) {
  for (std::size_t i = 0; i < out.size(); ++i) // expect: loop dependent sequential order(std::future::get)
    out[i] = finish(results[i]);
}

// The values alone, and the work on them.
long sumUp(const std::vector<long> &values) {
  long sum = 0;
  for (long v : values) // expect: loop independent multiprocess reduction(sum)
    sum += heavy(v);
  return sum;
}

// What a callee starts itself is its own affair.
static long inHalves(long n) {
  long part = 0;
  std::thread t([&part, n] { part = heavy(n); });
  const long rest = heavy(n + 1);
  t.join();
  return part + rest;
}

void halves(std::vector<long> &out) {
  for (std::size_t i = 0; i < out.size(); ++i) // expect: loop unknown sequential -- ideal: independent
    out[i] = inHalves(out[i]);
}
