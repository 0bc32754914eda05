#pragma once

#include "rules/Catalogue.h"
#include "rules/Policy.h"
#include "rules/Program.h"
#include "rules/Region.h"

#include <functional>
#include <string>
#include <vector>

/// From a linked program to verdicts.
namespace overlap::rules {

/// A function that the analysis could not get through.
struct Unjudged {
  std::string file, name;
};

struct Report {
  std::vector<Region>
      regions; ///< all in scope, hidden and suppressed ones too; by falling estimated gain, then location
  std::vector<BlockingCall> blockingCalls; ///< direct calls of blocking functions in user code, by location
  std::vector<Unjudged> unjudged;          ///< by function
  std::size_t functions = 0;               ///< definitions in user code
  std::size_t unseenBodies = 0;            ///< called user functions with neither body nor catalogue entry
};

/// Runs `work`, which judges the function `name`, and tells whether it came to its end: the host decides what
/// a crash costs, and may measure.
using Guard = std::function<bool(const std::string &name, const std::function<void()> &work)>;

enum class Scope {
  Everything,
  DefaultReport, ///< only regions that may lack a Region::whyOnlyUnderAll
};

/// Judges the regions of `program`, each function under `guard`. The result depends on nothing but the
/// arguments; what is judged under both scopes comes out the same.
Report analyse(const Program &program, const Catalogue &catalogue, const Policy &policy, Scope scope,
               const Guard &guard);

} // namespace overlap::rules
