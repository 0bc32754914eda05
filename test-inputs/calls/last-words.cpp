// Messages on the way to the end of the process are a hazard, no order; what looks alike and goes on is
// order.
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

void fill(double *block, int n) {
  for (int i = 0; i < n; ++i)   // expect: loop independent
    for (int j = 0; j < n; ++j) // expect: loop independent
      block[i] += j;
}

double *clean(int n) {
  auto *block = static_cast<double *>(std::malloc(n * sizeof(double)));
  if (!block) {
    std::printf("Error: out of memory\n");
    std::exit(101);
  }
  fill(block, n);
  return block;
}

void bothBlocks(double *sums, int n) {
  double *a = clean(n); // expect: calls independent tasks=2 hazard
  double *b = clean(n + 1);
  sums[0] = a[0] + b[0];
  std::free(a);
  std::free(b);
}

void blockAfterBlock(double **blocks, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent hazard
    blocks[i] = clean(1000);
}

// It prints, and gives up in another way.
double *cleanOrNull(int n) {
  auto *block = static_cast<double *>(std::malloc(n * sizeof(double)));
  if (!block) {
    std::printf("Error: out of memory\n");
    return nullptr;
  }
  fill(block, n);
  return block;
}

void bothOrNull(double *sums, int n) {
  double *a = cleanOrNull(n); // expect: calls dependent sequential order(stdout)
  double *b = cleanOrNull(n + 1);
  sums[0] = a && b;
  std::free(a);
  std::free(b);
}

void blockOrNull(double **blocks, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential order(stdout)
    blocks[i] = cleanOrNull(1000);
}

double heavy(const double *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)   // expect: loop independent reduction(sum)
    for (int j = 0; j < n; ++j) // expect: loop independent reduction(sum)
      sum += x[i] * x[j];
  return sum;
}

// The message comes before the question whether to go on.
double warned(const double *x, int n, int strict) {
  if (n < 0) {
    std::printf("negative size\n");
    if (strict)
      std::exit(1);
  }
  return heavy(x, n);
}

double bothWarned(const double *x, const double *y, int n) {
  return warned(x, n, 1) + warned(y, n, 0); // expect: calls dependent sequential order(stdout)
}

// Ways that part and all end are one way to the end.
double refused(const double *x, int n, int verbose) {
  if (n < 0) {
    std::printf("negative size\n");
    if (verbose)
      std::printf("it is %d\n", n);
    std::fflush(stdout);
    std::abort();
  }
  return heavy(x, n);
}

double bothRefused(const double *x, const double *y, int n) {
  return refused(x, n, 1) + refused(y, n, 0); // expect: calls independent hazard
}

double thrown(const double *x, int n) {
  if (n < 0) {
    std::printf("negative size\n");
    throw n;
  }
  return heavy(x, n);
}

double bothThrown(const double *x, const double *y, int n) {
  return thrown(x, n) + thrown(y, n); // expect: calls dependent sequential order(stdout)
}

// One function ends the process, the next only seems to.
void die(const char *why) {
  std::printf("%s\n", why);
  std::exit(2);
}

void giveUp(const char *why) {
  std::printf("%s\n", why);
  throw 2;
}

double orDie(const double *x, int n) {
  if (n < 0)
    die("negative size");
  return heavy(x, n);
}

double orGiveUp(const double *x, int n) {
  if (n < 0)
    giveUp("negative size");
  return heavy(x, n);
}

double bothOrDie(const double *x, const double *y, int n) {
  return orDie(x, n) + orDie(y, n); // expect: calls independent hazard
}

double bothOrGiveUp(const double *x, const double *y, int n) {
  return orGiveUp(x, n) + orGiveUp(y, n); // expect: calls dependent sequential order(stdout)
}

// What may throw on the way, and be caught, does not end the process.
int checked(int n) {
  if (n < -100)
    throw n;
  return -n;
}

double orDieOfThrow(const double *x, int n) {
  if (n < 0) {
    std::printf("negative size\n");
    std::exit(checked(n));
  }
  return heavy(x, n);
}

double bothOrDieOfThrow(const double *x, const double *y, int n) {
  return orDieOfThrow(x, n) + orDieOfThrow(y, n); // expect: calls dependent sequential order(stdout)
}

// No end is no end of the process.
double orHang(const double *x, int n) {
  if (n < 0)
    for (;;) // expect: loop dependent sequential order(stdout)
      std::printf("negative size\n");
  return heavy(x, n);
}

double bothOrHang(const double *x, const double *y, int n) {
  return orHang(x, n) + orHang(y, n); // expect: calls dependent sequential order(stdout)
}

// Nor is the end of a thread, or a jump.
double orEndThread(const double *x, int n) {
  if (n < 0) {
    std::printf("negative size\n");
    pthread_exit(nullptr);
  }
  return heavy(x, n);
}

double bothOrEndThread(const double *x, const double *y, int n) {
  return orEndThread(x, n) + orEndThread(y, n); // expect: calls dependent sequential order(stdout)
}

std::jmp_buf back;

double orJump(const double *x, int n) {
  if (n < 0) {
    std::printf("negative size\n");
    std::longjmp(back, 1);
  }
  return heavy(x, n);
}

double bothOrJump(const double *x, const double *y, int n) {
  return orJump(x, n) + orJump(y, n); // expect: calls dependent sequential order(stdout)
}

// Nobody has said that it ends the process.
[[noreturn]] void fatal(int code);

double orFatal(const double *x, int n) {
  if (n < 0) {
    std::printf("negative size\n");
    fatal(n);
  }
  return heavy(x, n);
}

double bothOrFatal(const double *x, const double *y, int n) {
  return orFatal(x, n) + orFatal(y, n); // expect: calls dependent sequential order(stdout)
}

// What ends is the child; the parent goes on.
void inChild(const double *x, int n) {
  if (fork() == 0) {
    std::printf("%g\n", heavy(x, n));
    std::exit(0);
  }
}

void childAfterChild(const double *x, const double *y, int n) {
  inChild(x, n); // expect: calls dependent sequential
  inChild(y, n);
}

void report(const double *x, int n) { std::printf("%g\n", heavy(x, n)); }

void reportAndDie(int pid, const double *x, int n) {
  if (pid == 0) {
    std::printf("%g\n", heavy(x, n));
    std::exit(0);
  }
}

void childAfterReport(const double *x, const double *y, int n) {
  report(x, n); // expect: calls dependent sequential order(stdout)
  reportAndDie(fork(), y, n);
}

// A file is data, not a message.
double orSaved(const double *x, int n, std::FILE *out) {
  if (n < 0) {
    std::fprintf(out, "negative size\n");
    std::exit(1);
  }
  return heavy(x, n);
}

double bothOrSaved(const double *x, const double *y, int n, std::FILE *out) {
  return orSaved(x, n, out) + orSaved(y, n, out); // expect: calls dependent sequential order(out)
}

// The value that is told is memory like any other.
int failures;

double counted(const double *x, int n) {
  if (n < 0) {
    std::printf("%d failed before\n", failures);
    std::exit(1);
  }
  ++failures;
  return heavy(x, n);
}

double bothCounted(const double *x, const double *y, int n) {
  return counted(x, n) + counted(y, n); // expect: calls dependent sequential flow(failures)
}
