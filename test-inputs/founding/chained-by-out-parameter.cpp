// The founding example, handed on through an out-parameter.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <curl/curl.h>
#include <libpq-fe.h>

namespace {

struct UserInfo {
  int id;
  int mail;
};

void getUserInfo(PGconn *db, UserInfo *user) {
  PGresult *rows = PQexec(db, "SELECT id FROM users LIMIT 1");
  user->id = std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
}

void processUserInfo(PGconn *templates, UserInfo &user) {
  PGresult *rows = PQexec(templates, "SELECT id FROM mails LIMIT 1");
  user.mail = user.id + std::atoi(PQgetvalue(rows, 0, 0));
  PQclear(rows);
}

bool sendMailToUser(CURL *server, const UserInfo *user) {
  return user->mail > 0 && curl_easy_perform(server) == CURLE_OK;
}

} // namespace

bool welcome(PGconn *users, PGconn *templates, CURL *server) {
  UserInfo user;
  getUserInfo(users, &user); // expect: calls dependent sequential flow(user) tasks=3 boundness=io
  processUserInfo(templates, user);
  return sendMailToUser(server, &user);
}
