// Constructors, destructors and swaps of the user's own that the library runs on what it makes.
#include <algorithm>
#include <any>
#include <array>
#include <memory>
#include <optional>
#include <vector>

static int made;
struct Numbered {
  int id;
  Numbered() : id(++made) {}
  explicit Numbered(int k) : id(k + ++made) {}
};
struct Plain {
  int id = 7;
  Plain() = default;
  explicit Plain(int k) : id(k * 3) {}
};

void uniqueNumbered(std::vector<std::unique_ptr<Numbered>> &out, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential
    out[i] = std::make_unique<Numbered>(i);
}
void uniquePlain(std::vector<std::unique_ptr<Plain>> &out, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent multiprocess
    out[i] = std::make_unique<Plain>(i);
}
void sharedNumbered(std::vector<int> &out, int n) {
  for (int i = 1; i < n; ++i) // expect: loop dependent sequential
    out[i] = std::make_shared<Numbered>()->id;
}
void sharedPlain(std::vector<int> &out, int n) {
  for (int i = 1; i < n; ++i) // expect: loop independent multiprocess
    out[i] = std::make_shared<Plain>()->id;
}
void rowNumbered(std::vector<int> &out, int n) {
  for (int i = 2; i < n; ++i) { // expect: loop dependent sequential
    const auto row = std::make_unique<Numbered[]>(4);
    out[i] = row[1].id;
  }
}
void rowPlain(std::vector<int> &out, int n) {
  for (int i = 2; i < n; ++i) { // expect: loop independent multiprocess
    const auto row = std::make_unique<Plain[]>(4);
    out[i] = row[1].id;
  }
}
void arrayNumbered(std::vector<int> &out, int n) {
  for (int i = 3; i < n; ++i) { // expect: loop dependent sequential
    std::array<Numbered, 4> row;
    out[i] = row[1].id;
  }
}
void arrayPlain(std::vector<int> &out, int n) {
  for (int i = 3; i < n; ++i) { // expect: loop independent multiprocess
    std::array<Plain, 4> row;
    out[i] = row[1].id;
  }
}
void optionalNumbered(std::vector<int> &out, int n) {
  for (int i = 4; i < n; ++i) // expect: loop dependent sequential
    out[i] = std::make_optional<Numbered>()->id;
}
void optionalPlain(std::vector<int> &out, int n) {
  for (int i = 4; i < n; ++i) // expect: loop unknown sequential -- ideal: independent
    out[i] = std::make_optional<Plain>()->id;
}

static long swaps;
struct Counted {
  int value;
};
void swap(Counted &a, Counted &b) {
  ++swaps;
  const int kept = a.value;
  a.value = b.value;
  b.value = kept;
}
void reverseCounted(std::vector<std::vector<Counted>> &rows, int n) {
  for (int i = 7; i < n; ++i) // expect: loop dependent sequential
    std::reverse(rows[i].begin(), rows[i].end());
}
void reversePlain(std::vector<std::vector<Plain>> &rows, int n) {
  for (int i = 8; i < n; ++i) // expect: loop independent multiprocess
    std::reverse(rows[i].begin(), rows[i].end());
}

struct CountingDelete {
  void operator()(int *p) const {
    ++swaps;
    delete p;
  }
};
struct Holder {
  std::unique_ptr<int, CountingDelete> p;
};
void resetCounting(std::vector<std::unique_ptr<int, CountingDelete>> &owners) {
  for (auto &owner : owners) // expect: loop dependent sequential -- ideal: independent, a reduction
    owner = nullptr;
}
struct TracingDelete {
  void operator()(int *p) const {
    swaps = swaps * 3 + *p;
    delete p;
  }
};
struct Traced {
  std::unique_ptr<int, TracingDelete> p;
};
void resetTracing(std::vector<std::unique_ptr<int, TracingDelete>> &owners) {
  for (auto &owner : owners) // expect: loop dependent sequential
    owner.reset();
}
void clearTracing(std::vector<std::vector<std::unique_ptr<int, TracingDelete>>> &rows) {
  for (auto &row : rows) // expect: loop dependent sequential
    row.resize(0);
}
void clearTraced(std::vector<std::vector<Traced>> &rows, int n) {
  for (int i = 5; i < n; ++i) // expect: loop dependent sequential
    rows[i].clear();
}
void clearPlain(std::vector<std::vector<std::unique_ptr<int>>> &rows, int n) {
  for (int i = 6; i < n; ++i) // expect: loop independent multiprocess
    rows[i].clear();
}
