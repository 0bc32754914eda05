// A callable that counts: each call needs the state that the one before left.
#include <algorithm>
#include <vector>

void numbered(std::vector<int> &v) {
  std::generate(v.begin(), v.end(), [n = 0]() mutable { return n++; }); // expect: loop dependent sequential flow(n)
}

struct Running {
  int sum = 0;
  int operator()(int value) { return sum += value; }
};

void runningSums(std::vector<int> &v) {
  std::transform(v.begin(), v.end(), v.begin(), Running()); // expect: loop dependent sequential flow(sum)
}

void constant(std::vector<int> &v) {
  std::generate(v.begin(), v.end(), [] { return 7; }); // expect: loop independent
}
