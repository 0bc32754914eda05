// A call that ends the process takes along what waits for it in memory, not what it was to keep from happening outside.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

void truncateIfConfirmed(int fd) {
  char answer[4];
  if (!std::fgets(answer, sizeof answer, stdin) || answer[0] != 'y') // expect: calls dependent sequential control
    std::exit(1);
  ftruncate(fd, 0);
}

void truncateUnlessRefused(int fd) {
  char answer[4];
  const char *got = std::fgets(answer, sizeof answer, stdin); // expect: calls dependent sequential control(got)
  if (!got)
    std::abort();
  ftruncate(fd, 0);
}

// Reading leaves no trace.
long sizesOfTwo(int a, int b) {
  char first[64], second[64];
  const long n = pread(a, first, sizeof first, 0); // expect: calls independent
  if (n < 0)
    std::exit(1);
  return n + pread(b, second, sizeof second, 0);
}

// What ends the process has nothing to do with the first call.
void sendUnlessBad(int a, int b, const char *text, int bad) {
  write(a, text, std::strlen(text)); // expect: calls conditional distinct-resource
  if (bad)
    std::exit(2);
  write(b, text, std::strlen(text));
}

void sendUnlessFailed(int a, int b, const char *text) {
  const long sent = write(a, text, std::strlen(text)); // expect: calls dependent sequential control(sent)
  if (sent < 0)
    std::exit(2);
  write(b, text, std::strlen(text));
}

// What is saved before the end is what was there: what comes after it must not have begun.
static long totals[64];
static int weigh(int n) {
  long sum = 0;
  for (int k = 0; k < 1'234'567; ++k) // expect: loop independent reduction(sum)
    sum += k % n;
  return static_cast<int>(sum);
}
static void measure(int n) {
  for (int i = 0; i < 64; ++i) // expect: loop independent
    totals[i] += weigh(n + i);
}
static void measureInto(long *own, int n) {
  for (int i = 0; i < 63; ++i) // expect: loop independent
    own[i] += weigh(n * i);
}
static void saveTotals() {
  std::FILE *file = std::fopen("totals", "w"); // expect: calls dependent
  std::fwrite(totals, sizeof totals, 1, file);
  std::fclose(file);
}
void measureUnlessLight(int n) {
  const int weight = weigh(n); // expect: calls dependent control(weight)
  if (weight < 0) {
    saveTotals();
    std::exit(3);
  }
  measure(n);
}
void measureOwnUnlessLight(int n) {
  long own[64] = {};
  const int weight = weigh(n + 1); // expect: calls independent
  if (weight < 0) {
    saveTotals();
    std::exit(4);
  }
  measureInto(own, n);
}
