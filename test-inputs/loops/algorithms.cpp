// Standard algorithms with a callable are loops.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

void each(std::vector<double> &values) {
  std::for_each(values.begin(), values.end(), [](double &x) { x = std::sqrt(x); }); // expect: loop independent
}

double eachInto(const std::vector<double> &values) {
  double total = 0;
  std::for_each(values.begin(), values.end(), [&total](double x) { total += x; }); // expect: loop independent reduction(total)
  return total;
}

void eachKept(const std::vector<double> &values, std::vector<double> &kept) {
  std::for_each(values.begin(), values.end(), [&kept](double x) { // expect: loop dependent sequential flow(kept)
    if (x > 0)
      kept.push_back(x);
  });
}

double last;

void eachLast(const std::vector<double> &values) {
  std::for_each(values.begin(), values.end(), [](double x) { last = last * 0.5 + x; }); // expect: loop dependent sequential flow(last)
}

long counted(const std::vector<double> &values) {
  return std::count_if(values.begin(), values.end(), [](double x) { return x > 0.5; }); // expect: loop independent
}

std::vector<double> transformed(const std::vector<double> &values) {
  std::vector<double> out(values.size());
  std::transform(values.begin(), values.end(), out.begin(), [](double x) { return std::sqrt(x); }); // expect: loop independent
  return out;
}

double accumulated(const std::vector<double> &values) {
  return std::accumulate(values.begin(), values.end(), 0.0, [](double s, double x) { return s * 0.5 + x; }); // expect: loop dependent sequential
}

void generic(std::vector<double> &values) {
  std::for_each(values.begin(), values.end(), [](auto &x) { x = std::sqrt(x); }); // expect: loop independent
}

void ranged(std::vector<double> &values) {
  std::ranges::for_each(values, [](double &x) { x = std::sqrt(x); }); // expect: loop independent
}
