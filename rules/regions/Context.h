#pragma once

#include "rules/Policy.h"
#include "rules/dependence/LoopAnalysis.h"
#include "rules/effects/Effects.h"
#include "rules/regions/Concurrency.h"
#include "rules/regions/Libraries.h"

namespace overlap::rules {

/// What every region is judged with.
struct Context {
  const Program &program;
  const Policy &policy;
  const EffectAnalysis &effects;
  const LoopAnalysis &loops;
  const ConcurrentFunctions &concurrent;
  const Libraries &libraries;
  /// Whether regions are judged that the default report never lists.
  bool judgesHidden = true;
};

/// True for regions that may be in the default report as far as their weight goes.
inline bool hasWeight(Boundness boundness) {
  return boundness != Boundness::Light && boundness != Boundness::Unknown;
}

/// A judged region and what merging, filtering and sorting need of it.
struct Judged {
  Region region;
  double gain = 0; ///< estimated seconds that overlapping may save: only orders the report
  Id function = 0; ///< FunctionId it was found in
  std::uint64_t textHash = 0;
  bool isPassedOver = false; ///< not judged, see Context::judgesHidden: only counts where ids are given
};

} // namespace overlap::rules
