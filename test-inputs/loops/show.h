// Prints what loops have computed: one line an array, in which every element and its place counts.
#ifndef SHOW_H
#define SHOW_H

#include <stdio.h>

static inline void showInts(const char *name, const int *values, int count) {
  unsigned long sum = 0;
  for (int i = 0; i < count; ++i)
    sum = sum * 31 + (unsigned)values[i];
  printf("%s %lu\n", name, sum);
}

static inline void showDoubles(const char *name, const double *values, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i)
    sum += values[i] * (1 + i % 17);
  printf("%s %.15g\n", name, sum);
}

static inline void showBytes(const char *name, const void *bytes, int count) {
  unsigned long sum = 0;
  for (int i = 0; i < count; ++i)
    sum = sum * 31 + ((const unsigned char *)bytes)[i];
  printf("%s %lu\n", name, sum);
}

#endif
