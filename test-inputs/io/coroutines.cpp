// A coroutine that waits stops every other one on its thread; one that is suspended does not.
// expect-file: flags -std=c++20 -Wno-function-effects
#include <chrono>
#include <coroutine>
#include <cstdio>
#include <fstream>
#include <future>
#include <iostream>
#include <mutex>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

struct Job {
  struct promise_type {
    Job get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
};

static char buffer[4096];
static std::mutex guard;
static long total;

static long load(int fd) { return read(fd, buffer, sizeof buffer); }

Job sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1)); // expect: call async shown
  co_return;
}
Job isSuspended() { co_await std::suspend_always(); }

Job receives(int fd) {
  recv(fd, buffer, sizeof buffer, 0); // expect: call async shown
  co_return;
}
Job receivesWhatIsThere(int fd) {
  recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
  co_return;
}

Job readsLines(const char *path) {
  std::ifstream in(path); // expect: call async shown
  std::string line;
  while (std::getline(in, line)) // expect: call async shown expect: loop dependent sequential resource(in)
    total += static_cast<long>(line.size());
  co_return;
}
Job readsWords(std::string text) {
  total += static_cast<long>(text.find(' '));
  co_return;
}

Job asks() {
  std::string answer;
  std::cin >> answer; // expect: call async shown
  co_return;
}
Job tells() {
  std::cout << "ready\n";
  co_return;
}

Job joins(int fd) {
  std::thread worker(load, fd);
  worker.join(); // expect: call async shown
  co_return;
}
Job detaches(int fd) {
  std::thread(load, fd).detach();
  co_return;
}

Job getsResult(std::future<long> &result) {
  total += result.get(); // expect: call async shown
  co_return;
}
Job locks() {
  const std::lock_guard<std::mutex> lock(guard);
  ++total;
  co_return;
}

// What waits in another coroutine is told there.
Job nested(int fd) { co_await receives(fd); }

// Promises never to wait: not for a lock either.
void realTimeLock() noexcept [[clang::nonblocking]] {
  guard.lock(); // expect: call async shown
  ++total;
  guard.unlock();
}
void realTimeTry() noexcept [[clang::nonblocking]] {
  if (guard.try_lock()) {
    ++total;
    guard.unlock();
  }
}
void realTimePrint() noexcept [[clang::nonblocking]] {
  std::puts("late"); // expect: call async shown
}
void realTimeAdd() noexcept [[clang::nonblocking]] { ++total; }
