#pragma once

#include "rules/dependence/Symbolic.h"

/// Objects of classes that a loop only updates by one operator: `total *= q`, `total = total + q`.
namespace overlap::rules {

struct OperatorUpdate {
  std::string op;       ///< "+" also for differences
  std::string function; ///< the operator as declared: "Quaternion::operator*="
  Place object;
  bool commutes = false; ///< the catalogue says so
};

/// The operator by which `events`, all that touch one object in the loop, update it; nothing if they do
/// anything else, or if it is one of a library that the catalogue does not call arithmetic.
std::optional<OperatorUpdate> operatorUpdate(Symbolic &symbolic, const std::set<Id> &events);

/// Adds the reduction of `name` and, unless it is known that values may be combined in any order, the
/// assumption that they may.
void addOperatorReduction(Symbolic &symbolic, const OperatorUpdate &update, const std::string &name, Id event,
                          Independence &result);

} // namespace overlap::rules
