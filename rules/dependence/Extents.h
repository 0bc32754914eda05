#pragma once

#include "rules/dependence/Pairs.h"

/// Subscripts that leave the array they are written for: `a[i][j - 1]` with j = 0, `s.a[k]` with k past the
/// end. The language gives them no meaning, the machine gives them a neighbour; subscripts that are compared
/// one by one would tell the two apart.
namespace overlap::rules {

/// Number of elements of the array that step `i` of `place` selects from; 0 if it is not known.
std::uint64_t extentBefore(Symbolic &symbolic, const Place &place, std::size_t i);

class Extents {
public:
  Extents(Symbolic &symbolic, PairTest &pairs) : symbolic_(symbolic), pairs_(pairs) {}

  /// Where a subscript of `access` is known to leave its array, marks it as counting on from the row above;
  /// where there is none, widens the access to the whole object. A subscript that leaves its array only for
  /// some values of the symbols is taken at its word.
  void apply(MemoryAccess &access);

private:
  bool leaves(Id block, const Poly &position, std::int64_t extent);
  bool computeLeaves(Id block, const Poly &position, std::int64_t extent);

  Symbolic &symbolic_;
  PairTest &pairs_;
  std::map<std::tuple<Id, Poly, std::int64_t>, bool> known_;
};

} // namespace overlap::rules
