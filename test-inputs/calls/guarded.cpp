// Tasks under conditions: the condition may be known before, or be another task's answer.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <libpq-fe.h>

static int number(const char *database, const char *query) {
  PGconn *db = PQconnectdb(database); // expect: calls dependent sequential tasks=2 hidden
  PGresult *rows = PQexec(db, query);
  int value = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  PQfinish(db);
  return value;
}

static int orders() { return number("dbname=orders", "SELECT count(*) FROM orders"); }
static int stock() { return number("dbname=stock", "SELECT sum(pieces) FROM stock"); }
static int prices() { return number("dbname=prices", "SELECT max(price) FROM prices"); }

// The flag is known before either starts.
int wanted(bool withStock) {
  int result = 0, pieces = 0;
  result = orders(); // expect: calls independent multithreaded tasks=2
  if (withStock)
    pieces = stock();
  return result + pieces;
}

// The stock is asked for only if there are orders.
int needed() {
  int result = orders(), pieces = 0; // expect: calls dependent sequential control tasks=2
  if (result > 0)
    pieces = stock();
  return result + pieces;
}

// An early return stands between them.
int early() {
  int result = orders(); // expect: calls dependent sequential control tasks=2
  if (result == 0)
    return -1;
  return result + stock();
}

// Only the last of the three hangs on the first.
int some() {
  int result = orders(), price = 0; // expect: calls partial multithreaded control tasks=3 levels=2
  int pieces = stock();
  if (result > 0)
    price = prices();
  return pieces * price;
}

// What stands before the return never runs beside what comes after it: two groups.
int givesUp(bool offline) {
  if (offline) {
    int last = orders(); // expect: calls independent multithreaded tasks=2
    return last + stock();
  }
  int sum = prices(); // expect: calls independent multithreaded tasks=2
  sum += stock();
  return sum;
}

// A branch that goes on belongs to the list.
int goesOn(bool withStock) {
  int sum = 0;
  if (withStock) {
    sum = stock(); // expect: calls independent multithreaded tasks=3
    sum += orders();
  }
  return sum + prices();
}
