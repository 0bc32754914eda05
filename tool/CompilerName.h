#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace overlap::tool {

/// Whether the last part of `path` names a C or C++ compiler: `cc`, `g++-12`, `/opt/arm-none-eabi-gcc`,
/// `clang-cl.exe`.
bool isCompilerName(std::string_view path);

/// The name without directory, `.exe` and version: `/usr/bin/arm-none-eabi-g++-12` gives `arm-none-eabi-g++`.
std::string compilerStem(std::string_view path);

/// Removes what stands before the compiler: ccache, distcc, sccache, icecc, `env A=B`, `cmake -E ...`,
/// libtool and any other program that is given a compiler as an argument. A command in which no compiler can
/// be recognised is left as it is, its first word taken for a compiler of unusual name.
void stripWrappers(std::vector<std::string> &command);

} // namespace overlap::tool
