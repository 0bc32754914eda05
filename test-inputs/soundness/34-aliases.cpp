// Two names for one object.
struct Pair {
  double *left;
  double *right;
};

int counter;

// A pointer may point at the global.
void globalAndPointer(int *p, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop conditional no-alias lastprivate(counter)
    counter = i;
    p[i] = counter;
  }
}

void sameArgument() {
  static double data[1'000'001];
  double *p = data, *q = data + 1;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow distance=1
    q[i] = p[i] * 0.5;
}

void disjointOffsets() {
  static double data[2'000'000];
  double *p = data, *q = data + 1'000'000;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    q[i] = p[i] * 0.5;
}

void members(Pair pair, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    pair.left[i] = pair.right[n - i] * 0.5;
}

void reference(double *a, double &factor, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    a[i] = a[i] * factor;
}

union Number {
  float f;
  unsigned u;
};

static Number numbers[1'000'001];

void unionMembers() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(numbers) distance=1
    numbers[i + 1].f = numbers[i].u;
}

void rebound() {
  static double first[1'000'000], second[1'000'000];
  double *p = first;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    p[0] += i;
    p = (p == first) ? second : first;
  }
}
