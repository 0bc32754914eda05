// A range whose iterator reads a stream: every step needs the one before.
#include <istream>
#include <ranges>
#include <vector>

void readAll(std::istream &in, std::vector<int> &out) {
  for (int x : std::views::istream<int>(in)) // expect: loop dependent sequential
    out[x] = x * x;
}

void squares(std::vector<int> &out) {
  for (int &x : out) // expect: loop independent
    x = x * x;
}
