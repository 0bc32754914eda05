// Accessors whose body the call does not settle, or that touch more than they return.
#include <map>
#include <memory>
#include <vector>

struct Field {
  std::vector<double> cells;
  virtual ~Field() = default;
  virtual double &at(int i) { return cells[i]; }
};

struct Periodic : Field {
  double &at(int i) override { return cells[i % 4]; }
};

struct Plain final : Field {
  double &at(int i) override { return cells[i]; }
};

struct Base {
  std::vector<double> cells;
  double &at(int i) { return cells[i]; }
};

struct Shifted : Base {
  double &at(int i) { return Base::at(i + 1); }
};

struct Holder {
  std::vector<double> *cells = nullptr;
  std::unique_ptr<double[]> own;
  double *first = nullptr, *second = nullptr;
  std::map<int, double> byKey;
  int offset = 0;
  bool flag = false;

  double &far(int i) { return (*cells)[i]; }
  double &mine(int i) { return own[i]; }
  double &chosen(int i) { return (flag ? first : second)[i]; }
  double &chosenByIndex(int i) { return (i % 2 ? first : second)[i / 2]; }
  double &keyed(int i) { return byKey[i]; }
  double &shifted(int i) { return first[i + offset]; }
  double &shiftedMore(int i) {
    offset += 1;
    return first[i + offset];
  }
  double &backAndForth(int i) {
    const int before = offset;
    offset = before + i;
    return first[i + before - offset];
  }
  Holder &self() { return *this; }
  double *start() { return first; }
  double &found(double v) {
    for (int i = 0; i < 100; ++i) // expect: loop dependent control
      if (first[i] > v)
        return first[i];
    return first[0];
  }
};

void byVirtualCall(Field &f, int n) {
  for (int i = 0; i < n - 8; ++i) // expect: loop unknown
    f.at(i) = i;
}

void byFinalClass(Plain &f, int n) {
  for (int i = 0; i < n - 9; ++i) // expect: loop independent
    f.at(i) = i;
}

void byQualifiedCall(Periodic &f, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    f.Field::at(i) = i;
}

void byQualifiedOverride(Periodic &f, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    f.Periodic::at(i) = i;
}

void throughBase(Shifted &s, int n) {
  for (int i = 0; i < n - 10; ++i) // expect: loop independent
    s.at(i) = i;
}

void throughBaseAgainstItself(Shifted &s, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent distance=1
    s.at(i) = s.Base::at(i);
}

void behindAPointer(Holder &h, int n) {
  for (int i = 0; i < n - 11; ++i) // expect: loop independent
    h.far(i) = i;
}

void ownedArray(Holder &h, int n) {
  for (int i = 0; i < n - 12; ++i) // expect: loop independent
    h.mine(i) = i;
}

void oneOfTwoArrays(Holder &h, int n) {
  for (int i = 0; i < n - 13; ++i) // expect: loop unknown
    h.chosen(i) = i;
}

void arraysByIndex(Holder &h, int n) {
  for (int i = 0; i < n - 14; ++i) // expect: loop unknown
    h.chosenByIndex(i) = i;
}

void insertsByKey(Holder &h, int n) {
  for (int i = 0; i < n - 15; ++i) // expect: loop dependent
    h.keyed(i) = i;
}

void withOffset(Holder &h, int n) {
  for (int i = 0; i < n - 16; ++i) // expect: loop independent
    h.shifted(i) = i;
}

void withMovingOffset(Holder &h, int n) {
  for (int i = 0; i < n - 17; ++i) // expect: loop dependent
    h.shiftedMore(i) = i;
}

void offsetThatIsRestored(Holder &h, int n) {
  for (int i = 0; i < n - 18; ++i) // expect: loop dependent
    h.backAndForth(i) = i;
}

void throughItself(Holder &h, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    h.self().self().start()[i] = i;
}

void whatItFinds(Holder &h, int n) {
  for (int i = 0; i < n - 19; ++i) // expect: loop unknown
    h.found(i) = i;
}

void whilePointerMoves(Holder &h, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    h.start()[i] = i;
    ++h.first;
  }
}

void whileVectorGrows(Base &b, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    b.at(i) = i;
    b.cells.push_back(i);
  }
}

void eachItsOwnObject(std::vector<Base> &all, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    all[i].at(0) = i;
}

void copyOfTheObject(const Base &b, std::vector<double> &out, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop conditional no-alias
    Base mine = b;
    mine.at(0) = i;
    out[i] = mine.at(1);
  }
}

void lambdaAccessor(double *a, int n, int stride) {
  auto cell = [a, stride](int i, int j) -> double & { return a[i * stride + j]; };
  for (int i = 0; i < n; ++i)        // expect: loop independent
    for (int j = 0; j < stride; ++j) // expect: loop independent hidden
      cell(i, j) = i;
}

void lambdaByReference(double *a, int n) {
  int at = 0;
  auto cell = [&](int i) -> double & { return a[at = i + at % 2]; };
  for (int i = 0; i < n - 1; ++i) // expect: loop dependent
    cell(i) = i;
}
