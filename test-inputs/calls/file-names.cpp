// Which names mean one file: what the body itself links, and what the current directory decides.
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

static char first[4096], second[4096];

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

long bothNamesOfALink() {
  symlink("a.txt", "x.txt");
  writeTo("x.txt"); // expect: calls dependent sequential resource(x.txt) tasks=2
  return readFrom("a.txt");
}
long besideALink() {
  symlink("b.txt", "y.txt");
  writeTo("x.txt"); // expect: calls independent async tasks=2
  return readFrom("a.txt");
}

static void give(const char *name, const char *other) { link(name, other); }

long bothNamesOfALinkByAHelper() {
  give("a.txt", "x.txt");
  writeTo("x.txt"); // expect: calls dependent sequential resource(x.txt) tasks=2
  return readFrom("./a.txt");
}
long linkedAfterwards() {
  writeTo("x.txt"); // expect: calls dependent sequential resource(x.txt) tasks=2 -- ideal: independent, the link comes later
  long size = readFrom("a.txt");
  give("a.txt", "x.txt");
  return size;
}
long linkedUnderAnyName(const char *name) {
  give(name, "x.txt");
  writeTo("x.txt"); // expect: calls conditional async distinct-resource tasks=2
  return readFrom("a.txt");
}

long fromLinkToLink() {
  std::filesystem::create_symlink("a.txt", "b.txt");
  std::filesystem::create_symlink("b.txt", "x.txt");
  writeTo("x.txt"); // expect: calls dependent sequential resource(x.txt) tasks=2
  return readFrom("a.txt");
}

// A link to a directory renames all that lies in it.
long throughLinkedDirectory() {
  symlink("data", "current");
  writeTo("current/a"); // expect: calls dependent sequential resource(current/a) tasks=2
  return readFrom("data/a");
}
long otherFileOfLinkedDirectory() {
  symlink("data", "current");
  writeTo("current/a"); // expect: calls independent async tasks=2
  return readFrom("data/b");
}

// The target of a symbolic link is relative to where the link stands.
long relativeTarget() {
  symlink("a", "data/x");
  writeTo("data/x"); // expect: calls dependent sequential resource(data/x) tasks=2
  return readFrom("data/a");
}

long throughTheCurrentDirectory() {
  writeTo("a.txt"); // expect: calls conditional async distinct-resource tasks=2
  return readFrom("/srv/a.txt");
}
long throughTheDirectoryAbove() {
  writeTo("a.txt"); // expect: calls conditional async distinct-resource tasks=2
  return readFrom("../data/a.txt");
}
long fromTheRoot() {
  writeTo("/srv/b.txt"); // expect: calls independent async tasks=2
  return readFrom("/srv/a.txt");
}

// Names that are only known at run time, beside one that is known.
void cutsAndReadsOne(const std::vector<std::string> &names) {
  for (const std::string &name : names) { // expect: loop conditional async distinct-resource
    struct stat info;
    stat("settings.txt", &info);
    truncate(name.c_str(), info.st_size);
  }
}
void readsOnly(const std::vector<std::string> &names) {
  for (const std::string &name : names) { // expect: loop independent async
    struct stat info;
    stat("settings.txt", &info);
    if (FILE *file = std::fopen(name.c_str(), "r"))
      std::fclose(file);
  }
}

// Where an offset is given, another iteration may give the same.
void writesBlocks(int fd, const std::vector<long> &offsets) {
  for (long offset : offsets) // expect: loop conditional async other
    pwrite(fd, first, sizeof first, offset);
}
