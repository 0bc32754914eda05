#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace overlap::facts {

inline std::string readText(const std::string &path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A unit that uses every construct of the text form, as dump() writes it.
inline std::string everything() { return readText(OVERLAP_FACTS_TESTS "/everything.facts"); }

} // namespace overlap::facts
