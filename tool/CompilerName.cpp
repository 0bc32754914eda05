#include "tool/CompilerName.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace overlap::tool {
namespace {

constexpr auto kCompilers = std::to_array<std::string_view>(
    {"CC",       "armclang",  "armclang++", "c++",  "c89",   "c99", "cc",      "cl",       "clang", "clang++",
     "clang-cl", "clang-cpp", "g++",        "gcc",  "hipcc", "icc", "icpc",    "icpx",     "icx",   "mpiCC",
     "mpic++",   "mpicc",     "mpicxx",     "nvcc", "nvc++", "tcc", "xlclang", "xlclang++"});

/// Programs that run a compiler that follows them, or supply one themselves: `distcc -c x.c`.
constexpr auto kLaunchers =
    std::to_array<std::string_view>({"buildcache", "ccache", "distcc", "firebuild", "goma", "gomacc", "icecc",
                                     "pump", "rewrapper", "sccache"});

bool endsVersion(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) || c == '.'; });
}

template <class List> bool contains(const List &list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

} // namespace

std::string compilerStem(std::string_view path) {
  if (std::size_t slash = path.find_last_of("/\\"); slash != std::string_view::npos)
    path.remove_prefix(slash + 1);
  if (path.ends_with(".exe"))
    path.remove_suffix(4);
  if (std::size_t dash = path.rfind('-');
      dash != std::string_view::npos && endsVersion(path.substr(dash + 1)))
    path = path.substr(0, dash);
  return std::string(path);
}

bool isCompilerName(std::string_view path) {
  std::string stem = compilerStem(path);
  return std::ranges::any_of(kCompilers, [&](std::string_view name) {
    return stem == name ||
           (stem.size() > name.size() && stem.ends_with(name) && stem[stem.size() - name.size() - 1] == '-');
  });
}

void stripWrappers(std::vector<std::string> &command) {
  // The compiler stands before the first flag that only a compiler has; `-x c++` names a language.
  std::size_t end = command.size();
  for (std::size_t i = 1; i < end; ++i)
    if (command[i] == "-c" || command[i] == "-o" || command[i] == "-x")
      end = i;
  bool atStart = true; // at command[i], all words before it are compilers or wrappers
  for (std::size_t i = 0; i < end; ++i) {
    bool compiler = isCompilerName(command[i]);
    if (compiler && (!atStart || i + 1 >= end || !isCompilerName(command[i + 1]))) {
      command.erase(command.begin(), command.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
    atStart = atStart && compiler;
  }
  if (command.size() > 1 && contains(kLaunchers, compilerStem(command[0])) && command[1].starts_with('-'))
    command[0] = "cc";
  else if (command.size() > 1 && contains(kLaunchers, compilerStem(command[0])))
    command.erase(command.begin());
}

} // namespace overlap::tool
