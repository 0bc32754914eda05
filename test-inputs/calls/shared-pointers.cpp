// Copies of a std::shared_ptr lead to one object, however they were made.
#include <memory>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'925'013; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}
static void put(std::shared_ptr<long> out, long seed) { *out = heavy(seed); }
static void putInto(const std::shared_ptr<long> &out, long seed) { *out = heavy(seed); }
static long get(const std::shared_ptr<long> &in) { return heavy(*in); }

long passedByValue() {
  auto one = std::make_shared<long>(1);
  put(one, 2); // expect: calls dependent sequential tasks=2
  return get(one);
}
long passedByValueBesideIt() {
  auto one = std::make_shared<long>(1), two = std::make_shared<long>(2);
  put(one, 2); // expect: calls independent multiprocess tasks=2
  return get(two);
}

long copied() {
  auto one = std::make_shared<long>(1);
  auto copy = one;
  putInto(copy, 2); // expect: calls dependent sequential tasks=2
  return get(one);
}

struct Part {
  virtual ~Part() = default;
  long first = 1, second = 2;
};
struct Whole : Part {};
static void putFirst(const std::shared_ptr<Part> &out, long seed) { out->first = heavy(seed); }
static long getFirst(const std::shared_ptr<Whole> &in) { return heavy(in->first); }
static long getSecond(const std::shared_ptr<Whole> &in) { return heavy(in->second); }

long castToBase() {
  auto whole = std::make_shared<Whole>();
  auto part = std::static_pointer_cast<Part>(whole);
  putFirst(part, 2); // expect: calls dependent sequential tasks=2
  return getFirst(whole);
}
long castToBaseOtherMember() {
  auto whole = std::make_shared<Whole>();
  auto part = std::static_pointer_cast<Part>(whole);
  putFirst(part, 2); // expect: calls independent multiprocess tasks=2
  return getSecond(whole);
}

struct Pair {
  long first = 1, second = 2;
};
static long getPair(const std::shared_ptr<Pair> &in) { return heavy(in->first); }

long ownsWhatItIsPartOf() {
  auto pair = std::make_shared<Pair>();
  std::shared_ptr<long> first(pair, &pair->first);
  put(first, 2); // expect: calls dependent sequential tasks=2
  return getPair(pair);
}
long ownsAnother() {
  auto pair = std::make_shared<Pair>(), other = std::make_shared<Pair>();
  std::shared_ptr<long> first(pair, &pair->first);
  put(first, 2); // expect: calls independent multiprocess tasks=2
  return getPair(other);
}

struct User {
  std::shared_ptr<long> shared;
  void put(long seed) { *shared = heavy(seed); }
  long get() { return heavy(*shared); }
};

long inMembers() {
  auto one = std::make_shared<long>(1);
  User a{one}, b{one};
  a.put(2); // expect: calls dependent sequential tasks=2
  return b.get();
}
long inMembersOfTheirOwn() {
  User a{std::make_shared<long>(1)}, b{std::make_shared<long>(1)};
  a.put(2); // expect: calls independent multiprocess tasks=2
  return b.get();
}

long inContainer() {
  auto one = std::make_shared<long>(1);
  std::vector<std::shared_ptr<long>> all;
  all.push_back(one);
  put(all[0], 2); // expect: calls dependent sequential tasks=2
  return get(one);
}
long besideContainer() {
  auto one = std::make_shared<long>(1);
  std::vector<std::shared_ptr<long>> all;
  all.push_back(std::make_shared<long>(2));
  put(all[0], 2); // expect: calls independent multiprocess tasks=2
  return get(one);
}
