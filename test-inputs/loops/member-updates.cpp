// Member functions that do nothing but add to members of one object.
#include <vector>

struct Histogram {
  std::vector<int> bins;
  int counts[256] = {};
  long total = 0;
  Histogram *coarse = nullptr;

  void add(int x) { ++bins[x]; }
  void sum(int x) { total += x; }
  void both(int x) {
    ++counts[x & 255];
    total += x;
  }
  long running(int x) { return total += x; }
  void capped(int x) {
    if (total < 1000)
      total += x;
  }
  void passOn(int x) {
    total += x;
    coarse->total *= 2;
  }
  void mixed(Histogram &other, int x) {
    total += x;
    other.total *= 2;
  }
};

void bins(Histogram &h, const std::vector<int> &v) {
  for (int x : v) // expect: loop conditional no-alias reduction(h.bins)
    h.add(x);
}

void sums(Histogram &h, const std::vector<int> &v) {
  for (int x : v) // expect: loop independent reduction(h.total)
    h.sum(x);
}

void twoMembers(Histogram &h, const std::vector<int> &v) {
  for (int x : v) // expect: loop conditional no-alias reduction(h.counts) reduction(h.total)
    h.both(x + 1);
}

Histogram ofALocal(const std::vector<int> &v) {
  Histogram h;
  h.bins.resize(256);
  for (int x : v) // expect: loop independent reduction(h.bins)
    h.add(x & 255);
  return h;
}

struct Report {
  Histogram histogram;
  std::vector<int> values;
  void run() {
    for (int x : values) // expect: loop independent reduction(histogram.total)
      histogram.both(x - 1);
  }
};

void returned(Histogram &h, std::vector<int> &v) {
  for (int &x : v) // expect: loop dependent flow
    x = static_cast<int>(h.running(x) & 255);
}

void withinALimit(Histogram &h, const std::vector<int> &v) {
  for (int x : v) // expect: loop dependent flow
    h.capped(x);
}

void alsoElsewhere(Histogram &h, const std::vector<int> &v) {
  h.coarse = &h;
  for (int x : v) // expect: loop dependent flow
    h.passOn(2 * x);
}

void onItself(Histogram &h, const std::vector<int> &v) {
  for (int x : v) // expect: loop dependent flow
    h.mixed(h, x);
}

void readBeside(Histogram &h, const std::vector<int> &v, std::vector<long> &seen) {
  for (std::size_t i = 0; i < v.size(); ++i) { // expect: loop dependent flow
    h.sum(v[i]);
    seen[i] = h.total;
  }
}
