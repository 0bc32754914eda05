// A handle made from a handle is the same file.
#include <cstdio>
#include <unistd.h>

void streamAndDescriptor(FILE *f, const char *text, long size) {
  fputs(text, f); // expect: calls dependent sequential
  write(fileno(f), text, size);
}

void duplicated(int fd, const char *text, long size) {
  int twin = dup(fd);
  write(fd, text, size); // expect: calls dependent sequential
  write(twin, text, size);
  close(twin);
}
