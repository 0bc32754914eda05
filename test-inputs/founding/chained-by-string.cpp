// The founding example as most code writes it: strings and a struct that owns memory.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <curl/curl.h>
#include <libpq-fe.h>
#include <string>

struct UserInfo {
  std::string name;
  std::string address;
};

static UserInfo getUserInfo(PGconn *db) {
  PGresult *rows = PQexec(db, "SELECT name, address FROM users LIMIT 1");
  UserInfo user;
  user.name = PQgetvalue(rows, 0, 0);
  user.address = PQgetvalue(rows, 0, 1);
  PQclear(rows);
  return user;
}

static std::string processUserInfo(PGconn *templates, const UserInfo &user) {
  PGresult *rows = PQexec(templates, "SELECT greeting FROM mails LIMIT 1");
  std::string mail = PQgetvalue(rows, 0, 0) + user.name;
  PQclear(rows);
  return mail;
}

static bool sendMailToUser(CURL *server, const std::string &mail) {
  curl_easy_setopt(server, CURLOPT_POSTFIELDS, mail.c_str());
  return curl_easy_perform(server) == CURLE_OK;
}

bool welcome(PGconn *users, PGconn *templates, CURL *server) {
  UserInfo user = getUserInfo(users); // expect: calls dependent sequential flow(user) flow(mail) tasks=3 boundness=io
  std::string mail = processUserInfo(templates, user);
  return sendMailToUser(server, mail);
}
