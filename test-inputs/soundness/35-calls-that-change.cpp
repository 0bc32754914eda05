// Callees that change what the loop depends on.
static double a[1'000'000], b[1'000'000];
static double sum;
static int limit = 1'000'000;

static double readsSum(double x) { return x + sum; }
static void advance(int *i) { *i += 1; }
static double lowersLimit(double x) {
  if (x < 0)
    limit = 0;
  return x;
}
static double at(int i) { return a[i]; }
static double atNext(int i) { return a[i + 1]; }
static void put(int i, double x) { a[i] = x; }

void accumulating() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(sum)
    sum += readsSum(b[i]);
}

void advancing() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(i)
    b[i] = 1;
    advance(&i);
  }
}

void limiting() {
  for (int i = 0; i < limit; ++i) // expect: loop dependent sequential flow(limit)
    b[i] = lowersLimit(b[i]);
}

void getterAndSetter() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    put(i, at(i) * 0.5);
}

void nextGetterAndSetter() {
  for (int i = 0; i < 999'999; ++i) // expect: loop sequential -- dependent, or not understood
    put(i, atNext(i) * 0.5);
}

class Counter {
public:
  int next() { return ++value; }
  int peek() const { return value; }

private:
  int value = 0;
};

void numbering(Counter &ids) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(value)
    b[i] = ids.next();
}

void peeking(const Counter &ids) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    b[i] = ids.peek();
}

thread_local double scratch;

void throughThreadLocal() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(scratch)
    b[i] = scratch;
    scratch = a[i];
  }
}
