// What calls that compute depend on without a parameter: the locale, the environment, the format and the tie
// of a stream. Each beside a call that does not.
#include <clocale>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <ios>
#include <istream>
#include <locale>
#include <ostream>
#include <sstream>
#include <string>
#include <unistd.h>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'752; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static void setLocale(long n) {
  heavy(n);
  setlocale(LC_ALL, "de_DE");
}
static std::string decimal(double value, long n) { return std::to_string(value * heavy(n)); }

std::string localeAndNumber(long n) {
  setLocale(n); // expect: calls dependent sequential resource(locale) tasks=2
  return decimal(1.5, n);
}
std::string twoNumbers(long n) {
  std::string a = decimal(1.5, n); // expect: calls independent tasks=2
  return a + decimal(2.5, n);
}

static void setVariable(const char *name, long n) { setenv(name, heavy(n) > 1 ? "/x" : "/y", 1); }
static std::filesystem::path temporary(long n) {
  return std::filesystem::temp_directory_path() / std::string(heavy(n) % 8, 'x');
}
static std::string nativeLocale(long n) { return std::locale("").name() + std::string(heavy(n) % 8, 'x'); }
static std::string plainLocale(long n) { return std::locale().name() + std::string(heavy(n) % 8, 'x'); }

std::filesystem::path variableAndDirectory(long n) {
  setVariable("TMPDIR", n); // expect: calls dependent sequential resource(environ) tasks=2
  return temporary(n);
}
std::string variableAndLocale(long n) {
  setVariable("LANG", n); // expect: calls dependent sequential resource(environ) tasks=2
  return nativeLocale(n);
}
std::string variableAndOtherLocale(long n) {
  setVariable("LANG", n); // expect: calls independent tasks=2
  return plainLocale(n);
}

static void setPrecision(std::ostream &out, long n) { out.precision(heavy(n)); }
static std::string formatLike(const std::ostringstream &out, long n) {
  std::ostringstream text;
  text.copyfmt(out);
  text << heavy(n);
  return text.str();
}
static std::string formatPlainly(long n) {
  std::ostringstream text;
  text << heavy(n);
  return text.str();
}
static void setFill(std::ostream &out, long n) { out.fill(heavy(n) > 1 ? '0' : ' '); }
static char fill(std::ostream &out, long n) { return heavy(n) > 1 ? out.fill() : 'x'; }

std::string precisionAndFormat(std::ostringstream &out, long n) {
  setPrecision(out, n); // expect: calls dependent sequential tasks=2
  return formatLike(out, n);
}
std::string precisionAndNoFormat(std::ostringstream &out, long n) {
  setPrecision(out, n); // expect: calls independent tasks=2
  return formatPlainly(n);
}
std::string twoFormats(std::ostringstream &out, long n) {
  std::string a = formatLike(out, n); // expect: calls conditional no-exception tasks=2
  return a + formatLike(out, n);
}
char setAndGetFill(std::ostream &out, long n) {
  setFill(out, n); // expect: calls dependent sequential resource(out) tasks=2
  return fill(out, n);
}
int getFillTwice(std::ostream &out, long n) {
  char a = fill(out, n); // expect: calls independent tasks=2
  return a + fill(out, n);
}

static void tie(std::istream &in, std::ostream *out, long n) {
  heavy(n);
  in.tie(out);
}
static bool isTied(std::istream &in, long n) { return in.tie() != nullptr && heavy(n) > 1; }

bool tieAndAsk(std::istream &in, std::ostream &out, long n) {
  tie(in, &out, n); // expect: calls dependent sequential resource(in) tasks=2
  return isTied(in, n);
}
int askTwice(std::istream &in, long n) {
  bool a = isTied(in, n); // expect: calls independent tasks=2
  return a + isTied(in, n);
}

// To ask for the flags of a descriptor is no task, and its duplicate is the same file.
static long flags(int fd, long n) { return fcntl(fd, F_GETFL) + heavy(n); }
static long put(int fd, long n) {
  long value = heavy(n); // expect: calls dependent sequential flow(value) tasks=2
  return write(fd, &value, sizeof value);
}
long duplicate(int fd, long n) {
  int other = fcntl(fd, F_DUPFD, 3);
  long a = put(fd, n); // expect: calls dependent sequential resource(fd) tasks=2
  return a + put(other, n);
}
long flagsOfTwo(int fd, int other, long n) {
  long a = flags(fd, n); // expect: calls conditional distinct-resource boundness=cpu tasks=2
  return a + flags(other, n);
}
