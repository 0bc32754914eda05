#pragma once

#include <string>

namespace overlap::tool {

/// Where the time of a run goes, as a Chrome trace (chrome://tracing, Perfetto), through LLVM's TimeProfiler:
/// the spans of this program (extract, lower, link, effects, judge and the function under it) and clang's
/// own.
class TimeTrace {
public:
  /// Records from now on if `file` is not empty.
  explicit TimeTrace(std::string file);
  ~TimeTrace();
  TimeTrace(const TimeTrace &) = delete;
  TimeTrace &operator=(const TimeTrace &) = delete;

  /// Ends the recording and writes it. Throws overlap::Error where the file cannot be written.
  void write();

  /// Records on the thread that makes it, as long as it lives: the profiler is a thread's own.
  class Thread {
  public:
    explicit Thread(bool enabled);
    ~Thread();
    Thread(const Thread &) = delete;
    Thread &operator=(const Thread &) = delete;

  private:
    bool enabled_;
  };

private:
  std::string file_;
};

} // namespace overlap::tool
