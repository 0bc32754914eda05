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
