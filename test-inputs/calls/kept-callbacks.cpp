// A library that was given a function calls it whenever it likes: what that touches is touched by the library's
// later calls.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>

static int changes;
static double total;

static void count(void *, int, const char *, const char *, long long) { ++changes; }
static void store(void *into, int, const char *, const char *, long long row) {
  *static_cast<long long *>(into) = row;
}

static double weigh(int n) {
  double sum = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent reduction(sum)
    sum += std::cbrt(i + n);
  return sum;
}

double countedBeside(sqlite3 *db) {
  sqlite3_update_hook(db, count, nullptr);
  sqlite3_exec(db, "insert into t values (1)", nullptr, nullptr, nullptr); // expect: calls dependent flow(changes)
  return weigh(changes);
}

double otherBeside(sqlite3 *db) {
  sqlite3_exec(db, "insert into t values (2)", nullptr, nullptr, nullptr); // expect: calls dependent flow(changes)
  return weigh(changes + 3);
}

double storedBeside(sqlite3 *db) {
  static long long row;
  sqlite3_update_hook(db, store, &row);
  sqlite3_exec(db, "insert into t values (3)", nullptr, nullptr, nullptr); // expect: calls dependent flow(*db) -- ideal: flow(row), which the hook was given
  return weigh(static_cast<int>(row));
}

double localBeside(sqlite3 *db) {
  sqlite3_exec(db, "insert into t values (4)", nullptr, nullptr, nullptr); // expect: calls independent
  return weigh(3);
}

// What `atexit` was given runs in `exit`.
static void save() {
  std::FILE *file = std::fopen("total", "w");
  std::fprintf(file, "%f", total);
  std::fclose(file);
}

static void measure() { total = weigh(2); }

static void check() {
  if (weigh(1) < 0)
    std::exit(1);
}

void summed() {
  std::atexit(save);
  check(); // expect: calls dependent anti(total)
  measure();
}
