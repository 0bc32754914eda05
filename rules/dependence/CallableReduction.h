#pragma once

#include "rules/dependence/Scalars.h"

/// Reductions that the callable of an algorithm makes.
namespace overlap::rules {

/// The operator by which all of `accesses` (direct reads and writes of one scalar in `body`) update it, or
/// empty: every write is `x = x op e`, and no read serves anything else.
std::string updatesOf(const facts::Body &body, const std::vector<Access> &accesses);

/// What a binary callable that returns one arithmetic expression does with its first parameter.
struct Folding {
  bool isArithmetic = false; ///< the only return is an arithmetic expression
  std::string op;            ///< `first op e`, empty: something else
};
Folding foldingOf(const facts::Body &body);

} // namespace overlap::rules
