// Two containers that own their elements are one container or have nothing in common.
#include "show.h"
#include <algorithm>
#include <array>
#include <string>
#include <vector>

constexpr int size = 1500;
using Row = std::array<double, 50>;

static void add(std::vector<double> &to, const std::vector<double> &from) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    to[i] += from[i];
}

static void addNext(std::vector<double> &to, const std::vector<double> &from) {
  for (int i = 1; i < size; ++i) // expect: loop conditional no-alias
    to[i] += from[i - 1];
}

static void exchange(std::vector<double> &one, std::vector<double> &other) {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    const double kept = one[i];
    one[i] = other[i];
    other[i] = kept;
  }
}

static void addRow(Row &to, const Row &from) {
  for (int i = 0; i < 50; ++i) // expect: loop independent
    to[i] += from[i];
}

// `from` may be one of the rows.
static void addColumn(std::vector<std::vector<double>> &to, const std::vector<double> &from) {
  for (std::size_t i = 0; i < to.size(); ++i) // expect: loop conditional no-alias
    to[i][0] += from[i];
}

static void addRowOf(std::array<Row, 50> &to, const Row &from) {
  for (int i = 0; i < 50; ++i) // expect: loop conditional no-alias
    to[i][1] += from[i];
}

static void tables(std::vector<std::vector<double>> &to, const std::vector<std::vector<double>> &from) {
  for (std::size_t i = 0; i < to.size(); ++i)      // expect: loop independent
    for (std::size_t j = 0; j < to[i].size(); ++j) // expect: loop independent
      to[i][j] += from[i][j];
}

static void transposed(std::vector<std::vector<double>> &to, const std::vector<std::vector<double>> &from) {
  for (std::size_t i = 0; i < to.size(); ++i)      // expect: loop conditional no-alias
    for (std::size_t j = 0; j < to[i].size(); ++j) // expect: loop independent
      to[i][j] += from[j][i];
}

static void copyText(std::string &to, const std::string &from) {
  for (std::size_t i = 0; i < to.size(); ++i) // expect: loop independent
    to[i] = from[i];
}

static void scaledByOne(const std::vector<double> &from, std::vector<double> &to) {
  std::transform(from.begin() + 1, from.end(), to.begin(), [](double x) { return 2 * x; }); // expect: loop conditional no-alias
}

static void appended(const std::vector<double> &from, std::vector<double> &to) {
  std::transform(from.begin(), from.end(), std::back_inserter(to), [](double x) { return 3 * x; }); // expect: loop dependent flow(to) hint
}

// Scratch that is filled through iterators.
static void medians(const std::vector<double> &from, std::vector<double> &to) {
  std::vector<double> scratch(64);
  for (int i = 0; i < size; ++i) { // expect: loop independent firstprivate(scratch)
    std::fill(scratch.begin(), scratch.end(), 0.0);
    scratch[i % 64] += from[i];
    to[i] = scratch[i % 7] + scratch[3];
  }
}

static void filledInRange(const std::vector<double> &from, std::vector<double> &to) {
  std::vector<double> scratch(16);
  for (int i = 0; i < size; ++i) { // expect: loop independent firstprivate(scratch)
    for (double &x : scratch)      // expect: loop independent
      x = from[i];
    to[i] = scratch[i % 16];
  }
}

// All but the first.
static void filledInPart(const std::vector<double> &from, std::vector<double> &to) {
  std::vector<double> scratch(64);
  for (int i = 0; i < size; ++i) { // expect: loop dependent
    std::fill(scratch.begin() + 1, scratch.end(), 0.0);
    scratch[i % 64] += from[i];
    to[i] = scratch[i % 7];
  }
}

static void filledArray(const std::vector<double> &from, std::vector<double> &to) {
  std::array<double, 8> scratch;
  for (int i = 0; i < size; ++i) { // expect: loop independent private(scratch)
    scratch.fill(1);
    scratch[i % 8] += from[i];
    to[i] = scratch[i % 3];
  }
}

int main() {
  std::vector<double> a(size), b(size), c(size);
  for (int i = 0; i < size; ++i) { // expect: loop independent
    a[i] = i;
    b[i] = 3 * i;
  }
  add(a, b);
  addNext(c, a);
  exchange(a, c);
  showDoubles("a", a.data(), size);
  std::vector<std::vector<double>> one(30, a), other(30, b);
  tables(one, other); // expect: calls dependent flow(one)
  transposed(one, std::vector<std::vector<double>>(size, b));
  addColumn(one, b);
  showDoubles("one", one[7].data(), size);
  std::array<Row, 50> rows{};
  Row row{};
  addRowOf(rows, row);
  addRow(row, rows[1]);
  std::string text(40, 'x'), from(40, 'y');
  copyText(text, from);
  printf("%s %g\n", text.c_str(), row[3]);
  scaledByOne(b, c);
  medians(a, c);
  showDoubles("c", c.data(), size);
  filledInRange(b, c);
  showDoubles("c", c.data(), size);
  filledArray(a, c);
  showDoubles("c", c.data(), size);
  filledInPart(a, c);
  appended(a, c);
  showDoubles("c", c.data(), size);
}
