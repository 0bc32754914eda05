// A template and an inline function that both units use: each place is reported once.
#pragma once

namespace shop {

template <typename T> void smooth(const T *__restrict in, T *__restrict out) {
  for (int i = 1; i < 999'999; ++i) // expect: loop independent multiprocess shown
    out[i] = (in[i - 1] + in[i] + in[i + 1]) / 3;
}

inline double total(const double *values) {
  double sum = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess reduction(sum) shown
    sum += values[i];
  return sum;
}

} // namespace shop
