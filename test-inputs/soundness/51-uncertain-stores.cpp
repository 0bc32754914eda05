// A callee that stores through its parameter on some ways only leaves what the iteration before stored.
#include <charconv>
#include <stdexcept>

static double out[1'000'000];
static int in[1'000'000], floorOf[1'000'000];
static char digits[1'000'008];

static void ifPositive(int &to, int x) {
  if (x > 0)
    to = x;
}
static void either(int &to, int x) {
  if (x > 0)
    to = x;
  else
    to = -x;
}
static bool fetch(int *to, int x) {
  if (x < 0)
    return false;
  *to = x;
  return true;
}
static void passOn(int &to, int x) { ifPositive(to, x); }
static void passOnBoth(int &to, int x) { either(to, x + 1); }
static void parse(int &to, int x) {
  if (x < 0)
    throw std::runtime_error("negative");
  to = x;
}

void storesSometimes() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(x) distance=1
    ifPositive(x, in[i]);
    out[i] = x;
  }
}

void storesAlways() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent multiprocess private(x)
    either(x, in[i]);
    out[i] = x;
  }
}

void resultUnread() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(x) distance=1
    fetch(&x, in[i] - 3);
    out[i] = x;
  }
}

void oneLevelDeeper() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(x) distance=1
    passOn(x, in[i]);
    out[i] = 2 * x;
  }
}

void oneLevelDeeperAlways() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent multiprocess private(x)
    passOnBoth(x, in[i]);
    out[i] = 2 * x;
  }
}

void lambdaSometimes() {
  int x = 0;
  auto keep = [&](int y) {
    if (y % 3 == 0)
      x = y;
  };
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(x) distance=1
    keep(in[i]);
    out[i] = x;
  }
}

// A private copy of x would not be the one that the lambda refers to.
void lambdaAlways() {
  int x = 0;
  auto keep = [&](int y) { x = y * 3; };
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential output(x)
    keep(in[i]);
    out[i] = x - 1;
  }
}

// What cannot be parsed leaves the value alone.
void libraryMayStore() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(x) distance=1
    std::from_chars(digits + i, digits + i + 8, x);
    out[i] = x;
  }
}

// Where parse() throws, the handler goes on with the value of before.
void handlerGoesOn() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(x) distance=1
    try {
      parse(x, in[i]);
    } catch (const std::exception &) {
      floorOf[i] = 1;
    }
    out[i] = x;
  }
}

int storedSometimesAndLast() {
  int x = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(x)
    ifPositive(x, in[i] + 1);
  return x;
}
