// std::array, also of arrays, as a local and as a member.
#include "show.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

constexpr std::size_t size = 1200, side = 40;
static std::array<int, size> scores, ranks, smoothed;
static std::array<std::array<double, side>, side> heat, next;
static std::array<int, 16> histogram;

void fillScores() {
  for (std::size_t i = 0; i < scores.size(); ++i) // expect: loop independent
    scores[i] = static_cast<int>((i * 733) % 1009);
}

void rank() {
  for (std::size_t i = 0; i < size; ++i) { // expect: loop independent
    int better = 0;
    for (std::size_t j = 0; j < size; j += 7) // expect: loop independent reduction(better)
      better += scores[j] > scores[i];
    ranks[i] = better;
  }
}

void clampScores() {
  for (int &score : scores) // expect: loop independent
    score = std::clamp(score, 10, 990);
}

void smooth() {
  for (std::size_t i = 1; i + 1 < size; ++i) // expect: loop independent
    smoothed[i] = (scores[i - 1] + 2 * scores[i] + scores[i + 1]) / 4;
}

void smoothInPlace() {
  for (std::size_t i = 1; i + 1 < size; ++i) // expect: loop dependent flow(smoothed)
    smoothed[i] = (smoothed[i - 1] + 2 * smoothed[i] + smoothed[i + 1]) / 4;
}

void classes() {
  for (int score : scores) // expect: loop independent reduction(histogram)
    ++histogram[static_cast<std::size_t>(score) % 16];
}

// Where the classes end: each end starts from the one before.
void ends() {
  for (std::size_t i = 1; i < histogram.size(); ++i) // expect: loop dependent flow(histogram)
    histogram[i] += histogram[i - 1];
}

void warm() {
  for (std::size_t y = 0; y < side; ++y)   // expect: loop independent
    for (std::size_t x = 0; x < side; ++x) // expect: loop independent
      heat[y][x] = (x == 0 || y == 0) ? 100.0 : static_cast<double>(x * y % 11);
}

void jacobi() {
  for (std::size_t y = 1; y < side - 1; ++y)   // expect: loop independent
    for (std::size_t x = 1; x < side - 1; ++x) // expect: loop independent
      next[y][x] = 0.25 * (heat[y - 1][x] + heat[y + 1][x] + heat[y][x - 1] + heat[y][x + 1]);
}

void gaussSeidel() {
  for (std::size_t y = 1; y < side - 1; ++y)   // expect: loop dependent flow(heat)
    for (std::size_t x = 1; x < side - 1; ++x) // expect: loop dependent flow(heat)
      heat[y][x] = 0.25 * (heat[y - 1][x] + heat[y + 1][x] + heat[y][x - 1] + heat[y][x + 1]);
}

void rootsOfRows(std::vector<std::array<double, 3>> &rows) {
  for (auto &row : rows)  // expect: loop independent
    for (double &x : row) // expect: loop independent
      x = std::sqrt(x);
}

void rootsAndTheNext(std::vector<std::array<double, 3>> &rows) {
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) // expect: loop dependent
    for (double &x : rows[i]) {                     // expect: loop dependent
      x = std::sqrt(x);
      rows[i + 1][0] = x;
    }
}

int main() {
  fillScores();
  rank(); // expect: calls partial
  clampScores();
  smooth();
  smoothInPlace();
  classes();
  ends();
  warm();
  jacobi();
  gaussSeidel();
  std::vector<std::array<double, 3>> rows(200, {4, 9, 25});
  rootsOfRows(rows);
  showDoubles("rows", rows[0].data(), 600);
  rootsAndTheNext(rows);
  showDoubles("rows", rows[0].data(), 600);
  showInts("scores", scores.data(), size);
  showInts("ranks", ranks.data(), size);
  showInts("smoothed", smoothed.data(), size);
  showInts("histogram", histogram.data(), 16);
  showDoubles("next", next[0].data(), side * side);
  showDoubles("heat", heat[0].data(), side * side);
}
