// What libraries keep and hand out: bound buffers, rows, descriptors, callables; and what they write where the
// types do not say so. Each beside a twin that has nothing in common.
// expect-file: flags -isystem ${INPUTS}/mock
#include <atomic>
#include <cstdio>
#include <functional>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'756; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long lookAt(const unsigned char *text, long n) { return text[0] + heavy(n); }
static void fill(char *text, long n) { text[0] = char(heavy(n)); }
static int step(sqlite3_stmt *rows) { return sqlite3_step(rows); }

long textOfARow(sqlite3_stmt *rows, long n) {
  const unsigned char *text = sqlite3_column_text(rows, 0);
  long a = lookAt(text, n); // expect: calls dependent sequential anti tasks=2
  return a + step(rows);
}
long textOfAnotherRow(sqlite3 *db, long n) {
  sqlite3_stmt *names, *rows;
  sqlite3_prepare_v2(db, "SELECT name FROM stock", -1, &names, nullptr);
  const unsigned char *text = sqlite3_column_text(names, 0);
  sqlite3_prepare_v2(db, "SELECT pieces FROM stock", -1, &rows, nullptr);
  long a = lookAt(text, n); // expect: calls conditional no-alias tasks=2
  return a + step(rows);
}
long boundText(sqlite3_stmt *rows, long n) {
  char text[9];
  sqlite3_bind_text(rows, 1, text, 9, SQLITE_STATIC);
  fill(text, n); // expect: calls dependent sequential flow tasks=2
  return step(rows);
}
long otherText(sqlite3_stmt *rows, long n) {
  char text[9], other[9];
  sqlite3_bind_text(rows, 1, text, 9, SQLITE_STATIC);
  fill(other, n); // expect: calls independent tasks=2
  return step(rows);
}

static int insert(sqlite3 *db) { return sqlite3_exec(db, "INSERT INTO t VALUES (1)", nullptr, nullptr, nullptr); }
static long drop(const char *name, long n) { return unlink(name) + heavy(n); }

long fileOfADatabase(sqlite3 *db, long n) {
  long a = insert(db); // expect: calls conditional distinct-resource tasks=2
  return a + drop("x.db", n);
}
long databaseAndComputation(sqlite3 *db, long n) {
  long a = insert(db); // expect: calls independent tasks=2
  return a + heavy(n);
}

static long ask(PGconn *connection) { return PQexec(connection, "SELECT 1") != nullptr; }
static long receive(int fd) {
  char text[99];
  return read(fd, text, sizeof text);
}

long socketOfAConnection(PGconn *connection) {
  int fd = PQsocket(connection);
  long a = ask(connection); // expect: calls dependent sequential resource tasks=2
  return a + receive(fd);
}

// The one output that printing has besides the text.
static long print(char *text, int *length, long n) { return sprintf(text, "%ld%n", heavy(n), length); }
static long printOnly(char *text, int *length, long n) { return sprintf(text, "%ld%p", heavy(n), length); }
static long lookAt(const int *length, long n) { return *length + heavy(n); }

long lengthOfAText(long n) {
  char text[99];
  int length = 0;
  long a = print(text, &length, n); // expect: calls dependent sequential flow(length) tasks=2
  return a + lookAt(&length, n);
}
long lengthUnchanged(long n) {
  char text[99];
  int length = 0;
  long a = printOnly(text, &length, n); // expect: calls independent tasks=2
  return a + lookAt(&length, n);
}

static void open(std::atomic<int> &gate, long n) {
  heavy(n);
  gate = 1;
  gate.notify_all();
}
static long pass(std::atomic<int> &gate, long n) {
  gate.wait(0);
  return heavy(n);
}

long behindAGate(std::atomic<int> &gate, long n) {
  open(gate, n); // expect: calls dependent sequential flow(gate) tasks=2
  return pass(gate, n);
}

// A callable that is only stored has not run.
static long total;
static long addUp(long n) { return total += heavy(n); }

long stored(long n) {
  auto bound = std::bind(addUp, n);
  std::function<long(long)> later = addUp;
  later = std::ref(addUp);
  long a = heavy(n); // expect: calls independent tasks=2
  return a + heavy(n + 1);
}
long storedAndRun(long n) {
  std::function<long(long)> later = addUp;
  long a = later(n); // expect: calls dependent sequential tasks=2
  return a + addUp(n);
}
