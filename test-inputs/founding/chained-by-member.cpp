// The founding example, handed on through members of one object.
// expect-file: flags -isystem ${INPUTS}/mock
#include <cstdlib>
#include <curl/curl.h>
#include <libpq-fe.h>

class Welcome {
public:
  Welcome(PGconn *users, PGconn *templates, CURL *server) : users(users), templates(templates), server(server) {}

  bool run() {
    getUserInfo(); // expect: calls dependent sequential flow(id) flow(mail) tasks=3 boundness=io
    processUserInfo();
    return sendMailToUser();
  }

private:
  void getUserInfo() {
    PGresult *rows = PQexec(users, "SELECT id FROM users LIMIT 1");
    id = std::atoi(PQgetvalue(rows, 0, 0));
    PQclear(rows);
  }

  void processUserInfo() {
    PGresult *rows = PQexec(templates, "SELECT id FROM mails LIMIT 1");
    mail = id + std::atoi(PQgetvalue(rows, 0, 0));
    PQclear(rows);
  }

  bool sendMailToUser() { return mail > 0 && curl_easy_perform(server) == CURLE_OK; }

  PGconn *users;
  PGconn *templates;
  CURL *server;
  int id = 0;
  int mail = 0;
};

bool welcome(PGconn *users, PGconn *templates, CURL *server) { return Welcome(users, templates, server).run(); }
