// Queries over one connection are ordered by it, whatever they ask for.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <libpq-fe.h>

static int number(PGconn *db, const char *query) {
  PGresult *rows = PQexec(db, query);
  int value = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  return value;
}

int report(PGconn *db) {
  int orders = number(db, "SELECT count(*) FROM orders"); // expect: calls dependent sequential resource(db) tasks=3 hint
  int stock = number(db, "SELECT sum(pieces) FROM stock");
  int prices = number(db, "SELECT max(price) FROM prices");
  return orders + stock * prices;
}

void vacuumAll(PGconn *db, const char *const *statements, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential resource(db) boundness=io hint
    PQclear(PQexec(db, statements[i]));
}
