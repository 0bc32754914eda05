/* Calls through tables, and functions that call one another, in three units. */
#include "handlers.h"

long both(int i) {
  long a = handlers[i](1); /* expect: calls independent multiprocess tasks=2 */
  long b = handlers[1 - i](2);
  return a + b;
}

long both_counted(int i) {
  long a = counters[i](1); /* expect: calls dependent sequential flow(seen) tasks=2 */
  long b = counters[1 - i](2);
  return a + b;
}

long through_structure(void) {
  long a = pure_operations.open(1); /* expect: calls independent multiprocess tasks=2 */
  long b = pure_operations.query("x");
  return a + b;
}

/* Who filled the structure is not known: nobody has to be one of ours. */
long through_pointer(const struct operations *some) {
  long a = some->open(1); /* expect: calls conditional multiprocess unknown-callee tasks=2 */
  long b = some->query("x");
  return a + b;
}

long even(long n) { return n == 0 ? heavy(n) : odd(n - 1); }
long odd(long n) { return n == 0 ? heavy(n) + 1 : even(n - 1); }

static long depth;
long even_counting(long n) {
  ++depth;
  return n == 0 ? heavy(n) : odd_counting(n - 1);
}
long odd_counting(long n) { return n == 0 ? heavy(n) + 1 : even_counting(n - 1); }

long mutual(void) {
  long a = even(10); /* expect: calls independent multiprocess tasks=2 */
  long b = odd(11);
  return a + b;
}

long mutual_counting(void) {
  long a = even_counting(10); /* expect: calls dependent sequential flow(depth) tasks=2 */
  long b = odd_counting(11);
  return a + b;
}
