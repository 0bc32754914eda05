#pragma once

#include "rules/dependence/Scalars.h"

/// Reductions that are made in a callee: the callable of an algorithm, or a function that a loop calls.
namespace overlap::rules {

/// The operator by which all of `accesses` (direct reads and writes of one scalar in `body`) update it, or
/// empty: every write is `x = x op e`, and no read serves anything else.
std::string updatesOf(const Program &program, const facts::Body &body, const std::vector<Access> &accesses);

/// What captured variable `captureVar` of a lambda's body is, or points to, in the body that makes the
/// closure; nothing if several are captured there. `function` is the lambda's.
std::optional<AccessPath> capturedObject(BodyContext &maker, Id function, const facts::Body &lambda,
                                         Id captureVar);

/// The operator by which all that the callee of Call event `event` does with `target`, a path of the calling
/// body, updates it; empty if there is more to it.
std::string calleeUpdate(BodyContext &context, Id event, const AccessPath &target);

/// What a binary callable that returns one arithmetic expression does with its first parameter.
struct Folding {
  bool isArithmetic = false; ///< the only return is an arithmetic expression
  std::string op;            ///< `first op e`, empty: something else
  bool joinsParts = false;   ///< two partial results may be given to it, too
};
Folding foldingOf(const Program &program, const facts::Body &body);

} // namespace overlap::rules
