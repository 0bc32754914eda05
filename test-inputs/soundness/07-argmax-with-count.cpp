// Looks like a maximum, and counts how often it improved: the count depends on the order.
int improvements(const int *a, int n) {
  int best = a[0], updates = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(best)
    if (a[i] > best) {
      best = a[i];
      ++updates;
    }
  return updates;
}

int maximum(const int *a, int n) {
  int best = a[0];
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(best)
    if (a[i] > best)
      best = a[i];
  return best;
}
