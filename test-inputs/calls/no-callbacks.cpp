// Where the program gives the library nothing to call, its calls touch no memory of the program's.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cmath>
#include <cstdlib>
#include <sqlite3.h>

static int changes;
static double total;

static void count(void *, int, const char *, const char *, long long) { ++changes; }

static double weigh(int n) {
  double sum = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent reduction(sum)
    sum += std::log(2 * i + n);
  return sum;
}

double beside(sqlite3 *db) {
  count(nullptr, 0, nullptr, nullptr, 0);
  sqlite3_update_hook(db, nullptr, nullptr); // takes back what another program may have given
  sqlite3_exec(db, "insert into t values (1)", nullptr, nullptr, nullptr); // expect: calls independent
  return weigh(changes);
}

static void measure() { total = weigh(2); }

static void check() {
  if (weigh(1) < 0)
    std::exit(1);
}

void summed() {
  check(); // expect: calls independent hazard
  measure();
}
