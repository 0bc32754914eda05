// Containers without subscripts: each element is visited once.
#include "show.h"
#include <deque>
#include <list>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

static void scaleAll(std::deque<double> &values) {
  for (double &x : values) // expect: loop independent
    x *= 2;
}

static void scaleList(std::list<double> &values) {
  for (double &x : values) // expect: loop independent
    x = x * 3 + 1;
}

static void scaleListByIterator(std::list<double> &values) {
  for (auto it = values.begin(); it != values.end(); ++it) // expect: loop independent
    *it += 1;
}

static void scaleMap(std::map<int, double> &values) {
  for (auto &entry : values) // expect: loop independent
    entry.second *= entry.first;
}

static void bindMap(std::map<int, double> &values) {
  for (auto &[key, value] : values) // expect: loop independent
    value += 0.5 * key;
}

static void bindHash(std::unordered_map<int, double> &values) {
  for (auto &[key, value] : values) // expect: loop independent
    value -= key;
}

static double sumMap(const std::map<int, double> &values) {
  double sum = 0;
  for (const auto &[key, value] : values) // expect: loop independent reduction(sum)
    sum += key * value;
  return sum;
}

static double sumHash(const std::unordered_map<int, double> &values) {
  double sum = 0;
  for (const auto &entry : values) // expect: loop independent reduction(sum)
    sum += entry.second;
  return sum;
}

// What one key holds is read while it is changed.
static void scaleByThird(std::map<int, double> &values) {
  for (auto &[key, value] : values) // expect: loop unknown
    value *= values.at(3);
}

static void addFront(std::list<double> &values) {
  for (double &x : values) // expect: loop dependent flow
    x += values.front();
}

static void count(const std::vector<int> &keys, std::map<int, int> &counts) {
  for (int key : keys) // expect: loop dependent hint
    counts[key]++;
}

static void number(std::list<double> &values, std::vector<double> &to) {
  int at = 0;
  for (double x : values) // expect: loop independent
    to[at++] = x;
}

static void onlyNew(const std::vector<int> &keys, std::set<int> &seen, std::vector<int> &fresh) {
  for (int key : keys) // expect: loop dependent
    if (seen.insert(key).second)
      fresh.push_back(key);
}

int main() {
  std::deque<double> queue(500, 1.5);
  std::list<double> list(500, 2.5);
  std::map<int, double> map;
  std::unordered_map<int, double> hash;
  std::vector<int> keys(500);
  std::vector<double> to(500);
  for (int i = 0; i < 500; ++i) { // expect: loop dependent hint
    map[i] = i;
    hash[i] = 2 * i;
    keys[i] = i % 7;
  }
  scaleAll(queue);
  scaleList(list);
  scaleListByIterator(list);
  scaleMap(map);
  bindMap(map);
  bindHash(hash);
  number(list, to);
  showDoubles("list", to.data(), 500);
  for (int i = 0; i < 500; ++i) // expect: loop independent
    to[i] = queue[i];
  showDoubles("queue", to.data(), 500);
  printf("%.15g %.15g\n", sumMap(map), sumHash(hash));
  scaleByThird(map);
  addFront(list);
  std::map<int, int> counts;
  count(keys, counts);
  std::set<int> seen;
  std::vector<int> fresh;
  onlyNew(keys, seen, fresh);
  printf("%.15g %zu %zu\n", sumMap(map), counts.size(), fresh.size());
}
