// Records and single values that are declared outside of a loop: private where every iteration writes all that it
// reads, tied where a member or a part of a number is left over.
#include "show.h"

constexpr int N = 1'000, C = 64;
static double in[N][C], out[N];
static int img[N][C];
static int flags[N];

// Small whole numbers, so that no order of additions rounds.
static void start() {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    flags[i] = i % 5 == 0;
    for (int j = 0; j < C; ++j) { // expect: loop independent
      in[i][j] = j == 3 ? 4 : (i * 7 + j * 3) % 32 + 1;
      img[i][j] = (i * 5 + j * 13) % 60;
    }
  }
}

struct P {
  double x, y;
  int k;
};
static void init(P *p, int i) {
  p->x = in[i][0];
  p->y = in[i][1];
  p->k = i;
}
void filledByCallee() {
  P t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    init(&t, i);
    out[i] = t.x + t.y;
  }
}

void memberByMember() {
  P t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t.x = in[i][0];
    t.y = in[i][1];
    out[i] = t.x * t.y;
  }
}

void assignedWhole() {
  P t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t = P{in[i][0], in[i][1], i};
    P u = t;
    out[i] = u.x * u.y;
  }
}

void memberKeptFromBefore() {
  P t{};
  for (int i = 0; i < N; ++i) { // expect: loop independent firstprivate(t)
    t.x = in[i][0];
    out[i] = t.x * t.y;
  }
}

void memberUnderCondition() {
  P t{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t.x)
    if (in[i][0] > 0)
      t.x = in[i][0];
    out[i] = t.x * t.y;
  }
}

void previousValue() {
  double prev = 0;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(prev)
    double c = in[i][0];
    out[i] = c - prev;
    prev = c;
  }
}

static void initSome(P *p, int i) {
  p->x = in[i][0];
  if (i & 1)
    p->y = in[i][1];
  p->k = i;
}
void calleeFillsUnderCondition() {
  P t{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t.y)
    initSome(&t, i);
    out[i] = t.x + t.y;
  }
}

static void initEarly(P *p, int i) {
  if (i == 3)
    return;
  p->x = in[i][0];
  p->y = 1;
  p->k = i;
}
void calleeReturnsEarly() {
  P t{};
  for (int i = 0; i < N - 1; ++i) { // expect: loop dependent flow(t.x)
    initEarly(&t, i);
    out[i] = t.x + t.y;
  }
}

union U {
  double d;
  int w[2];
};
void unionParts() {
  U t{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t.w)
    t.w[0] = i;
    out[i] = t.d;
  }
}

void halfOfADouble() {
  double t = 0;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow
    *(int *)&t = i;
    out[i] = t;
  }
}

void halfOfAnElement() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop unknown
    *(int *)&t[2] = i;
    out[i] = t[2];
  }
}

void readsMoreThanWritten() {
  int t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(t)
    t[2] = i;
    out[i] = *(double *)&t[2];
  }
}

void alternatingElements() {
  double t[2] = {1, 2};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    t[i & 1] = in[i][0];
    out[i] = t[0] + t[1];
  }
}

void alternatingSubscript() {
  double t[2] = {1, 2};
  int w = 0;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(w)
    t[w] = in[i][0];
    w = 1 - w;
    out[i] = t[w];
  }
}

int main() {
  start();
  filledByCallee();
  showDoubles("filledByCallee", out, N);
  memberByMember();
  showDoubles("memberByMember", out, N);
  assignedWhole();
  showDoubles("assignedWhole", out, N);
  memberKeptFromBefore();
  showDoubles("memberKeptFromBefore", out, N);
  memberUnderCondition();
  showDoubles("memberUnderCondition", out, N);
  previousValue();
  showDoubles("previousValue", out, N);
  calleeFillsUnderCondition();
  showDoubles("calleeFillsUnderCondition", out, N);
  calleeReturnsEarly();
  showDoubles("calleeReturnsEarly", out, N);
  unionParts();
  showDoubles("unionParts", out, N);
  halfOfADouble();
  showDoubles("halfOfADouble", out, N);
  halfOfAnElement();
  showDoubles("halfOfAnElement", out, N);
  readsMoreThanWritten();
  showDoubles("readsMoreThanWritten", out, N);
  alternatingElements();
  showDoubles("alternatingElements", out, N);
  alternatingSubscript();
  showDoubles("alternatingSubscript", out, N);
}
