// A callable that reaches the neighbour through the reference it is given.
#include <algorithm>
#include <vector>

void pushOn(std::vector<int> &v) {
  std::for_each(v.begin(), v.end() - 1, [](int &x) { (&x)[1] = x; }); // expect: loop dependent sequential
}

void doubled(std::vector<int> &v) {
  std::for_each(v.begin(), v.end(), [](int &x) { x = 2 * x; }); // expect: loop independent
}

void adjacentSums(std::vector<int> &v) {
  std::transform(v.begin() + 1, v.end(), v.begin(), v.begin() + 1, [](int x, int y) { return x + y; }); // expect: loop dependent sequential
}

void differences(std::vector<int> &v) {
  std::for_each(v.begin(), v.end(), [previous = 0](int &x) mutable { // expect: loop dependent sequential
    int before = x;
    x -= previous;
    previous = before;
  });
}

void allFromTheFirst(std::vector<int> &v) {
  int *base = v.data();
  std::for_each(v.begin() + 1, v.end(), [base](int &x) { x = base[0] = x + base[0]; }); // expect: loop dependent sequential
}
