// What an atomic update returned decides where to write, or when to stop.
#include <atomic>
#include <cstring>

static int a[1'000'000], out[1'000'000];

void claim() {
  std::atomic<int> next{0};
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(next)
    const int at = next.fetch_add(1);
    out[at] = a[i];
  }
}

int enough() {
  std::atomic<int> found{0};
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(found)
    if (a[i] > 0)
      found++;
    if (found.load() > 4)
      break;
  }
  return found;
}

// Only the order in which numbers are given out changes.
void everyThird() {
  std::atomic<int> turn{0};
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional multithreaded order
    if (turn.fetch_add(1) % 3 == 0)
      out[i] = 1;
}

// One buffer for all.
void copies(char *buffer, const char *text) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(buffer)
    std::memcpy(buffer, text + i, 4);
}

// Where to write is what an earlier iteration wrote.
void chase() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(a)
    a[a[i]] = i;
}
