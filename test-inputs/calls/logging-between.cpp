// Output between two tasks.
#include <cstdio>
#include <iostream>

static long heavy(long seed) {
  for (int i = 0; i < 49'996'004; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}
static long quiet(long seed) { return heavy(seed); }
static long logs(long seed) {
  std::clog << "start\n";
  return heavy(seed);
}
static long prints(long seed) {
  std::cout << "start\n";
  return heavy(seed);
}

long lineBetween() {
  long a = quiet(1); // expect: calls independent multiprocess tasks=2
  std::clog << "half done\n";
  long b = quiet(2);
  return a + b;
}
long lineOfResultBetween() {
  long a = quiet(1); // expect: calls independent multiprocess tasks=2
  std::printf("%ld\n", a);
  long b = quiet(2);
  return a + b;
}
long lineBetweenLogs() {
  long a = logs(1); // expect: calls conditional multiprocess order tasks=2
  std::clog << "half done\n";
  long b = logs(2);
  return a + b;
}
long lineBetweenPrints() {
  long a = prints(1); // expect: calls dependent sequential order tasks=2
  std::cout << "half done\n";
  long b = prints(2);
  return a + b;
}
long scanBetween(int *next) {
  long a = quiet(1); // expect: calls partial control(a) tasks=3 levels=2
  if (std::scanf("%d", next) != 1 || *next < a)
    return 0;
  return a + quiet(*next);
}
