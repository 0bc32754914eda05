// A generator is the state of what draws from it: of each iteration's own, or of one for all.
#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

static double mean(std::mt19937 &generator, int n) {
  std::uniform_real_distribution<double> uniform(0, 1);
  double sum = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential flow(generator)
    sum += uniform(generator);
  return sum / n;
}

static double seeded(unsigned seed, int n) {
  std::mt19937 generator(seed);
  return mean(generator, n);
}

double twoGenerators(int n) {
  std::mt19937 one(1), other(2);
  const double a = mean(one, n); // expect: calls independent tasks=2
  return a + mean(other, n);
}
double oneGenerator(int n) {
  std::mt19937 one(1);
  const double a = mean(one, n); // expect: calls dependent sequential flow(one) tasks=2
  return a + mean(one, n);
}
double twoSeeds(int n) {
  const double a = seeded(1, n); // expect: calls independent tasks=2
  return a + seeded(2, n);
}

void seedEach(std::vector<double> &out, int n) {
  for (std::size_t i = 0; i < out.size(); ++i) // expect: loop independent multiprocess
    out[i] = seeded(static_cast<unsigned>(i), n);
}

double fromEach(std::vector<std::mt19937> &generators, int n) {
  double sum = 0;
  for (std::mt19937 &generator : generators) // expect: loop independent reduction(sum)
    sum += mean(generator, n);
  return sum;
}

double fromOne(std::mt19937 &generator, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential flow(generator)
    sum += mean(generator, n);
  return sum;
}

// What the distribution keeps from one draw to the next is state, too.
struct Noise {
  std::normal_distribution<double> normal;
  double sum(std::mt19937 &generator) {
    double all = 0;
    for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential
      all += 3 * normal(generator);
    return all;
  }
};

double oneDistribution(Noise &noise) {
  std::mt19937 one(1), other(2);
  const double a = noise.sum(one); // expect: calls dependent sequential flow(noise.normal) tasks=2
  return a + noise.sum(other);
}
double twoDistributions() {
  std::mt19937 one(1), other(2);
  Noise noise, more;
  const double a = noise.sum(one); // expect: calls independent tasks=2
  return a + more.sum(other);
}

// A generator that draws from another.
struct Half {
  using result_type = std::mt19937::result_type;
  static constexpr result_type min() { return std::mt19937::min(); }
  static constexpr result_type max() { return std::mt19937::max(); }
  result_type operator()() { return (*generator)(); }
  std::mt19937 *generator;
};

static double meanOfHalf(Half &half) {
  std::uniform_real_distribution<double> uniform(0, 1);
  double sum = 0;
  for (int i = 0; i < 1'000'000; ++i) // expect: loop dependent sequential
    sum += 1 - uniform(half);
  return sum;
}

double twoHalves() {
  std::mt19937 generator(1);
  Half one{&generator}, other{&generator};
  const double a = meanOfHalf(one); // expect: calls dependent sequential tasks=2
  return a + meanOfHalf(other);
}
