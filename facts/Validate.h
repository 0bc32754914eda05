#pragma once

#include "facts/Facts.h"

#include <string_view>

namespace overlap::facts {

/// Values and paths nest no deeper than this, types, bases and enclosing functions no deeper than the second,
/// so that recursion over them needs no guard on a stack of 8 MiB.
inline constexpr unsigned kMaxDepth = 4'000;
inline constexpr unsigned kMaxTypeDepth = 500;

/// Checks what every consumer relies on and throws overlap::Error, one line that begins with `name`:
/// - every id is in the range of its table, and every table begins with its "none" element;
/// - nothing contains itself: types, records' bases, enclosing functions, values with the paths they address;
///   parents of statements and loops come before their children;
/// - every event stands in one block; a branch has two successors, a switch one a case value;
/// - a function has a body exactly if its state says so, and one parameter variable a parameter.
void validate(const UnitFacts &facts, std::string_view name);

} // namespace overlap::facts
