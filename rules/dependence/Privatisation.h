#pragma once

#include "rules/dependence/SureWrites.h"

/// Objects of which every iteration may have a copy of its own: scratch arrays, structures and containers
/// that are declared outside of the loop and written before they are read in each iteration.
namespace overlap::rules {

class Privatisation {
public:
  Privatisation(Symbolic &symbolic, PairTest &pairs) : symbolic_(symbolic), pairs_(pairs) {}

  /// True if the accesses of `group`, all that may meet one another, are to one object, or a part of one,
  /// that can be private or, where its last content is read later and it is no array, lastprivate. Where only
  /// that stands in the way that others see the object, `hint` says what to change.
  bool isPrivate(const std::vector<const MemoryAccess *> &group, std::string &hint);

  /// Names what was found, once all groups have been looked at. `all`: the accesses of the loop.
  void conclude(const std::vector<MemoryAccess> &all, Independence &result);

private:
  struct Found {
    Place object;
    std::set<Id> events;
    std::string text;
    bool isLast = false, isRefilled = false;
  };
  bool mayBeCopied(const Place &object);
  bool isThreadsOwn(const Place &object) const;
  bool isAddressedHere(const MemoryAccess &access) const;
  bool isReadAfter(const Place &object);
  bool isHandedOut(const facts::Event &event, const Place &object) const;
  bool isWrittenFirst(const std::vector<const MemoryAccess *> &group, Coverage &coverage, Found &found);

  Symbolic &symbolic_;
  PairTest &pairs_;
  std::vector<Found> found_;
};

} // namespace overlap::rules
