// Pointers that callees store, move and follow.
// expect-file: flags -std=c++20
#include <cstdlib>

extern int a[1'000'000], b[1'000'000];

struct Holder {
  int *data;
  int *other;
};

// The address of the local lies in another one.
static void store(Holder *h, int *p) { h->data = p; }

void readsOldValue(int n) {
  Holder h;
  int x = 0;
  store(&h, &x);
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential output(x)
    b[i] = *h.data;
    x = i;
  }
}
void readsByName(int n) {
  Holder h;
  int x = 0;
  store(&h, &a[0]);
  for (int i = 0; i < n; ++i) { // expect: loop independent private(x)
    x = i;
    b[i] = x + 1;
  }
}

// What a callee keeps in a global.
static int *kept;
static void keep(int *p) { kept = p; }
static int look() { return *kept; }

void keptAddress(int n) {
  int x = 0;
  keep(&x);
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential output(x)
    b[i] = look();
    x = i;
  }
}

// No assumption keeps apart what the function itself has tied.
int *global;
void tiedBefore(int n) {
  global = a;
  for (int i = 0; i < n; ++i) // expect: loop unknown sequential -- ideal: dependent anti(a)
    global[i] = a[i + 1];
}
void tiedByOthers(int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    global[i] = a[i + 2];
}

// A callee fills the structure.
static void point(Holder *h) {
  h->data = a;
  h->other = a;
}
static void allocate(Holder *h, int n) {
  h->data = static_cast<int *>(std::malloc(n * sizeof(int)));
  h->other = h->data;
}

void filledWithOne(int n) {
  Holder h;
  point(&h);
  for (int i = 0; i < n; ++i) // expect: loop unknown sequential -- ideal: dependent anti
    h.data[i] = h.other[i + 1];
}
void filledWithNew(int n) {
  Holder h;
  allocate(&h, n);
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias -- ideal: dependent anti
    h.data[i] = h.other[i + 3];
}
void newAndAnother(int n) {
  Holder h;
  allocate(&h, n);
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias -- ideal: independent, only the callee knew the memory
    h.data[i] = a[i + 1];
}

// Two names for one variable: a copy would have only one of them.
int sumByTwoNames(int n) {
  int s = 0, *p = &s;
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential flow(s)
    *p += a[i];
    s += b[i];
  }
  return s;
}
int sumByOneName(int n) {
  int s = 0;
  for (int i = 0; i < n; ++i) { // expect: loop independent reduction(s)
    s += a[i];
    s += b[i];
  }
  return s;
}

static int *single() {
  static int one;
  return &one;
}
static int *ownOf(int i) { return &a[i]; }

void oneForAll(int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential output
    *single() = i;
    b[i] = *single() + 1;
  }
}
void oneForEach(int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent
    *ownOf(i) = i;
    b[i] = *ownOf(i) + 1;
  }
}

// The callee moves the pointer: by recursion, or by one of two values.
static void fill(int *p, int n) {
  if (n <= 0)
    return;
  *p = n;
  fill(p + 1, n - 1);
}
static void countDown(int *p, int n) {
  if (n <= 0)
    return;
  *p = n;
  countDown(p, n - 1);
}

void filledOn(int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential output(a)
    fill(a + i, i);
}
void filledHere(int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    countDown(a + i, i);
}

static void hereOrFive(int *p, bool far) { *(far ? p + 5 : p) = 1; }
static void hereOnly(int *p, bool far) { *p = far ? 2 : 1; }

void perhapsMoved(int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown sequential -- ideal: dependent output(a)
    hereOrFive(&a[i], b[i]);
}
void notMoved(int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    hereOnly(&a[i], b[i]);
}

// The callee follows pointers from element to element.
struct Node {
  int value;
  Node *next;
};
extern Node nodes[1000];

static void markAll(Node *p, int depth) {
  if (depth <= 0 || !p)
    return;
  p->value = depth;
  markAll(p->next, depth - 1);
}
struct Leaf {
  int value;
  int parts[4];
};
extern Leaf leaves[1000];

static void markParts(Leaf *p, int depth) {
  if (depth <= 0)
    return;
  p->parts[depth & 3] = depth;
  markParts(p, depth - 1);
}

void followed() {
  for (int i = 0; i < 1000; ++i) // expect: loop conditional no-alias
    markAll(&nodes[i], 3);
}
void notFollowed() {
  for (int i = 0; i < 1000; ++i) // expect: loop independent
    markParts(&leaves[i], 3);
}

// A store is volatile if the expression says so.
void volatileStores(int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential order
    *static_cast<volatile int *>(&a[i]) = 1;
}

// Rows of m elements that are written to the element after them.
void rowsMeet(int *r, int n, int m) {
  for (int i = 0; i < n; ++i)    // expect: loop unknown sequential -- ideal: dependent output(r)
    for (int j = 0; j <= m; ++j) // expect: loop independent
      r[i * m + j] = 1;
}
void rowsDoNot(int *r, int n, int m) {
  for (int i = 0; i < n; ++i)   // expect: loop independent
    for (int j = 0; j < m; ++j) // expect: loop independent
      r[i * m + j] = 2;
}
void rowsMeetBackwards(int *r, int n, int m) {
  for (int i = 0; i < n; ++i)    // expect: loop unknown sequential -- ideal: dependent output(r)
    for (int j = 0; j <= m; ++j) // expect: loop independent
      r[i * m + m - j] = 3;
}
