// What runs is only known from all units together.
#include "shape.h"

long runTwo(const Shape &a, const Shape &b) {
  long x = a.area(1); // expect: calls conditional multiprocess unknown-callee no-alias tasks=2
  long y = b.area(2);
  return x + y;
}

long filterTwo(Filter &a, Filter &b) {
  long x = a.run(1); // expect: calls dependent sequential flow(filtered) tasks=2
  long y = b.run(2);
  return x + y;
}
