// A range that counts is a loop counter.
// expect-file: flags -std=c++20
#include <ranges>
#include <vector>

void each(std::vector<int> &v) {
  for (const int i : std::views::iota(0, static_cast<int>(v.size()))) // expect: loop independent
    v[i] = i;
}

void fromTheLast(std::vector<int> &v, int n) {
  for (const int i : std::views::iota(1, n)) // expect: loop dependent flow(v[i])
    v[i] = v[i - 1];
}

void halves(std::vector<int> &v, int n) {
  for (const int i : std::views::iota(0, n)) // expect: loop dependent output(v[i / 2])
    v[i / 2] = i;
}

void table(std::vector<std::vector<int>> &rows, int n) {
  for (const int i : std::views::iota(0, n))   // expect: loop independent
    for (const int j : std::views::iota(0, i)) // expect: loop independent
      rows[i][j] = i;
}

void blocks(std::vector<int> &v, int n) {
  for (const int i : std::views::iota(0, n))                    // expect: loop independent
    for (const int j : std::views::iota(16 * i, 16 * (i + 1))) // expect: loop independent
      v[j] = i;
}

void blocksThatMeet(std::vector<int> &v, int n) {
  for (const int i : std::views::iota(0, n))                    // expect: loop dependent output(v[j])
    for (const int j : std::views::iota(16 * i, 16 * i + 17)) // expect: loop independent
      v[j] = i;
}

// What it counts is decided later.
void later(std::vector<int> &v, int n, bool fromFive) {
  auto range = std::views::iota(0, n);
  if (fromFive)
    range = std::views::iota(5, n);
  for (const int i : range) // expect: loop unknown -- ideal: dependent
    v[i] = v[3] + i;
}

// It may as well count pointers, which lead to what others have.
void pointers(int *v, int n) {
  for (int *p : std::views::iota(v, v + n)) // expect: loop conditional no-alias -- ideal: dependent flow(*p)
    *p = v[0] + n;
}
