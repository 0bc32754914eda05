// What is moved into one call is gone for the next.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'996'002; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long take(std::vector<long> values) { return heavy(values.empty() ? 0 : values[0]); }
static long takeText(std::string text) { return heavy(static_cast<long>(text.size())); }
static long look(const std::vector<long> &values) { return heavy(values.empty() ? 0 : values[0]); }
static long lookText(const std::string &text) { return heavy(static_cast<long>(text.size())); }
static long read(std::string_view text) { return heavy(text.empty() ? 0 : text[0]); }
static long own(std::unique_ptr<long> value) { return heavy(*value); }
static long share(const std::unique_ptr<long> &value) { return value ? heavy(*value) : 0; }

long movedThenUsed(std::vector<long> values) {
  long a = take(std::move(values)); // expect: calls dependent sequential tasks=2
  long b = look(values);
  return a + b;
}
long usedThenMoved(std::vector<long> values) {
  long a = look(values); // expect: calls dependent sequential anti(values) tasks=2
  long b = take(std::move(values));
  return a + b;
}
long copiedThenUsed(std::vector<long> values) {
  long a = take(values); // expect: calls independent multiprocess tasks=2
  long b = look(values);
  return a + b;
}

long movedTwo(std::vector<long> values, std::vector<long> others) {
  long a = take(std::move(values)); // expect: calls independent multiprocess tasks=2
  long b = take(std::move(others));
  return a + b;
}
long movedTwice(std::vector<long> values) {
  long a = take(std::move(values)); // expect: calls dependent sequential tasks=2
  long b = take(std::move(values));
  return a + b;
}

// A view of a string does not outlive it.
long viewOfMoved(std::string text) {
  std::string_view view = text;
  long a = takeText(std::move(text)); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
  long b = read(view);
  return a + b;
}
long viewOfCopied(std::string text) {
  std::string_view view = text;
  long a = takeText(text); // expect: calls independent multiprocess tasks=2
  long b = read(view);
  return a + b;
}

long ownerGivenAway(std::unique_ptr<long> value) {
  long a = own(std::move(value)); // expect: calls dependent sequential tasks=2
  long b = share(value);
  return a + b;
}
long ownerGivenAwayBesideAnother(std::unique_ptr<long> value, const std::unique_ptr<long> &other) {
  long a = own(std::move(value)); // expect: calls independent multiprocess tasks=2
  long b = share(other);
  return a + b;
}

// Moved between two variables in between.
long movedOn(std::string text) {
  long a = lookText(text); // expect: calls dependent sequential flow(other) tasks=2
  std::string other = std::move(text);
  long b = takeText(std::move(other));
  return a + b;
}

// Pointers and views that were taken before lead to what the other owner has now.
static void fill(std::vector<long> &values) {
  for (long &value : values) // expect: loop independent multiprocess
    value = heavy(value);
}
static void put(long *out, long seed) { *out = heavy(seed); }
static long get(const long *in) { return heavy(*in); }

long pointerIntoMoved(std::vector<long> values) {
  const long *first = values.data();
  std::vector<long> others = std::move(values);
  fill(others); // expect: calls dependent sequential tasks=2
  return get(first);
}
long pointerIntoCopied(std::vector<long> values) {
  const long *first = values.data();
  std::vector<long> others = values;
  fill(others); // expect: calls independent multiprocess tasks=2
  return get(first);
}

long pointerIntoSwapped(std::vector<long> values, std::vector<long> others) {
  const long *first = values.data();
  std::swap(values, others);
  fill(others); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
  return get(first);
}
// By their names they are as far apart as before.
long swappedByName(std::vector<long> values, std::vector<long> others) {
  std::swap(values, others);
  fill(others); // expect: calls independent multiprocess tasks=2
  return look(values);
}
long pointerTakenAfterwards(std::vector<long> values, std::vector<long> others) {
  std::swap(values, others);
  const long *first = values.data();
  fill(others); // expect: calls independent multiprocess tasks=2
  return get(first);
}

long referenceIntoSwapped(std::vector<long> values, std::vector<long> others) {
  long &first = values[0];
  values.swap(others);
  put(&others[0], 1); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
  return get(&first);
}

static void exchange(std::vector<long> &a, std::vector<long> &b) { a.swap(b); }
static void fillBoth(std::vector<long> &a, std::vector<long> &b) { a[0] = b[0]; }

long swappedByHelper(std::vector<long> values, std::vector<long> others) {
  const long *first = values.data();
  exchange(values, others);
  fill(others); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
  return get(first);
}
long notSwappedByHelper(std::vector<long> values, std::vector<long> others) {
  const long *first = values.data();
  fillBoth(values, others);
  fill(others); // expect: calls independent multiprocess tasks=2
  return get(first);
}

struct Pair {
  std::vector<long> front, back;
  void flip() { front.swap(back); }
  void touch() { front[0] = back[0]; }
  long flipped() {
    const long *first = front.data();
    flip();
    fill(back); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
    return get(first);
  }
  long touched() {
    const long *first = front.data();
    touch();
    fill(back); // expect: calls independent multiprocess tasks=2
    return get(first);
  }
};

long ownerMovedOn() {
  auto owner = std::make_unique<long>(1);
  long *value = owner.get();
  auto other = std::move(owner);
  put(other.get(), 2); // expect: calls dependent sequential tasks=2
  return get(value);
}
long ownerBesideAnother() {
  auto owner = std::make_unique<long>(1);
  long *value = owner.get();
  auto other = std::make_unique<long>(1);
  put(other.get(), 2); // expect: calls independent multiprocess tasks=2
  return get(value);
}

long adopted() {
  long *value = new long(1);
  std::unique_ptr<long> owner(value);
  put(owner.get(), 2); // expect: calls dependent sequential tasks=2
  return get(value);
}
long adoptedAnother() {
  long *value = new long(1);
  std::unique_ptr<long> owner(new long(2));
  put(owner.get(), 2); // expect: calls independent multiprocess tasks=2
  return get(value);
}
long adoptedParameter(long *value) {
  std::unique_ptr<long> owner;
  owner.reset(value);
  put(owner.get(), 2); // expect: calls dependent sequential tasks=2
  return get(value);
}

// A node that one map gives up and another takes in.
static void fill(std::map<int, long> &values) {
  for (auto &entry : values) // expect: loop independent
    entry.second = heavy(entry.second);
}

void extracted(std::map<int, long> &a, std::map<int, long> &b) {
  long *value = &a[1];
  b.insert(a.extract(1));
  put(value, 2); // expect: calls dependent sequential tasks=2
  fill(b);
}
void extractedLocally() {
  std::map<int, long> a, b;
  long *value = &a[1];
  b.insert(a.extract(1));
  put(value, 2); // expect: calls dependent sequential tasks=2
  fill(b);
}
void extractedIntoNode() {
  std::map<int, long> a, b;
  long *value = &a[1];
  auto node = a.extract(1);
  b.insert(std::move(node));
  put(value, 2); // expect: calls dependent sequential tasks=2
  fill(b);
}
void copiedInto() {
  std::map<int, long> a, b;
  long *value = &a[1];
  b.insert({1, a[1]});
  put(value, 2); // expect: calls independent multiprocess tasks=2
  fill(b);
}
