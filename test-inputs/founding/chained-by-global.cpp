// The founding example, handed on through globals: the calls name no argument in common.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <curl/curl.h>
#include <libpq-fe.h>

PGconn *users;
PGconn *templates;
CURL *server;

static int currentUser;
static int currentMail;

static void getUserInfo() {
  PGresult *rows = PQexec(users, "SELECT id FROM users LIMIT 1");
  currentUser = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
}

static void processUserInfo() {
  PGresult *rows = PQexec(templates, "SELECT id FROM mails LIMIT 1");
  currentMail = currentUser + std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
}

static bool sendMailToUser() { return currentMail > 0 && curl_easy_perform(server) == CURLE_OK; }

bool welcome() {
  getUserInfo(); // expect: calls dependent sequential flow(currentUser) flow(currentMail) tasks=3 boundness=io
  processUserInfo();
  return sendMailToUser();
}
