// Recurrences that do not look like one.
#include <cstring>
#include <functional>
#include <memory>
#include <vector>

struct Record {
  int x;
  int y;
};

static Record records[1'000'001];
static int numbers[1'000'001];
static double a[1'000'001], b[1'000'001];
static int state;

struct Guard {
  ~Guard() { state = state * 3 + 1; }
};

struct Number {
  operator int() const { return state = state * 3 + 1; }
};

static int byDefault(int x = (state = state * 3 + 1)) { return x; }

void nextRecord() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow distance=1
    Record *r = &records[i];
    r[1].x = r->x;
  }
}

void wholeRecords() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(records) distance=1
    records[i + 1] = records[i];
}

void bytesOfRecords() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    std::memcpy(&records[i + 1], &records[i], sizeof(Record));
}

void maybeNext() {
  double *p = a;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    *p = b[i];
    if (b[i] > 0)
      ++p;
  }
}

void destructor() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(state)
    Guard guard;
    numbers[i] = i;
  }
}

void conversion(Number n) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(state)
    numbers[i] = n;
}

void defaultArgument() {
  for (int i = 0; i < 999'800; ++i) // expect: loop dependent sequential flow(state)
    numbers[i] = byDefault();
}

void wrappedLambda() {
  int k = 0;
  std::function<int(int)> f = [&k](int i) { return k = k * 3 + i; };
  for (int i = 0; i < 1'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    numbers[i] = f(i);
}

void ownedArray() {
  std::unique_ptr<int[]> p(new int[1'000'001]);
  for (int i = 0; i < 1'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    p[i + 1] = p[i];
}

void twoNamesOfOneVector(std::vector<int> &v) {
  int *p = v.data();
  for (int i = 1; i < 1'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    p[i] = v[i - 1];
}

void oneNameMore(std::vector<int> v) {
  std::vector<int> &w = v;
  for (int i = 1; i < 999'900; ++i) // expect: loop sequential -- dependent, or not understood
    w[i] = v[i - 1];
}

void resetSum() {
  int sum = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(sum)
    sum += numbers[i];
    if (sum > 1000)
      sum = 0;
  }
  numbers[0] = sum;
}

void runningMaximum() {
  double most = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(most)
    if (a[i] > most)
      most = a[i];
    b[i] = most;
  }
}

void firstOnly() {
  bool found = false;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(found)
    if (!found && numbers[i]) {
      found = true;
      b[i] = 1;
    }
}

void startedByOne(int k) {
  for (int i = 0; i < 500'000; ++i) // expect: loop sequential -- 'k' may be 1
    a[i + k] = a[i];
}
