// What `getenv` returns lies in the environment: it is there for all, and what sets a variable overwrites it.
#include <cstdlib>
#include <cstring>

static int work(const char *text) {
  int sum = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent reduction(sum)
    sum += text[i % 4];
  return sum;
}

void readAfterSet(int *out) {
  const char *home = getenv("HOME");
  setenv("HOME", "/tmp", 1);
  out[0] = work(home);
}

int compareAfterSet() {
  const char *home = getenv("HOME");
  const int before = work(home); // expect: calls dependent
  setenv("HOME", "/tmp", 1);
  return before + work(getenv("HOME"));
}

static char assignment[] = "COLOUR=red";

static int paint(char *text) {
  int sum = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop
    text[7] = static_cast<char>(i);
    sum += text[7];
  }
  return sum;
}

// The program's own string is part of the environment.
int own() {
  putenv(assignment);
  const char *colour = getenv("COLOUR");
  int a = paint(assignment); // expect: calls dependent sequential flow(assignment)
  return a + work(colour);
}

void changeInPlace(int n) {
  for (int i = 0; i < n; ++i) { // expect: loop unknown -- ideal: dependent output(environ)
    char *at = getenv("PATH");
    at[0] = static_cast<char>(at[0] + i);
  }
}

void countEach(const char **names, int *out, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    out[i] = static_cast<int>(std::strlen(getenv(names[i])));
}
