// Spans, string views and iterators stand for a part of something else: which part they begin at decides.
#include "show.h"

#include <algorithm>
#include <deque>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

constexpr int size = 2'000;
static std::vector<int> values(2 * size), other(2 * size);
static std::string text(2 * size, 'a');

void shifted(std::span<int> all) {
  std::span<int> rest = all.subspan(1);
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent flow(rest) distance=1
    rest[i] = all[i];
}

void same(std::span<int> all) {
  std::span<int> rest = all.subspan(0);
  for (int i = 0; i + 1 < size; ++i) // expect: loop independent
    rest[i] = all[i] + 1;
}

void halves(std::span<int> all, int n) {
  std::span<int> front = all.first(n), back = all.subspan(n);
  for (int i = 0; i < n; ++i) // expect: loop independent
    front[i] = back[i] * 2 - 7;
}

void fromTheEnd(std::span<int> all) {
  std::span<int> rest = all.last(all.size() - 1);
  for (int i = 0; i + 1 < size; ++i) // expect: loop unknown -- where the last ones begin is not worked out; ideal: dependent
    rest[i] = all[i] - 3;
}

void twoSpans(std::span<double> a, std::span<const double> b) {
  for (std::size_t i = 0; i < a.size(); ++i) // expect: loop conditional no-alias
    a[i] = b[i] * 2 + 1;
}

void ofOneVector() {
  std::span<int> s(values);
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent flow(s) distance=1
    s[i + 1] = values[i] - 1;
}

void ofOneVectorInStep() {
  std::span<int> s(values);
  for (int i = 0; i + 1 < size; ++i) // expect: loop independent
    s[i + 1] = values[i + 1] - 1;
}

void fromPointer() {
  std::span<int> s(values.data() + 1, size);
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(s) distance=1
    s[i] = values[i] ^ 5;
}

void fromIterators() {
  std::span<int> s(values.begin() + 1, values.end());
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(s) distance=1
    s[i] = values[i] | 1;
}

void prefixRemoved() {
  std::string_view v = text;
  v.remove_prefix(2);
  for (int i = 0; i < size; ++i) // expect: loop dependent anti(v) distance=2
    text[i] = v[i] + 2;
}

void prefixRemovedApart() {
  std::string_view v = text;
  v.remove_prefix(size);
  for (int i = 0; i < size; ++i) // expect: loop independent
    text[i] = v[i] + 1;
}

void ofString() {
  std::string_view v = text;
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent flow(text) distance=1
    text[i + 1] = v[i] ^ 1;
}

void ofSubstring() {
  std::string_view v = std::string_view(text).substr(3);
  for (int i = 0; i < size; ++i) // expect: loop dependent anti(v) distance=3
    text[i] = v[i] - 1;
}

// A substring by value is a string of its own.
void ofCopiedSubstring() {
  std::string v = text.substr(3);
  for (int i = 0; i < size; ++i) // expect: loop independent
    text[i] = v[i] % 26 + 'a';
}

void iteratorKept() {
  auto it = values.begin() + 1;
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(it) distance=1
    it[i] = values[i] + 7;
}

void iteratorKeptInStep() {
  auto it = values.begin();
  for (int i = 0; i < size; ++i) // expect: loop independent
    it[i] = values[i] + 7;
}

void pointerKept() {
  const int *p = values.data();
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent flow(values) distance=1
    values[i + 1] = p[i] * 3;
}

void firstByReference() {
  int &first = values.front();
  for (int i = 0; i < size; ++i) // expect: loop dependent
    values[i] = first + i;
}

void firstLeftAlone() {
  int &first = values.front();
  for (int i = 1; i < size; ++i) // expect: loop independent
    values[i] = first + i;
}

// The other way round, subscripts run against those of the container.
void backwards() {
  auto r = values.rbegin();
  for (int i = 0; i < size; ++i) // expect: loop unknown -- where they meet is not worked out; ideal: independent
    r[i] = values[i] % 100;
}

void downwards() {
  for (auto r = values.rbegin(); r != values.rend(); ++r) // expect: loop independent not-run -- such iterators cannot be copied byte by byte
    *r = *r % 1'000;
}

void downwardsFromNext() {
  for (auto r = values.rbegin(); r + 1 != values.rend(); ++r) // expect: loop dependent anti
    *r = *(r + 1);
}

void rows(std::span<int> grid, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent
    std::span<int> row = grid.subspan(i * n, n);
    for (int j = 0; j < n; ++j) // expect: loop independent
      row[j] = j * i + 2;
  }
}

void rowsOfTen(std::span<int> grid) {
  for (int i = 0; i < size / 10; ++i) // expect: loop independent
    for (int &x : grid.subspan(i * 10, 10)) // expect: loop independent
      x = i;
}

void rowsOverlap(std::span<int> grid) {
  for (int i = 0; i < size / 10; ++i) // expect: loop dependent output
    for (int &x : grid.subspan(i * 10, 11)) // expect: loop independent
      x = 2 * i;
}

void spansInVector(std::vector<std::span<int>> &rows) {
  for (auto &row : rows) // expect: loop conditional no-alias
    row[0] = 3;
}

void overDeque(std::deque<int> &d) {
  for (auto it = d.begin(); it != d.end(); ++it) // expect: loop independent not-run -- such iterators cannot be copied byte by byte
    *it = *it * 3 + 1;
}

void dequeNext(std::deque<int> &d) {
  for (auto it = d.begin(); it + 1 != d.end(); ++it) // expect: loop dependent anti
    *it = it[1];
}

void overListInPlace(std::list<int> &l) {
  for (int &x : l) // expect: loop independent
    x = x * 5 - 2;
}

void everySecond() {
  for (auto it = values.begin(); it < values.end(); it += 2) // expect: loop independent
    *it = -*it;
}

void everyThird() {
  for (auto it = values.begin(); it < values.end() - 3; std::advance(it, 3)) // expect: loop independent not-run -- moved by a call
    *it = it[1];
}

struct Window {
  std::span<int> cells;
  void scale() {
    for (std::size_t i = 0; i < cells.size(); ++i) // expect: loop independent
      cells[i] = cells[i] * 2 + 3;
  }
  void pull() {
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) // expect: loop dependent anti(cells) distance=1
      cells[i] = cells[i + 1];
  }
};

static void show(const char *name) {
  showInts(name, values.data(), 2 * size);
  showBytes(name, text.data(), 2 * size);
}

int main() {
  for (int i = 0; i < 2 * size; ++i) { // expect: loop independent expect: calls dependent output(values)
    values[i] = i * 7 % 1'001;
    text[i] = static_cast<char>('a' + i % 26);
  }
  same(values);
  halves(values, size);
  show("halves");
  ofOneVectorInStep();
  prefixRemovedApart();
  ofCopiedSubstring();
  iteratorKeptInStep();
  firstLeftAlone();
  show("in step");
  downwards();
  rows(values, 40);
  show("rows");
  rowsOfTen(values);
  rowsOverlap(values);
  show("overlapping rows");
  std::deque<int> d(values.begin(), values.end());
  overDeque(d);
  std::list<int> l(d.begin(), d.end());
  overListInPlace(l);
  std::copy(l.begin(), l.end(), values.begin());
  show("list");
  everySecond();
  everyThird();
  Window{values}.scale();
  show("window");
}
