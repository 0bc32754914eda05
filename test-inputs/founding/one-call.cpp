// One blocking call has no partner to overlap with: it is listed as a blocking call, and is no region.
// expect-none
// expect-file: flags -isystem ${INPUTS}/mock
#include <libpq-fe.h>

int countUsers(PGconn *db) {
  PGresult *rows = PQexec(db, "SELECT * FROM users");
  int count = PQntuples(rows);
  PQclear(rows);
  return count;
}
