#pragma once

#include "rules/dependence/Isl.h"

namespace overlap::rules {

/// A conjunction over fewer unknowns that has a solution exactly if `constraints` has one; nothing if none
/// has. Unknowns are the monomials. Gone are those that an equality gives, those that only one side bounds,
/// and those whose bounds combine without loss (W. Pugh: "The Omega Test", 1991) to no more constraints than
/// there were: tiled loops are full of minima that say no more than `x <= a` and `x <= b`.
std::optional<Conjunction> eliminated(Conjunction constraints);

} // namespace overlap::rules
