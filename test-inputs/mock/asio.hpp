// The part of Asio that the inputs use, with its own names.
#pragma once
#include <cstddef>
#include <system_error>

namespace asio {
struct mutable_buffer {
  void *data;
  std::size_t size;
};
template <std::size_t N> mutable_buffer buffer(char (&array)[N]);

class io_context {
public:
  struct executor_type {};
  executor_type get_executor();
  std::size_t run();
};
class thread_pool {
public:
  explicit thread_pool(std::size_t threads);
  struct basic_executor_type {};
  basic_executor_type get_executor();
  void join();
};

namespace ip {
class tcp {
public:
  class endpoint {};
};
} // namespace ip

template <class Protocol> class basic_socket {
public:
  void non_blocking(bool mode);
  template <class Handler> void async_connect(const ip::tcp::endpoint &, Handler &&handler) {
    handler(std::error_code());
  }
};
template <class Protocol> class basic_stream_socket : public basic_socket<Protocol> {
public:
  explicit basic_stream_socket(io_context &context);
  std::size_t read_some(mutable_buffer buffer);
  std::size_t write_some(mutable_buffer buffer);
  template <class Handler> void async_read_some(mutable_buffer, Handler &&handler) {
    handler(std::error_code(), std::size_t());
  }
  template <class Handler> void async_write_some(mutable_buffer, Handler &&handler) {
    handler(std::error_code(), std::size_t());
  }
};
using tcp_socket = basic_stream_socket<ip::tcp>;

template <class Clock> class basic_waitable_timer {
public:
  explicit basic_waitable_timer(io_context &context);
  void wait();
  template <class Handler> void async_wait(Handler &&handler) { handler(std::error_code()); }
};
using steady_timer = basic_waitable_timer<int>;

template <class Stream> std::size_t read(Stream &stream, mutable_buffer buffer);
template <class Stream> std::size_t write(Stream &stream, mutable_buffer buffer);
template <class Stream, class Handler> void async_read(Stream &, mutable_buffer, Handler &&handler) {
  handler(std::error_code(), std::size_t());
}
template <class Stream, class Handler> void async_write(Stream &, mutable_buffer, Handler &&handler) {
  handler(std::error_code(), std::size_t());
}
template <class Executor, class Handler> void post(Executor &&, Handler &&handler) { handler(); }
} // namespace asio
