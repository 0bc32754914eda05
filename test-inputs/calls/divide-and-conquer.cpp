// Recursion on two parts: of an array, of a tree, of a number.
#include <algorithm>
#include <utility>
#include <vector>

static long leaf(long value) {
  for (int i = 0; i < 49'998'201; ++i) // expect: loop dependent sequential flow(value)
    value = (value * 1103515245 + 12345) & 0x7fffffff;
  return value;
}

long count(int n) {
  if (n < 2)
    return leaf(n);
  return count(n - 1) + count(n - 2); // expect: calls independent multiprocess tasks=2
}

static long calls;
long countAll(int n) {
  ++calls;
  if (n < 2)
    return leaf(n) + 1;
  return countAll(n - 1) + countAll(n - 2); // expect: calls dependent sequential flow(calls) tasks=2
}

// The table of results is what one call leaves for the other.
long memo(long *table, int n) {
  if (table[n])
    return table[n];
  if (n < 2)
    return table[n] = leaf(n) + 2;
  return table[n] = memo(table, n - 1) + memo(table, n - 2); // expect: calls sequential tasks=2 -- dependent, or not understood
}

static void merge(long *a, long *scratch, long from, long middle, long to) {
  long left = from, right = middle;
  for (long i = from; i < to; ++i) // expect: loop dependent sequential
    scratch[i] = left < middle && (right >= to || a[left] < a[right]) ? a[left++] : a[right++];
  for (long i = from; i < to; ++i) // expect: loop conditional no-alias
    a[i] = scratch[i];
}

void sortHalves(long *a, long *scratch, long from, long to) {
  if (to - from < 2)
    return;
  long middle = from + (to - from) / 2;
  sortHalves(a, scratch, from, middle); // expect: calls conditional multiprocess other no-alias tasks=2 -- merging is light beside them
  sortHalves(a, scratch, middle, to);
  merge(a, scratch, from, middle, to);
}

// The halves share an element.
void sortSharing(long *a, long *scratch, long from, long to) {
  if (to - from < 3)
    return;
  long middle = from + (to - from) / 2;
  sortSharing(a, scratch, from, middle + 1); // expect: calls dependent sequential tasks=2
  sortSharing(a, scratch, middle, to);
  merge(a, scratch, from, middle, to);
}

static long part(long *a, long low, long high) {
  long pivot = a[high], store = low;
  for (long i = low; i < high; ++i) // expect: loop dependent sequential
    if (a[i] < pivot)
      std::swap(a[i], a[store++]);
  std::swap(a[store], a[high]);
  return store;
}

void quick(long *a, long low, long high) {
  if (low >= high)
    return;
  long p = part(a, low, high);
  quick(a, low, p - 1); // expect: calls conditional multiprocess other tasks=2
  quick(a, p + 1, high);
}

void quickWithPivot(long *a, long low, long high) {
  if (low >= high)
    return;
  long p = part(a, low, high);
  quickWithPivot(a, low, p); // expect: calls dependent sequential tasks=2
  quickWithPivot(a, p, high);
}

void sumUp(long *a, long n) {
  if (n < 2) {
    a[0] = leaf(a[0]);
    return;
  }
  sumUp(a, n / 2); // expect: calls conditional multiprocess other tasks=2
  sumUp(a + n / 2, n - n / 2);
}

// Both begin at one element.
void sumUpTwice(long *a, long n) {
  if (n < 2) {
    a[0] = leaf(a[0] + 1);
    return;
  }
  sumUpTwice(a, n / 2); // expect: calls dependent sequential tasks=2
  sumUpTwice(a, n - n / 2);
}

struct Tree {
  Tree *left, *right;
  long value;
};

long total(const Tree *tree) {
  return tree ? leaf(tree->value) + total(tree->left) + total(tree->right) : 0; // expect: calls independent multiprocess tasks=3
}

void refresh(Tree *tree) {
  if (!tree)
    return;
  refresh(tree->left); // expect: calls conditional multiprocess no-alias tasks=3
  refresh(tree->right);
  tree->value = leaf(tree->value + 3);
}

// Each adds to what the other has found.
void collect(const Tree *tree, std::vector<long> &values) {
  if (!tree)
    return;
  collect(tree->left, values); // expect: calls dependent sequential flow(values) tasks=2
  values.push_back(tree->value);
  collect(tree->right, values);
}

// The right subtree is looked at only if the left one held nothing.
bool contains(const Tree *tree, long value) {
  if (!tree)
    return false;
  return leaf(tree->value) == value || contains(tree->left, value) || contains(tree->right, value); // expect: calls dependent sequential control tasks=3
}

long depth(const Tree *tree) {
  if (!tree)
    return 0;
  const long left = depth(tree->left); // expect: calls independent multiprocess tasks=2
  const long right = depth(tree->right);
  return std::max(left, right) + 1;
}

long depthWithLimit(const Tree *tree, long &limit) {
  if (!tree || --limit < 0)
    return 0;
  const long left = depthWithLimit(tree->left, limit); // expect: calls dependent sequential flow(limit) tasks=2
  const long right = depthWithLimit(tree->right, limit);
  return std::max(left, right) + 1;
}
