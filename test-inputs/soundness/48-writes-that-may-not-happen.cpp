// What a callee writes on some ways only keeps what an earlier iteration left.
// expect-file: flags -std=c++20
#include <cstring>

extern int in[1'000'000], out[1'000'000];

static void setIfPositive(int *p, int x) {
  if (x > 0)
    *p = x;
}
static void setEither(int *p, int x) {
  if (x > 0)
    *p = x;
  else
    *p = -1;
}

void onOneWay(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(t)
    setIfPositive(&t, in[i]);
    out[i] = t;
  }
}
void onBothWays(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent private(t)
    setEither(&t, in[i]);
    out[i] = t;
  }
}

// Through one more function.
static void outerMaybe(int &r, int x) {
  if (x != 7)
    setEither(&r, x);
}
static void outerSure(int &r, int x) { setEither(&r, x + 1); }

void maybeBelow(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(t)
    outerMaybe(t, in[i]);
    out[i] = t + 2;
  }
}
void sureBelow(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent private(t)
    outerSure(t, in[i]);
    out[i] = t + 2;
  }
}

// A switch without a default, and with one.
static void someCases(int *p, int k) {
  switch (k) {
  case 0:
    *p = 1;
    break;
  case 1:
    *p = 2;
    break;
  }
}
static void allCases(int *p, int k) {
  switch (k) {
  case 0:
    *p = 1;
    break;
  default:
    *p = 2;
  }
}

void inSomeCases(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(t)
    someCases(&t, in[i]);
    out[i] = 3 * t;
  }
}
void inAllCases(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent private(t)
    allCases(&t, in[i]);
    out[i] = 3 * t;
  }
}

// One of two: neither is sure.
static void oneOf(int *p, int *q, int k) { *(k ? p : q) = k; }
static void bothOf(int *p, int *q, int k) {
  *p = k;
  *q = k + 1;
}

void eitherVariable(int n) {
  int t = 0, u = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential
    oneOf(&t, &u, in[i]);
    out[i] = t - u;
  }
}
void bothVariables(int n) {
  int t = 0, u = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent private(t) private(u)
    bothOf(&t, &u, in[i]);
    out[i] = t - u;
  }
}

// A closure that writes sometimes, and one that always does.
void closureSometimes(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(t)
    [&](int v) {
      if (v > 3)
        t = v;
    }(in[i]);
    out[i] = 5 * t;
  }
}
void closureAlways(int n) {
  int t = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent private(t)
    [&](int v) { t = v; }(in[i]);
    out[i] = 5 * t;
  }
}

// The closure was made before the loop: it leads to the variable itself, whatever copies there are.
void closureFromBefore(int n) {
  int t = 0;
  auto set = [&](int v) { t = v; };
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential output(t) hint
    set(in[i]);
    out[i] = 7 * t;
  }
}

// Half of the variable keeps its bytes.
void halfCopied(int n) {
  unsigned u = 0;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(u)
    std::memcpy(&u, &in[i], 2);
    out[i] = u;
  }
}
void wholeCopied(int n) {
  unsigned u = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent private(u)
    std::memcpy(&u, &in[i], sizeof u);
    out[i] = u;
  }
}
