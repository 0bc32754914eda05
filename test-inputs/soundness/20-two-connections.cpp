// Two connections to one database: a query after a change may be meant to see it; two queries cannot tell.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <libpq-fe.h>

static int insertOne() {
  PGconn *db = PQconnectdb("dbname=shop"); // expect: calls dependent sequential hidden
  PGresult *result = PQexec(db, "INSERT INTO t VALUES (1)");
  int ok = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  PQfinish(db);
  return ok;
}

static int countAll() {
  PGconn *db = PQconnectdb("dbname=shop"); // expect: calls dependent sequential hidden
  PGresult *result = PQexec(db, "SELECT count(*) FROM t");
  int n = std::atoi(PQgetvalue(result, 0, 0));
  PQclear(result);
  PQfinish(db);
  return n;
}

static int countOthers() {
  PGconn *db = PQconnectdb("dbname=shop"); // expect: calls dependent sequential hidden
  PGresult *result = PQexec(db, "SELECT count(*) FROM u");
  int n = std::atoi(PQgetvalue(result, 0, 0));
  PQclear(result);
  PQfinish(db);
  return n;
}

int insertThenCount() {
  int ok = insertOne(); // expect: calls conditional multithreaded order tasks=2
  int n = countAll();
  return ok ? n : -1;
}

int countTwice() {
  int n = countAll(); // expect: calls independent multithreaded tasks=2
  int m = countOthers();
  return n + m;
}
