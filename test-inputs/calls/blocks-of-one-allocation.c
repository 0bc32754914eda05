/* Matrices that are cut out of one allocation, and handed to calls of one function. How far it reaches is a product of
   what it is told: that the blocks are apart is assumed, unless the pointers say otherwise. */
#include <stdint.h>
#include <stdlib.h>

static void multiply(double *c, double *a, double *b, unsigned n, unsigned wc, unsigned wa, unsigned wb) {
  for (unsigned i = 0; i < n; ++i) /* expect: loop sequential -- dependent: rows meet where wc < n */
    for (unsigned j = 0; j < n; ++j) { /* expect: loop conditional no-alias other */
      double sum = 0;
      for (unsigned k = 0; k < n; ++k) /* expect: loop independent reduction(sum) */
        sum += a[i * wa + k] * b[k * wb + j];
      c[i * wc + j] = sum;
    }
}

/* The heap is aligned by way of an integer. */
void recurse(double *c, double *a, double *b, unsigned n, unsigned wc, unsigned wa, unsigned wb) {
  if (n <= 64) {
    multiply(c, a, b, n, wc, wa, wb);
    return;
  }
  unsigned half = n / 2, bytes = half * half * sizeof(double);
  char *start = (char *)malloc(4 * bytes + 32), *heap = start;
  double *s1, *s2, *m1, *m2;
  if ((uintptr_t)heap & 31)
    heap = (char *)((uintptr_t)heap + 32 - ((uintptr_t)heap & 31));
  s1 = (double *)heap;
  heap += bytes;
  s2 = (double *)heap;
  heap += bytes;
  m1 = (double *)heap;
  heap += bytes;
  m2 = (double *)heap;
  recurse(m1, s1, b, half, half, half, wb); /* expect: calls conditional multiprocess other tasks=2 */
  recurse(m2, s2, b + half, half, half, half, wb);
  free(start);
}

/* Both products go into one block. */
void recurseInto(double *c, double *a, double *b, unsigned n, unsigned wc, unsigned wa, unsigned wb) {
  if (n <= 64) {
    multiply(c, a, b, n, wc, wa, wb);
    return;
  }
  unsigned half = n / 2, bytes = half * half * sizeof(double);
  char *start = (char *)malloc(3 * bytes), *heap = start;
  double *s1 = (double *)heap, *s2, *m;
  heap += bytes;
  s2 = (double *)heap;
  heap += bytes;
  m = (double *)heap;
  recurseInto(m, s1, b, half, half, half, wb); /* expect: calls dependent sequential flow(start) tasks=2 */
  recurseInto(m, s2, b + half, half, half, half, wb);
  free(start);
}

/* The second product is one of the first. */
void recurseOn(double *c, double *a, double *b, unsigned n, unsigned wc, unsigned wa, unsigned wb) {
  if (n <= 64) {
    multiply(c, a, b, n, wc, wa, wb);
    return;
  }
  unsigned half = n / 2, bytes = half * half * sizeof(double);
  char *start = (char *)malloc(3 * bytes), *heap = start;
  double *s1 = (double *)heap, *m1, *m2;
  heap += bytes;
  m1 = (double *)heap;
  heap += bytes;
  m2 = (double *)heap;
  recurseOn(m1, s1, b, half, half, half, wb); /* expect: calls dependent sequential flow tasks=2 */
  recurseOn(m2, m1, b + half, half, half, half, wb);
  free(start);
}

/* One step on is missing. */
void recurseWithout(double *c, double *a, double *b, unsigned n, unsigned wc, unsigned wa, unsigned wb) {
  if (n <= 64) {
    multiply(c, a, b, n, wc, wa, wb);
    return;
  }
  unsigned half = n / 2, bytes = half * half * sizeof(double);
  char *start = (char *)malloc(4 * bytes), *heap = start;
  double *s1 = (double *)heap, *s2, *m1, *m2;
  heap += bytes;
  s2 = (double *)heap;
  heap += bytes;
  m1 = (double *)heap;
  m2 = (double *)heap;
  recurseWithout(m1, s1, b, half, half, half, wb); /* expect: calls dependent sequential flow(start) tasks=2 */
  recurseWithout(m2, s2, b + half, half, half, half, wb);
  free(start);
}

static void smooth(double *block, long n) {
  for (int round = 0; round < 1000000; ++round) /* expect: loop dependent sequential */
    for (long i = 0; i < n; ++i)                /* expect: loop independent */
      block[i] = block[i] * 0.5 + round;
}

double apart(long n) {
  char *heap = (char *)malloc(2 * n * sizeof(double));
  double *one = (double *)heap, *two;
  heap += n * sizeof(double);
  two = (double *)heap;
  smooth(one, n); /* expect: calls conditional multiprocess other tasks=2 */
  smooth(two, n);
  return one[0] + two[0];
}

/* The first block reaches into the second. */
double tooClose(long n) {
  char *heap = (char *)malloc(2 * n * sizeof(double));
  double *one = (double *)heap, *two;
  heap += (n - 1) * sizeof(double);
  two = (double *)heap;
  smooth(one, n); /* expect: calls dependent sequential flow tasks=2 */
  smooth(two, n);
  return one[0] + two[0];
}

/* What is added to an address is the way to another object. */
double relative(double *a, double *b, long n) {
  uintptr_t distance = (uintptr_t)b - (uintptr_t)a;
  double *c = (double *)((uintptr_t)a + distance);
  smooth(c, n); /* expect: calls dependent sequential tasks=2 */
  smooth(b, n);
  return *b;
}

/* An address that is kept as a number leads somebody else there. */
static uintptr_t kept;

static void smoothKept(long n) { smooth((double *)kept, n); }

double keptAsNumber(long n) {
  double *own = (double *)malloc(n * sizeof(double));
  kept = (uintptr_t)own;
  smooth(own, n); /* expect: calls dependent sequential tasks=2 */
  smoothKept(n);
  return *own;
}

/* One that only decides, or is moved, is nobody's. */
static double *other;

static void smoothOther(long n) { smooth(other, n); }

double alignedOnly(long n) {
  double *own = (double *)malloc((n + 4) * sizeof(double));
  if ((uintptr_t)own & 31)
    own = (double *)((uintptr_t)own + 32 - ((uintptr_t)own & 31));
  smooth(own, n); /* expect: calls independent multiprocess tasks=2 */
  smoothOther(n);
  return *own;
}
