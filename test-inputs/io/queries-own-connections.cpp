// Connections that are handed in may be one and the same: nothing here proves them distinct.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <libpq-fe.h>

static int number(PGconn *db, const char *query) {
  PGresult *rows = PQexec(db, query);
  int value = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  return value;
}

int report(PGconn *sales, PGconn *store) {
  int orders = number(sales, "SELECT count(*) FROM orders"); // expect: calls conditional multithreaded distinct-resource tasks=2 latency=fast connections=limited shown
  int stock = number(store, "SELECT sum(pieces) FROM stock");
  return orders + stock;
}

// One connection for each shop, opened where it is used.
void countOrders(const char *const *shops, int *counts) {
  for (int i = 0; i < 8; ++i) { // expect: loop conditional multithreaded no-alias boundness=io latency=fast connections=limited shown
    PGconn *db = PQconnectdb(shops[i]); // expect: calls dependent sequential hidden
    counts[i] = number(db, "SELECT count(*) FROM orders");
    PQfinish(db);
  }
}

static const char *const shopNames[] = {"dbname=a", "dbname=b", "dbname=c", "dbname=d"};
static int perShop[4];

void countKnownShops() {
  for (int i = 0; i < 4; ++i) { // expect: loop independent multithreaded boundness=io latency=fast connections=limited shown
    PGconn *db = PQconnectdb(shopNames[i]); // expect: calls dependent sequential hidden
    perShop[i] = number(db, "SELECT count(*) FROM orders");
    PQfinish(db);
  }
}
