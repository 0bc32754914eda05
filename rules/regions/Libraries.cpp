#include "rules/regions/Libraries.h"

#include <algorithm>

namespace overlap::rules {

namespace {

/// What the names of a library begin with: "asio", "uv", "io", "curl".
std::string_view prefixOf(std::string_view name) {
  const std::size_t end = name.find_first_of("_: ");
  return end == std::string_view::npos ? std::string_view() : name.substr(0, end);
}

} // namespace

Libraries::Libraries(const Program &program) {
  for (const facts::Function &function : program.tables.functions)
    if (function.header)
      if (const std::string_view prefix = prefixOf(program.str(function.qualifiedName)); prefix.size() > 1)
        prefixes_.emplace(prefix);
}

std::vector<std::string> Libraries::knownFirst(std::vector<std::string> names) const {
  std::ranges::stable_partition(names,
                                [&](const std::string &name) { return prefixes_.contains(prefixOf(name)); });
  return names;
}

} // namespace overlap::rules
