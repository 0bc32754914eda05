// Tasks that are operands of one expression, arguments of one call, or elements of one list.
#include <utility>

static long heavy(long seed) {
  for (int i = 0; i < 50'000'000; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

long operands() {
  return heavy(1) + heavy(2) * heavy(3); // expect: calls independent multiprocess tasks=3 boundness=cpu shown
}

std::pair<long, long> arguments() {
  return std::make_pair(heavy(1), heavy(2)); // expect: calls independent multiprocess tasks=2
}

void list(long *out) {
  long both[] = {heavy(1), heavy(2)}; // expect: calls independent multiprocess tasks=2
  out[0] = both[0] + both[1];
}

// The inner call is an argument of the outer one.
long nested() {
  return heavy(heavy(1)); // expect: calls dependent sequential flow tasks=2
}

// The right operand runs only if the left one said so.
bool both() {
  return heavy(1) > 3 && heavy(2) > 3; // expect: calls dependent sequential control tasks=2
}

long either(bool first) {
  return first ? heavy(1) : heavy(2); // one of the two runs: nothing to overlap
}

long sequence() {
  long a = heavy(1); // expect: calls dependent sequential flow(a) flow(b) tasks=3
  long b = heavy(a);
  return heavy(b);
}

// Half-way through, the levels part: the first two run together, the third needs both.
long joined() {
  long a = heavy(1); // expect: calls partial multiprocess flow(a) flow(b) tasks=3 levels=2
  long b = heavy(2);
  return heavy(a + b);
}
