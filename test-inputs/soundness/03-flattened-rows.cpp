// Flattened rows overlap where the inner bound is larger than the row.
void overlapping(int *a, int rows, int columns, int pitch) {
  for (int i = 0; i < rows; ++i)      // expect: loop conditional multiprocess other shown
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential hidden
      a[i * pitch + j] = i;
}

void exact(int *a, int rows, int columns) {
  for (int i = 0; i < rows; ++i)      // expect: loop independent multiprocess shown
    for (int j = 0; j < columns; ++j) // expect: loop independent sequential hidden
      a[i * columns + j] = i;
}

// Constants settle it either way.
void constantOverlap(int *a) {
  for (int i = 0; i < 2000; ++i)   // expect: loop dependent sequential output(a)
    for (int j = 0; j < 101; ++j) // expect: loop independent sequential hidden
      a[i * 100 + j] = i;
}

void constantExact(int *a) {
  for (int i = 0; i < 2000; ++i)   // expect: loop independent multiprocess
    for (int j = 0; j < 100; ++j) // expect: loop independent sequential hidden
      a[i * 100 + j] = i;
}
