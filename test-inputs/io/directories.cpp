// To step to the next entry of a directory is not the work on it.
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace fs = std::filesystem;

static std::size_t linesOf(const fs::path &path) {
  std::ifstream in(path); // expect: calls dependent sequential tasks=2
  std::string line;
  std::size_t lines = 0;
  while (std::getline(in, line)) // expect: loop dependent sequential
    ++lines;
  return lines;
}

std::size_t ofFolder(const fs::path &folder) {
  std::size_t lines = 0;
  for (const auto &entry : fs::directory_iterator(folder)) // expect: loop conditional async no-exception reduction(lines)
    if (entry.is_regular_file())
      lines += linesOf(entry.path());
  return lines;
}

std::size_t ofTree(const fs::path &folder) {
  std::size_t lines = 0;
  for (fs::recursive_directory_iterator at(folder), end; at != end; ++at) // expect: loop conditional async no-exception reduction(lines)
    lines += linesOf(at->path());
  return lines;
}

// The body steps as well.
std::size_t ofEverySecond(const fs::path &folder) {
  std::size_t lines = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder), end; at != end; ++at) { // expect: loop dependent resource(at)
    lines += linesOf(at->path()); // expect: calls dependent sequential resource(at) tasks=2
    at.increment(error);
  }
  return lines;
}

// One iterator for two tasks.
static std::size_t next(fs::directory_iterator &at) {
  ++at; // expect: calls dependent sequential tasks=2
  return linesOf(at->path());
}
std::size_t ofTwo(fs::directory_iterator &at) {
  const std::size_t a = next(at); // expect: calls dependent sequential resource(at) tasks=2
  return a + next(at);
}
