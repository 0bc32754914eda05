// A lock orders what happens under it: only if all of it does, under one mutex, in each iteration.
#include <mutex>
#include <pthread.h>
#include <shared_mutex>
static std::mutex guard, other;
static std::shared_mutex sh;
static pthread_mutex_t pm = PTHREAD_MUTEX_INITIALIZER;
static double total;
static int nextId;
static double a[1000000];
static int out[1000000];

void good() {
  for (int i = 0; i < 999'900; ++i) { // expect: loop conditional multithreaded order hazard
    double x = a[i] * a[i];
    std::lock_guard lock(guard);
    total = total * 0.5 + x;
  }
}

void pth() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop conditional multithreaded order hazard
    double x = a[i] * a[i];
    pthread_mutex_lock(&pm);
    total = total * 0.5 + x;
    pthread_mutex_unlock(&pm);
  }
}

void after() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    {
      std::lock_guard lock(guard);
      total = total * 0.5 + a[i];
    }
    total += 1;
  }
}

void two() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    if (i % 2) {
      std::lock_guard lock(guard);
      total = total * 0.5;
    } else {
      std::lock_guard lock(other);
      total = total * 0.5 + 1;
    }
  }
}

void shared() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    std::shared_lock lock(sh);
    total = total * 0.5 + a[i];
  }
}

void idx() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    int k;
    {
      std::lock_guard lock(guard);
      k = nextId;
      nextId = nextId * 3 % 1000;
    }
    out[k] = i;
  }
}

void stop() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    std::lock_guard lock(guard);
    total = total * 0.5 + a[i];
    if (total > 9)
      break;
  }
}

void own() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    std::mutex m;
    std::lock_guard lock(m);
    total = total * 0.5 + a[i];
  }
}

void early() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    std::unique_lock lock(guard);
    lock.unlock();
    total = total * 0.5 + a[i];
  }
}

void defer() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    std::unique_lock lock(guard, std::defer_lock);
    total = total * 0.5 + a[i];
  }
}

void cond(bool c) {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    if (c)
      guard.lock();
    total = total * 0.5 + a[i];
    if (c)
      guard.unlock();
  }
}

void outer() {
  std::lock_guard lock(guard);
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    total = total * 0.5 + a[i];
  }
}

void tryl() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    guard.try_lock();
    total = total * 0.5 + a[i];
    guard.unlock();
  }
}
void helper() { guard.unlock(); }

void viaf() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    guard.lock();
    helper();
    total = total * 0.5 + a[i];
  }
}
struct M {
  std::mutex m;
  double v;
};

void per(M *ms) {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential
    std::lock_guard lock(ms[i % 10].m);
    total = total * 0.5 + a[i];
  }
}
