// The founding example: each call needs what the one before returned, so nothing may overlap.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <curl/curl.h>
#include <libpq-fe.h>

namespace {

struct UserInfo {
  int id;
  int language;
};

UserInfo getUserInfo(PGconn *db) {
  PGresult *rows = PQexec(db, "SELECT id, language FROM users LIMIT 1");
  UserInfo user = {std::atoi(PQgetvalue(rows, 0, 0)), std::atoi(PQgetvalue(rows, 0, 1))};
  PQclear(rows);
  return user;
}

int processUserInfo(PGconn *templates, UserInfo user) {
  const char *query = user.language == 1 ? "SELECT id FROM mails WHERE de" : "SELECT id FROM mails WHERE en";
  PGresult *rows = PQexec(templates, query);
  int mail = user.id + std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
  return mail;
}

bool sendMailToUser(CURL *server, int mail) {
  return mail > 0 && curl_easy_perform(server) == CURLE_OK;
}

} // namespace

bool welcome(PGconn *users, PGconn *templates, CURL *server) {
  UserInfo user = getUserInfo(users); // expect: calls dependent sequential flow(user) flow(mail) tasks=3 boundness=io hidden
  int mail = processUserInfo(templates, user);
  return sendMailToUser(server, mail);
}
