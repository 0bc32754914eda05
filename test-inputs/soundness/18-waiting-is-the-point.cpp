// A sleep between two tasks is an order edge, never a partner.
// expect-file: flags -isystem ${INPUTS}/mock
#include <libpq-fe.h>
#include <unistd.h>

static int status(PGconn *db) {
  PGresult *rows = PQexec(db, "SELECT state FROM jobs");
  int n = PQntuples(rows);
  PQclear(rows);
  return n;
}

// Only one task beside the sleep: nothing to overlap.
int checkLater(PGconn *db) {
  sleep(5);
  return status(db);
}

int startThenCheck(PGconn *jobs, PGconn *reports) {
  int before = status(jobs); // expect: calls dependent sequential order tasks=2
  sleep(5);
  int after = status(reports);
  return after - before;
}
