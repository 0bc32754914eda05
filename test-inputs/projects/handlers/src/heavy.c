#include "handlers.h"

long heavy(long seed) {
  for (int i = 0; i < 49996011; ++i) /* expect: loop dependent sequential flow(seed) */
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long steps_taken;
static long step(long x) {
  ++steps_taken;
  return heavy(x);
}

long other_steps(void) {
  long a = step(1); /* expect: calls dependent sequential flow(steps_taken) tasks=2 */
  long b = step(2);
  return a + b;
}
