// Scratch memory that a callee's loop fills in each iteration, and callees that leave something of it.
#include "show.h"

static const int N = 400, C = 12;
static double in[N][C], out[N];

static void fillAll(double *t, const double *from) {
  for (int j = 0; j < C; ++j) // expect: loop conditional no-alias
    t[j] = from[j] - 3;
}
void filledByCallee() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    fillAll(t, in[i]);
    out[i] = t[3];
  }
}

void filledAndReadByLoop() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    fillAll(t, in[i]);
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j];
    out[i] = s;
  }
}

static void fillDown(double *t, const double *from) {
  for (int j = C - 1; j >= 0; --j) // expect: loop conditional no-alias
    t[j] = from[j] * 2;
}
void filledDownwards() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    fillDown(t, in[i]);
    out[i] = t[C - 1];
  }
}

static void fillDownToSecond(double *t, const double *from) {
  for (int j = C - 1; j > 0; --j) // expect: loop conditional no-alias
    t[j] = from[j] * 3;
}
void firstOneKept() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    t[0] += in[i][0];
    fillDownToSecond(t, in[i]);
    out[i] = t[0] - t[C - 1];
  }
}

static void allButLast(double *t, const double *from) {
  for (int j = 0; j < C - 1; ++j) // expect: loop conditional no-alias
    t[j] = from[j] + 1;
}
void lastOneKept() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    t[C - 1] += 1;
    allButLast(t, in[i]);
    out[i] = t[C - 1];
  }
}
void lastOneNotRead() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    allButLast(t, in[i]);
    out[i] = t[C - 2] + t[0];
  }
}

static void wherePositive(double *t, const double *from) {
  for (int j = 0; j < C; ++j) // expect: loop conditional no-alias
    if (from[j] > 0)
      t[j] = from[j];
}
void filledUnderCondition() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    wherePositive(t, in[i]);
    out[i] = t[2];
  }
}

static void untilNegative(double *t, const double *from) {
  for (int j = 0; j < C; ++j) { // expect: loop dependent control
    if (from[j] < 0)
      break;
    t[j] = from[j];
  }
}
void filledUntil() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    untilNegative(t, in[i]);
    out[i] = t[4];
  }
}

static void unlessEmpty(double *t, const double *from) {
  if (from[0] == 0)
    return;
  for (int j = 0; j < C; ++j) // expect: loop conditional no-alias
    t[j] = from[j] / 2;
}
void filledOrNot() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    unlessEmpty(t, in[i]);
    out[i] = t[5];
  }
}

static void everySecond(double *t, const double *from) {
  for (int j = 0; j < C; j += 2) // expect: loop conditional no-alias
    t[j] = from[j];
}
void halfFilled() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop unknown -- ideal: dependent flow(t)
    everySecond(t, in[i]);
    out[i] = t[6] - t[7];
  }
}

static void fillFrom(double *t, const double *from, int first, int count) {
  for (int j = 0; j < count; ++j) // expect: loop conditional no-alias
    t[first + j] = from[j];
}
void filledInParts() {
  double t[C];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    fillFrom(t, in[i], 0, 5);
    fillFrom(t, in[i], 5, C - 5);
    double s = 0;
    for (int j = 0; j < 5; ++j) // expect: loop independent reduction(s)
      s += t[j] * t[j + 5];
    out[i] = s;
  }
}
void filledWithAGap() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    fillFrom(t, in[i], 0, 4);
    fillFrom(t, in[i], 5, C - 5);
    out[i] = t[4] + t[5];
    t[4] = in[i][1];
  }
}

static void fillFirst(double *t, const double *from, int n) {
  for (int j = 0; j != n; ++j) // expect: loop conditional no-alias
    t[j] = from[j] * 5;
}
void asManyAsIterations() {
  double t[C];
  for (int i = 0; i < C; ++i) { // expect: loop independent private(t)
    fillFirst(t, in[0], i);
    double s = 0;
    for (int j = 0; j < i; ++j) // expect: loop independent reduction(s)
      s += t[j] / 2;
    out[i] = s;
  }
}
void oneMoreThanFilled() {
  double t[C] = {};
  for (int i = 0; i < C; ++i) { // expect: loop unknown -- ideal: dependent flow(t)
    fillFirst(t, in[1], i);
    double s = 0;
    for (int j = 0; j <= i; ++j) // expect: loop independent reduction(s)
      s += t[j] / 3;
    out[i] = s;
  }
}

static void fillShrunk(double *t, const double *from, int count) {
  count = count / 2;
  for (int j = 0; j < count; ++j) // expect: loop conditional no-alias
    t[j] = from[j] * from[j];
}
void filledLessThanAsked() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop unknown -- ideal: dependent flow(t)
    fillShrunk(t, in[i], C);
    out[i] = t[C - 1];
  }
}

static void fillShifted(double *t, const double *from) {
  ++t;
  for (int j = 0; j < C - 1; ++j) // expect: loop conditional no-alias
    t[j] = from[j] - 1;
}
void filledFromTheSecond() {
  double t[C] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    fillShifted(t, in[i]);
    out[i] = t[0] + t[1];
    t[0] = in[i][0];
  }
}

struct Row {
  double cells[C];
  void load(const double *from) {
    for (int j = 0; j < C; ++j) // expect: loop conditional no-alias
      cells[j] = from[j] + from[0];
  }
  void loadTail(const double *from) {
    for (int j = 1; j < C; ++j) // expect: loop conditional no-alias
      cells[j] = from[j] + from[1];
  }
};
void filledMember() {
  Row row;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(row)
    row.load(in[i]);
    out[i] = row.cells[1] * row.cells[C - 1];
  }
}
void filledMembersTail() {
  Row row{};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(row)
    row.loadTail(in[i]);
    out[i] = row.cells[0] * row.cells[C - 1];
    row.cells[0] = in[i][2];
  }
}

static void firstTwo(double *t, double x) {
  t[0] = x;
  t[1] = x * x;
}
void filledByNumber() {
  double t[2];
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    firstTwo(t, in[i][4]);
    out[i] = t[0] + t[1];
  }
}
static void oneOfTwo(double *t, double x) {
  t[0] = x + 1;
  if (x > 0)
    t[1] = x;
}
void filledByNumberOrNot() {
  double t[2] = {};
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    oneOfTwo(t, in[i][4]);
    out[i] = t[0] - t[1];
  }
}


int main() {
  for (int i = 0; i < N; ++i)   // expect: loop independent
    for (int j = 0; j < C; ++j) // expect: loop independent
      in[i][j] = (i * 7 + j * 3) % 11 - 4;
  filledByCallee();
  showDoubles("callee", out, N);
  filledAndReadByLoop();
  showDoubles("loop", out, N);
  filledDownwards();
  showDoubles("down", out, N);
  lastOneNotRead();
  showDoubles("last", out, N);
  filledInParts();
  showDoubles("parts", out, N);
  asManyAsIterations();
  oneMoreThanFilled();
  showDoubles("counts", out, N);
  filledMember();
  showDoubles("member", out, N);
  filledByNumber();
  showDoubles("number", out, N);
}
