#pragma once

#include "tests/dynamic/Rewrite.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::test {

/// Executes the loops of one source otherwise than they are written, and compares what the program prints.
class Program {
public:
  /// `flags` are those the source is analysed with. Builds in `directory`, which has to exist.
  Program(std::filesystem::path source, std::vector<std::string> flags, std::filesystem::path directory);

  /// Compiles the source as it is, and rewritten for these loops with ThreadSanitizer. Returns what went
  /// wrong.
  std::string build(const std::vector<Verdict> &loops);

  /// Runs the loop of this number in `mode`, "shuffled" or "threads". Returns what went wrong: another
  /// output, a race, a crash, or a loop that never ran at least two iterations.
  std::string check(std::size_t loop, const std::string &mode) const;

private:
  std::filesystem::path source;
  std::vector<std::string> flags;
  std::filesystem::path directory;
  std::string expected;
};

/// Whether two outputs say the same: numbers with a fraction to nine digits, everything else exactly.
bool sameOutput(std::string_view a, std::string_view b);

} // namespace overlap::test
