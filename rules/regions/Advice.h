#pragma once

#include "rules/Policy.h"
#include "rules/effects/Effects.h"
#include "rules/regions/BodyInfo.h"

#include <vector>

/// From what is known of a region to its strategy.
namespace overlap::rules {

/// What a policy is asked about besides what stands in the Region.
struct AdviceInput {
  bool locks = false;         ///< the body works under a lock or on atomics
  bool sharesResults = false; ///< the iterations or tasks write memory that is read after them
  double ioEstimate = 0;      ///< estimated seconds of waiting, for regions that both wait and compute
  double cpuEstimate = 0;     ///< estimated seconds of computing
};

/// Fills `operations` in report form from what the region's calls lead to.
void addOperation(const BodyInfo &info, const Policy &policy, const BlockingUse &use,
                  std::vector<BlockingCall> &operations);

/// Fills strategy, reasons, alternatives, hazards, io latency and connections by the policy. `inFlight`: how
/// many operations may be in flight at once; nothing means unknown.
void advise(Region &region, const Policy &policy, const AdviceInput &input, std::optional<double> inFlight);

/// Estimated seconds that an operation of a kind waits: a rough figure that only orders the report.
double waitEstimate(const BlockingCall &operation);

} // namespace overlap::rules
