// SIZE comes from the response file; the database names this unit twice, and it is reported once.
static double a[SIZE];

void responding() {
  for (int i = 0; i < SIZE - 3; ++i) // expect: loop independent multiprocess shown
    a[i] = i * 0.5;
}
