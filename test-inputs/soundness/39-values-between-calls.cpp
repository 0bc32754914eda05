// What one task makes and the next needs, handed on in all the ways that hide it.
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Pair {
  long first;
  long second;
  long *which;
};

static long heavy(long seed) {
  for (int i = 0; i < 49'999'400; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static Pair make() { return {heavy(1), 2, nullptr}; }
static long useValue(Pair pair) { return heavy(pair.first); }
static void setFirst(Pair &pair) { pair.first = heavy(1); }
static void set(long *p) { *p = heavy(1); }
static long useReference(const Pair &pair) { return heavy(pair.first); }
static std::unique_ptr<long> makeOwned() { return std::make_unique<long>(heavy(1)); }
static long useOwned(const std::unique_ptr<long> &p) { return heavy(*p); }

long byValue() {
  Pair pair = make(); // expect: calls dependent sequential flow(pair) tasks=2
  return useValue(pair);
}

long byCopyOfACopy() {
  Pair pair = make(); // expect: calls dependent sequential tasks=2
  Pair copy = pair;
  return useValue(copy);
}

long byArrayOfCopies() {
  Pair pair{};
  pair = make(); // expect: calls dependent sequential tasks=2
  Pair both[2] = {pair, pair};
  return useValue(both[1]);
}

long byPointerIntoItself() {
  Pair pair;
  pair.which = &pair.first;
  set(pair.which); // expect: calls dependent sequential tasks=2
  return useReference(pair);
}

long byCopyThroughPointer(Pair pair) {
  Pair *p = &pair;
  setFirst(*p); // expect: calls dependent sequential tasks=2
  Pair copy = *p;
  return useValue(copy);
}

long byOwner() {
  auto p = makeOwned(); // expect: calls dependent sequential tasks=2
  return useOwned(p);
}

long byMovedOwner() {
  auto p = makeOwned(); // expect: calls dependent sequential tasks=2
  auto q = std::move(p);
  return useOwned(q);
}

long byText() {
  std::string text = std::to_string(heavy(1)); // expect: calls dependent sequential tasks=2
  return heavy(text.size());
}

long byElement() {
  std::vector<long> values(3);
  set(&values[0]); // expect: calls dependent sequential tasks=2
  return heavy(values.data()[0]);
}

long byLambdas() {
  long x = 0;
  auto store = [&] { x = heavy(1); };
  auto use = [&] { return heavy(x); };
  store(); // expect: calls dependent sequential tasks=2
  return use();
}

long bySteps() {
  long x = heavy(1); // expect: calls dependent sequential flow(x) tasks=2
  long y = x + 1;
  long z = y * 2;
  return heavy(z);
}

// The twin: each needs only what was there before.
long byNothing(const Pair &pair) {
  long x = useReference(pair); // expect: calls independent multiprocess tasks=2
  long y = useReference(pair);
  return x + y;
}
