// Containers that are declared outside of a loop and emptied, assigned or filled in each iteration; and
// twins.
#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

constexpr int N = 100'000, C = 64;
static double in[N][C], out[N];
static int img[N][C];

void stdArray() {
  std::array<double, C> t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] * j;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] * t[j];
    out[i] = s;
  }
}

void vectorByIndex() {
  std::vector<double> t(C);
  for (int i = 0; i < N; ++i) { // expect: loop independent firstprivate(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] + i;
    double s = 0;
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(s)
      s += t[j] * i;
    out[i] = s;
  }
}

void clearedVector() {
  std::vector<double> b;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(b)
    b.clear();
    for (int j = 0; j < C; ++j) // expect: loop dependent flow(b)
      b.push_back(in[i][j]);
    std::sort(b.begin(), b.end());
    out[i] = b[C / 2];
  }
}

void neverCleared() {
  std::vector<double> b;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(b)
    for (int j = 0; j < C; ++j) // expect: loop dependent flow(b)
      b.push_back(in[i][j]);
    out[i] = b[C / 2];
  }
}

void assignedString(std::vector<std::string> &v, std::vector<int> &len) {
  std::string s;
  for (int i = 0; i < (int)v.size(); ++i) { // expect: loop independent private(s)
    s = v[i];
    s += "x";
    len[i] = s.size();
  }
}

void clearedString(std::vector<std::string> &v, std::vector<int> &len) {
  std::string s;
  for (int i = 0; i < (int)v.size(); ++i) { // expect: loop independent private(s)
    s.clear();
    s += v[i];
    len[i] = s.size();
  }
}

void bracedPair() {
  std::pair<double, double> t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t = {in[i][0], in[i][1]};
    out[i] = t.first * t.second;
  }
}

void madePair() {
  std::pair<double, double> t;
  for (int i = 0; i < N; ++i) { // expect: loop independent private(t)
    t = std::make_pair(in[i][0], in[i][1]);
    out[i] = t.first * t.second;
  }
}

void clearedSometimes() {
  std::vector<double> b;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(b)
    if (i % 7 == 0)
      b.clear();
    b.push_back(in[i][0]);
    out[i] = b[0];
  }
}

void growsFromItself() {
  std::string s;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(s)
    s = s + "x";
    out[i] = s.size();
  }
}

void usedBeforeCleared() {
  std::string s;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(s)
    s += "x";
    out[i] = s.size();
    s.clear();
    s += "y";
  }
}

void swappedVectors() {
  std::vector<double> t(C), u(C);
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(t)
    for (int j = 0; j < C; ++j) // expect: loop independent
      t[j] = in[i][j] * in[i][2];
    t.swap(u);
    out[i] = t[3];
  }
}

void rowsOneShort(int n) {
  std::vector<double> t(n * n);
  for (int i = 0; i < N; ++i) {       // expect: loop dependent flow(t)
    for (int j = 0; j < n; ++j)       // expect: loop independent expect: calls dependent
      for (int k = 0; k < n - 1; ++k) // expect: loop independent
        t[j * n + k] = in[i][j] + i;
    double s = 0;
    for (int j = 0; j < n; ++j)   // expect: loop independent reduction(s)
      for (int k = 0; k < n; ++k) // expect: loop independent reduction(s)
        s += t[j * n + k];
    out[i] = s;
  }
}

void flattenedRows(int n) {
  std::vector<double> t(n * n);
  for (int i = 0; i < N; ++i) {   // expect: loop independent firstprivate(t)
    for (int j = 0; j < n; ++j)   // expect: loop independent expect: calls dependent
      for (int k = 0; k < n; ++k) // expect: loop independent
        t[j * n + k] = in[i][j] - j;
    double s = 0;
    for (int j = 0; j < n; ++j)   // expect: loop independent reduction(s)
      for (int k = 0; k < n; ++k) // expect: loop independent reduction(s)
        s += t[j * n + k];
    out[i] = s;
  }
}

void flattenedAsOne(int n) {
  std::vector<double> t(n * n);
  for (int i = 0; i < N; ++i) {   // expect: loop dependent flow(t)
    for (int j = 0; j < n; ++j)   // expect: loop independent
      for (int k = 0; k < n; ++k) // expect: loop independent
        t[j * n + k] = in[i][C - 1 - j];
    double s = 0;
    for (int k = 0; k < n * n; ++k) // expect: loop independent reduction(s)
      s += t[k] * t[k];
    out[i] = s;
  }
}

void fillByIterators() {
  std::vector<double> t(C);
  for (int i = 0; i < N; ++i) { // expect: loop independent firstprivate(t)
    std::fill(t.begin(), t.end(), 0.0);
    for (int j = 0; j < C; ++j) // expect: loop independent reduction(t)
      t[img[i][j] & 63] += 1;
    out[i] = t[5];
  }
}

void filledByElements(std::vector<double> &v) {
  std::vector<double> t(10);
  for (double &x : v) { // expect: loop independent firstprivate(t)
    std::fill(t.begin(), t.end(), x);
    x = t[3];
  }
}

void filledInPart(std::vector<double> &v) {
  std::vector<double> t(10);
  for (double &x : v) { // expect: loop dependent
    std::fill(t.begin(), t.begin() + 3, x);
    x = t[3];
  }
}

void assignedAnew(std::vector<double> &v) {
  std::vector<double> t(10);
  for (double &x : v) { // expect: loop independent private(t)
    t.assign(10, x);
    x = t[3];
  }
}

void assignedFromItself(std::vector<double> &v) {
  std::vector<double> t(10);
  for (double &x : v) { // expect: loop dependent flow(t)
    t.assign(10, t[2] + 1);
    x += t[3];
  }
}
