// A stride that may be 0 puts every iteration on one element.
void strided(float *a, int n, int stride) {
  for (int i = 0; i < n; ++i) // expect: loop conditional other
    a[i * stride] = i * 0.5f;
}

void stridedByThree(float *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    a[i * 3] = i * 0.5f;
}
