// What an event loop calls must not wait: completion handlers of Asio, however they are written.
// expect-file: flags -std=c++20 -isystem ${INPUTS}/mock
#include <asio.hpp>
#include <chrono>
#include <functional>
#include <future>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

static char request[512], reply[512];
static std::mutex guard;
static long counter;

static long load(int file) { return read(file, reply, sizeof reply); }
static long loadByChain(int file) { return load(file) + 1; }

void inLambda(asio::tcp_socket &socket) {
  socket.async_read_some(asio::buffer(request), [&socket](std::error_code, std::size_t) {
    asio::write(socket, asio::buffer(reply)); // expect: call async shown
  });
}
void inLambdaStarted(asio::tcp_socket &socket) {
  socket.async_read_some(asio::buffer(request), [&socket](std::error_code, std::size_t) {
    asio::async_write(socket, asio::buffer(reply), [](std::error_code, std::size_t) {});
  });
}

void inGenericLambda(asio::steady_timer &timer) {
  timer.async_wait([](auto) {
    std::this_thread::sleep_for(std::chrono::seconds(1)); // expect: call async shown
  });
}
void inGenericLambdaAgain(asio::steady_timer &timer, asio::steady_timer &next) {
  timer.async_wait([&next](auto) { next.async_wait([](auto) {}); });
}

void byChain(asio::steady_timer &timer, int file) {
  timer.async_wait([file](std::error_code) {
    loadByChain(file); // expect: call async shown
  });
}
void byChainThatComputes(asio::steady_timer &timer, const std::string &text) {
  timer.async_wait([&text](std::error_code) { counter += static_cast<long>(text.size()); });
}

// The chain is told where it leaves the handler; a function that others call too is no handler.
class Session {
public:
  explicit Session(asio::io_context &context) : socket_(context), timer_(context) {}
  void start() { timer_.async_wait(std::bind(&Session::onTimer, this)); }
  void startToo() { timer_.async_wait(std::bind(&Session::onQuietTimer, this)); }

private:
  void onTimer() {
    socket_.read_some(asio::buffer(request)); // expect: call async shown
  }
  void onQuietTimer() { socket_.async_read_some(asio::buffer(request), [](std::error_code, std::size_t) {}); }
  asio::tcp_socket socket_;
  asio::steady_timer timer_;
};

// A socket in non-blocking mode returns at once.
class Quiet {
public:
  explicit Quiet(asio::io_context &context) : socket_(context), timer_(context) {}
  void start() {
    socket_.non_blocking(true);
    timer_.async_wait([this](std::error_code) { socket_.read_some(asio::buffer(request)); });
  }

private:
  asio::tcp_socket socket_;
  asio::steady_timer timer_;
};
class Loud {
public:
  explicit Loud(asio::io_context &context) : socket_(context), timer_(context) {}
  void start() {
    socket_.non_blocking(false);
    timer_.async_wait([this](std::error_code) {
      socket_.read_some(asio::buffer(request)); // expect: call async shown
    });
  }

private:
  asio::tcp_socket socket_;
  asio::steady_timer timer_;
};

void posted(asio::io_context &context, int file) {
  asio::post(context.get_executor(), [file] {
    load(file); // expect: call async shown
  });
}
void postedToPool(asio::thread_pool &pool, int file) {
  asio::post(pool.get_executor(), [file] { load(file); });
}

// Another thread may wait; waiting for it is waiting.
void offloaded(asio::steady_timer &timer, int file) {
  timer.async_wait([file](std::error_code) { std::thread([file] { load(file); }).detach(); });
}
void waitedFor(asio::steady_timer &timer, std::future<long> &size) {
  timer.async_wait([&size](std::error_code) {
    counter += size.get(); // expect: call async shown
  });
}

// Locks are held for short, and a line of output goes to a buffer.
void lockedAndLogged(asio::steady_timer &timer) {
  timer.async_wait([](std::error_code) {
    const std::lock_guard<std::mutex> lock(guard);
    std::cout << "tick " << ++counter << '\n';
  });
}
void asksTheUser(asio::steady_timer &timer) {
  timer.async_wait([](std::error_code) {
    std::string line;
    std::getline(std::cin, line); // expect: call async shown
  });
}

void timerInHandler(asio::steady_timer &timer, asio::steady_timer &other) {
  timer.async_wait([&other](std::error_code) {
    other.wait(); // expect: call async shown
  });
}

// Nobody waits here: main runs the loop, and may.
int main() {
  asio::io_context context;
  asio::tcp_socket socket(context);
  inLambda(socket);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  context.run();
}
