// The server that serves one client at a time: every client is a task of its own on its own descriptor.
#include <sys/socket.h>
#include <unistd.h>

static void serve(int client) {
  char request[1024];
  long size = recv(client, request, sizeof request, 0); // expect: calls dependent sequential tasks=2 hidden
  if (size > 0)
    send(client, request, size, 0);
  close(client);
}

void serveAll(int listener) {
  for (;;) { // expect: loop independent async boundness=io latency=fast connections=many shown
    int client = accept(listener, nullptr, nullptr); // expect: calls dependent sequential resource tasks=2 hidden
    if (client < 0)
      break;
    serve(client);
  }
}

static long served;

// The twin counts its clients: a reduction, so still independent.
void serveAndCount(int listener) {
  for (;;) { // expect: loop independent async reduction(served) boundness=io connections=many shown
    int client = accept(listener, nullptr, nullptr); // expect: calls dependent sequential resource tasks=2 hidden
    if (client < 0)
      break;
    serve(client);
    ++served;
  }
}

// One client's conversation is a chain.
void echo(int client) {
  char buffer[1024];
  long size;
  while ((size = recv(client, buffer, sizeof buffer, 0)) > 0) // expect: loop dependent sequential resource(client) boundness=io
    send(client, buffer, size, 0);
}
