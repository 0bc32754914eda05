#pragma once

// Included by the programs that Rewrite.h makes. The environment says what a run does:
//   OVERLAP_LOOP=N              the loop whose iterations are executed otherwise than written
//   OVERLAP_MODE=shuffled       in a shuffled order, by three workers one after the other
//   OVERLAP_MODE=threads        on four threads at once, neighbouring iterations on different ones
// and the program says on standard error, when it ends, how many iterations that loop had at most.
//
// Which iterations there are is found out by executing the loop as written in a forked process, which leaves
// no trace in this one but the values that its counters had at the start of every iteration.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <tuple>
#include <type_traits>
#include <unistd.h>
#include <vector>

namespace overlap_dynamic {

/// The status of a program whose loop cannot be executed as its verdict says.
constexpr int impossible = 3;

[[noreturn]] inline void fail(const std::string &message) {
  std::fprintf(stderr, "overlap-dynamic: %s\n", message.c_str());
  std::_Exit(impossible);
}

inline std::string setting(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

/// Says at the end of the program what became of the loop.
struct Run {
  const std::string loop = setting("OVERLAP_LOOP");
  const bool threads = setting("OVERLAP_MODE") == "threads";
  bool inside = false; ///< the loop is being executed: a recursive execution is left as it is written
  int executions = 0;
  std::size_t iterations = 0;
  ~Run() { std::fprintf(stderr, "overlap-dynamic: iterations=%zu\n", iterations); }
};
inline Run run;

/// A loop that is executed often is executed otherwise a few times only.
constexpr int maxExecutions = 8;

inline bool chosen(int loop) {
  return !run.inside && run.loop == std::to_string(loop) && run.executions++ < maxExecutions;
}

template <class Range> auto beginOf(Range &range) {
  using std::begin;
  return begin(range);
}
template <class Range> auto endOf(Range &range) {
  using std::end;
  return end(range);
}

/// What the counters are at the start of each iteration, and behind the loop.
template <class... Counters> struct States {
  std::vector<std::tuple<Counters...>> each;
  std::tuple<Counters...> last;
};

namespace detail {

template <class T> void append(std::vector<std::byte> &bytes, const T &value) {
  // Some iterators say that they are not trivially copyable; what they point to is where it was in the
  // parent.
  static_assert(std::is_trivially_copyable_v<T> ||
                    (std::input_or_output_iterator<T> && std::is_trivially_destructible_v<T>),
                "a counter is passed on by its bytes");
  const auto *first = reinterpret_cast<const std::byte *>(&value);
  bytes.insert(bytes.end(), first, first + sizeof(T));
}

template <class T> void extract(const std::byte *&from, T &value) {
  std::memcpy(static_cast<void *>(&value), from, sizeof(T));
  from += sizeof(T);
}

inline void writeAll(int to, const std::vector<std::byte> &bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written = write(to, bytes.data() + at, bytes.size() - at);
    if (written <= 0)
      std::_Exit(1);
    at += static_cast<std::size_t>(written);
  }
}

inline std::vector<std::byte> readAll(int from) {
  std::vector<std::byte> bytes, block(1 << 16);
  for (ssize_t got; (got = read(from, block.data(), block.size())) > 0;)
    bytes.insert(bytes.end(), block.begin(), block.begin() + got);
  return bytes;
}

} // namespace detail

/// Executes the loop in a forked process. `sequentially` calls its argument with the counters at the start of
/// every iteration.
template <class Loop, class... Counters>
States<Counters...> record(const Loop &sequentially, Counters &...counters) {
  int ends[2];
  if (pipe(ends) != 0)
    fail("no pipe");
  const pid_t child = fork();
  if (child < 0)
    fail("no process");
  if (child == 0) {
    std::vector<std::byte> bytes;
    auto visit = [&bytes](const auto &...values) {
      bytes.push_back(std::byte{});
      (detail::append(bytes, values), ...);
    };
    sequentially(visit);
    visit(counters...);
    detail::writeAll(ends[1], bytes);
    std::_Exit(0);
  }
  close(ends[1]);
  const std::vector<std::byte> bytes = detail::readAll(ends[0]);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    fail("the loop as written did not end");
  States<Counters...> states;
  for (const std::byte *at = bytes.data(); at != bytes.data() + bytes.size();) {
    ++at;
    // The last ones are those behind the loop; a counter need not have a default, so copies are overwritten.
    states.each.emplace_back(counters...);
    std::apply([&](auto &...values) { (detail::extract(at, values), ...); }, states.each.back());
  }
  states.last = states.each.back();
  states.each.pop_back();
  return states;
}

namespace detail {

template <class T> bool evenlySpaced(const T &a, const T &b, const T &c) {
  if constexpr (std::is_floating_point_v<T>)
    return std::abs((b - a) - (c - b)) <= 1e-9 * std::abs(b - a);
  else if constexpr (std::is_integral_v<T>)
    return static_cast<T>(b - a) == static_cast<T>(c - b);
  else if constexpr (std::is_pointer_v<T>)
    return reinterpret_cast<std::uintptr_t>(b) - reinterpret_cast<std::uintptr_t>(a) ==
           reinterpret_cast<std::uintptr_t>(c) - reinterpret_cast<std::uintptr_t>(b);
  else
    return std::input_or_output_iterator<T>;
}

template <std::size_t I, class... Counters>
void checkStep(const States<Counters...> &states, const char *name) {
  if (!*name)
    return;
  for (std::size_t k = 2; k < states.each.size(); ++k)
    if (!evenlySpaced(std::get<I>(states.each[k - 2]), std::get<I>(states.each[k - 1]),
                      std::get<I>(states.each[k])))
      fail(std::string("'") + name + "' is in no list of the verdict and no induction variable");
}

} // namespace detail

/// Ends the program if a counter with a name does not grow evenly: what only counts some iterations, say, is
/// no induction variable, and its values are not known before the loop is executed.
template <class... Counters, std::size_t N>
void checkSteps(const States<Counters...> &states, const char *const (&names)[N]) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (detail::checkStep<I>(states, names[I]), ...);
  }(std::make_index_sequence<N>());
}

/// Gives a private variable a value that nobody can have meant.
template <class T> void poison(T &variable) {
  if constexpr (std::is_trivially_copyable_v<T>)
    std::memset(static_cast<void *>(&variable), 0xA5, sizeof variable);
}

template <class T> void copyInto(T &to, const T &from) {
  if constexpr (std::is_array_v<T>)
    std::copy(std::begin(from), std::end(from), std::begin(to));
  else
    to = from;
}
template <class T, std::size_t N, std::size_t M> void copyInto(T (&to)[N][M], const T (&from)[N][M]) {
  for (std::size_t i = 0; i < N; ++i)
    copyInto(to[i], from[i]);
}

/// An operator as reports name it.
class Reduction {
public:
  explicit Reduction(std::string_view op) : op(op) {}

  template <class T> void combine(T &into, const T &with) const {
    if constexpr (requires { std::begin(into) != std::end(into); }) {
      auto from = std::begin(with);
      for (auto &&element : into)
        combine(element, *from++);
    } else {
      combineOne(into, with);
    }
  }

  /// Makes a copy of the original what a worker starts with. Where an operator may see a value twice, the
  /// original will do.
  template <class T> void start(T &mine) const {
    if constexpr (requires { std::begin(mine) != std::end(mine); }) {
      for (auto &&element : mine)
        start(element);
    } else if (op == "+" || op == "-" || op == "^") {
      mine = T{};
    } else if (op == "*") {
      mine = T(1);
    }
  }

private:
  template <class T> void combineOne(T &into, const T &with) const {
    if (op == "+" || op == "-") {
      if constexpr (requires { into += with; })
        into += with;
      else
        into = into + with;
      return;
    }
    if (op == "*") {
      if constexpr (requires { into = into * with; })
        into = into * with;
      return;
    }
    if constexpr (requires { with < into; }) {
      if (op == "min")
        return void(into = std::min(into, with));
      if (op == "max")
        return void(into = std::max(into, with));
    }
    if constexpr (std::is_integral_v<T>) {
      if (op == "&")
        return void(into = static_cast<T>(into & with));
      if (op == "|")
        return void(into = static_cast<T>(into | with));
      if (op == "^")
        return void(into = static_cast<T>(into ^ with));
      if (op == "&&")
        return void(into = into && with);
      if (op == "||")
        return void(into = into || with);
    }
    fail("cannot reduce by '" + std::string(op) + "'");
  }

  std::string_view op;
};

constexpr unsigned workers = 4;

/// One variable's copy for each worker.
template <class T> class Parts {
public:
  Parts(Reduction reduction, const T &original) : reduction(reduction) {
    for (std::unique_ptr<Part> &part : parts) {
      part = std::make_unique<Part>();
      copyInto(part->value, original);
      reduction.start(part->value);
    }
  }
  T &of(unsigned worker) { return parts[worker]->value; }
  void combineInto(T &original) const {
    for (const std::unique_ptr<Part> &part : parts)
      reduction.combine(original, part->value);
  }

private:
  struct Part {
    T value;
  };
  Reduction reduction;
  std::array<std::unique_ptr<Part>, workers> parts;
};

/// Hands out the iterations number, number + workers, ... of an order.
struct Worker {
  unsigned number;
  const std::vector<std::size_t> &order;
  std::size_t at = number;
  bool next(std::size_t &iteration) {
    if (at >= order.size())
      return false;
    iteration = order[at];
    at += workers;
    return true;
  }
};

/// Executes `work(Worker)` for every worker.
template <class Work> void execute(std::size_t iterations, const Work &work) {
  run.iterations = std::max(run.iterations, iterations);
  run.inside = true;
  std::vector<std::size_t> order(iterations);
  std::iota(order.begin(), order.end(), 0);
  if (run.threads) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < workers; ++i)
      threads.emplace_back([&, i] { work(Worker{i, order}); });
    for (std::thread &thread : threads)
      thread.join();
  } else {
    std::shuffle(order.begin(), order.end(), std::mt19937(20260101));
    for (unsigned i = 0; i < workers; ++i)
      work(Worker{i, order});
  }
  run.inside = false;
}

} // namespace overlap_dynamic
