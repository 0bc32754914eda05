// Three computations that share nothing: CPU-bound, so processes first and threads beside them.
static double integrateSine() {
  double sum = 0, x = 0.5;
  for (int i = 0; i < 50'000'000; ++i) { // expect: loop dependent sequential flow(x)
    x = 3.7 * x * (1 - x);
    sum += x;
  }
  return sum;
}

static long countPrimes() {
  long count = 0;
  for (int n = 3; n < 200'000; n += 2) { // expect: loop independent multiprocess reduction(count)
    bool prime = true;
    for (int d = 3; d < 450; d += 2) // expect: loop independent sequential hidden
      prime = prime && (n % d != 0 || n == d);
    count += prime;
  }
  return count;
}

static unsigned hashSeeds() {
  unsigned hash = 2166136261u;
  for (unsigned i = 0; i < 80'000'000; ++i) // expect: loop dependent sequential flow(hash)
    hash = (hash ^ (i & 255)) * 16777619u;
  return hash;
}

double all() {
  double sine = integrateSine(); // expect: calls independent multiprocess tasks=3 boundness=cpu shown
  long primes = countPrimes();
  unsigned hash = hashSeeds();
  return sine + primes + hash;
}
