// Subscripts with division and remainder by a number that is known only at run time.
#include <vector>

// Each place of the ring but one is read by the iteration that follows.
void turn(int *ring, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent flow(ring[(i + 1) % n])
    ring[(i + 1) % n] = ring[i];
}

void turnInto(int *__restrict ring, const int *__restrict from, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    ring[(i + 1) % n] = from[i];
}

void turnTooFar(int *__restrict ring, const int *__restrict from, int n) {
  for (int i = 0; i <= n; ++i) // expect: loop dependent output(ring[(i + 1) % n])
    ring[(i + 1) % n] = from[i];
}

// By how much is not known.
void turnBy(int *__restrict ring, const int *__restrict from, int n, int by) {
  for (int i = 0; i < n; ++i) // expect: loop unknown -- ideal: conditional other, `by` lies between 0 and n
    ring[(i + by) % n] = from[i];
}

// Row and column of a flat index.
void unfold(std::vector<std::vector<int>> &rows, const std::vector<int> &flat, int columns) {
  const int n = static_cast<int>(flat.size());
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    rows[i / columns][i % columns] = flat[i];
}

void columnsOnly(std::vector<std::vector<int>> &rows, const std::vector<int> &flat, int columns) {
  const int n = static_cast<int>(flat.size());
  for (int i = 0; i < n; ++i) // expect: loop dependent output(rows[0][i % columns])
    rows[0][i % columns] = flat[i];
}

void another(std::vector<std::vector<int>> &rows, const std::vector<int> &flat, int columns, int width) {
  const int n = static_cast<int>(flat.size());
  for (int i = 0; i < n; ++i) // expect: loop unknown
    rows[i / columns][i % width] = flat[i];
}

void foldAgain(int *v, int n, int columns) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    v[i / columns * columns + i % columns] = i;
}

void foldWrongly(int *v, int n, int columns, int width) {
  for (int i = 0; i < n; ++i) // expect: loop unknown
    v[i / columns * width + i % columns] = i;
}

// Bits that are cleared or set make two numbers one.
void pairwise(int *v, unsigned n) {
  for (unsigned i = 0; i < n; ++i) // expect: loop dependent output(v[i & ~1u])
    v[i & ~1u] = static_cast<int>(i);
}

void oddOnes(int *v, unsigned n) {
  for (unsigned i = 0; i < n; ++i) // expect: loop dependent output(v[i | 1u])
    v[i | 1u] = static_cast<int>(i);
}

void evenOnes(int *v, unsigned n) {
  for (unsigned i = 0; i < n; i += 2) // expect: loop independent
    v[i | 1u] = static_cast<int>(i);
}

// Rows of a compressed matrix: that each begins where the last ends is for the reader to check.
void fillRows(const int *row, int *__restrict value, int n) {
  for (int i = 0; i < n; ++i)                // expect: loop conditional other
    for (int k = row[i]; k < row[i + 1]; ++k) // expect: loop independent sequential
      value[k] = i;
}

void fillOneMore(const int *row, int *__restrict value, int n) {
  for (int i = 0; i < n; ++i)                 // expect: loop unknown
    for (int k = row[i]; k <= row[i + 1]; ++k) // expect: loop independent
      value[k] = i;
}

void overTwoRows(const int *row, int *__restrict value, int n) {
  for (int i = 0; i < n; ++i)                 // expect: loop unknown
    for (int k = row[i]; k < row[i + 2]; ++k) // expect: loop independent
      value[k] = i;
}

void rowsFromTheEnd(const int *row, int *__restrict value, int n) {
  for (int i = n - 1; i >= 0; --i)            // expect: loop conditional other
    for (int k = row[i]; k < row[i + 1]; ++k) // expect: loop independent
      value[k] = -i;
}

// That every other row ends behind its beginning says nothing of the rows between.
void everyOtherRow(const int *row, int *__restrict value, int n) {
  for (int i = 0; i < n; i += 2)              // expect: loop unknown
    for (int k = row[i]; k < row[i + 1]; ++k) // expect: loop independent
      value[k] = 2 * i;
}

void rowsThatMove(int *row, int *__restrict value, int n) {
  for (int i = 0; i < n; ++i) {               // expect: loop dependent flow(row[i + 1])
    row[i + 1] = row[i] + i;
    for (int k = row[i]; k < row[i + 1]; ++k) // expect: loop independent
      value[k] = i + 1;
  }
}
