// The file lies in the directory that is made just before: order by the file system, with no value in common.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char settings[4096], contents[4096];

static void makeFolder(int settingsFile) {
  read(settingsFile, settings, sizeof settings);
  mkdir("out", 0755);
}

static void writeInto() {
  int fd = open("out/a.txt", O_WRONLY | O_CREAT, 0644); // expect: calls dependent sequential tasks=2 hidden
  write(fd, "a", 1);
  close(fd);
}

static void writeElsewhere() {
  int fd = open("other/b.txt", O_WRONLY | O_CREAT, 0644); // expect: calls dependent sequential tasks=2 hidden
  write(fd, "b", 1);
  close(fd);
}

static void removeFile(int contentsFile) {
  read(contentsFile, contents, sizeof contents);
  unlink("./out/../out/a.txt");
}

void makeThenWrite(int settingsFile) {
  makeFolder(settingsFile); // expect: calls dependent sequential resource tasks=2
  writeInto();
}

void writeThenRemove(int contentsFile) {
  writeInto(); // expect: calls dependent sequential resource tasks=2
  removeFile(contentsFile);
}

void twoFiles() {
  writeInto(); // expect: calls independent async tasks=2 latency=slow
  writeElsewhere();
}

// Relative names mean something else after the directory was changed.
static void enter(int settingsFile) {
  read(settingsFile, settings, sizeof settings);
  chdir("elsewhere");
}

void enterThenWrite(int settingsFile) {
  enter(settingsFile); // expect: calls dependent sequential resource tasks=2
  writeInto();
}
