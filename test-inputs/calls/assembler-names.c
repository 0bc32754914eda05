/* Variables that are one symbol to the assembler are one variable. */
static long heavy(long seed) {
  for (int i = 0; i < 49922013; ++i) /* expect: loop dependent sequential flow(seed) */
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long labelled __asm__("common_name");
extern long labelledToo __asm__("common_name");
extern long labelledOtherwise __asm__("other_name");
static void putLabelled(long seed) { labelled = heavy(seed); }
static long getLabelledToo(void) { return heavy(labelledToo); }
static long getLabelledOtherwise(void) { return heavy(labelledOtherwise); }

long oneLabel(void) {
  putLabelled(1); /* expect: calls dependent sequential tasks=2 */
  return getLabelledToo();
}
long twoLabels(void) {
  putLabelled(1); /* expect: calls independent multiprocess tasks=2 */
  return getLabelledOtherwise();
}

long plain, plainOther;
extern long plainByLabel __asm__("plain");
static void putPlain(long seed) { plain = heavy(seed); }
static void putPlainOther(long seed) { plainOther = heavy(seed); }
static long getPlainByLabel(void) { return heavy(plainByLabel); }

long nameAsLabel(void) {
  putPlain(1); /* expect: calls dependent sequential tasks=2 */
  return getPlainByLabel();
}
long anotherNameAsLabel(void) {
  putPlainOther(1); /* expect: calls independent multiprocess tasks=2 */
  return getPlainByLabel();
}

static long own, ownOther;
extern long alias __attribute__((alias("own")));
static void putOwn(long seed) { own = heavy(seed); }
static void putOwnOther(long seed) { ownOther = heavy(seed); }
static long getAlias(void) { return heavy(alias); }

long aliasOf(void) {
  putOwn(1); /* expect: calls dependent sequential tasks=2 */
  return getAlias();
}
long aliasOfAnother(void) {
  putOwnOther(1); /* expect: calls independent multiprocess tasks=2 */
  return getAlias();
}
