/* Two calls of one function on parts of one array: apart if the bounds say so, tied if they share an element. */

static long work(long value) {
  for (int i = 0; i < 49998001; ++i) /* expect: loop dependent sequential flow(value) */
    value = (value * 1103515245 + 12345) & 0x7fffffff;
  return value;
}

static void fill(long *a, long from, long to) {
  for (long i = from; i < to; ++i) /* expect: loop independent multiprocess */
    a[i] = work(a[i] + i);
}

static void closed(long *a, long from, long to) {
  for (long i = from; i <= to; ++i) /* expect: loop independent multiprocess */
    a[i] = work(a[i] - i);
}

void halves(long *a, long n) {
  fill(a, 0, n / 2); /* expect: calls independent multiprocess tasks=2 */
  fill(a, n / 2, n);
}

void halvesThatMeet(long *a, long n) {
  fill(a, 0, n / 2 + 1); /* expect: calls dependent sequential tasks=2 */
  fill(a, n / 2, n);
}

void halvesByPointer(long *a, long n) {
  fill(a, 0, n / 2); /* expect: calls independent multiprocess tasks=2 */
  fill(a + n / 2, 0, n - n / 2);
}

void halvesByPointerThatMeet(long *a, long n) {
  fill(a, 0, n / 2 + 1); /* expect: calls dependent sequential tasks=2 */
  fill(a + n / 2, 0, n - n / 2);
}

void thirds(long *a, long n) {
  long third = n / 3;
  fill(a, 0, third); /* expect: calls independent multiprocess tasks=3 */
  fill(a, third, 2 * third);
  fill(a, 2 * third, n);
}

/* The last one begins where the first one ended, too. */
void thirdsTwice(long *a, long n) {
  long third = n / 3;
  fill(a, 0, third); /* expect: calls partial multiprocess tasks=3 levels=2 */
  fill(a, third, 2 * third);
  fill(a, third, n);
}

void withPivot(long *a, long p, long n) {
  closed(a, 0, p); /* expect: calls dependent sequential tasks=2 */
  closed(a, p, n);
}

void withoutPivot(long *a, long p, long n) {
  closed(a, 0, p - 1); /* expect: calls independent multiprocess tasks=2 */
  closed(a, p + 1, n);
}

/* Two bounds of which nothing is known. */
void anyParts(long *a, long m, long n) {
  fill(a, 0, m); /* expect: calls conditional multiprocess other tasks=2 */
  fill(a, n, 2 * n);
}

/* The bound was moved between the calls, by as much as the first one did. */
void oneAfterTheOther(long *a, long n, long step) {
  long from = 0;
  fill(a, from, from + step); /* expect: calls independent multiprocess tasks=2 */
  from += step;
  fill(a, from, n);
}

void oneOverTheOther(long *a, long n, long step) {
  long from = 0;
  fill(a, from, from + step); /* expect: calls dependent sequential tasks=2 */
  from += step - 1;
  fill(a, from, n);
}

/* Bounds that wrap: nothing is proved of unsigned numbers of 32 bits. */
static void fill32(long *a, unsigned from, unsigned to) {
  for (unsigned i = from; i < to; ++i) /* expect: loop independent multiprocess */
    a[i] = work(a[i] + 3);
}

void narrowHalves(long *a, unsigned n) {
  fill32(a, 0, n / 2); /* expect: calls independent multiprocess tasks=2 */
  fill32(a, n / 2, n);
}

/* Rows of one matrix, and elements of one array, by constants. */
static void row(double *out) {
  for (int i = 0; i < 49998101; ++i) /* expect: loop dependent sequential */
    out[i % 7] = out[i % 7] * 0.5 + i;
}

void twoRows(double m[2][8]) {
  row(m[0]); /* expect: calls conditional multiprocess other tasks=2 -- which part of the row is written is not known */
  row(m[1]);
}

void sameRow(double m[2][8]) {
  row(m[1]); /* expect: calls sequential tasks=2 -- dependent, or not understood */
  row(m[1]);
}

static void one(long *slot) { *slot = work(*slot); }

void twoSlots(long *a) {
  one(&a[0]); /* expect: calls independent multiprocess tasks=2 */
  one(&a[1]);
}

void sameSlot(long *a) {
  one(&a[1]); /* expect: calls dependent sequential tasks=2 */
  one(a + 1);
}

/* Pointers in two elements may lead to one object. */
void twoTargets(long **a) {
  one(a[0]); /* expect: calls conditional multiprocess no-alias tasks=2 */
  one(a[1]);
}

/* The last element is left out by the condition. */
static void allButLast(long *a, long from, long to) {
  for (long i = from; i + 1 < to; ++i) /* expect: loop independent multiprocess */
    a[i] = work(a[i] + 5 * i);
}

void nextPart(long *a, long m, long n) {
  allButLast(a, 0, m); /* expect: calls independent multiprocess tasks=2 */
  allButLast(a, m - 1, n);
}

void nextPartThatMeets(long *a, long m, long n) {
  allButLast(a, 0, m); /* expect: calls dependent sequential tasks=2 */
  allButLast(a, m - 2, n);
}
