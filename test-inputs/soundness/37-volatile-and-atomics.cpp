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

// An atomic for each iteration is shared by none.
struct Flags {
  static constexpr unsigned count = 1'000'000;
  std::atomic<int> flag[count];

  void raiseEach() {
    for (int k = 0; k < count; ++k) // expect: loop independent multiprocess
      flag[k].store(k % 2);
  }
  void raiseOne() {
    for (int k = 0; k < count; ++k) // expect: loop conditional multithreaded order
      flag[count - 1].store(k % 2);
  }
};
