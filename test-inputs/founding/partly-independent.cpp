// The orders need the user; the weather needs nobody: two of the three may run together.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <libpq-fe.h>

static int query(const char *database, const char *text) {
  PGconn *db = PQconnectdb(database); // expect: calls dependent sequential tasks=2 hidden -- steps on one handle
  PGresult *rows = PQexec(db, text);
  int value = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  PQfinish(db);
  return value;
}

static int loadUser() { return query("dbname=users", "SELECT id FROM users LIMIT 1"); }

static int loadOrders(int user) {
  return query("dbname=orders", user ? "SELECT count(*) FROM orders" : "SELECT count(*) FROM archive");
}

static int loadWeather() { return query("dbname=weather", "SELECT degrees FROM now"); }

int page() {
  int user = loadUser(); // expect: calls partial multithreaded flow(user) tasks=3 levels=2 boundness=io shown
  int orders = loadOrders(user);
  int degrees = loadWeather();
  return user + orders + degrees;
}
