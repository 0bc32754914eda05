// Sums and products of class objects: values of a library's arithmetic type, and of types of one's own.
#include <complex>
#include <vector>

struct Quaternion {
  double w, x, y, z;
  Quaternion &operator*=(const Quaternion &);
  Quaternion &operator+=(const Quaternion &);
};
Quaternion operator*(const Quaternion &, const Quaternion &);
Quaternion operator+(const Quaternion &, const Quaternion &);
Quaternion operator-(const Quaternion &, const Quaternion &);

static std::complex<double> signal[1'000'000], spectrum[1'000'000];
static Quaternion turns[1'000'000], kept[1'000'000];

std::complex<double> sum() {
  std::complex<double> s = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess reduction(s)
    s += 2.0 * signal[i];
  return s;
}

std::complex<double> product() {
  std::complex<double> p = 1;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess reduction(p)
    p *= signal[i];
  return p;
}

std::complex<double> correlation() {
  std::complex<double> s = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess reduction(s)
    s = s + signal[i] * std::conj(spectrum[i]);
  return s;
}

std::complex<double> alternating() {
  std::complex<double> s = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(s)
    s = signal[i] - s;
  return s;
}

std::complex<double> horner(std::complex<double> x) {
  std::complex<double> s = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(s)
    s = s * x + signal[i];
  return s;
}

void running() {
  std::complex<double> s = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(s)
    s += signal[i];
    spectrum[i] = s;
  }
}

Quaternion allTurns() {
  Quaternion t{1, 0, 0, 0};
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional multiprocess other unknown-callee reduction(t)
    t *= turns[i];
  return t;
}

Quaternion allTurnsByValue() {
  Quaternion t{1, 0, 0, 0};
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional multiprocess other unknown-callee reduction(t)
    t = t * turns[i];
  return t;
}

Quaternion centre() {
  Quaternion t{};
  for (const Quaternion &q : turns) // expect: loop conditional multiprocess other unknown-callee reduction(t)
    t = q + t;
  return t;
}

// q - t is no sum.
Quaternion backAndForth() {
  Quaternion t{};
  for (const Quaternion &q : turns) // expect: loop dependent sequential flow(t)
    t = q - t;
  return t;
}

Quaternion mixed() {
  Quaternion t{};
  for (const Quaternion &q : turns) { // expect: loop dependent sequential flow(t)
    t *= q; // expect: calls dependent sequential flow(t)
    t += q;
  }
  return t;
}

void path() {
  Quaternion t{};
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(t)
    t *= turns[i];
    kept[i] = t;
  }
}

Quaternion squares() {
  Quaternion t{1, 1, 0, 0};
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(t)
    t *= t;
  return t;
}
