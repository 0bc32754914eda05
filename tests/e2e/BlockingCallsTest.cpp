#include "tests/e2e/Project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

// The list of blocking calls: what is on it and what is not.

namespace overlap::test {
namespace {

const char *const includes = R"(
#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
)";

/// Each function that RealtimeSanitizer 22 intercepts because it waits or does input or output, and a call of
/// it. Those that allocate, or only make and describe descriptors, are none of them.
const std::map<std::string, std::string> waiting{
    {"accept", "accept(fd, 0, 0)"},
    {"accept4", "accept4(fd, 0, 0, 0)"},
    {"chmod", "chmod(path, 0600)"},
    {"close", "close(fd)"},
    {"connect", "connect(fd, 0, 0)"},
    {"creat", "creat(path, 0600)"},
    {"creat64", "creat64(path, 0600)"},
    {"epoll_pwait", "epoll_pwait(fd, 0, 1, -1, 0)"},
    {"epoll_wait", "epoll_wait(fd, 0, 1, -1)"},
    {"execve", "execve(path, 0, 0)"},
    {"fclose", "fclose(file)"},
    {"fcntl", "fcntl(fd, F_SETLKW, buffer)"},
    {"fcntl64", "fcntl64(fd, F_SETLKW, buffer)"},
    {"fdopen", "fdopen(fd, path)"},
    {"fflush", "fflush(file)"},
    {"fgetpos", "fgetpos(file, (fpos_t *)buffer)"},
    {"fgetpos64", "fgetpos64(file, (fpos64_t *)buffer)"},
    {"fopen", "fopen(path, path)"},
    {"fopen64", "fopen64(path, path)"},
    {"fork", "fork()"},
    {"fputs", "fputs(path, file)"},
    {"fread", "fread(buffer, 1, 1, file)"},
    {"freopen", "freopen(path, path, file)"},
    {"freopen64", "freopen64(path, path, file)"},
    {"fseek", "fseek(file, 0, SEEK_SET)"},
    {"fseeko", "fseeko(file, 0, SEEK_SET)"},
    {"fseeko64", "fseeko64(file, 0, SEEK_SET)"},
    {"fsetpos", "fsetpos(file, (fpos_t *)buffer)"},
    {"fsetpos64", "fsetpos64(file, (fpos64_t *)buffer)"},
    {"ftell", "ftell(file)"},
    {"ftello", "ftello(file)"},
    {"ftello64", "ftello64(file)"},
    {"ftruncate", "ftruncate(fd, 0)"},
    {"ftruncate64", "ftruncate64(fd, 0)"},
    {"fwrite", "fwrite(buffer, 1, 1, file)"},
    {"getaddrinfo", "getaddrinfo(path, path, 0, 0)"},
    {"getnameinfo", "getnameinfo(0, 0, buffer, 1, buffer, 1, 0)"},
    {"ioctl", "ioctl(fd, request, buffer)"},
    {"mkdir", "mkdir(path, 0700)"},
    {"mkfifo", "mkfifo(path, 0600)"},
    {"mmap", "mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0)"},
    {"mmap64", "mmap64(0, 4096, PROT_READ, MAP_SHARED, fd, 0)"},
    {"msync", "msync(buffer, 4096, MS_SYNC)"},
    {"nanosleep", "nanosleep((struct timespec *)buffer, 0)"},
    {"open", "open(path, O_RDONLY)"},
    {"open64", "open64(path, O_RDONLY)"},
    {"openat", "openat(fd, path, O_RDONLY)"},
    {"openat64", "openat64(fd, path, O_RDONLY)"},
    {"poll", "poll((struct pollfd *)buffer, 1, -1)"},
    {"ppoll", "ppoll((struct pollfd *)buffer, 1, 0, 0)"},
    {"pread", "pread(fd, buffer, 1, 0)"},
    {"pread64", "pread64(fd, buffer, 1, 0)"},
    {"preadv", "preadv(fd, 0, 0, 0)"},
    {"preadv64", "preadv64(fd, 0, 0, 0)"},
    {"pselect", "pselect(1, 0, 0, 0, 0, 0)"},
    {"pthread_cond_timedwait", "pthread_cond_timedwait(condition, mutex, 0)"},
    {"pthread_cond_wait", "pthread_cond_wait(condition, mutex)"},
    {"pthread_join", "pthread_join(thread, 0)"},
    {"pthread_mutex_lock", "pthread_mutex_lock(mutex)"},
    {"pthread_rwlock_rdlock", "pthread_rwlock_rdlock(rwlock)"},
    {"pthread_rwlock_wrlock", "pthread_rwlock_wrlock(rwlock)"},
    {"pthread_spin_lock", "pthread_spin_lock((pthread_spinlock_t *)buffer)"},
    {"puts", "puts(path)"},
    {"pwrite", "pwrite(fd, buffer, 1, 0)"},
    {"pwrite64", "pwrite64(fd, buffer, 1, 0)"},
    {"pwritev", "pwritev(fd, 0, 0, 0)"},
    {"pwritev64", "pwritev64(fd, 0, 0, 0)"},
    {"read", "read(fd, buffer, 1)"},
    {"readlink", "readlink(path, buffer, 1)"},
    {"readlinkat", "readlinkat(fd, path, buffer, 1)"},
    {"readv", "readv(fd, 0, 0)"},
    {"recv", "recv(fd, buffer, 1, 0)"},
    {"recvfrom", "recvfrom(fd, buffer, 1, 0, 0, 0)"},
    {"recvmmsg", "recvmmsg(fd, 0, 0, 0, 0)"},
    {"recvmsg", "recvmsg(fd, 0, 0)"},
    {"rewind", "rewind(file)"},
    {"rmdir", "rmdir(path)"},
    {"select", "select(1, 0, 0, 0, 0)"},
    {"send", "send(fd, buffer, 1, 0)"},
    {"sendmmsg", "sendmmsg(fd, 0, 0, 0)"},
    {"sendmsg", "sendmsg(fd, 0, 0)"},
    {"sendto", "sendto(fd, buffer, 1, 0, 0, 0)"},
    {"setbuf", "setbuf(file, buffer)"},
    {"setbuffer", "setbuffer(file, buffer, 1)"},
    {"setlinebuf", "setlinebuf(file)"},
    {"setvbuf", "setvbuf(file, buffer, _IOFBF, 1)"},
    {"shm_open", "shm_open(path, O_RDWR, 0600)"},
    {"sleep", "sleep(1)"},
    {"symlink", "symlink(path, path)"},
    {"symlinkat", "symlinkat(path, fd, path)"},
    {"truncate", "truncate(path, 0)"},
    {"truncate64", "truncate64(path, 0)"},
    {"unlink", "unlink(path)"},
    {"unlinkat", "unlinkat(fd, path, 0)"},
    {"usleep", "usleep(1)"},
    {"write", "write(fd, buffer, 1)"},
    {"writev", "writev(fd, 0, 0)"},
};

const char *const parameters = "(int fd, unsigned long request, const char *path, char *buffer, FILE *file, "
                               "pthread_t thread, pthread_mutex_t *mutex, pthread_cond_t *condition, "
                               "pthread_rwlock_t *rwlock)";

/// The blocking calls of a source, by line.
std::map<int, std::string> blockingCalls(const std::string &source, const std::string &name = "waits.c",
                                         const std::vector<std::string> &flags = {}) {
  Project project;
  project.source(name, source, flags);
  project.database();
  std::map<int, std::string> found;
  const Json report = project.report({"--all"});
  EXPECT_THAT(report["errors"], testing::IsEmpty()) << report["errors"];
  for (const Json &call : report["blocking_calls"])
    found[call["location"]["line"].get<int>()] = call["callee"].get<std::string>();
  return found;
}

TEST(BlockingCalls, KnowsWhatRealtimeSanitizerIntercepts) {
  for (const bool isC : {true, false}) {
    std::string source = std::string("#define _GNU_SOURCE 1\n") + includes;
    std::map<int, std::string> expected;
    int line = static_cast<int>(lineCount(source));
    for (const auto &[name, call] : waiting) {
      source += "void call_" + name + parameters + " { " + call + "; }\n";
      expected[++line] = name;
    }
    const std::map<int, std::string> found =
        blockingCalls(source, isC ? "waits.c" : "waits.cpp",
                      {"-D_LARGEFILE64_SOURCE", "-w", isC ? "-std=gnu17" : "-fpermissive"});
    std::string missing;
    for (const auto &[at, name] : expected)
      if (!found.contains(at))
        missing += name + "\n";
    EXPECT_EQ(missing, "") << (isC ? "as C" : "as C++");
  }
}

/// Lines that end in `// waits` are listed, and no others.
void expectMarked(const std::string &source, const std::string &name = "waits.cpp") {
  const std::map<int, std::string> found = blockingCalls(source, name);
  int number = 0;
  std::istringstream lines(source);
  for (std::string line; std::getline(lines, line);) {
    ++number;
    EXPECT_EQ(found.contains(number), line.ends_with("// waits")) << line;
  }
}

TEST(BlockingCalls, ModesOfHandles) {
  expectMarked(R"(#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
static char buffer[64];
long unknown(int fd) { return read(fd, buffer, 64); } // waits
long viaFcntl(int fd) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL, 0) | O_NONBLOCK);
  return read(fd, buffer, 64);
}
long viaVariable(int fd) {
  int flags = fcntl(fd, F_GETFL, 0);
  flags |= O_NONBLOCK;
  fcntl(fd, F_SETFL, flags);
  return recv(fd, buffer, 64, 0);
}
long otherFlag(int fd) {
  fcntl(fd, F_SETFL, O_APPEND);
  return read(fd, buffer, 64); // waits
}
long otherHandle(int fd, int other) {
  fcntl(other, F_SETFL, O_NONBLOCK);
  return read(fd, buffer, 64); // waits
}
long maybe(int fd, bool set) {
  if (set)
    fcntl(fd, F_SETFL, O_NONBLOCK);
  return read(fd, buffer, 64); // waits
}
long viaIoctl(int fd) {
  int on = 1;
  ioctl(fd, FIONBIO, &on);
  return recv(fd, buffer, 64, 0);
}
long switchedOff(int fd) {
  int on = 0;
  ioctl(fd, FIONBIO, &on);
  return recv(fd, buffer, 64, 0); // waits
}
long atSocket() {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  return recv(fd, buffer, 64, 0);
}
long plainSocket() {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  return recv(fd, buffer, 64, 0); // waits
}
long atAccept(int listener) {
  int fd = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK); // waits
  return recv(fd, buffer, 64, 0);
}
long plainAccept(int listener) {
  int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC); // waits
  return recv(fd, buffer, 64, 0); // waits
}
long atOpen() {
  int fd = open("/dev/ttyS0", O_RDONLY | O_NONBLOCK); // waits
  return read(fd, buffer, 64);
}
long byFlag(int fd) { return recv(fd, buffer, 64, MSG_DONTWAIT); }
long byOtherFlag(int fd) { return recv(fd, buffer, 64, MSG_PEEK); } // waits
int zero(pollfd *all, int n) { return poll(all, n, 0); }
int forEver(pollfd *all, int n) { return poll(all, n, -1); } // waits
int zeroTime(int n, fd_set *all) {
  timeval none = {0, 0};
  return select(n, all, nullptr, nullptr, &none);
}
int someTime(int n, fd_set *all) {
  timeval some = {1, 0};
  return select(n, all, nullptr, nullptr, &some); // waits
}
int epollZero(int fd, epoll_event *all) { return epoll_wait(fd, all, 8, 0); }
int epollWait(int fd, epoll_event *all) { return epoll_wait(fd, all, 8, 100); } // waits
int noHang(int child) { return waitpid(child, nullptr, WNOHANG); }
int hang(int child) { return waitpid(child, nullptr, 0); } // waits
int tryLock(int fd) { return fcntl(fd, F_SETLK, buffer); }
int lock(int fd) { return fcntl(fd, F_SETLKW, buffer); } // waits
)");
}

TEST(BlockingCalls, ModesSetElsewhere) {
  expectMarked(R"(#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
static char buffer[64];
static void setNonblocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }
static void describe(int fd) { fcntl(fd, F_SETFD, FD_CLOEXEC); }
struct Connection {
  int socket = -1, log = -1;
  void open(int fd) {
    socket = fd;
    setNonblocking(socket);
  }
  long receive() { return recv(socket, buffer, 64, 0); }
  long note() { return write(log, buffer, 64); } // waits
};
struct View {
  explicit View(int &socket) : socket(socket) {}
  int &socket;
  long receive() { return recv(socket, buffer, 64, 0); }
};
long through(Connection &connection) { return View(connection.socket).receive(); }
struct Copy {
  explicit Copy(int &socket) : socket(socket) {}
  int &socket;
  long receive() { return recv(socket, buffer, 64, 0); } // waits
};
long through(Connection &connection, bool other) {
  return Copy(other ? connection.log : connection.socket).receive();
}
long helped(int fd) {
  setNonblocking(fd);
  return read(fd, buffer, 64);
}
long described(int fd) {
  describe(fd);
  return read(fd, buffer, 64); // waits
}
long copied(int fd) {
  int same = fd;
  setNonblocking(same);
  return read(fd, buffer, 64);
}
)");
}

} // namespace
} // namespace overlap::test
