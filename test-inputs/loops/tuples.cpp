// Pairs, tuples, std::tie, structured bindings.
#include "show.h"
#include <tuple>
#include <utility>
#include <vector>

constexpr int size = 2000;
static std::pair<int, double> pairs[size];
static std::tuple<int, double, char> tuples[size];
static int keys[size];
static double weights[size], sums[size];

static void makePairs() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    pairs[i] = {i, i * 0.5};
}

static void makeTuples() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    tuples[i] = std::make_tuple(size - i, 1.0 * i, 'c');
}

static void byMakePair() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    pairs[i] = std::make_pair(i + 1, weights[i] + 1);
}

static void bindParts() {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    auto &[key, weight] = pairs[i];
    weight += key;
  }
}

static void bindCopy() {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    auto [key, weight, letter] = tuples[i];
    sums[i] = key * weight + letter;
  }
}

static void bindInRange() {
  for (auto &[key, weight] : pairs) // expect: loop independent
    weight *= 0.5 * key;
}

static void getParts() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    std::get<1>(tuples[i]) = weights[i] + std::get<0>(tuples[i]);
}

static void getOfNext() {
  for (int i = 0; i + 1 < size; ++i) // expect: loop dependent anti
    std::get<1>(tuples[i]) = std::get<1>(tuples[i + 1]) * 2;
}

static void tieElements() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    std::tie(keys[i], weights[i]) = pairs[i];
}

static void tieFirst() {
  for (int i = 0; i < size; ++i) // expect: loop dependent output(keys)
    std::tie(keys[0], weights[i]) = pairs[i];
}

static void tieNext() {
  for (int i = 1; i < size; ++i) // expect: loop dependent flow distance=1
    std::tie(keys[i], weights[i]) = std::make_pair(keys[i - 1], weights[i - 1] + 1);
}

static void tieLocals() {
  int key = 0;
  double weight = 0;
  for (int i = 0; i < size; ++i) { // expect: loop independent private(key) private(weight)
    std::tie(key, weight) = pairs[i];
    sums[i] = key * weight;
  }
}

static void tieLocalsTooLate() {
  int key = 0;
  double weight = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(weight) flow(key)
    sums[i] += key * weight;
    std::tie(key, weight) = pairs[i];
  }
}

static void throughTuple() {
  for (int i = 1; i < size; ++i) { // expect: loop dependent output
    auto both = std::tie(weights[0], sums[i]);
    std::get<0>(both) = i;
  }
}

static void throughTupleOwn() {
  for (int i = 1; i < size; ++i) { // expect: loop independent
    auto both = std::tie(weights[0], sums[i]);
    std::get<1>(both) = i;
  }
}

static void applied() {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(keys)
    std::apply([](int &x) { x = x + 1; }, std::tie(keys[7]));
}

static void appendPairs(std::vector<std::pair<int, double>> &to) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(to) hint
    to.emplace_back(i, weights[i]);
}

static void hoistedPair() {
  std::pair<double, double> both;
  for (int i = 0; i < size; ++i) { // expect: loop independent private(both)
    both = {weights[i], sums[i]};
    sums[i] = both.first * both.second;
  }
}

int main() {
  makePairs();
  makeTuples();
  byMakePair();
  bindParts();
  bindInRange();
  getParts();
  bindCopy();
  showDoubles("sums", sums, size);
  tieElements();
  showInts("keys", keys, size);
  hoistedPair();
  tieLocals();
  throughTupleOwn();
  showDoubles("sums", sums, size);
  showDoubles("weights", weights, size);
  getOfNext();
  tieFirst();
  tieNext();
  tieLocalsTooLate();
  throughTuple();
  applied();
  std::vector<std::pair<int, double>> made;
  appendPairs(made);
  for (int i = 0; i < size; ++i) { // expect: loop independent
    keys[i] = pairs[i].first + std::get<0>(tuples[i]);
    weights[i] = pairs[i].second + std::get<1>(tuples[i]) + made[i].second;
  }
  showInts("keys", keys, size);
  showDoubles("weights", weights, size);
  return 0;
}
