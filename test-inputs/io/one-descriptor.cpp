// Reads of one descriptor advance its position; positional reads do not.
#include <unistd.h>

long drain(int fd) {
  char buffer[65536];
  long total = 0, size;
  while ((size = read(fd, buffer, sizeof buffer)) > 0) // expect: loop dependent sequential resource(fd) boundness=io
    total += size;
  return total;
}

static char blocks[32][4096];

void readBlocks(int fd) {
  for (int i = 0; i < 32; ++i) // expect: loop independent async boundness=io latency=slow connections=limited shown
    pread(fd, blocks[i], sizeof blocks[i], i * 4096L);
}
