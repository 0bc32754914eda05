#pragma once

#include "rules/effects/Effects.h"

#include <memory>
#include <optional>
#include <string>

/// Whether a loop's iterations may run at once.
namespace overlap::rules {

/// Which loop: one of the facts' loops, or a call of a standard algorithm with a callable.
struct LoopRef {
  Id body = 0;
  Id loop = 0;      ///< LoopId, or 0
  Id algorithm = 0; ///< EventId of the algorithm's call, or 0
};

struct TripCount {
  std::optional<std::int64_t> constant;
  std::string text; ///< symbolic otherwise, as the source spells it ("n", "v.size()"); empty: not known
};

/// Everything the dependence engine knows of a loop. `independence` is complete: status, dependences,
/// assumptions, reductions, private, lastprivate, firstprivate, hints, notes, reason.
struct LoopResult {
  Independence independence;
  TripCount trips;
  bool endsByFetch = false; ///< the only exit is fetching the next item (accept, getline, next row): does not
                            ///< tie the iterations
};

class BodyContext;

/// Judges loops. Keeps what it knows of the body it was asked about last; not for use by several threads at
/// once.
class LoopAnalysis {
public:
  explicit LoopAnalysis(const EffectAnalysis &effects);
  ~LoopAnalysis();
  LoopResult analyse(const LoopRef &loop) const;
  TripCount tripCount(const LoopRef &loop) const;
  /// True if the loop's own iterations decide when it ends, other than by what they find at an end mark: it
  /// is `dependent` without a hint, whatever else it does. Much cheaper than `analyse`.
  bool decidesWhenToEnd(const LoopRef &loop) const;

private:
  struct Cache;
  BodyContext &contextOf(Id body) const;

  const EffectAnalysis &effects_;
  std::unique_ptr<Cache> cache_;
};

} // namespace overlap::rules
