// One blocking call where it must not be: in a coroutine, and in a function that promises not to block.
// expect-file: flags -Wno-function-effects
#include <coroutine>
#include <unistd.h>

struct Job {
  struct promise_type {
    Job get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

static char buffer[4096];

static long load(int fd) { return read(fd, buffer, sizeof buffer); }

Job inCoroutine(int fd) {
  load(fd); // expect: call async shown
  co_return;
}

void realTime(int fd) noexcept [[clang::nonblocking]] {
  load(fd); // expect: call async shown
}
