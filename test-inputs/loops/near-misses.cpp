// What one change would free says so; what nothing frees has no hint.
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

static double a[1'000'000], b[1'000'000];

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

// What is only read before it is overwritten can be read from a copy; what was just written cannot.
void shift() {
  for (int i = 0; i < 999'999; ++i) // expect: loop dependent sequential anti(a) distance=1 hint shown
    a[i] = a[i + 1] * 0.5;
}

void smooth() {
  for (int i = 1; i < 999'999; ++i) { // expect: loop dependent sequential flow(a) hidden
    const double both = a[i - 1] + a[i + 1];
    a[i] = both / 2;
  }
}

void shiftAndCount(int *n) {
  for (int i = 0; i < 999'999; ++i) { // expect: loop dependent sequential hidden -- no hint: '*n' would stay
    b[i] = b[i + 1];
    *n = *n * 3 + 1;
  }
}

// A container that each iteration clears is one of its own; one that goes on growing is not.
void cleared(const std::vector<std::vector<double>> &rows, std::vector<double> &out) {
  std::vector<double> tmp;
  for (std::size_t i = 0; i < 1'000'000; ++i) { // expect: loop conditional no-alias private(tmp)
    tmp.clear();
    for (double x : rows[i]) // expect: loop dependent sequential flow(tmp) hint
      tmp.push_back(std::sqrt(x));
    out[i] = tmp.back();
  }
}

void growing(const std::vector<std::vector<double>> &rows, std::vector<double> &out) {
  std::vector<double> tmp;
  for (std::size_t i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(tmp) hidden
    for (double x : rows[i])                    // expect: loop dependent sequential flow(tmp) hint
      tmp.push_back(std::sqrt(x));
    out[i] = tmp.front();
  }
}

void clearedAndKept(const std::vector<std::string> &names, std::vector<std::string> &out) {
  std::string line;
  for (std::size_t i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(line) hint
    line.clear();
    line += names[i];
    out[i] = line + "!";
  }
  out[0] = line;
}

// A map that is only filled can be filled in parts; one that is asked on the way cannot.
void index(const std::vector<int> &keys, std::map<int, double> &m) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(m) hint shown
    m[keys[i]] = a[i];
}

void chain(const std::vector<int> &keys, std::map<int, double> &m) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(m) hidden
    m[keys[i]] = m[keys[i] + 1] + 1;
}

void distinct(const std::vector<int> &keys, std::set<int> &seen) {
  for (int i = 0; i < 999'900; ++i) // expect: loop dependent sequential flow(seen) hint shown
    seen.insert(keys[i]);
}

void firstOnes(const std::vector<int> &keys, std::set<int> &seen, std::vector<char> &first) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(seen) hidden
    if (seen.insert(keys[i]).second)
      first[i] = 1;
}

// Random numbers: an engine is no value that the iterations owe one another.
void noise() {
  std::mt19937 engine(1);
  for (int i = 0; i < 999'900; ++i) // expect: loop dependent sequential flow(engine) hint shown
    a[i] = engine();
}

void walk() {
  std::mt19937 engine(1);
  double at = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(at) hidden
    at = at * 0.9 + engine();
    a[i] = at;
  }
}
