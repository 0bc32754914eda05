#pragma once

#include "facts/Body.h"

#include <functional>
#include <vector>

/// Which values of a body something is done with, directly or as an operand of what something is done with.
namespace overlap::rules {

/// What counts as a use besides what is stored, passed, or a subscript.
struct ValueUses {
  bool byAccess = false; ///< to read or write through it
  bool byBranch = false; ///< to decide what comes next
  /// The value that an operation only hands on: used in place of its operands; 0 where it is an operation
  /// like others.
  std::function<facts::Id(const facts::Value &)> handsOn = {};
};

std::vector<bool> usedValues(const facts::Body &body, const ValueUses &uses);

} // namespace overlap::rules
