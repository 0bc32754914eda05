// Lambdas with captures, std::function, function pointers: what is run decides, not how it is held.
#include "show.h"

#include <functional>
#include <variant>
#include <vector>

constexpr int size = 5'000;
static int out[size], in[size];

void byReference() {
  auto set = [&](int i) { out[i] = in[i] * 3; };
  for (int i = 0; i < size; ++i) // expect: loop independent
    set(i);
}

void neighbour() {
  auto set = [&](int i) { out[i + 1] = out[i] * 3; };
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent flow(out) distance=1
    set(i);
}

void counting() {
  int k = 0;
  auto next = [&k](int i) { return k += i; };
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(k)
    out[i] = next(i);
}

void countingInside() {
  auto next = [k = 0](int i) mutable { return k += i; };
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(next)
    out[i] = next(i) + 1;
}

void madeAnew() {
  for (int i = 0; i < size; ++i) { // expect: loop independent not-run -- the test takes 'k' for a name outside
    auto next = [k = 0](int x) mutable { return k += x; };
    out[i] = next(i) + next(2);
  }
}

void throughPointer(int *p) {
  auto step = [p](int i) { *p = *p * 2 + i; };
  for (int i = 0; i < size; ++i) // expect: loop dependent flow
    step(i + 1);
}

void elementByReference() {
  auto at = [&](int i) -> int & { return out[i]; };
  for (int i = 0; i < size; ++i) // expect: loop independent
    at(i) = in[i] - 1;
}

void nextByReference() {
  auto at = [&](int i) -> int & { return out[i]; };
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent flow distance=1
    at(i + 1) = at(i);
}

// What the callable leaves in the variable is the iteration's own only if it always does.
void leftInVariable() {
  int t = 0;
  auto set = [&](int i) { t = in[i] * 2; };
  for (int i = 0; i < size; ++i) { // expect: loop dependent output(t) -- the closure holds its address; ideal: independent private(t)
    set(i);
    out[i] = t;
  }
}

void sometimesLeft() {
  int t = 0;
  auto set = [&](int i) {
    if (in[i] & 1)
      t = in[i] * 2;
  };
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(t)
    set(i);
    out[i] = t + 1;
  }
}

static void setOdd(int &t, int i) {
  if (i & 1)
    t = i * 2;
}

void sometimesLeftByCallee() {
  int t = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(t)
    setOdd(t, i);
    out[i] = t + 2;
  }
}

static void setAlways(int &t, int i) { t = i & 1 ? i * 2 : -i; }

void alwaysLeftByCallee() {
  int t = 0;
  for (int i = 0; i < size; ++i) { // expect: loop independent private(t)
    setAlways(t, i);
    out[i] = t + 3;
  }
}

void eitherByPointer(const int *c) {
  int a = 0, b = 0;
  for (int i = 0; i < size; ++i) { // expect: loop unknown -- which of the two is written is not followed; ideal: dependent
    int *p = c[i] ? &a : &b;
    *p = i;
    out[i] = a;
  }
}

void functionOfLambda() {
  std::function<int(int)> f = [](int i) { return i * 3 + 5; };
  for (int i = 0; i < size; ++i) // expect: loop independent
    out[i] = f(in[i]) - 1;
}

void functionThatCounts() {
  int k = 0;
  std::function<int(int)> f = [&k](int i) { return k += i; };
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(k)
    out[i] = f(in[i]) + 1;
}

void functionWithState() {
  std::function<int(int)> f = [k = 1](int i) mutable { return k = k * 2 + i; };
  for (int i = 0; i < size; ++i) // expect: loop dependent flow
    out[i] = f(in[i]) + 2;
}

void pointerToFunction(int (*f)(int)) {
  for (int i = 0; i < size; ++i) // expect: loop conditional unknown-callee
    out[i] = f(in[i]) + 3;
}

static long calls;

void visited(std::vector<std::variant<int, double>> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // expect: loop dependent flow(calls)
    out[i] = std::visit(
        [](auto x) {
          calls = calls * 2 + 1;
          return static_cast<int>(x);
        },
        v[i]);
}

struct Filter {
  std::vector<int> taps;
  int offset = 1;
  void apply() {
    auto f = [this](int i) { return taps[i % 3] * in[i] + offset; };
    for (int i = 0; i < size; ++i) // expect: loop conditional no-alias -- no array of int holds a Filter; ideal: independent
      out[i] = 2 * f(i);
  }
  void drift() {
    auto f = [this](int i) { return taps[i % 3] * in[i] + offset++; };
    for (int i = 0; i < size; ++i) // expect: loop dependent flow
      out[i] = 3 * f(i);
  }
};

int main() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    in[i] = i * 11 % 257;
  byReference();
  showInts("byReference", out, size);
  madeAnew();
  showInts("madeAnew", out, size);
  elementByReference();
  showInts("elementByReference", out, size);
  leftInVariable();
  showInts("leftInVariable", out, size);
  alwaysLeftByCallee();
  showInts("alwaysLeftByCallee", out, size);
  functionOfLambda();
  showInts("functionOfLambda", out, size);
  Filter{{1, 2, 3}}.apply();
  showInts("apply", out, size);
}
