#pragma once

#include "rules/Catalogue.h"
#include "rules/Policy.h"
#include "rules/Program.h"
#include "rules/Region.h"

#include <string>
#include <vector>

/// From a linked program to verdicts.
namespace overlap::rules {

struct Report {
  std::vector<Region> regions;             ///< all of them, hidden and suppressed ones too; by falling estimated gain, then location
  std::vector<BlockingCall> blockingCalls; ///< direct calls of blocking functions in user code, by location
  std::size_t functions = 0;               ///< definitions in user code
  std::size_t unseenBodies = 0;            ///< called user functions with neither body nor catalogue entry
};

/// Judges every region of `program`. The result depends on nothing but the arguments.
Report analyse(const Program &program, const Catalogue &catalogue, const Policy &policy);

} // namespace overlap::rules
