// Which operations are on one descriptor, file or stream.
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static char first[4096], second[4096];

static long heavy(long seed) {
  for (int i = 0; i < 49'998'501; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long load(int fd, char *into) { return read(fd, into, sizeof first); }
static int twinOf(int fd) { return dup(fd); }
static int same(int fd) { return fd; }

long oneDescriptor(int fd) {
  long a = load(fd, first); // expect: calls dependent sequential resource(fd) tasks=2
  long b = load(fd, second);
  return a + b;
}

long twoDescriptors(int fd, int other) {
  long a = load(fd, first); // expect: calls conditional async distinct-resource tasks=2
  long b = load(other, second);
  return a + b;
}

long descriptorFromHelper(int fd) {
  int other = same(fd);
  long a = load(fd, first); // expect: calls dependent sequential resource(fd) tasks=2
  long b = load(other, second);
  return a + b;
}

long twinFromHelper(int fd) {
  int other = twinOf(fd);
  long a = load(fd, first); // expect: calls dependent sequential resource(fd) tasks=2
  long b = load(other, second);
  return a + b;
}

// What comes out of a pipe is what went into it.
long throughPipe() {
  int ends[2];
  pipe(ends);
  write(ends[1], first, sizeof first); // expect: calls dependent sequential resource tasks=2
  return load(ends[0], second);
}

long throughTwoPipes() {
  int ends[2], others[2];
  pipe(ends);
  pipe(others);
  write(ends[1], first, sizeof first); // expect: calls conditional distinct-resource tasks=2 -- ideal: independent, both are new
  return load(others[0], second);
}

long throughSockets() {
  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  send(ends[1], first, sizeof first, 0); // expect: calls dependent sequential resource tasks=2
  return recv(ends[0], second, sizeof second, 0);
}

// Where the read begins does not matter to another read; a write may be just there.
long readAt(int fd) {
  long a = pread(fd, first, sizeof first, 0); // expect: calls independent async tasks=2
  long b = pread(fd, second, sizeof second, 4096);
  return a + b;
}

long writeThenReadAt(int fd) {
  pwrite(fd, first, sizeof first, 0); // expect: calls conditional async other tasks=2
  return pread(fd, second, sizeof second, 4096);
}

// printf and descriptor 1 are one stream.
static void print(long seed) { std::printf("%ld\n", heavy(seed)); }
static void writeOut(long seed) {
  if (heavy(seed)) // expect: calls dependent sequential control tasks=2
    write(1, "yes", 3);
}
static void writeError(long seed) {
  if (heavy(seed)) // expect: calls dependent sequential control tasks=2
    write(2, "yes", 3);
}

void streamAndNumber() {
  print(1); // expect: calls dependent sequential tasks=2
  writeOut(2);
}

void streamAndAnotherNumber() {
  print(1); // expect: calls independent tasks=2
  writeError(2);
}

// Files by their names, as they are handed down.
static void writeTo(const char *name) {
  int fd = open(name, O_WRONLY | O_CREAT, 0644); // expect: calls dependent sequential tasks=2 hidden
  write(fd, first, sizeof first);
  close(fd);
}
static long readFrom(const char *name) {
  int fd = open(name, O_RDONLY); // expect: calls dependent sequential tasks=2 hidden
  long size = read(fd, second, sizeof second);
  close(fd);
  return size;
}
static long sizeOf(const char *name) {
  struct stat info;
  stat(name, &info);
  return heavy(info.st_size);
}
static void replace(const char *from, const char *to) {
  if (heavy(1))
    rename(from, to);
}

long oneFile() {
  writeTo("a.txt"); // expect: calls dependent sequential resource(a.txt) tasks=2
  return readFrom("./a.txt");
}

long twoFiles() {
  writeTo("a.txt"); // expect: calls independent async tasks=2
  return readFrom("b.txt");
}

long oneName(const char *name) {
  writeTo(name); // expect: calls dependent sequential resource(name) tasks=2
  return readFrom(name);
}

long writtenThenMeasured() {
  writeTo("a.txt"); // expect: calls dependent sequential resource tasks=2
  return sizeOf("a.txt");
}

long writtenThenMeasuredElsewhere() {
  writeTo("a.txt"); // expect: calls independent tasks=2
  return sizeOf("b.txt");
}

void writtenThenRenamed() {
  writeTo("a.tmp"); // expect: calls dependent sequential resource tasks=2
  replace("a.tmp", "a.txt");
}

static void save(const std::string &name, long seed) {
  std::ofstream out(name); // expect: calls independent tasks=2 boundness=mixed
  out << heavy(seed);
}
static long restore(const std::string &name) {
  std::ifstream in(name); // expect: calls dependent sequential
  long value = 0;
  in >> value;
  return heavy(value);
}

long oneStream() {
  save("x.txt", 1); // expect: calls dependent sequential resource tasks=2
  return restore("x.txt");
}

long twoStreams() {
  save("x.txt", 1); // expect: calls independent tasks=2
  return restore("y.txt");
}

long streamAndDescriptor() {
  save("x.txt", 1); // expect: calls dependent sequential resource tasks=2
  return readFrom("x.txt");
}
