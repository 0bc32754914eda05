// Waiting while a lock is held is a hazard: whoever wants it waits as long. And other ways to write loops that wait.
#include <fstream>
#include <mutex>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

static char buffer[512];
static std::mutex guard;

// Dependent on its descriptor, and what the lock costs is told beside it.
void receiveUnderLock(int fd, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential resource(fd) hazard
    const std::lock_guard<std::mutex> lock(guard);
    recv(fd, buffer, sizeof buffer, 0);
  }
}
static long received;
void receiveThenCount(int fd, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential resource(fd)
    recv(fd, buffer, sizeof buffer, 0);
    const std::lock_guard<std::mutex> lock(guard);
    ++received;
  }
}

// One fsync for many records would do.
void durably(int file, const std::vector<std::string> &records) {
  for (const std::string &record : records) { // expect: loop dependent sequential resource(file)
    write(file, record.data(), record.size());
    fsync(file);
  }
}
void durablyTogether(int file, const std::vector<std::string> &records) {
  for (const std::string &record : records) // expect: loop dependent sequential resource(file)
    write(file, record.data(), record.size());
  fsync(file);
}

// Looking again and again: an event would do.
static volatile bool ready;
void waitForFlag() {
  while (!ready) // expect: loop dependent sequential control
    usleep(1000);
}
