#include "shape.h"

namespace {

int filtered;

struct Square final : Shape {
  long side = 1;
  long area(long seed) const override { return heavy(side * seed); }
};

/// Counts all that it has filtered, with all others of its kind.
struct Counting final : Filter {
  long run(long seed) override {
    ++filtered;
    return heavy(seed);
  }
};

} // namespace

long squares() {
  Square one;
  Counting counting;
  return runTwo(one, one) + filterTwo(counting, counting); // expect: calls conditional tasks=2 unknown-callee
}
