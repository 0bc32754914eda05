// The store may change the bound that the next iteration looks at.
void clearUpTo(int *a, int *n) {
  for (int i = 0; i < *n; ++i) // expect: loop conditional no-alias
    a[i] = 0;
}

void clear(int *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    a[i] = 0;
}
