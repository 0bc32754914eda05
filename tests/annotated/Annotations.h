#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::test {

/// A dependence that has to be listed; an empty subject matches any.
struct ExpectedDependence {
  std::string kind;
  std::string subject;
};

/// One `expect:` comment: a region that has to start on this line, and what has to be said of it.
struct Expectation {
  int line = 0;
  std::string kind;                                       ///< loop, calls or call
  std::string status;                                     ///< independence; empty: not asked
  std::string strategy;                                   ///< empty: not asked
  std::set<std::string> assumptions;                      ///< the kinds, all of them and no other
  std::vector<ExpectedDependence> dependences;            ///< each is listed, others may be
  std::map<std::string, std::set<std::string>> variables; ///< reduction, private, ... -> names listed there
  std::map<std::string, std::string> values;              ///< tasks=, boundness=, rule=, ... -> value
  bool hidden = false;
  bool shown = false;
  bool hint = false;
  bool hazard = false;
  bool notRun = false; ///< tests/dynamic leaves it out
};

/// All annotations of one source file; test-inputs/README.md has the grammar.
struct Annotations {
  std::optional<std::string> policy;
  std::vector<std::string> flags;
  std::vector<Expectation> expectations; ///< by line, in the order they stand
  bool none = false;                     ///< `expect-none`: the file yields no region
  std::vector<std::string> errors; ///< "LINE: what is wrong": a misspelt annotation must not pass for none
};

Annotations parseAnnotations(std::string_view source);

} // namespace overlap::test
