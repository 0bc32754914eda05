#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::test {

/// What a report says of an independent loop.
struct Verdict {
  struct Reduction {
    std::string variable;
    std::string op;
  };
  std::size_t begin = 0, end = 0; ///< offsets of the loop, as the report places it
  int line = 0;
  std::vector<Reduction> reductions;
  std::vector<std::string> privates, firstprivates, lastprivates;
};

/// Reads a region of a report on `source`.
Verdict verdictOf(const nlohmann::json &region, std::string_view source);

/// Rewrites `source` into a C++ program in which each of `loops` can be told, when the program is run (see
/// Runtime.h), to execute its iterations in another order or on threads: with a copy an iteration of what its
/// verdict calls private, a copy a worker of what it calls a reduction, and everything else shared. So a
/// verdict that leaves a variable out of its lists shows as a race or as another result.
///
/// The loop's number is its index in `loops`. Throws std::invalid_argument, naming the line, where a loop is
/// of a form that cannot be taken apart.
std::string rewrite(std::string_view source, const std::vector<Verdict> &loops, bool isC);

} // namespace overlap::test
