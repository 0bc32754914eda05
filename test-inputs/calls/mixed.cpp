// A computation beside a wait.
#include <sys/socket.h>
#include <unistd.h>

static char answer[4096];

static long ask(int server) { return recv(server, answer, sizeof answer, 0); }

static long heavy(long seed) {
  for (int i = 0; i < 49'999'900; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

long both(int server) {
  long size = ask(server); // expect: calls independent tasks=2 boundness=mixed shown
  long value = heavy(1);
  return size + value;
}

// A function that sleeps inside itself waits like any other.
static long waits(long seconds) {
  sleep(seconds);
  return seconds;
}

long twoWaits() {
  long a = waits(1); // expect: calls independent async tasks=2 boundness=io latency=slow
  long b = waits(2);
  return a + b;
}
