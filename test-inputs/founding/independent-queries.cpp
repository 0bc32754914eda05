// Three queries that need nothing of one another, each on a connection of its own: few, fast, independent.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <libpq-fe.h>

static int loadOrders() {
  PGconn *db = PQconnectdb("dbname=orders"); // expect: calls dependent sequential tasks=2 hidden -- steps on one handle
  PGresult *rows = PQexec(db, "SELECT count(*) FROM orders");
  int count = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  PQfinish(db);
  return count;
}

static int loadStock() {
  PGconn *db = PQconnectdb("dbname=stock"); // expect: calls dependent sequential tasks=2 hidden -- steps on one handle
  PGresult *rows = PQexec(db, "SELECT sum(pieces) FROM stock");
  int count = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  PQfinish(db);
  return count;
}

static int loadPrices() {
  PGconn *db = PQconnectdb("dbname=prices"); // expect: calls dependent sequential tasks=2 hidden -- steps on one handle
  PGresult *rows = PQexec(db, "SELECT max(price) FROM prices");
  int price = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  PQfinish(db);
  return price;
}

int report() {
  int orders = loadOrders(); // expect: calls independent multithreaded tasks=3 boundness=io latency=fast connections=limited shown
  int stock = loadStock();
  int prices = loadPrices();
  return orders * prices + stock * prices;
}
