// The container calls the user's operator<, which writes a global.
#include <map>
#include <vector>

static int compares;

struct Counted {
  int value;
  bool operator<(const Counted &o) const {
    ++compares;
    return value < o.value;
  }
};

struct Plain {
  int value;
  bool operator<(const Plain &o) const { return value < o.value; }
};

void lookUpCounted(const std::map<Counted, int> &m, const std::vector<Counted> &keys, std::vector<long> &hit) {
  for (int i = 0; i < 100'000; ++i) // expect: loop dependent sequential flow(compares)
    hit[i] = m.count(keys[i]);
}

void lookUpPlain(const std::map<Plain, int> &m, const std::vector<Plain> &keys, std::vector<long> &hit) {
  for (int i = 0; i < 100'000; ++i) // expect: loop independent
    hit[i] = m.count(keys[i]);
}
