// What goes to the end of a container, or in at a key, depends on what went before; elements that are there do not.
#include "show.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

constexpr int size = 500;
static std::vector<int> values(size);

void appended(std::vector<int> &to) {
  auto end = std::back_inserter(to);
  for (int i = 0; i < size; ++i) // expect: loop dependent
    *end++ = values[i] * 2;
}

void appendedByAlgorithm(std::vector<int> &to) {
  std::transform(values.begin(), values.end(), std::back_inserter(to), [](int x) { return x - 9; }); // expect: loop dependent
}

void writtenByAlgorithm(std::vector<int> &to) {
  std::transform(values.begin(), values.end(), to.begin(), [](int x) { return x - 9; }); // expect: loop independent not-run -- an algorithm
}

void chosen(std::vector<int> &to) {
  std::copy_if(values.begin(), values.end(), to.begin(), [](int x) { return x > 9; }); // expect: loop dependent
}

void eachItsOwn(std::vector<std::vector<int>> &to) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    to[i].push_back(i);
}

void shared(std::vector<std::vector<int>> &to) {
  for (int i = 0; i < size; ++i) // expect: loop sequential -- dependent, or not understood
    to[i % 10].push_back(i);
}

void textEach(std::vector<std::string> &names) {
  for (std::string &name : names) // expect: loop independent
    name += "s";
}

void textAll(const std::vector<std::string> &names, std::string &all) {
  for (const std::string &name : names) // expect: loop dependent flow(all)
    all += name;
}

void movedAndBack(std::vector<std::string> &names) {
  for (std::string &name : names) { // expect: loop independent
    std::string y = std::move(name);
    y += "!";
    name = std::move(y);
  }
}

void movedFromNext(std::vector<std::string> &names) {
  for (std::size_t i = 0; i + 1 < names.size(); ++i) // expect: loop dependent flow
    names[i] = std::move(names[i + 1]);
}

void byKey(std::map<int, int> &m) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(m)
    m[i] = values[i];
}

void valuesInPlace(std::map<int, int> &m) {
  for (auto &[key, value] : m) // expect: loop independent
    value = value * 3 + key;
}

void valuesOfPairs(std::map<int, int> &m) {
  for (auto &pair : m) // expect: loop independent
    pair.second = pair.second * 5 + pair.first;
}

void valuesToNextKey(std::map<int, int> &m) {
  for (auto it = m.begin(); it != m.end(); ++it) // expect: loop dependent flow(m)
    m[it->first + 1] = it->second;
}

void listsInPlace(std::map<int, std::vector<int>> &m) {
  for (auto &[key, list] : m) // expect: loop independent
    list.push_back(key);
}

void lookedUp(const std::set<int> &known) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    values[i] = known.contains(i * 3);
}

void inserted(std::set<int> &known) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(known)
    known.insert(values[i]);
}

void pairs(std::vector<std::pair<int, int>> &v) {
  for (auto &[a, b] : v) // expect: loop independent
    b = a * 2 + b;
}

struct Point {
  int x, y;
};

void members(std::vector<Point> &v) {
  for (auto &[x, y] : v) // expect: loop independent
    x = y - x;
}

void membersOfNext(std::vector<Point> &v) {
  for (std::size_t i = 1; i < v.size(); ++i) { // expect: loop dependent flow
    auto &[x, y] = v[i];
    auto &[u, w] = v[i - 1];
    x = u + w;
    y = w;
  }
}

// A tuple of references is the variables that it was made of.
void tied(std::vector<int> &to) {
  int a = 0, b = 1;
  for (int i = 0; i < 40; ++i) { // expect: loop dependent flow(a) flow(b)
    std::tie(a, b) = std::make_tuple(b, (a + b) % 1'000);
    to[i] = a;
  }
}

void sortedParts() {
  for (int i = 0; i < size / 10; ++i) // expect: loop independent
    std::sort(values.begin() + i * 10, values.begin() + i * 10 + 10);
}

void sortedPartsOverlap() {
  for (int i = 0; i < size / 10 - 1; ++i) // expect: loop dependent
    std::sort(values.begin() + i * 10, values.begin() + i * 10 + 11);
}

void filledPairs() {
  for (int i = 0; i < size / 2; ++i) // expect: loop independent
    std::fill_n(values.begin() + 2 * i, 2, i);
}

void filledOverlap() {
  for (int i = 0; i < size - 2; ++i) // expect: loop dependent output
    std::fill(values.begin() + i, values.begin() + i + 2, i);
}

void copiedUp(int *a) {
  for (int i = 0; i < 40; ++i) // expect: loop dependent
    std::copy(a + i * 4, a + i * 4 + 4, a + i * 4 + 4);
}

void copiedBeside(int *a) {
  for (int i = 0; i < 40; ++i) // expect: loop independent
    std::copy(a + i * 8, a + i * 8 + 4, a + i * 8 + 4);
}

void sortedRows(std::vector<std::vector<int>> &rows) {
  for (auto &row : rows) // expect: loop independent
    std::sort(row.begin(), row.end());
}

static long compared;

void sortedWithCount(std::vector<std::vector<int>> &rows) {
  for (auto &row : rows) // expect: loop dependent flow(compared)
    std::sort(row.begin(), row.end(), [](int a, int b) { // expect: loop sequential
      compared = compared * 2 + a;
      return a > b;
    });
}

void rotatedRows(std::vector<std::vector<int>> &rows) {
  for (auto &row : rows) // expect: loop independent
    std::rotate(row.begin(), row.begin() + 1, row.end());
}

static void show(const char *name) { showInts(name, values.data(), size); }

int main() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    values[i] = i * 19 % 523;
  std::vector<std::vector<int>> rows(size, values);
  eachItsOwn(rows);
  sortedRows(rows); // expect: calls dependent
  rotatedRows(rows);
  for (int i = 0; i < size; ++i) // expect: loop independent
    values[i] += rows[i][i];
  show("rows");
  std::vector<std::string> names(size, "name");
  textEach(names);
  movedAndBack(names);
  std::map<int, int> m;
  byKey(m);
  valuesInPlace(m);
  valuesOfPairs(m);
  std::map<int, std::vector<int>> lists;
  for (auto [key, value] : m) // expect: loop dependent flow(lists)
    lists[key % 50].push_back(value);
  listsInPlace(lists);
  std::vector<std::pair<int, int>> v(m.begin(), m.end());
  pairs(v);
  std::vector<Point> points;
  for (auto [a, b] : v) // expect: loop dependent flow(points)
    points.push_back({a, b});
  members(points);
  for (int i = 0; i < size; ++i) // expect: loop independent
    values[i] = points[i].x ^ (int)names[i].size();
  std::size_t total = 0;
  for (auto &[key, list] : lists) // expect: loop independent reduction(total)
    total += list.size() * key;
  printf("%zu\n", total);
  show("members");
  sortedParts();
  show("sorted");
  std::set<int> known;
  inserted(known);
  lookedUp(known);
  show("known");
  filledPairs();
  show("filled");
  sortedPartsOverlap();
  copiedBeside(values.data());
  show("copied");
}
