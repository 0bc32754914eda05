// Shapes of task graphs: the diamond, two chains interleaved, and one edge that spoils them.

static long heavy(long seed) {
  for (int i = 0; i < 49'996'001; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long start(long seed) { return heavy(seed); }
static long left(long seed) { return heavy(seed + 1); }
static long right(long seed) { return heavy(seed + 2); }
static long join(long a, long b) { return heavy(a + b); }

long diamond() {
  long top = start(1); // expect: calls partial multiprocess flow(top) flow(a) flow(b) tasks=4 levels=3
  long a = left(top);
  long b = right(top);
  return join(a, b);
}

// The right side needs the left one after all.
long diamondWithRung() {
  long top = start(1); // expect: calls dependent sequential flow(top) flow(a) flow(b) tasks=4
  long a = left(top);
  long b = right(top + a);
  return join(a, b);
}

long interleavedChains() {
  long a = start(1); // expect: calls partial multiprocess flow(a) flow(b) tasks=4 levels=2
  long b = start(2);
  long c = left(a);
  long d = right(b);
  return c + d;
}

// One variable for both chains: each start may keep its result to itself until then.
long interleavedThroughOne() {
  long a = start(1); // expect: calls partial multiprocess flow(a) tasks=4 levels=2
  long c = left(a);
  a = start(2);
  long d = right(a);
  return c + d;
}

// Each of the second pair needs both of the first.
long crossedChains() {
  long a = start(1); // expect: calls partial multiprocess flow(a) flow(b) tasks=4 levels=2
  long b = start(2);
  long c = join(a, b);
  long d = join(b, a);
  return c + d;
}

long fanOut() {
  long a = start(1); // expect: calls independent multiprocess tasks=3
  long b = left(1);
  long c = right(1);
  return a + b + c;
}

// The sum so far goes into each.
long fanOutThroughSum() {
  long sum = start(1); // expect: calls dependent sequential flow(sum) tasks=3
  sum += left(sum);
  sum += right(sum);
  return sum;
}

// Cheap statements between tasks go with the task that needs them.
long cheapBetween() {
  long a = start(1); // expect: calls independent multiprocess tasks=2
  long offset = 7;
  offset *= 3;
  long b = left(offset);
  return a + b;
}

long cheapThatTies() {
  long a = start(1); // expect: calls dependent sequential flow tasks=2
  long offset = 7;
  offset += a & 1;
  long b = left(offset);
  return a + b;
}
