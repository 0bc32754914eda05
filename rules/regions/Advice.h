#pragma once

#include "rules/Policy.h"
#include "rules/effects/Effects.h"
#include "rules/regions/Context.h"

#include <optional>
#include <string>
#include <vector>

/// From what is known of a region to its strategy.
namespace overlap::rules {

/// What a policy is asked about besides what stands in the Region.
struct AdviceInput {
  bool isAlgorithm = false; ///< a call of a standard algorithm
  std::string lock,
      atomic; ///< what the iterations share under a lock or as an atomic, as the source spells it
  bool writesMemory = false; ///< the iterations or tasks write memory that is read after them
  bool ownsMemory = false;   ///< they allocate or free memory, or link objects, for what comes after them
  bool holdsHandles = false; ///< they use files or connections that were opened before
  bool throws = false;       ///< something in them may throw
  double workPerTask = 0;    ///< estimated operations of one iteration or task
  double ioEstimate = 0;     ///< estimated seconds of waiting
  double cpuEstimate = 0;    ///< estimated seconds of computing
  std::optional<double> inFlight; ///< how many operations may be in flight at once; nothing: unknown
};

/// Fills `operations` in report form from what the region's calls lead to.
void addOperation(const Context &context, const BodyInfo &info, const BlockingUse &use,
                  std::vector<BlockingCall> &operations);

/// Fills strategy, reasons, alternatives, hazards, io latency and connections by the policy.
void advise(Region &region, const Policy &policy, const facts::Language &language,
            const facts::Tables &tables, const AdviceInput &input);

/// True for a dependent region that one change would free: there is a hint, and one thing alone ties it.
bool isNearMiss(const Region &region);

/// Why the default report leaves out a region that its weight would put there; empty if it does not.
std::string whyNotAdvised(const Region &region, const Policy &policy);

/// That sentence for a region inside a loop that is advised, which is at `line`.
std::string adviceGoesTo(const std::string &line);

/// Estimated seconds that an operation of a kind waits: a rough figure that only orders the report.
double waitEstimate(Latency latency);
double waitEstimate(const BlockingCall &operation);

/// Estimated seconds of one of Work's operations, as rough.
inline constexpr double kSecondsPerOperation = 1e-9;

} // namespace overlap::rules
