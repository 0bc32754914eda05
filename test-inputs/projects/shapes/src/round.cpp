#include "shape.h"

namespace {

struct Circle final : Shape {
  long area(long seed) const override { return heavy(seed); }
};

struct Blur final : Filter {
  long run(long seed) override { return heavy(seed) + 1; }
};

} // namespace

long heavy(long seed) {
  for (int i = 0; i < 49'996'012; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

long circles() {
  Circle one, other;
  Blur blur;
  return runTwo(one, other) + blur.run(1); // expect: calls independent tasks=2
}
