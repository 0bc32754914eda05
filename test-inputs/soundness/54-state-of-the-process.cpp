// What one call sets for the whole process and another depends on, each beside a call that does not.
#include <cfenv>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <locale>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'754; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long hide(long n) { return umask(077) + heavy(n); }
static void make(const char *name) { close(open(name, O_CREAT | O_WRONLY, 0666)); }
static long makeDirectory(const char *name, long n) { return mkdir(name, 0777) + heavy(n); }
static long readFrom(const char *name) {
  FILE *in = fopen(name, "r"); // expect: calls dependent sequential resource(in) tasks=2
  long c = fgetc(in);
  fclose(in);
  return c;
}

long modeOfAFile(long n) {
  long a = hide(n); // expect: calls dependent sequential resource(umask) tasks=2
  make("b.txt");
  return a;
}
long modeOfADirectory(long n) {
  long a = hide(n); // expect: calls dependent sequential resource(umask) tasks=2
  return a + makeDirectory("b", n);
}
long modeOfNoFile(long n) {
  long a = hide(n); // expect: calls independent tasks=2
  return a + readFrom("/etc/hosts");
}

static long becomeNobody(long n) { return setuid(65534) + heavy(n); }
static long moveRoot(long n) { return chroot("/srv") + heavy(n); }

long rightsToOpen(long n) {
  long a = becomeNobody(n); // expect: calls dependent sequential resource(credentials) tasks=2
  return a + readFrom("/etc/shadow");
}
long rootOfNames(long n) {
  long a = moveRoot(n); // expect: calls dependent sequential resource(credentials) tasks=2
  return a + readFrom("/a");
}
long rightsToCompute(long n) {
  long a = becomeNobody(n); // expect: calls independent tasks=2
  return a + heavy(n);
}

static long beNice(long n) { return nice(5) + heavy(n); }
static long priority(long n) { return getpriority(PRIO_PROCESS, 0) + heavy(n); }
static long user(long n) { return getuid() + heavy(n); }

long priorityAfterwards(long n) {
  long a = beNice(n); // expect: calls dependent sequential resource(process) tasks=2
  return a + priority(n);
}
long userAfterwards(long n) {
  long a = beNice(n); // expect: calls independent tasks=2
  return a + user(n);
}

static long setLanguage(long n) { return setenv("LANG", "C", 1) + heavy(n); }
static long firstVariable(long n) { return environ[0][0] + heavy(n); }
static char setting[40], unused[40];
static long change(char *text, long n) {
  strcpy(text, "LANG=de");
  return heavy(n);
}
static long language(long n) { return getenv("LANG")[0] + heavy(n); }

long environmentByItsName(long n) {
  long a = setLanguage(n); // expect: calls dependent sequential tasks=2
  return a + firstVariable(n);
}
long environmentAndUser(long n) {
  long a = setLanguage(n); // expect: calls independent tasks=2
  return a + user(n);
}
long environmentInABuffer(long n) {
  putenv(setting);
  long a = change(setting, n); // expect: calls dependent sequential flow(setting) tasks=2
  return a + language(n);
}
long environmentBesideABuffer(long n) {
  char other[40];
  putenv(setting);
  long a = change(other, n); // expect: calls independent tasks=2
  return a + language(n);
}

static long option(int count, char **words, long n) { return getopt(count, words, "ab") + heavy(n); }
static long nextWord(long n) { return optind + heavy(n); }

long optionsByTheirNames(int count, char **words, long n) {
  long a = option(count, words, n); // expect: calls dependent sequential tasks=2
  return a + nextWord(n);
}

static long roundUp(long n) { return fesetround(FE_UPWARD) + heavy(n); }
static double third(double x, long n) { return x / 3.0 + heavy(n); }
static double root(double x, long n) { return std::sqrt(x) + heavy(n); }
static long wasInvalid(long n) { return fetestexcept(FE_INVALID) + heavy(n); }
static long rounding(long n) { return fegetround() + heavy(n); }

double roundedOtherwise(double x, long n) {
  long a = roundUp(n); // expect: calls unknown sequential tasks=2
  return a + third(x, n);
}
double flagsOfComputations(double x, long n) {
  double a = root(x, n); // expect: calls unknown sequential tasks=2
  return a + wasInvalid(n);
}
double roundingRead(double x, long n) {
  long a = rounding(n); // expect: calls independent tasks=2
  return a + third(x, n);
}

static void stop() { _exit(1); }
static long setHandler(long n) {
  std::set_terminate(stop);
  return heavy(n);
}
static long hasHandler(long n) { return (std::get_terminate() != nullptr) + heavy(n); }

long handlers(long n) {
  long a = setHandler(n); // expect: calls dependent sequential resource(handlers) tasks=2
  return a + hasHandler(n);
}

static long setGerman(long n) {
  std::locale::global(std::locale::classic());
  return heavy(n);
}
static long format(long n) {
  std::ostringstream out;
  out << 3.5;
  return long(out.str().size()) + heavy(n);
}

long localeOfStreams(long n) {
  long a = setGerman(n); // expect: calls dependent sequential resource(locale) tasks=2
  return a + format(n);
}
long localeOfNothing(long n) {
  long a = setGerman(n); // expect: calls independent tasks=2
  return a + user(n);
}
