// Range-based loops over arrays and containers.
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

static double fixed[100'000];

void overArray() {
  for (double &x : fixed) // expect: loop independent
    x = x * x + 1;
}

void overVector(std::vector<double> &values) {
  for (double &x : values) // expect: loop independent
    x = x * x + 2;
}

void overStdArray(std::array<double, 100'000> &values) {
  for (auto &x : values) // expect: loop independent
    x = x * x + 1;
}

double sum(const std::vector<double> &values) {
  double total = 0;
  for (double x : values) // expect: loop independent reduction(total)
    total += x / 2;
  return total;
}

// Copies of the elements: nothing is written that outlives the iteration.
void copies(std::vector<double> values) {
  for (double x : values) // expect: loop independent
    x = x * x;
}

void overMap(std::map<int, double> &values) {
  for (auto &[key, value] : values) // expect: loop independent
    value = key * value;
}

long overSet(const std::set<long> &values) {
  long total = 0;
  for (long x : values) // expect: loop independent reduction(total)
    total += x * x;
  return total;
}

void overString(std::string &text) {
  for (char &c : text) // expect: loop independent
    c = c == ' ' ? '_' : c;
}

// Growing what is walked over.
void appending(const std::vector<int> &in, std::vector<int> &out) {
  for (int x : in) // expect: loop dependent sequential flow(out) hint
    if (x > 0)
      out.push_back(x);
}

// The bits of a vector<bool> share words.
void bits(std::vector<bool> &flags) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential output(flags) hint
    flags[i] = i % 3 == 0;
}
