// What one change would free says so; what nothing frees has no hint.
#include <string>
#include <vector>

static double a[1'000'000];

struct Filter {
  double *out;
  int n;
  double scratch;
  void square();
  void positives();
};

void Filter::square() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential output hint
    scratch = a[i] * 2;
    out[i] = scratch * scratch;
  }
}

void Filter::positives() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(n) hint
    if (a[i] > 0)
      out[n++] = a[i];
}

int positives(double *out) {
  int n = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(n) hint
    if (a[i] > 0) {
      out[n] = a[i];
      n++;
    }
  return n;
}

void append(std::vector<double> &v) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential hint
    v.push_back(a[i]);
}

std::string join(const std::vector<std::string> &lines) {
  std::string all;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential hint
    all += lines[i];
  return all;
}

// A recurrence that appends stays one.
void grow(std::vector<double> &v) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential
    v.push_back(v.back() * 0.5);
}

// `s = s && e` is a reduction, unless what runs only then is seen elsewhere.
bool all() {
  bool yes = true;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess reduction(yes)
    yes = yes && a[i] > 0 && a[i] < 7;
  return yes;
}

static double last;

bool allAndLast() {
  bool yes = true;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(yes)
    yes = yes && (last = a[i]) > 0;
  return yes;
}
