// Accesses that are observed as they happen.
#include <atomic>

static double a[1'000'000];
static volatile int port;
static std::atomic<int> next, highest;

void toDevice() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential order(port)
    port = static_cast<int>(a[i]);
}

// The value that the atomic gives decides where it is written.
void tickets() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    a[next.fetch_add(1)] = i;
}

void stores() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional order
    highest.store(i);
}

void adds() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent
    highest.fetch_add(i % 3);
}
