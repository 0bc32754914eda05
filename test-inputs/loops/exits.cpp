// Ways out of a loop.
#include <cstdlib>
#include <stdexcept>

static double a[1'000'000], b[1'000'000];

void breaks() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential control
    if (b[i] < 0)
      break;
    a[i] = b[i] * 2;
  }
}

bool returns() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential control
    if (b[i] < 0)
      return false;
    a[i] = b[i] * 2;
  }
  return true;
}

void jumps() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential control
    if (b[i] < 0)
      goto out;
    a[i] = b[i] * 2;
  }
out:
  return;
}

void continues() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent multiprocess
    if (b[i] < 0)
      continue;
    a[i] = b[i] * 2;
  }
}

void throws() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop conditional multiprocess no-exception
    if (b[i] < 0)
      throw std::range_error("negative");
    a[i] = b[i] * 2;
  }
}

void catches() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop conditional multiprocess no-exception -- ideal: independent, it is caught
    try {
      if (b[i] < 0)
        throw std::range_error("negative");
      a[i] = b[i] * 2;
    } catch (const std::range_error &) {
      a[i] = 0;
    }
  }
}

// Ends the process, not the loop.
void exits() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent multiprocess hazard
    if (b[i] < 0)
      std::exit(1);
    a[i] = b[i] * 2;
  }
}

void switches(const int *kind) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    switch (kind[i]) {
    case 0:
      a[i] = b[i];
      break;
    case 1:
      a[i] = b[i] * 2;
      [[fallthrough]];
    default:
      a[i] += 1;
    }
}

// A switch's case leaves the loop.
void leaves(const int *kind) {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential control
    switch (kind[i]) {
    case 0:
      a[i] = b[i];
      break;
    default:
      return;
    }
  }
}
