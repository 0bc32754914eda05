// Three files read one after the other: slow I/O, so async whatever the number.
#include <fcntl.h>
#include <unistd.h>

static char first[4096], second[4096], third[4096];

static long loadInto(const char *path, char *buffer) {
  int fd = open(path, O_RDONLY); // expect: calls dependent sequential tasks=2 hidden -- steps on one handle
  long size = read(fd, buffer, 4096);
  close(fd);
  return size;
}

long loadAll() {
  long a = loadInto("/etc/passwd", first); // expect: calls independent async tasks=3 boundness=io latency=slow connections=limited shown
  long b = loadInto("/etc/group", second);
  long c = loadInto("/etc/hosts", third);
  return a + b + c;
}
