#pragma once

#include "rules/dependence/LoopAnalysis.h"
#include "rules/regions/BodyInfo.h"

#include <vector>

namespace overlap::rules {

/// An estimate of what one execution costs, in simple operations (an addition, a load), by static weights.
struct Work {
  double operations =
      0; ///< a lower bound where unknownDepth > 0: loops of unknown length count as one iteration
  unsigned unknownDepth = 0; ///< how many loops of unknown length are nested at the deepest place
  bool heavyCall = false;    ///< something called has nested loops of unknown length, or is recursive

  /// May be large although the lower bound is small.
  bool mayBeHeavy() const { return unknownDepth > 0 || heavyCall; }
};

/// Work of the parts of one body. Events weigh one operation and one for each operator in their operands; a
/// call weighs kCallOverhead and what its callee's summary or catalogue entry says. Loops multiply by their
/// trip count, branches count in full.
class WorkModel {
public:
  static constexpr double kCallOverhead = 5;

  WorkModel(const BodyInfo &info, const LoopAnalysis &loops);

  /// One execution of what stands in `stmt`.
  Work ofStmt(Id stmt) const;
  /// One iteration of the body of `loop`.
  Work ofIteration(Id loop) const;
  /// One execution of a Call event.
  Work ofCall(Id event) const;
  const TripCount &trips(Id loop) const { return trips_[loop]; }

private:
  Work accumulate(const std::vector<Id> &events, Id outside) const;
  double weight(Id event) const;

  const BodyInfo &info_;
  std::vector<TripCount> trips_;
};

} // namespace overlap::rules
