// The file lies in the directory that is made just before: order by the file system, with no value in common.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void makeFolder() { mkdir("out", 0755); }

static void writeInto() {
  int fd = open("out/a.txt", O_WRONLY | O_CREAT, 0644); // expect: calls dependent sequential hidden
  write(fd, "a", 1);
  close(fd);
}

static void writeElsewhere() {
  int fd = open("other/b.txt", O_WRONLY | O_CREAT, 0644); // expect: calls dependent sequential hidden
  write(fd, "b", 1);
  close(fd);
}

static void removeFile() { unlink("./out/../out/a.txt"); }

void makeThenWrite() {
  makeFolder(); // expect: calls dependent sequential resource tasks=2
  writeInto();
}

void writeThenRemove() {
  writeInto(); // expect: calls dependent sequential resource tasks=2
  removeFile();
}

void twoFiles() {
  writeInto(); // expect: calls independent async tasks=2 latency=slow
  writeElsewhere();
}

// Relative names mean something else after the directory was changed.
static void enter() { chdir("elsewhere"); }

void enterThenWrite() {
  enter(); // expect: calls dependent sequential resource tasks=2
  writeInto();
}
