// Too little work to pay for a switch: sequential, and listed only on request.
static int table[16];
static double coefficients[8], samples[8];

void fillTable() {
  for (int i = 0; i < 16; ++i) // expect: loop independent sequential boundness=light hidden
    table[i] = i * i;
}

double filter() {
  double sum = 0;
  for (int i = 0; i < 8; ++i) // expect: loop independent sequential reduction(sum) boundness=light hidden
    sum += coefficients[i] * samples[i];
  return sum;
}

int chain() {
  int value = 1;
  for (int i = 0; i < 10; ++i) // expect: loop dependent sequential flow(value) boundness=light hidden
    value = value * 7 % 11;
  return value;
}

// One loop of an unknown trip count: not called light, but not shown unasked either.
void scale(double *a, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent hidden
    a[i] *= 2;
}
