// A handle made from a handle is the same file.
#include <cstdio>
#include <unistd.h>

void streamAndDescriptor(FILE *f, const char *text, long size) {
  fwrite(text, 1, size, f); // expect: calls dependent sequential resource tasks=2
  write(fileno(f), text, size);
}

void duplicated(int fd, const char *text, long size) {
  int twin = dup(fd);
  write(fd, text, size); // expect: calls dependent sequential resource tasks=2
  write(twin, text, size);
  close(twin);
}
