// back() is the last element: whether an iteration writes it follows from how far the loop goes.
#include "show.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

static void withoutLast(std::vector<int> &v) {
  for (std::size_t i = 0; i + 1 < v.size(); ++i) // expect: loop independent
    v[i] = v.back() + 1;
}

static void withLast(std::vector<int> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // expect: loop dependent
    v[i] += v.back();
}

static void ontoLast(std::deque<int> &v) {
  for (std::size_t i = 0; i + 1 < v.size(); ++i) // expect: loop independent
    v.back() += v[i];
}

static void pastFirst(std::string &s) {
  for (std::size_t i = 1; i < s.size(); ++i) // expect: loop independent
    s[i] = s.front();
}

// What the callable holds is not known: it may count its calls, or change them.
static void applied(std::vector<double> &x, const std::function<double(double)> &f) {
  for (std::size_t i = 0; i < x.size(); ++i) // expect: loop conditional unknown-callee
    x[i] = f(x[i]);
}

// What it holds is known.
static void appliedKnown(std::vector<double> &x) {
  std::function<double(double)> f = [](double y) { return y * 2 + 1; };
  for (std::size_t i = 0; i < x.size(); ++i) // expect: loop independent
    x[i] = f(x[i]);
}

static void appliedCounting(std::vector<double> &x) {
  int calls = 0;
  std::function<double(double)> f = [&calls](double y) { return y + ++calls; };
  for (std::size_t i = 0; i < x.size(); ++i) // expect: loop dependent flow(calls)
    x[i] = f(x[i]);
}

// One of two, of which one counts.
static void appliedEither(std::vector<double> &x, bool counts) {
  int calls = 0;
  std::function<double(double)> f = [](double y) { return y * 3; };
  if (counts)
    f = [&calls](double y) { return y * ++calls; };
  for (std::size_t i = 0; i < x.size(); ++i) // expect: loop dependent
    x[i] = f(x[i]) - calls;
}

int main() {
  std::vector<int> v(400, 3);
  std::deque<int> d(400, 2);
  std::string s(400, 'x');
  std::vector<double> x(400, 1.5);
  withoutLast(v);
  showInts("v", v.data(), 400);
  withLast(v);
  ontoLast(d);
  s.front() = 'y';
  pastFirst(s);
  applied(x, [](double y) { return y - 1; }); // expect: calls dependent sequential tasks=2
  appliedKnown(x);
  showDoubles("x", x.data(), 400);
  appliedCounting(x);
  appliedEither(x, true);
  showBytes("s", s.data(), 400);
  printf("%d\n", d.back());
}
