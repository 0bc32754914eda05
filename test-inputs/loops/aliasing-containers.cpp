// Whose memory it is: what a container allocates is its own, what a pointer leads to may be anybody's.
#include <algorithm>
#include <string>
#include <vector>

constexpr int size = 1'000'000;

void twoVectors(std::vector<double> &a, const std::vector<double> &b) {
  for (int i = 1; i < size; ++i) // expect: loop conditional no-alias
    a[i] = b[i - 1] * 2;
}

void elementTypesDiffer(std::vector<double> &a, const std::vector<float> &b) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    a[i] = b[i] * 3 + 17;
}

// Bytes may be anything, but not another container's.
void bytes(std::vector<char> &a, const std::string &b) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    a[i] = b[i];
}

void bytesBehindPointer(std::vector<char> &a, const char *b) {
  for (int i = 0; i < size; ++i) // expect: loop conditional no-alias
    a[i] = b[i];
}

void oneOfTheStrings(std::string &a, const std::vector<std::string> &b) {
  for (int i = 0; i < size; ++i) // expect: loop conditional no-alias -- 'a' may be an element of 'b'
    a[i] = b[i][0];
}

void localVector(const double *b) {
  std::vector<double> a(size);
  for (int i = 0; i < size; ++i) // expect: loop independent
    a[i] = b[i] * 5 - 9;
}

struct Body {
  std::vector<double> position, speed;
  double *raw;
  void own() {
    for (int i = 0; i < size; ++i) // expect: loop independent
      position[i] = speed[i] * 21;
  }
  void others(const Body &o) {
    for (int i = 0; i < size; ++i) // expect: loop independent -- another field, whoever 'o' is
      position[i] = o.speed[i] * 2;
  }
  void othersSame(const Body &o) {
    for (int i = 0; i + 1 < size; ++i) // expect: loop conditional no-alias
      position[i] = o.position[i + 1] * 2;
  }
  void behindPointer() {
    for (int i = 0; i + 1 < size; ++i) // expect: loop conditional no-alias
      position[i] = raw[i + 1] * 2;
  }
};

void use(Body &b) {
  b.own(); // expect: calls dependent
  b.others(b);
  b.othersSame(b);
  b.behindPointer();
}

// A private global is reached by its name alone, until a pointer to its elements is kept.
static std::vector<double> kept, leaked;
static double *inside;

void leak() { inside = leaked.data(); }

void ofNobodyElse(const double *p) {
  for (int i = 0; i + 1 < size; ++i) // expect: loop independent
    kept[i] = p[i + 1];
}

void ofWhoeverKeptIt() {
  for (int i = 0; i + 1 < size; ++i) // expect: loop conditional no-alias
    leaked[i] = inside[i + 1];
}

// A cast says that the types are no proof.
void castToOther(int *raw, const double *d) {
  for (int i = 0; i < 1'000; ++i) // expect: loop conditional no-alias
    ((double *)raw)[i] = d[i + 1];
}

void rangesShifted(std::vector<double> &v) {
  std::ranges::transform(v, v.begin() + 1, [](double x) { return x * 1.5; }); // expect: loop sequential -- dependent, or not understood
}

void rangesInto(const std::vector<double> &v) {
  std::vector<double> out(v.size());
  std::ranges::transform(v, out.begin(), [](double x) { return x * 1.5; }); // expect: loop independent
}

void ahead(std::vector<double> &v) {
  std::transform(v.begin(), v.begin() + 500, v.begin() + 499, [](double x) { return x * 1.5; }); // expect: loop dependent flow distance=499
}

void beyond(std::vector<double> &v) {
  std::transform(v.begin(), v.begin() + 500, v.begin() + 500, [](double x) { return x * 1.5; }); // expect: loop independent
}
