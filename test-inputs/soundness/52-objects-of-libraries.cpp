// What a library keeps for itself and hands out by address: errno, of which every thread has one, and the
// static results of the older functions of C.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "../loops/show.h"

namespace {

constexpr int N = 64;
char texts[N][24];
double out[N], hours[N];
std::time_t times[N];

void saved() {
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(errno) distance=1
    out[i] = errno;
    errno = i;
  }
}

void ownCheck() {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    errno = 0;
    long value = std::strtol(texts[i], nullptr, 10);
    if (errno != 0)
      value = -1;
    out[i] = static_cast<double>(value);
  }
}

// The sum of all that went wrong is looked at once, after the loop.
void checkedAfterwards() {
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(errno)
    errno = 0;
    out[i] = static_cast<double>(std::strtol(texts[i], nullptr, 10));
  }
  std::printf("errno %d\n", errno);
}

void throughPointer() {
  int *last = &errno;
  for (int i = 0; i < N; ++i) { // expect: loop dependent flow(errno) distance=1
    out[i] = *last;
    *last = i;
  }
}

// To other threads, the errno of the one that started them.
void addressKept() {
  int *last = &errno;
  for (int i = 0; i < N; ++i) { // expect: loop dependent output(errno)
    *last = i;
    out[i] = *last;
  }
}

void readOnce() {
  const std::tm *start = std::gmtime(&times[0]);
  for (int i = 0; i < N; ++i) // expect: loop independent
    hours[i] = start->tm_hour + 24.0 * i;
}

void readAndReplaced() {
  const std::tm *start = std::gmtime(&times[0]);
  for (int i = 0; i < N; ++i) { // expect: loop dependent
    hours[i] = start->tm_hour;
    std::gmtime(&times[i]);
  }
}

void resultOfEach() {
  for (int i = 0; i < N; ++i) // expect: loop dependent
    hours[i] = std::gmtime(&times[i])->tm_hour;
}

} // namespace

int main() {
  for (int i = 0; i < N; ++i) { // expect: loop independent
    std::snprintf(texts[i], sizeof texts[i], "%d%s", i, i % 7 == 0 ? "00000000000000000000" : "");
    times[i] = i * 3600;
  }
  saved();
  showDoubles("saved", out, N);
  ownCheck();
  showDoubles("ownCheck", out, N);
  checkedAfterwards();
  throughPointer();
  addressKept();
  readOnce();
  showDoubles("readOnce", hours, N);
  readAndReplaced();
  resultOfEach();
  showDoubles("resultOfEach", hours, N);
}
