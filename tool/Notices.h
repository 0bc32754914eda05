#pragma once

#include <mutex>
#include <set>
#include <string>

namespace overlap::tool {

/// What the user should know beside the report: one line each on standard error, and each only once.
/// Thread-safe.
class Notices {
public:
  explicit Notices(bool quiet) : quiet(quiet) {}
  void add(const std::string &message);

private:
  bool quiet;
  std::mutex mutex;
  std::set<std::string> said;
};

/// A line on standard error, where that is a terminal: how many units are done, of how many, and the current
/// one. Gone with this object. Thread-safe.
class Progress {
public:
  Progress(std::size_t total, bool quiet);
  ~Progress();
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;

  void started(const std::string &file);
  void finished();

private:
  void show();

  bool enabled;
  std::mutex mutex;
  std::size_t total, done = 0;
  std::string current;
};

} // namespace overlap::tool
