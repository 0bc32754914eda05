/* What a function makes and returns holds what the function has put there: one pointer twice, a pointer to itself, or one
   that it was passed. */
#include <stdlib.h>

static long heavy(long seed) {
  for (int i = 0; i < 49921013; ++i) /* expect: loop dependent sequential flow(seed) */
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}
static void put(long *out, long seed) { *out = heavy(seed); }

struct Two {
  long *a, *b;
  long size;
};

static struct Two *makeOneTwice(void) {
  struct Two *made = (struct Two *)malloc(sizeof *made);
  made->a = made->b = (long *)malloc(sizeof *made->a);
  return made;
}
void oneTwice(void) {
  struct Two *two = makeOneTwice();
  put(two->a, 1); /* expect: calls conditional no-alias tasks=2 -- ideal: dependent */
  put(two->b, 2);
}
void ofTwoObjects(void) {
  struct Two *one = makeOneTwice(), *other = makeOneTwice();
  put(one->a, 1); /* expect: calls independent multiprocess tasks=2 */
  put(other->b, 2);
}
static void putSize(struct Two *out, long seed) { out->size = heavy(seed); }
void besideItself(void) {
  struct Two *two = makeOneTwice();
  put(two->a, 1); /* expect: calls independent multiprocess tasks=2 */
  putSize(two, 2);
}

struct Node {
  struct Node *next;
  long value;
};
static void putNode(struct Node *out, long seed) { out->value = heavy(seed); }

static struct Node *makeRing(void) {
  struct Node *made = (struct Node *)calloc(1, sizeof *made);
  made->next = made;
  return made;
}
void ring(void) {
  struct Node *node = makeRing();
  putNode(node, 1); /* expect: calls conditional no-alias tasks=2 -- ideal: dependent */
  putNode(node->next, 2);
}
static struct Node *makeChain(void) {
  struct Node *made = (struct Node *)calloc(1, sizeof *made);
  made->next = (struct Node *)calloc(1, sizeof *made);
  return made;
}
void chain(void) {
  struct Node *node = makeChain();
  putNode(node, 1); /* expect: calls independent multiprocess tasks=2 */
  putNode(node->next, 2);
}
static struct Node *makeRingOfTwo(void) {
  struct Node *made = (struct Node *)calloc(1, sizeof *made), *other = (struct Node *)calloc(1, sizeof *other);
  made->next = other;
  other->next = made;
  return made;
}
void ringOfTwo(void) {
  struct Node *node = makeRingOfTwo();
  putNode(node, 1); /* expect: calls conditional no-alias tasks=2 -- ideal: dependent */
  putNode(node->next->next, 2);
}
static struct Node *makeRingElsewhere(void) {
  struct Node *made = makeRing();
  return made;
}
void ringThroughTwoCalls(void) {
  struct Node *node = makeRingElsewhere();
  putNode(node, 1); /* expect: calls conditional no-alias tasks=2 -- ideal: dependent */
  putNode(node->next, 2);
}

static struct Two *makeAround(long *given) {
  struct Two *made = (struct Two *)calloc(1, sizeof *made);
  made->a = given;
  return made;
}
void holdsWhatWasPassed(void) {
  long value = 0;
  struct Two *two = makeAround(&value);
  put(two->a, 1); /* expect: calls dependent sequential tasks=2 */
  put(&value, 2);
}
void holdsAnother(void) {
  long value = 0, other = 0;
  struct Two *two = makeAround(&other);
  put(two->a, 1); /* expect: calls independent multiprocess tasks=2 */
  put(&value, 2);
}

static long shared;
static struct Two *makeAroundShared(void) {
  struct Two *made = (struct Two *)calloc(1, sizeof *made);
  made->a = &shared;
  return made;
}
void holdsGlobal(void) {
  struct Two *two = makeAroundShared();
  put(two->a, 1); /* expect: calls dependent sequential tasks=2 */
  put(&shared, 2);
}

struct List {
  struct Node *head;
};
static struct Node *makeListed(struct List *list) {
  struct Node *made = (struct Node *)calloc(1, sizeof *made);
  list->head = made;
  return made;
}
void returnedAndStored(void) {
  struct List list;
  struct Node *node = makeListed(&list);
  putNode(node, 1); /* expect: calls conditional no-alias tasks=2 -- ideal: dependent */
  putNode(list.head, 2);
}
void returnedAndStoredInTwo(void) {
  struct List list, other;
  struct Node *node = makeListed(&list);
  makeListed(&other);
  putNode(node, 1); /* expect: calls independent multiprocess tasks=2 */
  putNode(other.head, 2);
}
