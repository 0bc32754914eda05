// A counter that is forwarded to what is made of it.
#include <map>
#include <memory>
#include <vector>

struct Pair {
  int first, second;
  Pair(int a, int b) : first(a), second(b) {}
};

// Takes the counter itself.
struct Advancing {
  int at;
  Advancing(int &x) : at(x) { x += 1; }
};

// Keeps its address.
struct Watching {
  int *at;
  Watching(int &x) : at(&x) {}
};

void shared(std::vector<std::shared_ptr<int>> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // expect: loop independent
    v[i] = std::make_shared<int>(i);
}

void sharedPairs(std::vector<std::shared_ptr<Pair>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop independent
    v[i] = std::make_shared<Pair>(i, i);
}

void ownedPairs(std::vector<std::unique_ptr<Pair>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop independent
    v[i] = std::make_unique<Pair>(i, 7);
}

void appendedToRows(std::vector<std::vector<Pair>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop independent
    v[i].emplace_back(i, i);
}

void insertedIntoMaps(std::vector<std::map<int, int>> &v, int x) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop independent
    v[i].insert({i, x});
}

void advancing(std::vector<std::shared_ptr<Advancing>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop dependent flow(i)
    v[i] = std::make_shared<Advancing>(i);
}

void advancingOwned(std::vector<std::unique_ptr<Advancing>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop dependent flow(i)
    v.begin()[i] = std::make_unique<Advancing>(i);
}

void advancingInRows(std::vector<std::vector<Advancing>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop dependent flow(i)
    v[i].emplace_back(i);
}

void watching(std::vector<std::shared_ptr<Watching>> &v) {
  for (int i = 0; i < static_cast<int>(v.size()); ++i) // expect: loop dependent flow(i)
    v.at(i) = std::make_shared<Watching>(i);
}

// One row for all.
void appendedToOne(std::vector<Pair> &v, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent hint
    v.emplace_back(i, i);
}
