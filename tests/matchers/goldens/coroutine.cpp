namespace std {
template <class R, class... A> struct coroutine_traits {
  using promise_type = typename R::promise_type;
};
template <class P = void> struct coroutine_handle {
  static coroutine_handle from_address(void *) noexcept;
};
struct suspend_never {
  bool await_ready() noexcept;
  template <class H> void await_suspend(H) noexcept;
  void await_resume() noexcept;
};
} // namespace std
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
  };
};
struct Wait {
  bool await_ready();
  template <class H> void await_suspend(H);
  int await_resume();
};
Task twice(int n) {
  int x = co_await Wait{};
  co_return x + n;
}
