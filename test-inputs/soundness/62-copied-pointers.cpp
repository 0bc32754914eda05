// The body itself has copied the pointer: that the two do not overlap is no assumption to make.
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

struct Row {
  double *cell;
  int n;
};
struct Grid {
  double v[1000];
};
struct Node {
  Node *parent;
  double v[1000];
};

void structure(Row &s) {
  Row t = s;
  for (int i = 1; i < 1000; ++i) // expect: loop dependent flow(t.cell[i]) distance=1
    t.cell[i] = s.cell[i - 1] * 1.5 + 1;
}
void structureFilledAnew(Row &s, double *other) {
  Row t = s;
  t.cell = other;
  for (int i = 1; i < 1000; ++i) // expect: loop conditional no-alias
    t.cell[i] = s.cell[i - 1] * 1.5 + 2;
}
void bytes(Row *s) {
  Row t;
  std::memcpy(&t, s, sizeof t);
  for (int i = 2; i < 1000; ++i) // expect: loop dependent distance=2
    t.cell[i] = s->cell[i - 2] * 1.5 + 3;
}
void assigned(Row &s, Row &t, bool again) {
  if (again)
    t = s;
  for (int i = 2; i < 1000; ++i) // expect: loop conditional no-alias
    t.cell[i] = s.cell[i - 2] * 1.5 + 4;
}

void containerOfOwners(std::vector<std::shared_ptr<Grid>> a) {
  auto copy = a;
  for (int i = 1; i < 1000; ++i) // expect: loop dependent distance=1
    copy[i]->v[0] = a[i - 1]->v[0] + 5;
}
void containerOfPointers(std::vector<Grid *> a) {
  auto copy = a;
  for (int i = 2; i < 1000; ++i) // expect: loop dependent distance=2
    copy[i]->v[0] = a[i - 2]->v[0] + 6;
}
void twoContainers(std::vector<Grid *> a, std::vector<Grid *> b) {
  for (int i = 2; i < 1000; ++i) // expect: loop conditional no-alias
    b[i]->v[0] = a[i - 2]->v[0] + 7;
}

void tuple(double *p) {
  std::tuple<double *, double *> t{p, p};
  for (int i = 1; i < 1000; ++i) // expect: loop dependent distance=1
    std::get<0>(t)[i] = std::get<1>(t)[i - 1] + 8;
}
void tupleOfTwo(double *p, double *q) {
  std::tuple<double *, double *> t{p, q};
  for (int i = 1; i < 1000; ++i) // expect: loop conditional no-alias
    std::get<0>(t)[i] = std::get<1>(t)[i - 1] + 9;
}
void pair(double *p) {
  auto t = std::make_pair(p, p);
  for (int i = 3; i < 1000; ++i) // expect: loop dependent distance=3
    t.first[i] = t.second[i - 3] + 10;
}
void array(double *p) {
  std::array<double *, 2> t = {p, p};
  for (int i = 4; i < 1000; ++i) // expect: loop dependent distance=4
    t[0][i] = t[1][i - 4] + 11;
}
void listed(double *p) {
  std::vector<double *> t = {p, p};
  for (int i = 1; i < 1000; ++i) // expect: loop unknown -- ideal: dependent
    t[0][i] = t[1][i - 1] + 12;
}
void listedTwo(double *p, double *q) {
  std::vector<double *> t = {p, q};
  for (int i = 1; i < 1000; ++i) // expect: loop conditional no-alias
    t[0][i] = t[1][i - 1] + 13;
}
void pushed(double *p) {
  std::vector<double *> t;
  t.push_back(p);
  t.push_back(p);
  for (int i = 1; i < 1000; ++i) // expect: loop unknown -- ideal: dependent
    t[0][i] = t[1][i - 1] + 14;
}

void toTheParent(Node *a, Node *b) {
  a->parent = b;
  for (int i = 1; i < 1000; ++i) // expect: loop dependent distance=1
    b->v[i] = a->parent->v[i - 1] + 15;
}
void toSomeParent(Node *a, Node *b) {
  for (int i = 1; i < 1000; ++i) // expect: loop conditional no-alias
    b->v[i] = a->parent->v[i - 1] + 16;
}
void oneParent(std::vector<Node> &nodes, Node *root) {
  for (auto &n : nodes) // expect: loop independent
    n.parent = root;
  for (auto &n : nodes) // expect: loop unknown -- ideal: dependent
    n.parent->v[0] = n.v[0] + n.parent->v[0] * 17;
}
void copiesOfOne(double *p) {
  std::vector<double *> rows(100, p);
  for (int i = 0; i < 100; ++i) // expect: loop unknown -- ideal: dependent
    rows[i][0] = rows[i][0] * 3 + i;
}

void keptAddress(int **kept, int *out, int n) {
  int count = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent flow(count)
    kept[i] = &count;
    ++count;
    out[i] = *kept[i];
  }
}
void tupleOfKinds(int *n, double *p) {
  std::tuple<int *, double *> t{n, p};
  for (int i = 5; i < 1000; ++i) // expect: loop dependent distance=5
    std::get<1>(t)[i] = p[i - 5] + 18;
}

struct Counter {
  int &count;
  explicit Counter(int &c) : count(c) { ++count; }
};
void keptByWhatIsMade(int *out, int n) {
  int count = 0;
  for (int i = 0; i < n; ++i) { // expect: loop unknown -- ideal: dependent flow(count)
    auto counter = std::make_unique<Counter>(count);
    out[i] = counter->count;
  }
}
void madeOfOthers(std::vector<int> &counts, int *out, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop conditional no-alias
    auto counter = std::make_unique<Counter>(counts[i]);
    out[i] = counter->count;
  }
}
