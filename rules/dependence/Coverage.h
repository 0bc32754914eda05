#pragma once

#include "rules/dependence/IterationPaths.h"
#include "rules/dependence/Pairs.h"

/// Whether what an iteration reads of an object was written earlier in the same iteration.
///
/// The question of array privatisation (P. Tu, D. Padua: "Automatic Array Privatization", 1993): for each
/// element read there has to be a write of it on every way to the read. A write in inner loops is turned
/// round: the counters under which it wrote the element are computed from the subscript that is read, and
/// what the loops' conditions then demand has to follow from what holds at the read.
namespace overlap::rules {

/// A write that covers all of `place` whenever `event` is executed.
struct SureWrite {
  Id event = 0;
  Place place;
  Id type = 0;               ///< TypeId of what is stored, 0 if it is the object as it is
  std::optional<Poly> count; ///< also the elements after the last subscript: so many in all
};

class Coverage {
public:
  Coverage(Symbolic &symbolic, PairTest &pairs);

  void add(SureWrite write);
  /// True if all of `read`, read as a `type` (0: as what it is), has been written whenever `event` (0: the
  /// end of an iteration) is reached. An answer of false proves nothing.
  bool covers(const Place &read, Id type, Id event);

private:
  struct Target {
    Place place;
    Id type = 0; ///< of what it designates, 0 if not known
    Id event = 0, block = 0;
    Conjunction known; ///< subscripts lie within their arrays
  };
  /// Writes of one place that stand in for each other: either arm of an `if` will do.
  struct Site {
    SureWrite write;
    std::set<Id> events;
    Id block = 0;
    std::vector<Id> loops; ///< inside the analysed loop, outer before inner
  };
  /// When a site's write has covered the target: all of these hold.
  using Terms = Conjunction;

  Target targetOf(const Place &read, Id event);
  bool coversTarget(const Target &target, unsigned depth);
  std::vector<Terms> optionsOf(const Site &site, const Target &target);
  std::optional<Terms> termsOf(const Site &site, const Target &target, const std::vector<Id> &chain,
                               Id earlier);
  bool runsThrough(const std::vector<Id> &chain, const Site &site) const;
  bool isUnchanged(const Poly &poly, const Site &site, const Target &target, const std::vector<Id> &chain,
                   Id earlier);
  bool follows(const Target &target, const std::vector<Terms> &options);
  bool isSequence(Id type) const;
  bool isSameType(Id a, Id b) const;
  Place normal(Place place) const;

  Symbolic &symbolic_;
  PairTest &pairs_;
  BodyContext &context_;
  const facts::Body &body_;
  std::vector<Site> sites_;
  AtomId nextFresh_;
  unsigned queries_ = 0;
};

} // namespace overlap::rules
