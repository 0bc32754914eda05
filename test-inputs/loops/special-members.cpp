// Code that runs unseen: copies, destructors, default arguments, conversions, operators of the project's own.
#include "show.h"

#include <memory>
#include <vector>

constexpr int size = 3'000;
static int out[size], in[size];
static int copies, gone, ticks;

struct Counted {
  int v;
  Counted(int v = 0) : v(v) {}
  Counted(const Counted &o) : v(o.v) { copies = copies * 2 + v; }
  Counted &operator=(const Counted &) = default;
};

void copied(std::vector<Counted> &all) {
  for (Counted c : all) // expect: loop dependent flow(copies)
    out[0] |= c.v;
}

void referred(std::vector<Counted> &all) {
  for (Counted &c : all) // expect: loop independent
    c.v = c.v * 2 + 1;
}

static int valueOf(Counted c) { return c.v; }

void passedByValue(const std::vector<Counted> &all) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow
    out[i] = valueOf(all[i]) + 4;
}

struct Last {
  int v;
  ~Last() { gone = gone * 3 + v; }
};

void destroyed() {
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(gone)
    Last l{i};
    out[i] = l.v;
  }
}

void destroyedByOwner() {
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(gone)
    auto l = std::make_unique<Last>(Last{i});
    out[i] = l->v + 1;
  }
}

void destroyedInVector() {
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(gone)
    std::vector<Last> l(2);
    out[i] = l[1].v + i;
  }
}

static int tick() { return ++ticks; }
static int plus(int i, int by = tick()) { return i + by; }

void defaultArgument() {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(ticks)
    out[i] = plus(in[i]) * 2;
}

void givenArgument() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    out[i] = plus(in[i], 3);
}

struct Stamped {
  int at = tick();
};

void defaultMember() {
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(ticks)
    Stamped s;
    out[i] = s.at * 2;
  }
}

struct Metered {
  int v;
  operator int() const { return v + ++ticks; }
};

void converted(const Metered &m) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(ticks)
    out[i] = m;
}

struct Remembering {
  std::vector<int> cells;
  int last = 0;
  int &operator[](int i) {
    last = i;
    return cells[i];
  }
};

void subscriptThatRemembers(Remembering &r) {
  for (int i = 0; i < size; ++i) // expect: loop dependent output(r.last)
    r[i] = i * 4;
}

struct Matrix {
  std::vector<int> cells;
  int width;
  int &operator()(int i, int j) { return cells[i * width + j]; }
};

void subscriptsByCall(Matrix &m, int height) {
  for (int i = 0; i < height; ++i) // expect: loop independent
    for (int j = 0; j < m.width; ++j) // expect: loop independent
      m(i, j) = i * 3 - j;
}

void rowAbove(Matrix &m, int height) {
  for (int i = 1; i < height; ++i) // expect: loop dependent flow distance=1
    for (int j = 0; j < m.width; ++j) // expect: loop independent
      m(i, j) = m(i - 1, j) + 1;
}

// A static local is made once, by whoever comes first.
static const std::vector<int> &table() {
  static const std::vector<int> t(16, 3);
  return t;
}

void staticTable() {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(t) -- that it is made once is not seen of all constructors; ideal: independent
    out[i] = in[i] * table()[i % 16];
}

static int previous(int i) {
  static int last;
  const int before = last;
  last = i;
  return before;
}

void staticLast() {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(last)
    out[i] = previous(in[i]) - 2;
}

int main() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    in[i] = i * 17 % 311;
  std::vector<Counted> all(size, Counted(3));
  referred(all);
  for (int i = 0; i < size; ++i) // expect: loop independent
    out[i] = all[i].v + in[i];
  showInts("referred", out, size);
  givenArgument();
  showInts("givenArgument", out, size);
  Matrix m{std::vector<int>(900), 30};
  subscriptsByCall(m, 30); // expect: calls dependent
  showInts("matrix", m.cells.data(), 900);
  rowAbove(m, 30);
  showInts("rowAbove", m.cells.data(), 900);
}
