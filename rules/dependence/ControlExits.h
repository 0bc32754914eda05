#pragma once

#include "rules/dependence/Pairs.h"

/// How a loop ends, and whether that ties its iterations.
namespace overlap::rules {

class ControlExits {
public:
  explicit ControlExits(Symbolic &symbolic);
  /// Adds a control dependence for each exit that depends on what the iterations do. True if the loop ends by
  /// fetching its next item.
  bool analyse(Independence &result, std::vector<std::string> &unknown);

private:
  bool isLoopCondition(Id block) const;
  bool isWithin(Id block) const;
  bool isOnlyExit(Id block) const;
  bool endsProgram(Id block) const;
  bool isLibraryRange(Id cond) const;
  bool isFetch(Id value, unsigned depth = 0);
  bool isCounted(Id cond, bool staysIfTrue);
  bool isEndMark(Id cond);

  Symbolic &symbolic_;
  BodyContext &context_;
  const facts::Body &body_;
};

/// Why a loop over a range whose iterators may do anything on the way is `unknown`.
inline constexpr const char *kIteratorsNotUnderstood =
    "how the iterators of the range get from one element to the next is not understood";

/// What frees a loop of a control dependence on the mark at which it ends.
std::string endMarkHint(const std::string &mark);

/// Number of iterations of the analysed loop.
struct Trips {
  std::optional<std::int64_t> constant;
  std::string text;
};
Trips countTrips(Symbolic &symbolic);

} // namespace overlap::rules
