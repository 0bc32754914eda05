// Files that are reached through buffers, mappings, temporary names, child processes and addresses, each beside
// a twin with a file of its own.
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'755; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long print(FILE *out, long n) { return fprintf(out, "%ld", heavy(n)); }
static long flush(FILE *out, long n) { return fflush(out) + heavy(n); }
static long flushAll(long n) { return fflush(nullptr) + heavy(n); }
static long store(int fd, const char *text, long n) { return write(fd, text, n); }
static long syncAll(long n) {
  sync();
  return heavy(n);
}

long flushedWithAll(FILE *out, long n) {
  long a = print(out, n); // expect: calls dependent sequential resource tasks=2
  return a + flushAll(n);
}
long flushedAlone(long n) {
  FILE *out = fopen("a.txt", "w"), *other = fopen("b.txt", "w"); // expect: calls partial resource tasks=4 levels=2
  long a = print(out, n);
  return a + flush(other, n);
}
long syncedWithAll(int fd, const char *text, long n) {
  long a = store(fd, text, n); // expect: calls dependent sequential resource tasks=2
  return a + syncAll(n);
}

static void writeTo(const char *name) {
  FILE *out = fopen(name, "w");
  fputs("x", out);
  fclose(out);
}
static long get(FILE *in) { return fgetc(in); }
static long readSome(int fd) {
  char text[4];
  return read(fd, text, sizeof text);
}

long temporary() {
  char name[] = "/tmp/xXXXXXX";
  int fd = mkstemp(name);
  writeTo(name); // expect: calls dependent sequential resource(name) tasks=2
  return readSome(fd);
}
long twoTemporaries() {
  char name[] = "/tmp/xXXXXXX", other[] = "/tmp/xXXXXXX";
  int fd = mkstemp(name);
  mkstemp(other);
  writeTo(other); // expect: calls conditional distinct-resource tasks=2 -- ideal: independent, both names are new
  return readSome(fd);
}
long openedByName() {
  FILE *in = fopen("a.txt", "r"); // expect: calls dependent sequential resource(a.txt) tasks=3
  writeTo("a.txt");
  return get(in);
}
long openedByAnotherName() {
  FILE *in = fopen("b.txt", "r"); // expect: calls partial resource(in) tasks=3 levels=2
  writeTo("a.txt");
  return get(in);
}
long openedTwiceToRead(long n) {
  FILE *in = fopen("a.txt", "r"), *other = fopen("a.txt", "r"); // expect: calls partial resource tasks=4 levels=2
  long a = get(in);
  return a + get(other);
}

static long readLog() {
  FILE *in = fopen("log.txt", "r"); // expect: calls dependent sequential resource(in) tasks=2
  long c = fgetc(in);
  fclose(in);
  return c;
}
static long say(long n) {
  printf("x");
  fflush(stdout);
  return heavy(n);
}

long redirectedToTheFile(long n) {
  freopen("log.txt", "w", stdout); // expect: calls dependent sequential resource(log.txt) tasks=3
  long a = say(n);
  return a + readLog();
}
long redirectedToAnotherFile(long n) {
  freopen("other.txt", "w", stdout); // expect: calls partial resource tasks=3 levels=2
  long a = say(n);
  return a + readLog();
}

static long sum(const char *data, long n) {
  long result = 0;
  for (long i = 0; i < n; ++i) // expect: loop independent
    result += data[i];
  return result + heavy(n);
}
static void fill(char *data, long n) {
  for (long i = 0; i < n; ++i) // expect: loop independent
    data[i] = char(heavy(i));
}

long mappedAndWritten(int fd, const char *text, long n) {
  char *data = static_cast<char *>(mmap(nullptr, n, PROT_READ, MAP_SHARED, fd, 0));
  pwrite(fd, text, n, 0); // expect: calls dependent sequential tasks=2
  return sum(data, n);
}
long mappedAndAnotherWritten(const char *text, long n) {
  int fd = open("a.txt", O_RDWR), other = open("b.txt", O_RDWR); // expect: calls partial tasks=4 levels=2
  char *data = static_cast<char *>(mmap(nullptr, n, PROT_READ, MAP_SHARED, fd, 0));
  pwrite(other, text, n, 0);
  return sum(data, n);
}
long mappedTwice(int fd, long n) {
  char *data = static_cast<char *>(mmap(nullptr, n, PROT_READ, MAP_SHARED, fd, 0));
  char *same = static_cast<char *>(mmap(nullptr, n, PROT_WRITE, MAP_SHARED, fd, 0));
  fill(same, n); // expect: calls conditional no-alias tasks=2
  return sum(data, n);
}

static long startChild(long n) {
  pid_t child = fork();
  if (child == 0) {
    writeTo("a");
    _exit(0);
  }
  return child + heavy(n);
}
static long waitForChild(long n) {
  int status;
  wait(&status);
  return status + heavy(n);
}

long startedAndWaitedFor(long n) {
  long a = startChild(n); // expect: calls dependent sequential tasks=2
  return a + waitForChild(n);
}

static long serve(int s, sockaddr *address) {
  bind(s, address, 16);
  listen(s, 5);
  return heavy(s);
}
static long call(int s, sockaddr *address) { return connect(s, address, 16); }

long servedAndCalled(sockaddr *address) {
  int s = socket(AF_INET, SOCK_STREAM, 0), t = socket(AF_INET, SOCK_STREAM, 0);
  long a = serve(s, address); // expect: calls dependent sequential tasks=2
  return a + call(t, address);
}
long servedAndOtherCalled(sockaddr *address, sockaddr *other) {
  int s = socket(AF_INET, SOCK_STREAM, 0), t = socket(AF_INET, SOCK_STREAM, 0);
  long a = serve(s, address); // expect: calls conditional distinct-resource tasks=2
  return a + call(t, other);
}
long twoCalled(sockaddr *address) {
  int s = socket(AF_INET, SOCK_STREAM, 0), t = socket(AF_INET, SOCK_STREAM, 0);
  long a = call(s, address); // expect: calls independent tasks=2
  return a + call(t, address);
}
