// A loop that OpenMP already runs in parallel: left alone where it is independent, a race where it is not.
// expect-file: flags -fopenmp
#include <vector>

static double a[1'000'000], b[1'000'000], grid[1000][1000];

void fine() {
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent hidden
    a[i] = b[i] * 2;
}

void race() {
#pragma omp parallel for
  for (int i = 1; i < 1'000'000; ++i) // expect: loop dependent rule=overlap-race-in-parallel-loop shown
    a[i] = a[i - 1] * 2;
}

// Sums.
double sum() {
  double total = 0;
#pragma omp parallel for reduction(+ : total)
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent reduction(total) hidden
    total += b[i];
  return total;
}

double racySum() {
  double total = 0;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) // expect: loop rule=overlap-race-in-parallel-loop sequential shown
    total += b[i];
  return total;
}

double criticalSum() {
  double total = 0;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop rule=overlap-parallel-loop hidden
    const double x = b[i] * b[i];
#pragma omp critical
    total += x;
  }
  return total;
}

double atomicSum() {
  double total = 0;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop rule=overlap-parallel-loop hidden
#pragma omp atomic
    total += b[i];
  }
  return total;
}


// One update is protected, what looks at it is not.
int halfProtected() {
  int found = 0;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent rule=overlap-race-in-parallel-loop shown
    if (found < 10)
      a[i] = 0;
#pragma omp critical
    found += b[i] > 0;
  }
  return found;
}

// Scratch variables.
void privateScratch() {
  double tmp;
#pragma omp parallel for private(tmp)
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent private(tmp) hidden
    tmp = b[i] * 2;
    a[i] = tmp * tmp;
  }
}

void sharedScratch() {
  double tmp;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop private(tmp) rule=overlap-race-in-parallel-loop shown
    tmp = b[i] * 2;
    a[i] = tmp * tmp;
  }
}

// Declared inside the parallel region, a variable is each thread's own; a static one is not.
void regionScratch() {
#pragma omp parallel
  {
    double tmp;
#pragma omp for
    for (int i = 0; i < 999'900; ++i) { // expect: loop independent private(tmp) hidden
      tmp = b[i] * 2;
      a[i] = tmp * tmp;
    }
  }
}

void staticScratch() {
#pragma omp parallel
  {
    static double tmp;
#pragma omp for
    for (int i = 0; i < 999'800; ++i) { // expect: loop rule=overlap-race-in-parallel-loop shown
      tmp = b[i] * 2;
      a[i] = tmp * tmp;
    }
  }
}

// Called from a parallel region, the function and its variables are each thread's own.
void orphan() {
  double tmp;
#pragma omp for
  for (int i = 0; i < 999'700; ++i) { // expect: loop independent private(tmp) hidden
    tmp = b[i] * 2;
    a[i] = tmp * tmp;
  }
}

static double perThread;
#pragma omp threadprivate(perThread)
static double forAll;

void threadPrivateScratch() {
#pragma omp parallel for
  for (int i = 0; i < 999'600; ++i) { // expect: loop rule=overlap-parallel-loop hidden
    perThread = b[i] * 2;
    a[i] = perThread * perThread;
  }
}

void globalScratch() {
#pragma omp parallel for
  for (int i = 0; i < 999'500; ++i) { // expect: loop rule=overlap-race-in-parallel-loop shown
    forAll = b[i] * 2;
    a[i] = forAll * forAll;
  }
}

// In C and C++ only the loops that the directive is about have variables of their own.
void innerVariable() {
  int i, j;
#pragma omp parallel for
  for (i = 0; i < 1000; ++i)   // expect: loop private(j) rule=overlap-race-in-parallel-loop shown
    for (j = 0; j < 1000; ++j) // expect: loop independent sequential hidden
      grid[i][j] = i;
}

void collapsed() {
  int i, j;
#pragma omp parallel for collapse(2)
  for (i = 0; i < 1000; ++i)   // expect: loop independent private(j) hidden
    for (j = 0; j < 1000; ++j) // expect: loop independent sequential hidden
      grid[i][j] = i;
}

void collapsedRace() {
#pragma omp parallel for collapse(2)
  for (int i = 0; i < 1000; ++i)   // expect: loop independent sequential hidden
    for (int j = 1; j < 1000; ++j) // expect: loop dependent rule=overlap-race-in-parallel-loop shown
      grid[i][j] = grid[i][j - 1];
}

// A counter in step with the loop is so only one iteration after another.
void counter() {
  int at = 0;
#pragma omp parallel for
  for (int i = 0; i < 500'000; ++i) { // expect: loop rule=overlap-race-in-parallel-loop shown
    a[at] = b[i];
    at += 2;
  }
}

void linearCounter() {
  int at = 0;
#pragma omp parallel for linear(at : 2)
  for (int i = 0; i < 500'000; ++i) { // expect: loop independent hidden
    a[at] = b[i];
    at += 2;
  }
}

// simd stays on one thread, and promises what it promises.
void simd() {
#pragma omp simd
  for (int i = 0; i < 999'900; ++i) // expect: loop independent multiprocess shown
    a[i] = b[i] * 2;
}

void forSimd() {
#pragma omp parallel for simd
  for (int i = 1; i < 999'900; ++i) // expect: loop dependent rule=overlap-race-in-parallel-loop shown
    a[i] = a[i - 1] * 2;
}

// Ordered sections run in the order of the iterations.
void ordered() {
#pragma omp parallel for ordered
  for (int i = 1; i < 1'000'000; ++i) { // expect: loop dependent rule=overlap-dependent-loop hidden
    const double x = b[i] * b[i];
#pragma omp ordered
    a[i] = a[i - 1] + x;
  }
}

void target() {
#pragma omp target teams distribute parallel for
  for (int i = 1; i < 999'800; ++i) // expect: loop dependent rule=overlap-race-in-parallel-loop shown
    a[i] = a[i - 1] * 2;
}

void taskloop() {
#pragma omp parallel
#pragma omp single
#pragma omp taskloop
  for (int i = 1; i < 999'700; ++i) // expect: loop dependent rule=overlap-race-in-parallel-loop shown
    a[i] = a[i - 1] * 2;
}

// What each element gets depends on the data: only an assumption would make it a race, or none.
void scattered(const int *to) {
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional injective-index hidden
    a[to[i]] = b[i];
}

extern "C" int omp_get_thread_num(void);

// Who does it depends on the thread.
void byThread(double *partial) {
#pragma omp parallel
  {
    const int me = omp_get_thread_num(); // expect: calls dependent sequential hidden
#pragma omp for
    for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional no-alias reduction(partial[me]) hidden
      partial[me] += b[i];
  }
}

// Inside a parallel region or task, plain loops and calls are left alone, too.
static double work(double *v) {
  double s = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent shown
    s += v[i] * v[i];
  return s;
}

void tasks(double *x, double *y) {
#pragma omp parallel
#pragma omp single
  {
#pragma omp task
    *x = work(a); // expect: calls conditional no-alias sequential hidden
#pragma omp task
    *y = work(b);
#pragma omp taskwait
  }
}

void eachThread() {
#pragma omp parallel
  {
    double own[1000];
    for (int i = 0; i < 1'000'000; ++i) // expect: loop sequential hidden
      own[i % 1000] = b[i];
  }
}

// `default(private)` gives each thread its own of all that no other clause names.
void privateByDefault() {
  double tmp;
#pragma omp parallel for default(private) shared(a, b)
  for (int i = 0; i < 999'400; ++i) { // expect: loop independent private(tmp) hidden
    tmp = b[i] * 2;
    a[i] = tmp * tmp;
  }
}

void sharedAfterAll() {
  double tmp;
#pragma omp parallel for default(private) shared(a, b, tmp)
  for (int i = 0; i < 999'300; ++i) { // expect: loop rule=overlap-race-in-parallel-loop private(tmp) shown
    tmp = b[i] * 2;
    a[i] = tmp * tmp;
  }
}

// Members are shared as the object is; in a copy that each thread has, they are its own.
class Samples {
public:
  void sum() {
#pragma omp parallel for
    for (int i = 0; i < 999'250; ++i) // expect: loop rule=overlap-race-in-parallel-loop reduction(total) shown
      total += values[i];
  }
  void square() {
#pragma omp parallel for
    for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent rule=overlap-race-in-parallel-loop output(last) shown
      last = values[i];
      values[i] = last * last;
    }
  }
  void squareLocally() {
#pragma omp parallel for
    for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent hidden
      const double value = values[i];
      values[i] = value * value;
    }
  }

private:
  double total = 0, last = 0;
  double values[1'000'000];
};


// A container that each iteration empties first is scratch memory like any other.
void sharedList(const std::vector<int> &in, std::vector<int> &out) {
  std::vector<int> digits;
#pragma omp parallel for
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop rule=overlap-race-in-parallel-loop private(digits) shown
    digits.clear();
    for (int rest = in[i]; rest; rest /= 10) // expect: loop dependent sequential hidden
      digits.push_back(rest % 10);
    out[i] = static_cast<int>(digits.size());
  }
}

void ownList(const std::vector<int> &in, std::vector<int> &out) {
  std::vector<int> digits;
#pragma omp parallel for firstprivate(digits)
  for (int i = 0; i < 999'200; ++i) { // expect: loop rule=overlap-parallel-loop private(digits) hidden
    digits.clear();
    for (int rest = in[i]; rest; rest /= 10) // expect: loop dependent sequential hidden
      digits.push_back(rest % 10);
    out[i] = static_cast<int>(digits.size());
  }
}

// A critical section keeps the threads of one team apart, an atomic update those of all.
double criticalInTeams() {
  double total = 0;
#pragma omp target teams distribute parallel for map(tofrom : total)
  for (int i = 0; i < 999'150; ++i) { // expect: loop rule=overlap-race-in-parallel-loop reduction(total) shown
#pragma omp critical
    total += b[i];
  }
  return total;
}

double atomicInTeams() {
  double total = 0;
#pragma omp target teams distribute parallel for map(tofrom : total)
  for (int i = 0; i < 999'100; ++i) { // expect: loop rule=overlap-parallel-loop reduction(total) hidden
#pragma omp atomic
    total += b[i];
  }
  return total;
}
