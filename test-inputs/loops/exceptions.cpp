// Exceptions: one that leaves the loop is an assumption, one that is caught inside is control flow like any other.
#include "show.h"

#include <stdexcept>
#include <string>
#include <vector>

constexpr int size = 5'000;
static int a[size], out[size];

void leaves() {
  for (int i = 0; i < size; ++i) { // expect: loop conditional no-exception
    if (a[i] < 0)
      throw std::runtime_error("negative");
    a[i] *= 2;
  }
}

void leavesTry() {
  try {
    for (int i = 0; i < size; ++i) { // expect: loop conditional no-exception
      if (a[i] < -1)
        throw 3;
      a[i] *= 3;
    }
  } catch (int) {
    a[0] = 1;
  }
}

void caughtAndLeft() {
  for (int i = 0; i < size; ++i) { // expect: loop dependent control
    try {
      if (a[i] > 1'000'000)
        throw 1;
      a[i] = a[i] + 1;
    } catch (int) {
      break;
    }
  }
}

static int checked(int x) {
  if (x > 1'000'000)
    throw std::out_of_range("large");
  return x + 2;
}

void calleeThrowsAndLeft() {
  for (int i = 0; i < size; ++i) { // expect: loop dependent control
    try {
      out[i] = checked(a[i]);
    } catch (const std::out_of_range &) {
      return;
    }
  }
}

void calleeThrowsAndGoesOn() {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    try {
      out[i] = checked(a[i]);
    } catch (const std::out_of_range &) {
      out[i] = -1;
    }
  }
}

// The value of the iteration before is left where the call throws.
void keptFromBefore() {
  int last = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(last)
    try {
      last = checked(a[i]);
    } catch (const std::out_of_range &) {
    }
    out[i] = last;
  }
}

void setFirst() {
  int last;
  for (int i = 0; i < size; ++i) { // expect: loop independent private(last)
    last = -1;
    try {
      last = checked(a[i]);
    } catch (const std::out_of_range &) {
    }
    out[i] = last + 1;
  }
}

void cleansUpAndLeaves() {
  for (int i = 0; i < size; ++i) { // expect: loop conditional no-exception
    try {
      out[i] = checked(a[i]) * 2;
    } catch (...) {
      out[i] = 0;
      throw;
    }
  }
}

int main() {
  for (int i = 0; i < size; ++i) // expect: loop independent
    a[i] = i * 13 % 101 + (i % 7 ? 0 : 2'000'000);
  calleeThrowsAndGoesOn();
  showInts("calleeThrowsAndGoesOn", out, size);
  setFirst();
  showInts("setFirst", out, size);
}
