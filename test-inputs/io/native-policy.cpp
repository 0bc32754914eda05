// The second policy ranks files read one by one as it ranks what waits.
// expect-file: policy native
#include <fcntl.h>
#include <unistd.h>

static char a[4096], b[4096];

static long loadInto(const char *path, char *buffer) {
  int fd = open(path, O_RDONLY); // expect: calls dependent sequential hidden
  long size = read(fd, buffer, 4096);
  close(fd);
  return size;
}

long both() {
  long x = loadInto("/etc/passwd", a); // expect: calls independent tasks=2 boundness=io shown
  long y = loadInto("/etc/group", b);
  return x + y;
}
