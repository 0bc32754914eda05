// Code of the user's own that a container runs: what it compares, hashes and allocates with.
#include <algorithm>
#include <any>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <queue>
#include <random>
#include <set>
#include <unordered_set>
#include <vector>

static int compares;
static std::size_t allocated;

struct Counting {
  bool operator()(int a, int b) const {
    compares = compares * 3 + a;
    return a < b;
  }
};

struct Inherits : Counting {};

struct Descending {
  bool operator()(int a, int b) const { return a > b; }
};

struct Logging {
  int *log;
  bool operator()(int a, int b) const {
    *log = *log * 3 + a;
    return a < b;
  }
};

template <class T> struct Arena {
  using value_type = T;
  Arena() = default;
  template <class U> Arena(const Arena<U> &) {}
  T *allocate(std::size_t n) {
    allocated = allocated * 2 + n;
    return std::allocator<T>().allocate(n);
  }
  void deallocate(T *p, std::size_t n) { std::allocator<T>().deallocate(p, n); }
  bool operator==(const Arena &) const { return true; }
};

void counted(const std::set<int, Counting> &s, std::vector<int> &v) {
  for (int &x : v) // expect: loop dependent sequential flow(compares)
    x = static_cast<int>(s.count(x));
}

void descending(const std::set<int, Descending> &s, std::vector<int> &v) {
  for (int &x : v) // expect: loop independent
    x = static_cast<int>(s.count(x));
}

void inherited(const std::map<int, int, Inherits> &m, std::vector<int> &v) {
  for (int &x : v) // expect: loop dependent sequential flow(compares)
    if (m.find(x) != m.end())
      x = -x;
}

void queues(std::vector<std::priority_queue<int, std::vector<int>, Counting>> &all) {
  for (auto &one : all) // expect: loop dependent sequential
    one.push(3);
}

void plainQueues(std::vector<std::priority_queue<int, std::vector<int>, Descending>> &all) {
  for (auto &one : all) // expect: loop independent
    one.push(3);
}

// Where its log lies is the comparison's own affair.
void logged(const std::multiset<int, Logging> &s, std::vector<int> &v) {
  for (int &x : v) // expect: loop unknown
    x = static_cast<int>(s.count(x));
}

void byPointer(const std::set<int, bool (*)(int, int)> &s, std::vector<int> &v) {
  for (int &x : v) // expect: loop dependent sequential flow(s) -- ideal: conditional
    x = s.contains(x) ? 1 : x;
}

void arenas(std::vector<std::vector<int, Arena<int>>> &rows) {
  for (auto &row : rows) // expect: loop unknown
    row.push_back(1);
}

void rows(std::vector<std::vector<int>> &rows) {
  for (auto &row : rows) // expect: loop independent
    row.push_back(1);
}

struct Step {
  int value;
  Step &operator++() {
    compares = compares * 2 + value;
    ++value;
    return *this;
  }
};

void steps(std::vector<std::vector<Step>> &all) {
  for (auto &one : all) // expect: loop dependent sequential flow(compares)
    std::iota(one.begin(), one.end(), Step{1});
}

void numbers(std::vector<std::vector<int>> &all) {
  for (auto &one : all) // expect: loop independent
    std::iota(one.begin(), one.end(), 1);
}

// What is called stands in an object of the library's.
void stored(std::vector<int> &v) {
  int last = 0;
  std::function<int(int)> f = [&last](int x) { return last = last * 2 + x; };
  std::transform(v.begin(), v.end(), v.begin(), f); // expect: loop unknown -- ideal: conditional
}

void referred(std::vector<int> &v) {
  std::mt19937 engine;
  std::generate(v.begin(), v.end(), std::ref(engine)); // expect: loop unknown -- ideal: conditional
}

void shared(std::vector<unsigned> &v) {
  std::random_device device;
  for (unsigned &x : v) // expect: loop dependent sequential
    x = device();
}

void ownDevice(std::vector<unsigned> &v) {
  for (unsigned &x : v) { // expect: loop conditional no-exception
    std::random_device device;
    x = device();
  }
}

// Two of them may hold one address.
void held(std::vector<std::any> &v) {
  for (std::any &one : v) { // expect: loop unknown
    int *p = std::any_cast<int *>(one);
    *p = *p * 3 + 1;
  }
}

// The function behind a wrapper of the library's is the user's own.
struct Score {
  int value;
  void count() { compares = compares * 2 + value; }
  void raise() { value += 2; }
};

void wrapped(std::vector<std::vector<Score>> &all) {
  for (auto &row : all) // expect: loop unknown -- ideal: dependent
    std::for_each(row.begin(), row.end(), std::mem_fn(&Score::count));
}

void plain(std::vector<std::vector<Score>> &all) {
  for (auto &row : all) // expect: loop unknown -- ideal: independent
    std::for_each(row.begin(), row.end(), [](Score &one) { one.raise(); }); // expect: loop independent
}
