// A command may do anything: one beside another task is an assumption, two are tied.
#include <cstdlib>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'800; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

long one() {
  int status = std::system("make clean"); // expect: calls conditional unknown-callee tasks=2
  long a = heavy(1);
  return a + status;
}

int two() {
  int status = std::system("make"); // expect: calls dependent sequential tasks=2
  status += std::system("make install");
  return status;
}
