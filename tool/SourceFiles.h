#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace overlap::tool {

/// The files that the positional arguments name where no database does, relative to `directory`: files
/// themselves, the C and C++ sources below folders, and what globs match. Absolute, in order of the arguments
/// and then of names. Throws overlap::Error for one that names nothing.
std::vector<std::string> sourceFiles(const std::vector<std::string> &names,
                                     const std::filesystem::path &directory);

} // namespace overlap::tool
