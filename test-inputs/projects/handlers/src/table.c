/* The table; what is in it stands here and in another unit. */
#include "handlers.h"

static long seen;

static long square(long x) { return heavy(x) * heavy(x); } /* expect: calls independent multiprocess tasks=2 */
static long twice(long x) { return heavy(x) + 1; }

static long count(long x) {
  ++seen;
  return heavy(x);
}

const handler handlers[2] = {square, twice};
const handler counters[2] = {twice, count};

static long ask(const char *text) { return heavy(*text); }
const struct operations pure_operations = {square, ask};

/* The same name in another unit, with another body. */
static long step(long x) { return heavy(x); }

long steps(void) {
  long a = step(1); /* expect: calls independent multiprocess tasks=2 */
  long b = step(2);
  return a + b;
}
