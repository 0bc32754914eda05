// Lambdas in bodies: what they capture decides.
#include "show.h"
#include <cmath>

constexpr int points = 1600;
static double xs[points], ys[points], curve[points], noise[points];
static int bucket[points];

void sample() {
  const double step = 0.01;
  auto at = [step](int i) { return i * step; };
  for (int i = 0; i < points; ++i) { // expect: loop independent
    xs[i] = at(i);
    ys[i] = std::sin(at(i)) + at(i) * at(i);
  }
}

void derive() {
  auto slope = [](int i) { return (ys[i + 1] - ys[i - 1]) / (xs[i + 1] - xs[i - 1]); };
  for (int i = 1; i < points - 1; ++i) // expect: loop independent
    curve[i] = slope(i);
}

// The lambda reads what the loop writes.
void relax() {
  auto middle = [](int i) { return (curve[i - 1] + curve[i + 1]) / 2; };
  for (int i = 1; i < points - 1; ++i) // expect: loop dependent flow(curve)
    curve[i] = middle(i);
}

void localHelper() {
  for (int i = 0; i < points; ++i) { // expect: loop independent
    int lower = 0;
    auto see = [&lower](double value) { lower += value < 1.0; };
    see(xs[i]);
    see(ys[i]);
    bucket[i] = lower;
  }
}

// One counter for all iterations, behind a reference.
void numbered() {
  int count = 0;
  auto next = [&count] { return ++count; };
  for (int i = 0; i < points; ++i) // expect: loop dependent flow(count)
    if (ys[i] > 1)
      bucket[i] = next();
}

// A generator with a state of its own.
void noisy() {
  auto random = [state = 1u]() mutable { return (state = state * 1664525u + 1013904223u) >> 16; };
  for (int i = 0; i < points; ++i) // expect: loop dependent anti(random)
    noise[i] = random() * 1e-4;
}

void noisyByPlace() {
  auto random = [](unsigned seed) { return (seed * 1664525u + 1013904223u) >> 16; };
  for (int i = 0; i < points; ++i) // expect: loop independent
    noise[i] += random(static_cast<unsigned>(i)) * 1e-4;
}

double integral() {
  double area = 0;
  auto trapezium = [](int i) { return (xs[i] - xs[i - 1]) * (ys[i] + ys[i - 1]) / 2; };
  for (int i = 1; i < points; ++i) // expect: loop independent reduction(area)
    area += trapezium(i);
  return area;
}

int main() {
  sample();
  derive();
  relax();
  localHelper();
  numbered();
  noisy();
  noisyByPlace();
  showDoubles("curve", curve, points);
  showDoubles("noise", noise, points);
  showInts("bucket", bucket, points);
  printf("%.12g\n", integral());
}
