// The lock may be taken in a function that waits under it, and given back before the wait in its twin.
#include <mutex>
#include <sys/socket.h>

static char buffer[512];
static std::mutex guard;
static long received;

static void receiveLocked(int fd) {
  const std::lock_guard<std::mutex> lock(guard);
  recv(fd, buffer, sizeof buffer, 0);
}
static void countLocked(int fd) {
  {
    const std::lock_guard<std::mutex> lock(guard);
    ++received;
  }
  recv(fd, buffer, sizeof buffer, 0);
}

void locked(int fd, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential resource(fd) hazard
    receiveLocked(fd);
}
void unlocked(int fd, int n) {
  while (n-- > 0) // expect: loop dependent sequential resource(fd)
    countLocked(fd);
}
