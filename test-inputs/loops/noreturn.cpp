// Calls that never return end the process, not the loop: what comes before them in their block happens once at most.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

int failures = 0;
const char *reason = nullptr;

void die(const char *why) {
  std::fprintf(stderr, "error: %s\n", why);
  failures += 1;
  std::exit(1);
}

[[noreturn]] void giveUp() { std::abort(); }

void warn(const char *why) { std::fprintf(stderr, "warning: %s\n", why); }

void dieIfBad(double v) {
  if (v < 0) {
    ++failures;
    std::exit(2);
  }
}

void dieTwice(int kind) {
  if (kind == 0)
    die("zero");
  else
    giveUp();
}

void dieSomeTimes(int kind) {
  ++failures;
  if (kind == 0)
    die("zero");
}

void spin(int n) {
  for (;;) // expect: loop dependent
    failures = n - failures;
}

void fail() { throw std::runtime_error("bad"); }

void exits(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent hazard
    if (a[i] < 0) {
      std::fprintf(stderr, "negative\n");
      std::exit(1);
    }
    a[i] *= 2;
  }
}

void exitsAfterNoting(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent hazard
    if (a[i] < 0) {
      ++failures;
      reason = "negative";
      giveUp();
    }
    a[i] *= 2;
  }
}

void diesInCallee(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent hazard
    if (a[i] < 0) {
      reason = "negative";
      die(reason);
    }
    a[i] *= 2;
  }
}

void diesTwoLevelsDown(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent hazard
    if (a[i] < 0) {
      ++failures;
      dieTwice(i);
    }
    a[i] *= 2;
  }
}

void diesOnlySometimes(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    if (a[i] < 0)
      dieSomeTimes(i);
    a[i] *= 2;
  }
}

void conditionalInside(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    if (a[i] < 0) {
      ++failures;
      if (failures > 10)
        std::exit(1);
    }
    a[i] *= 2;
  }
}

void countsBeforeTheTest(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent reduction(failures) hazard
    ++failures;
    if (a[i] < 0)
      die("negative");
    a[i] *= 2;
  }
}

void usesTheCountBeforeTheTest(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    a[i] = ++failures;
    if (a[i] < 0)
      die("negative");
  }
}

void notesBeforeTheTest(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    reason = a[i] < 0 ? "negative" : reason;
    if (a[i] < 0)
      die(reason);
    a[i] *= 2;
  }
}

void goesRoundForEver(double *a, int n) {
  for (int i = 0; i < n - 1; ++i) { // expect: loop dependent
    if (a[i] < 0)
      spin(i);
    a[i] *= 2;
  }
}

void breaksInstead(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent control
    if (a[i] < 0) {
      warn("negative");
      break;
    }
    a[i] *= 2;
  }
}

void throwsInCallee(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop conditional no-exception
    if (a[i] < 0) {
      ++failures;
      fail();
    }
    a[i] *= 2;
  }
}

void throwsAndGoesOn(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    try {
      if (a[i] < 0) {
        reason = reason ? nullptr : "negative";
        fail();
      }
      a[i] *= 2;
    } catch (const std::runtime_error &) {
      a[i] = 0;
    }
  }
}

void catchesOutside(double *a, int n) {
  try {
    for (int i = 0; i < n - 1; ++i) { // expect: loop conditional no-exception
      if (a[i] < 0) {
        ++failures;
        fail();
      }
      a[i] *= 2;
    }
  } catch (const std::runtime_error &) {
    a[0] = 0;
  }
}

void diesInACallOfItsOwn(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    dieIfBad(a[i]);
    a[i] *= 2;
  }
}

void warnsOnTheWay(double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop conditional order
    if (a[i] < 0)
      warn("negative");
    a[i] *= 2;
  }
}

void printsToAFile(std::FILE *out, double *a, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent order
    std::fprintf(out, "%f\n", a[i]);
    a[i] *= 2;
  }
}

void printsByTwoNames(double *a, int n) {
  for (int i = 0; i < n - 1; ++i) { // expect: loop dependent order(stdout)
    std::fprintf(stdout, "%f\n", a[i]);
    a[i] *= 2;
  }
}

// What goes on for ever does not end the process: the search ends, and the server goes on.
void serve(int *queue, int n) {
  for (;;) {                      // expect: loop dependent
    for (int i = 0; i < n; ++i) { // expect: loop dependent control
      if (queue[i] > 3)
        break;
      queue[i] += 2;
    }
    queue[0] = queue[n - 1] - 7;
  }
}

void searchThenServe(int *queue, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent control
    if (queue[i] == 5)
      break;
    queue[i] *= 3;
  }
  for (;;) // expect: loop dependent
    queue[0] = queue[n - 1] + queue[0];
}

void checkThenServe(int *queue, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent hazard not-run -- ends the process
    if (queue[i] == 6)
      giveUp();
    queue[i] *= 5;
  }
  for (;;) // expect: loop dependent
    queue[0] = queue[n - 1] - queue[0];
}
