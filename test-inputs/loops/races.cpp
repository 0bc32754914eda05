// Algorithms that already run on threads: a race where their callables meet, else left alone; and code that
// runs on a thread of its own.
// expect-file: flags -isystem ${INPUTS}/mock
#include <algorithm>
#include <atomic>
#include <execution>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "tbb/parallel_for.h"

static double a[1'000'000], b[1'000'000];

void fine(std::vector<double> &v) {
  std::for_each(std::execution::par, v.begin(), v.end(), [](double &x) { x *= 2; }); // expect: loop independent hidden
}

double racy(std::vector<double> &v) {
  double sum = 0;
  std::for_each(std::execution::par, v.begin(), v.end(), // expect: loop rule=overlap-race-in-parallel-loop shown
                [&](double x) { sum += x; });
  return sum;
}

// One after another, as it says.
double inSequence(std::vector<double> &v) {
  double sum = 0;
  std::for_each(std::execution::seq, v.begin(), v.end(), // expect: loop independent reduction(sum)
                [&](double x) { sum += x; });
  return sum;
}

double locked(std::vector<double> &v) {
  double sum = 0;
  std::mutex m;
  std::for_each(std::execution::par, v.begin(), v.end(), [&](double x) { // expect: loop conditional distinct-resource hidden -- ideal: order, naming the lock
    std::lock_guard<std::mutex> hold(m);
    sum += x;
  });
  return sum;
}

int counted(std::vector<double> &v) {
  std::atomic<int> n = 0;
  std::for_each(std::execution::par, v.begin(), v.end(), [&](double x) { // expect: loop dependent rule=overlap-dependent-loop hidden -- ideal: independent
    if (x > 0)
      ++n;
  });
  return n;
}

int last(std::vector<int> &v) {
  int seen = 0;
  tbb::parallel_for_each(v.begin(), v.end(), [&](int x) { seen = x; }); // expect: loop dependent rule=overlap-race-in-parallel-loop shown
  return seen;
}

void elements(std::vector<int> &v) {
  tbb::parallel_for_each(v.begin(), v.end(), [&](int &x) { x = x * x; }); // expect: loop independent hidden
}

int total() {
  int sum = 0;
  tbb::parallel_for(0, 1'000'000, [&](int i) { sum += a[i] > 0; }); // expect: loop dependent rule=overlap-race-in-parallel-loop shown
  return sum;
}

void disjoint() {
  tbb::parallel_for(0, 1'000'000, [&](int i) { a[i] = b[i]; }); // expect: loop unknown hidden -- which elements is not compared; ideal: independent
}

// What is written only where one thread runs alone, by a choice made before the loop, is no sure race.
void oneThreadAlone(int n, int threads) {
  double tile[4];
#pragma omp parallel for
  for (int k = 0; k < n; ++k) { // expect: loop independent sequential hidden private(tile)
    if (threads > 1) {
      a[k] = b[k] + k;
    } else {
      for (int j = 0; j < 4; ++j) // expect: loop independent sequential hidden
        tile[j] = b[k] * j;
      a[k] = tile[0] + tile[3];
    }
  }
}

// A choice of each iteration's own does not keep threads apart.
void someOfThem(int n, int threads) {
  double tile[4];
#pragma omp parallel for
  for (int k = 0; k < n; ++k) { // expect: loop independent sequential shown private(tile) rule=overlap-race-in-parallel-loop
    if (b[k] > threads) {
      for (int j = 0; j < 4; ++j) // expect: loop independent sequential hidden
        tile[j] = b[k] - j + 0.5;
      a[k] = tile[1] + tile[2];
    }
  }
}

// A thread's own function is left alone; the same function on nobody's thread is not.
void onThreads() {
  std::thread worker([] {
    for (int i = 0; i < 999'800; ++i) // expect: loop independent sequential hidden
      a[i] = b[i] * 2;
  });
  worker.join();
  auto done = std::async(std::launch::async, [] {
    for (int i = 0; i < 1'000'000; ++i) // expect: loop independent sequential hidden
      b[i] = i;
  });
  done.get();
}

void pool(std::vector<std::thread> &workers) {
  for (int t = 0; t < 4; ++t) // expect: loop sequential hidden -- it starts the threads
    workers.emplace_back([] {
      for (int i = 0; i < 1'000'000; ++i) // expect: loop independent sequential hidden
        a[i] = i;
    });
}

void here() {
  auto scale = [] {
    for (int i = 0; i < 999'700; ++i) // expect: loop independent multiprocess shown
      a[i] = b[i] * 2;
  };
  scale();
}
