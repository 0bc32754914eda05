// Callables that add up, and their neighbours that do not.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <ranges>
#include <vector>

double squares(const std::vector<double> &v) {
  return std::accumulate(v.begin(), v.end(), 0.0, // expect: loop independent
                         [](double s, double x) { return s + x * x; });
}

double fading(const std::vector<double> &v) {
  return std::accumulate(v.begin(), v.end(), 0.0, // expect: loop dependent sequential
                         [](double s, double x) { return s * 0.25 + x; });
}

double alternating(const std::vector<double> &v) {
  return std::accumulate(v.begin(), v.end(), 0.0, // expect: loop dependent sequential
                         [](double s, double x) { return x - s; });
}

double sum(const std::vector<double> &v) {
  double total = 0;
  std::for_each(v.begin(), v.end(), // expect: loop independent reduction(total)
                [&](double x) { total += x; });
  return total;
}

double runningSum(std::vector<double> &v) {
  double total = 0;
  std::for_each(v.begin(), v.end(), [&](double &x) { // expect: loop dependent sequential
    total += x;
    x = total;
  });
  return total;
}

double sumAndLast(const std::vector<double> &v) {
  double total = 0, last = 0;
  std::for_each(v.begin(), v.end(), [&](double x) { // expect: loop dependent sequential
    total += x;
    last = total;
  });
  return last;
}

double fused(const std::vector<double> &x, const std::vector<double> &y) {
  double total = 0;
  for (std::size_t i = 0; i < x.size(); ++i) // expect: loop independent reduction(total)
    total = std::fma(x[i], y[i], total);
  return total;
}

float fusedFloats(const float *x, const float *y, int n) {
  float total = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(total)
    total = fmaf(x[i], y[i], fmaf(y[i], y[i], total)) - x[i];
  return total;
}

void fusedElements(double *histogram, const int *at, const double *x, const double *y, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional reduction(histogram) no-alias
    histogram[at[i]] = __builtin_fma(x[i], y[i], histogram[at[i]]);
}

// Horner: the total is a factor.
double polynomial(const std::vector<double> &coefficients, double x) {
  double total = 0;
  for (double c : coefficients) // expect: loop dependent flow(total)
    total = std::fma(total, x, c);
  return total;
}

double factorAndTerm(const std::vector<double> &x) {
  double total = 1;
  for (double f : x) // expect: loop dependent flow(total)
    total = std::fma(f, total, total);
  return total;
}

// A function of the same name is no library function.
namespace own {
double fma(double x, double, double s) { return x * s; }
} // namespace own

double ownFunction(const std::vector<double> &x) {
  double total = 1;
  for (double f : x) // expect: loop dependent flow(total)
    total = own::fma(f, f, total);
  return total;
}

int sumOfRange(const std::vector<int> &v) {
  int total = 0;
  std::ranges::for_each(v, [&total](int x) { total += x; }); // expect: loop independent reduction(total)
  return total;
}

int sumThatIsSeen(std::vector<int> &v) {
  int total = 0;
  std::ranges::for_each(v, [&total](int &x) { // expect: loop dependent
    total += x;
    x = total;
  });
  return total;
}

int countedPerThread(std::vector<int> &v) {
  std::for_each(v.begin(), v.end(), [](int &x) { // expect: loop independent private(kept)
    thread_local int kept;
    kept = x * 3;
    x += kept;
  });
  return v[0];
}

int keptPerThread(std::vector<int> &v) {
  std::for_each(v.begin(), v.end(), [](int &x) { // expect: loop dependent
    thread_local int kept;
    x += kept;
    kept = x * 3;
  });
  return v[0];
}
