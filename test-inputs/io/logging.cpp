// What is written to standard output keeps its order; a log line may come out in another.
#include <cmath>
#include <cstdio>
#include <iostream>

static double values[1'000'000];

void printAll() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential order
    values[i] = std::sqrt(i * 0.5);
    std::printf("%f\n", values[i]);
  }
}

void streamAll() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential order
    values[i] = std::sqrt(i * 0.5);
    std::cout << values[i] << '\n';
  }
}

void logSome() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop conditional multiprocess order
    values[i] = std::sqrt(i * 0.5);
    if (i % 100'000 == 0)
      std::clog << i << '\n';
  }
}
