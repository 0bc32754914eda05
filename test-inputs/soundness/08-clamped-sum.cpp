// A sum that is clamped at each step is no reduction: where it is cut depends on the order.
#include <algorithm>

int clamped(const int *a, int n, int cap) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(sum)
    sum = std::min(sum + a[i], cap);
  return sum;
}

int clampedItems(const int *a, int n, int cap) {
  int sum = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(sum)
    sum += std::min(a[i], cap);
  return sum;
}
