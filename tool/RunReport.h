#pragma once

#include "rules/Engine.h"

#include <map>
#include <string>
#include <vector>

namespace overlap::tool {

/// A translation unit that could not be analysed, or not all of it.
struct UnitError {
  std::string file, message;
  auto operator<=>(const UnitError &) const = default;
};

/// What a run found, as the writers need it: the lists are filtered already.
struct RunReport {
  std::string root, policy;
  std::size_t units = 0, failedUnits = 0;
  std::size_t functions = 0, unseenBodies = 0;
  double seconds = 0;
  std::vector<const rules::Region *> regions;
  std::vector<const rules::BlockingCall *> blockingCalls;
  std::vector<UnitError> errors; ///< sorted

  std::map<std::string, std::size_t> byStrategy() const;
};

} // namespace overlap::tool
