#pragma once

#include "rules/Program.h"

#include <string>
#include <string_view>

/// Operators of which the order of updates does not matter.
namespace overlap::rules {

/// What an update by `op` reduces by ("+" also for differences); empty if its order matters. The logical ones
/// decide in a branch whether their right side is evaluated at all.
std::string reductionName(facts::BinOp op);

/// An operation of which the order does not matter, and its operands that may be what it updates.
struct Operation {
  std::string op;                ///< as reductionName has it; empty: none
  facts::Id left = 0, right = 0; ///< 0: no such operand
};
/// `a + b`, `a - b` without its right operand, or the library's `fma(x, y, a)`.
Operation operationOf(const Program &program, const facts::Body &body, facts::Id value);

/// "min" or "max" if the library function `name` computes it.
std::string extremumName(std::string_view name);

/// The value under conversions between numbers.
facts::Id withoutCasts(const facts::Body &body, facts::Id value);

/// The value under conversions after which all bits of an integer of type `kept` are still there, and under
/// those between floating-point types.
facts::Id withoutCuts(const facts::Tables &tables, const facts::Body &body, facts::Id value, facts::Id kept);

/// The value under conversions that change no number.
facts::Id withoutExactCasts(const facts::Tables &tables, const facts::Body &body, facts::Id value);

/// True if each number of type `from` is one of type `to`.
bool holdsAll(const facts::Type &to, const facts::Type &from);

} // namespace overlap::rules
