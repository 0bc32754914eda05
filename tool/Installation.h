#pragma once

#include <filesystem>
#include <string>

/// Where the program finds what it needs beside itself.
namespace overlap::tool {

/// The running program's file; `argv0` helps where the system cannot tell.
std::filesystem::path executablePath(const char *argv0);

/// The folder that holds catalogue/ and policies/: <prefix>/share/overlap of an installed program, the
/// source tree of one that runs where it was built. Throws overlap::Error if there is none.
std::filesystem::path dataDir(const std::filesystem::path &executable);

/// Clang's resource directory, which holds its builtin headers (stddef.h and friends): relative to the
/// program first, then where it was at build time, then where an installed clang of this version says. Throws
/// overlap::Error if there is none.
std::string resourceDir(const std::filesystem::path &executable);

} // namespace overlap::tool
