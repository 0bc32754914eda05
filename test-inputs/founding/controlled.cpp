// The mail goes out only if the user was found: tied by control, not by a value it reads.
// expect-file: flags -isystem ${INPUTS}/mock
#include <curl/curl.h>
#include <libpq-fe.h>

static bool hasUser(PGconn *db) {
  PGresult *rows = PQexec(db, "SELECT 1 FROM users LIMIT 1");
  bool found = PQntuples(rows) > 0;
  PQclear(rows);
  return found;
}

static bool sendMail(CURL *server) { return curl_easy_perform(server) == CURLE_OK; }

bool welcome(PGconn *db, CURL *server) {
  bool found = hasUser(db); // expect: calls dependent sequential control tasks=2 boundness=io
  if (found)
    return sendMail(server);
  return false;
}
