// Objects made by functions that point to what the function was given, or to a global: which element is meant
// through them is known as well as through the original.
#include "show.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int N = 2000;
int table[N], other[N];

struct Window {
  int *first;
  int count;
};
struct Link {
  int &target;
};
struct Pair {
  const int *in;
  int *out;
};
struct Cursor {
  std::vector<int> *over;
};

Window windowOn(int *values, int count) { return {values, count}; }
Window windowFrom(int *values, int start, int count) {
  Window result;
  result.first = values + start;
  result.count = count;
  return result;
}
Window ofTable() { return Window{table, N}; }
Window eitherOf(int *a, int *b, bool first) {
  if (first)
    return {a, N};
  return {b, N};
}
Link linkTo(int &value) { return {value}; }
Pair pairOf(const int *in, int *out) { return {in, out}; }
Cursor cursorOn(std::vector<int> &values) { return {&values}; }
std::span<int> all(std::vector<int> &values) { return values; }
std::reference_wrapper<std::vector<int>> wrapped(std::vector<int> &values) { return std::ref(values); }
std::string_view viewed(const std::string &text) { return text; }

void behindWindow(int *values) {
  Window w = windowOn(values, N);
  for (int i = 1; i < w.count; ++i) // expect: loop dependent flow distance=1
    w.first[i] = values[i - 1] + 1;
}

void throughWindow(int *values) {
  Window w = windowOn(values, N);
  for (int i = 1; i < N; ++i) // expect: loop independent
    w.first[i] = values[i] + w.first[i];
}

void windowEachTime(int *values) {
  for (int i = 1; i < N; ++i) { // expect: loop dependent flow distance=1
    Window w = windowOn(values, N);
    w.first[i] = values[i - 1] * 2;
  }
}

// The window begins at the next element.
void shiftedWindow(int *values) {
  Window w = windowFrom(values, 1, N - 1);
  for (int i = 0; i + 1 < N; ++i) // expect: loop dependent flow distance=1
    w.first[i] = values[i] - 3;
}

void shiftedBack(int *values) {
  Window w = windowFrom(values, 1, N - 1);
  for (int i = 0; i + 1 < N; ++i) // expect: loop independent
    w.first[i] = values[i + 1] - 3;
}

void windowOnTable() {
  Window w = ofTable();
  for (int i = 1; i < N; ++i) // expect: loop dependent flow distance=1
    w.first[i] = table[i - 1] ^ i;
}

void windowBesideTable() {
  Window w = ofTable();
  for (int i = 1; i < N; ++i) // expect: loop independent
    w.first[i] = other[i - 1] ^ i;
}

// Which of the two it is depends on a flag.
void eitherWindow(int *values, int *more, bool flag) {
  Window w = eitherOf(values, more, flag);
  for (int i = 1; i < N; ++i) // expect: loop conditional no-alias
    w.first[i] = values[i - 1] + i;
}

// Moved to the other array on the way.
void movedWindow(int *values, int *more) {
  Window w = windowOn(more, N);
  w.first = values;
  for (int i = 1; i < N; ++i) // expect: loop dependent flow distance=1
    w.first[i] = values[i - 1] + 3 * i;
}

// In the first iteration it is still on the other array.
void movedTooLate(int *values, int *more) {
  Window w = windowOn(more, N);
  for (int i = 1; i < N; ++i) { // expect: loop dependent flow(w)
    w.first[i] = values[i - 1] + 4 * i;
    w.first = values;
  }
}

void distinctWindows(int *values, int *more) {
  Window w = windowOn(more, N);
  for (int i = 1; i < N; ++i) // expect: loop conditional no-alias
    w.first[i] = values[i - 1] + 5 * i;
}

void linkToOne(int *values) {
  Link link = linkTo(values[7]);
  for (int i = 0; i < N; ++i) // expect: loop dependent
    values[i] = link.target + i;
}

void linkToEach(int *values) {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    Link link = linkTo(values[i]);
    link.target = values[i] + i;
  }
}

void linkToNext(int *values) {
  for (int i = 0; i + 1 < N; ++i) { // expect: loop dependent flow distance=1
    Link link = linkTo(values[i + 1]);
    link.target = values[i] + 2 * i;
  }
}

void pairOnOne(int *values) {
  Pair p = pairOf(values, values);
  for (int i = 1; i < N; ++i) // expect: loop dependent flow distance=1
    p.out[i] = p.in[i - 1] + 7;
}

void pairOnTwo(const int *values, int *more) {
  Pair p = pairOf(values, more);
  for (int i = 1; i < N; ++i) // expect: loop conditional no-alias
    p.out[i] = p.in[i - 1] + 8;
}

void cursorBehind(std::vector<int> &values) {
  Cursor c = cursorOn(values);
  for (int i = 1; i < N; ++i) // expect: loop dependent flow distance=1
    (*c.over)[i] = values[i - 1] - 1;
}

void cursorInStep(std::vector<int> &values) {
  Cursor c = cursorOn(values);
  for (int i = 1; i < N; ++i) // expect: loop independent
    (*c.over)[i] = values[i] - 1;
}

void spanBehind(std::vector<int> &values) {
  auto s = all(values);
  for (int i = 1; i < N; ++i) // expect: loop unknown
    s[i] = values[i - 1] - 9;
}

void spanOfOther(std::vector<int> &values, std::vector<int> &more) {
  auto s = all(more);
  for (int i = 1; i < N; ++i) // expect: loop conditional no-alias
    s[i] = values[i - 1] - 9;
}

void wrapperBehind(std::vector<int> &values) {
  auto r = wrapped(values);
  for (int i = 1; i < N; ++i) // expect: loop unknown
    r.get()[i] = values[i - 1] * 3;
}

void textBehind(std::string &text) {
  auto view = viewed(text);
  for (int i = 1; i < N; ++i) // expect: loop unknown
    text[i] = view[i - 1];
}

void textOfOther(std::string &text, const std::string &more) {
  auto view = viewed(more);
  for (int i = 1; i < N; ++i) // expect: loop conditional no-alias
    text[i] = view[i - 1];
}

} // namespace

int main() {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    table[i] = i;
    other[i] = N - i;
  }
  std::vector<int> values(N, 3), more(N, 4);
  std::string text(N, 'a'), letters(N, 'b');
  behindWindow(other);
  throughWindow(other);
  windowEachTime(table);
  shiftedWindow(other);
  shiftedBack(table);
  showInts("table", table, N);
  windowOnTable();
  windowBesideTable();
  eitherWindow(table, other, true);
  movedWindow(table, other);
  movedTooLate(table, other);
  distinctWindows(table, other);
  linkToOne(table);
  linkToEach(other);
  showInts("other", other, N);
  linkToNext(other);
  pairOnOne(table);
  pairOnTwo(table, other);
  cursorBehind(values);
  cursorInStep(values);
  showInts("values", values.data(), N);
  spanBehind(values);
  spanOfOther(values, more);
  wrapperBehind(values);
  textBehind(text);
  textOfOther(text, letters);
  showInts("table", table, N);
  showInts("values", values.data(), N);
}
