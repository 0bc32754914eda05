// What a range does on the way to its next element: views begin elsewhere than what they look at, call
// the user's functions, and iterators of the user's own need not go on.
#include <algorithm>
#include <functional>
#include <ranges>
#include <vector>

static int slow(int x) {
  int s = x;
  for (int i = 0; i < 40; ++i) // expect: loop independent reduction(s)
    s += (i ^ x) % 7;
  return s;
}

void shifted(std::vector<int> &v) {
  std::ranges::transform(v | std::views::drop(1), v.begin(), // expect: loop unknown expect: calls dependent -- ideal: a loop that is dependent
                         [](int x) { return slow(x); });
}
void mirrored(std::vector<int> &v) {
  std::ranges::transform(v | std::views::reverse, v.begin(), // expect: loop unknown -- ideal: dependent
                         [](int x) { return slow(x) + 1; });
}
void inPlace(std::vector<int> &v) {
  std::ranges::transform(v, v.begin(), [](int x) { return slow(x) + 2; }); // expect: loop independent
}

void untilEqual(std::vector<int> &v) {
  int last = 0;
  for (int &x : v | std::views::take_while([&](int y) { // expect: loop unknown -- ideal: dependent flow(last)
         const bool goesOn = y != last;
         last = y;
         return goesOn;
       }))
    x = slow(x) + 3;
}
void everyOther(std::vector<int> &v) {
  int k = 0;
  std::ranges::for_each(v | std::views::filter([&k](int) { return ++k % 2; }), // expect: loop unknown expect: calls dependent -- ideal: a loop that is dependent flow(k)
                        [](int &x) { x = slow(x) + 4; });
}
void each(std::vector<int> &v) {
  std::ranges::for_each(v, [](int &x) { x = slow(x) + 5; }); // expect: loop independent
}

struct Stuttering { // gets to each element twice
  int *at;
  int turn = 0;
  int &operator*() const { return *at; }
  Stuttering &operator++() {
    at += ++turn & 1;
    return *this;
  }
  bool operator!=(const Stuttering &other) const { return at != other.at; }
};
void twice(int *p) {
  std::for_each(Stuttering{p}, Stuttering{p + 500}, [](int &x) { x = x * 3 + 1; }); // expect: loop unknown -- ideal: dependent
}
void once(int *p) {
  std::for_each(p, p + 500, [](int &x) { x = x * 3 + 2; }); // expect: loop independent
}

struct Standing { // writes all to one place
  using difference_type = std::ptrdiff_t;
  int *at;
  int &operator*() { return *at; }
  Standing &operator++() { return *this; }
  Standing operator++(int) { return *this; }
};
void ontoOne(const std::vector<int> &from, int *p) {
  std::transform(from.begin(), from.end(), Standing{p}, [](int x) { return slow(x) + 6; }); // expect: loop unknown -- ideal: dependent
}

struct Summing {
  int total = 0;
  void operator()(int &x) { x = total += x; }
};
void summedInOne(std::vector<int> &v) {
  Summing s;
  std::for_each(v.begin() + 1, v.end(), std::ref(s)); // expect: loop unknown -- ideal: dependent flow(total)
}
struct Doubling {
  void operator()(int &x) const { x *= 2; }
};
void doubled(std::vector<int> &v) {
  std::for_each(v.begin(), v.end(), Doubling{}); // expect: loop independent
}
