// A function that calls what it is given in an object: what that object holds is the caller's to know.
#include <functional>
#include <variant>
#include <vector>

struct Samples {
  double v[1000];
};
static double fill(double *p, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)   // expect: loop dependent
    for (int j = 0; j < n; ++j) { // expect: loop independent reduction(s)
      p[j] = p[j] * 1.5 + i;
      s += p[j];
    }
  return s;
}
static double sum(const double *p, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)   // expect: loop independent reduction(s)
    for (int j = 0; j < n; ++j) // expect: loop independent reduction(s)
      s += p[j] * i;
  return s;
}

struct Observers {
  std::vector<std::function<void()>> all;
  void fire() {
    for (auto &f : all) // expect: loop conditional unknown-callee
      f();
  }
};
static void run(std::function<void()> &f) { f(); }
static void runCopy(std::function<void()> f) { f(); }

double observed() {
  Samples b{};
  Observers o;
  o.all.push_back([&b] { fill(b.v, 1000); });
  o.fire(); // expect: calls dependent flow(o)
  return sum(b.v, 1000);
}
double byReference() {
  Samples b{};
  std::function<void()> f = [&b] { fill(b.v, 999); };
  run(f); // expect: calls dependent flow(f)
  return sum(b.v, 999);
}
double byValue() {
  Samples b{};
  runCopy([&b] { fill(b.v, 998); }); // expect: calls dependent flow -- ideal: flow(b)
  return sum(b.v, 998);
}
double ofOthers() {
  Samples b{}, c{};
  std::function<void()> f = [&c] { fill(c.v, 997); };
  run(f); // expect: calls independent
  return sum(b.v, 997);
}

double alternative() {
  Samples b{};
  std::variant<int, std::function<void()>> f = [&b] { fill(b.v, 996); };
  std::get<1>(f)(); // expect: calls dependent flow
  return sum(b.v, 996);
}

static std::function<void()> kept;
static void keep(std::function<void()> f) { kept = f; }
static void runKept() { kept(); }
double inAGlobal() {
  Samples b{};
  keep([&b] { fill(b.v, 995); });
  runKept(); // expect: calls dependent flow
  return sum(b.v, 995);
}
