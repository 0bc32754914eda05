#pragma once

#include "facts/Body.h"

#include <string>
#include <string_view>

/// Operators of which the order of updates does not matter.
namespace overlap::rules {

/// What an update by `op` reduces by ("+" also for differences); empty if its order matters. The logical ones
/// decide in a branch whether their right side is evaluated at all.
std::string reductionName(facts::BinOp op);

/// "min" or "max" if the library function `name` computes it.
std::string extremumName(std::string_view name);

/// The value under conversions between numbers.
facts::Id withoutCasts(const facts::Body &body, facts::Id value);

} // namespace overlap::rules
