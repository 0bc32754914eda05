#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace overlap::test {

/// What a finished child process left behind.
struct ProcessResult {
  int status = -1; ///< exit status; 128 + N when signal N ended it
  std::string out;
  std::string err;
};

/// Runs `argv` in `directory` with no standard input and waits for it. A program that cannot be started has
/// status 127, as in a shell. Throws std::system_error where no process or file can be had at all.
ProcessResult run(const std::vector<std::string> &argv, const std::filesystem::path &directory);

} // namespace overlap::test
