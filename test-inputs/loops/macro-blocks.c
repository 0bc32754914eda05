/* A macro's `do { ... } while (0)` is a block and no loop. */
static int a[1000], b[1000], count;

#define SWAP(x, y)                                                                                           \
  do {                                                                                                       \
    int kept = x;                                                                                            \
    x = y;                                                                                                   \
    y = kept;                                                                                                \
  } while (0)
#define APPEND(x)                                                                                            \
  do {                                                                                                       \
    b[count] = (x);                                                                                          \
    count++;                                                                                                 \
  } while (0)

void mirror(void) {
  for (int i = 0; i < 499; ++i) /* expect: loop independent */
    SWAP(a[i], a[999 - i]);
}
void ripple(void) {
  for (int i = 0; i < 999; ++i) /* expect: loop dependent flow */
    SWAP(a[i], a[i + 1]);
}
void collect(void) {
  for (int i = 0; i < 1000; ++i) /* expect: loop dependent */
    APPEND(a[i] * 5);
}
void once(int n) {
  do /* expect: loop dependent flow(n) -- this one comes back */
    b[n] = b[n + 1] * 7;
  while (--n > 0);
}
