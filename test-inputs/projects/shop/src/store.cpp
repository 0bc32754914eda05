#include "shop/store.h"

#include <cstdlib>
#include <libpq-fe.h>

namespace shop {

static int helper(const char *database, const char *query) {
  PGconn *db = PQconnectdb(database); // expect: calls dependent sequential tasks=2 hidden
  PGresult *rows = PQexec(db, query);
  int value = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  PQfinish(db);
  return value;
}

Customer loadCustomer() { return {helper("dbname=customers", "SELECT id FROM customers LIMIT 1"), 7}; }

int countOrders(const Customer &customer) {
  return helper("dbname=orders", customer.city ? "SELECT count(*) FROM orders" : "SELECT count(*) FROM archive");
}

int countPieces() { return helper("dbname=stock", "SELECT sum(pieces) FROM stock"); }

int countSuppliers() { return helper("dbname=suppliers", "SELECT count(*) FROM suppliers"); }

} // namespace shop
