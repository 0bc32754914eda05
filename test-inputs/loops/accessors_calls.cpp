// Functions that read and write elements chosen by their parameters: which ones is known to their callers.
#include <cstddef>
#include <vector>

inline double &el(double *a, int n, int i, int j) { return a[i * n + j]; }
#define EL(a, n, i, j) (*(&el((a), (n), (i), 0) + (j)))

static void store(double *a, int i, double v) { a[i] = v; }
static double load(const double *a, int i) { return a[i]; }
static void twice(double &x) { x *= 2; }
static int next(int i) { return i + 1; }
static int clampTo(int i, int n) { return i < n ? i : n - 1; }
static int halfOf(int i) { return i / 2; }
static int seen = 0;
static int numbered(int) { return seen++; }

static void row(double *a, int n) {
  for (int j = 0; j < n; ++j) // expect: loop independent hidden
    a[j] = j;
}
static void rowFrom(double *a, int from, int to) {
  for (int j = from; j < to; ++j) // expect: loop independent hidden
    a[j] = j;
}
static void rowUpTo(double *a, int n) {
  for (int j = 0; j <= n; ++j) // expect: loop independent hidden
    a[j] = j;
}
static void rowDown(double *a, int n) {
  for (int j = n - 1; j >= 0; --j) // expect: loop independent hidden
    a[j] = j;
}
static void rowOf(double *a, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) // expect: loop independent hidden
    a[j] = 0;
}
static void pairs(double *a, int n) {
  for (int j = 0; j < n; j += 2) { // expect: loop independent hidden
    a[j] = j;
    a[j + 1] = 0;
  }
}
static void moved(double *a, int n) {
  for (int j = 0; j < n; ++j) { // expect: loop dependent hidden
    int k = j;
    ++j;
    a[j - k] = 0;
  }
}
static void scatter(double *a, const int *where, int n) {
  for (int j = 0; j < n; ++j) // expect: loop conditional injective-index hidden
    a[where[j]] = j;
}

template <class T> struct Grid {
  std::vector<T> cells;
  int n = 0;
  T &operator()(int i, int j) { return cells[i * n + j]; }
  const T &operator()(int i, int j) const { return cells[i * n + j]; }
  T &at(int i, int j) { return (*this)(i, j); }
  int columns() const { return n; }
  int place(int i, int j) const { return i * n + j; }
  T *line(int i) { return cells.data() + i * n; }
  void set(int i, int j, T v) { cells[place(i, j)] = v; }
  void add(int i) { n += i; }
};

void elements(double *a, int n, int m) {
  for (int i = 0; i < m; ++i)   // expect: loop independent
    for (int j = 0; j < n; ++j) // expect: loop independent hidden
      el(a, n, i, j) = i;
}

void elementsByMacro(double *a, int n, int m) {
  for (int i = 0; i < m - 1; ++i)   // expect: loop independent
    for (int j = 0; j < n; ++j) // expect: loop independent hidden
      EL(a, n, i, j) = i;
}

void elementsOfOtherRows(double *a, int n, int m) {
  for (int i = 1; i < m; ++i)   // expect: loop dependent distance=1
    for (int j = 0; j < n; ++j) // expect: loop independent hidden
      el(a, n, i, j) = el(a, n, i - 1, j);
}

void stores(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    store(a, i, 2 * load(a, i));
}

void storesNext(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent flow distance=1
    store(a, next(i), load(a, i));
}

void storesAtNext(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    store(a, next(i), i);
}

void storesClamped(double *a, int n, int m) {
  for (int i = 0; i < n; ++i) // expect: loop unknown
    store(a, clampTo(i, m), i);
}

void storesAtHalf(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    store(a, halfOf(i), i);
}

void storesNumbered(double *a, int n) {
  for (int i = 0; i < n - 1; ++i) // expect: loop dependent
    store(a, numbered(i), i);
}

void rows(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    row(a + i * 8, 8);
}

void rowsThatMeet(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent output
    row(a + i * 8, 9);
}

void rowsOfAnyLength(double *a, int n, int m) {
  for (int i = 0; i < m; ++i) // expect: loop independent
    row(a + i * n, n);
}

void rowsOfAnotherLength(double *a, int n, int m, int k) {
  for (int i = 0; i < m; ++i) // expect: loop conditional other
    row(&a[i * n], k);
}

void parts(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    rowFrom(a, 4 * i, 4 * i + 4);
}

void partsThatMeet(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent output
    rowFrom(a, 4 * i, 4 * i + 5);
}

void inclusive(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent output
    rowUpTo(a + 8 * i, 8);
}

void inclusiveWithin(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    rowUpTo(a + 8 * i, 7);
}

void downwards(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    rowDown(a + 8 * i, 8);
}

void bySize(double *a, int n) {
  for (int i = 0; i < n - 1; ++i) // expect: loop independent
    rowOf(a + 8 * i, 8);
}

void byTwos(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown -- the second of the last pair is element 8 for all that is known
    pairs(a + 8 * i, 8);
}

void counterMovedInside(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown
    moved(a + i, 8);
}

void scatters(double *a, const int *where, int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown
    scatter(a, where, 8);
}

void grid(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i)             // expect: loop independent
    for (int j = 0; j < g.columns(); ++j) // expect: loop independent hidden
      g(i, j) = i;
}

void gridThroughAnother(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i)     // expect: loop independent
    for (int j = 0; j < g.n; ++j) // expect: loop independent hidden
      g.at(i, j) = i;
}

void gridSet(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i)             // expect: loop independent
    for (int j = 0; j < g.columns(); ++j) // expect: loop independent hidden
      g.set(i, j, i);
}

void gridLines(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i) { // expect: loop independent
    double *line = g.line(i);
    for (int j = 0; j < g.columns(); ++j) // expect: loop independent hidden
      line[j] = i;
  }
}

void gridLinesByCall(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i) // expect: loop independent
    row(g.line(i), g.columns());
}

void gridRecurrence(Grid<double> &g, int m) {
  for (int i = 1; i < m; ++i)             // expect: loop dependent flow distance=1
    for (int j = 0; j < g.columns(); ++j) // expect: loop independent hidden
      g(i, j) += g(i - 1, j);
}

void gridTransposed(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i)   // expect: loop dependent
    for (int j = 0; j < m; ++j) // expect: loop conditional other hidden
      g(i, j) = g(j, i);
}

void gridThatChanges(Grid<double> &g, int m) {
  for (int i = 0; i < m; ++i) { // expect: loop dependent
    g(i, 0) = i;
    g.add(i);
  }
}

void gridToGrid(const Grid<double> &from, Grid<double> &to, int m) {
  for (int i = 0; i < m; ++i)              // expect: loop conditional no-alias
    for (int j = 0; j < to.columns(); ++j) // expect: loop conditional no-alias hidden
      to(i, j) = from(i, j);
}

void eachByReference(std::vector<double> &v) {
  for (double &x : v) // expect: loop independent
    twice(x);
}

void eachByPointer(double *a, double *end) {
  for (double *p = a; p != end; ++p) // expect: loop independent
    store(p, 0, 1);
}

void eachAndTheNext(double *a, double *end) {
  for (double *p = a; p != end; ++p) // expect: loop dependent anti distance=1
    store(p, 0, load(p, 1));
}

void eachByIterator(std::vector<double> &v) {
  for (auto it = v.begin(); it != v.end(); ++it) // expect: loop independent
    twice(*it);
}

void twiceTheSame(std::vector<double> &v, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(v)
    twice(v[i / 2]);
}

void firstElement(std::vector<double> &v, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    v.front() = v.front() * 0.5 + i;
}

void throughData(std::vector<double> &v, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    *(v.data() + i) = i;
}

void lineOfLines(std::vector<std::vector<double>> &v, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    rowOf(v[i].data(), v[i].size());
}

void pointersToLines(double **a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    row(a[i], 10);
}
