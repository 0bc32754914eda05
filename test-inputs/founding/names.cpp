// Names of hosts resolved one after the other: the network's latency, few of them.
#include <netdb.h>

static addrinfo *resolve(const char *host) {
  addrinfo *list = nullptr;
  getaddrinfo(host, "https", nullptr, &list);
  return list;
}

bool bothKnown() {
  addrinfo *mail = resolve("mail.example.org"); // expect: calls independent multithreaded tasks=2 boundness=io latency=fast connections=limited shown
  addrinfo *web = resolve("www.example.org");
  bool known = mail && web;
  freeaddrinfo(mail);
  freeaddrinfo(web);
  return known;
}
