// Callables that add up, and their neighbours that do not.
#include <algorithm>
#include <numeric>
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
