// Loops in lambdas, lambdas in loops.
#include <vector>

static double a[1'000'000], b[1'000'000];

void inLambda() {
  auto scale = [](double factor) {
    for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
      a[i] = b[i] * factor;
  };
  scale(2);
}

void lambdaInLoop() {
  auto twice = [](double x) { return 2 * x; };
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    a[i] = twice(b[i]);
}

void capturing() {
  double sum = 0;
  auto add = [&sum](double x) { sum = sum * 0.5 + x; };
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(sum)
    add(b[i]);
  a[0] = sum;
}

void nested() {
  auto outer = [](double factor) {
    auto inner = [factor](int from) {
      for (int i = from; i < 1'000'000; ++i) // expect: loop independent
        a[i] = b[i] * factor;
    };
    inner(0);
  };
  outer(3);
}

int adding(const std::vector<int> &v) {
  int sum = 0;
  auto add = [&](int x) { sum += x; };
  for (int x : v) // expect: loop independent reduction(sum)
    add(x);
  return sum;
}

int addingAndTakingAway(const std::vector<int> &v) {
  int sum = 0;
  auto add = [&](int x) { sum += x; };
  auto take = [&](int x) { sum -= x; };
  for (int x : v) { // expect: loop independent reduction(sum)
    add(x * x);
    take(x);
  }
  return sum;
}

int counting(const std::vector<int> &v) {
  std::vector<int> bins(16);
  auto count = [&](int x) { ++bins[x & 15]; };
  for (int x : v) // expect: loop independent reduction(bins)
    count(x + 1);
  return bins[3];
}

// What the sum stands at goes into the elements.
void running(std::vector<int> &v) {
  int sum = 0;
  auto add = [&](int x) { return sum += x; };
  for (int &x : v) // expect: loop dependent flow(sum)
    x = add(x);
}

int limited(const std::vector<int> &v) {
  int sum = 0, over = 0;
  auto add = [&](int x) { sum += x; };
  for (int x : v) { // expect: loop dependent flow(sum)
    add(x);
    over += sum > 100;
  }
  return over;
}

// The other lambda does to the sum what does not commute with adding.
int addingAndDoubling(const std::vector<int> &v) {
  int sum = 0;
  auto add = [&](int x) { sum += x; };
  auto twice = [&](int x) { sum *= x; };
  for (int x : v) { // expect: loop dependent flow(sum)
    add(x);
    twice(2);
  }
  return sum;
}

int doublingInside(const std::vector<int> &v) {
  int sum = 0;
  auto twice = [&](int x) { sum *= x; };
  auto both = [&, twice](int x) {
    sum += x;
    twice(2);
  };
  for (int x : v) // expect: loop dependent flow(sum)
    both(x);
  return sum;
}

int throughPointer(const std::vector<int> &v) {
  int sum = 0;
  auto both = [&, other = &sum](int x) {
    sum += x;
    *other *= 2;
  };
  for (int x : v) // expect: loop dependent flow(sum)
    both(-x);
  return sum;
}
