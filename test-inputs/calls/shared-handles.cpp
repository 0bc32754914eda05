// Handles to one object, and names for one of two.
#include <memory>

struct Samples {
  double v[1000];
};
static double fill(double *p, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)   // expect: loop dependent
    for (int j = 0; j < n; ++j) { // expect: loop independent
      p[j] = p[j] * 1.25 + i;
      s += p[j];
    }
  return s;
}
static double sum(const double *p, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)   // expect: loop independent
    for (int j = 0; j < n; ++j) // expect: loop independent
      s += p[j] / (i + 1);
  return s;
}

double readOnlyCopy(std::shared_ptr<Samples> a) {
  std::shared_ptr<const Samples> c = a;
  double x = fill(a->v, 1000); // expect: calls dependent sequential tasks=2
  return x + sum(c->v, 1000);
}
double locked(std::shared_ptr<Samples> a) {
  std::weak_ptr<Samples> w = a;
  auto again = w.lock();
  double x = fill(a->v, 999); // expect: calls dependent sequential tasks=2
  return x + sum(again->v, 999);
}
double part(std::shared_ptr<Samples> a) {
  std::shared_ptr<double> c(a, a->v);
  double x = fill(a->v, 998); // expect: calls dependent sequential tasks=2
  return x + sum(c.get(), 998);
}
double ofAnother(std::shared_ptr<Samples> a, std::shared_ptr<const Samples> c) {
  double x = fill(a->v, 997); // expect: calls conditional multiprocess no-alias tasks=2
  return x + sum(c->v, 997);
}

double oneOfTwo(bool first, Samples &a, Samples &b) {
  Samples &x = first ? a : b;
  double y = fill(x.v, 996); // expect: calls dependent sequential tasks=2
  return y + sum(a.v, 996);
}
double oneOfOthers(bool first, Samples &a, Samples &b, Samples &c) {
  Samples &x = first ? a : b;
  double y = fill(x.v, 995); // expect: calls conditional multiprocess no-alias tasks=2
  return y + sum(c.v, 995);
}
