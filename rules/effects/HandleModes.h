#pragma once

#include "rules/CallCondition.h"
#include "rules/effects/Engine.h"

#include <compare>
#include <map>
#include <set>
#include <vector>

/// Which handles are in non-blocking mode, and which calls are told not to wait. Where a handle is not known
/// to be in that mode it is taken to block.
namespace overlap::rules {

class HandleModes {
public:
  explicit HandleModes(const Engine &engine);

  /// True if the call at `site`, which the catalogue says waits, does not: it is told so, or its handle is
  /// in non-blocking mode there.
  bool isNonblocking(const CallSite &site) const;
  /// True if the handle passed in summary slot `slot` of a call (0: the object) is in non-blocking mode
  /// there.
  bool isNonblocking(const CallSite &site, Id slot) const;
  /// True if the arguments are known to be so.
  bool holds(const CallSite &site, const CallCondition &condition) const;

private:
  /// Where a handle is kept.
  struct Place {
    enum class Kind : std::uint8_t { None, Slot, Local, Field, Global } kind = Kind::None;
    Id id = 0, record = 0;
    auto operator<=>(const Place &) const = default;
  };
  Place placeOfValue(Id body, Id value, unsigned depth = 0) const;
  Place placeOfPath(Id body, Id path, unsigned depth = 0) const;
  Place placeOf(const CallSite &site, const PathPattern &handle) const;
  Place placeOfResult(const CallSite &site) const;
  /// The place that one is a copy of: what a local variable was set to, once.
  Place source(Id body, const Place &place, unsigned depth) const;
  /// Marks the place; true if it is a slot of the function, and new.
  bool mark(const CallSite &site, Place place);
  bool isMarked(const CallSite &site, Place place) const;
  bool isAlwaysMarked(Id body, Id value, unsigned depth) const;
  bool isFieldMarked(const Place &field, unsigned depth) const;
  bool holds(const CallSite &site, const CallCondition::Term &term) const;

  const Engine &engine;
  std::map<Id, std::set<Id>> slots;                       ///< of functions that set a handle's mode
  std::map<std::pair<Id, Place>, std::vector<Id>> locals; ///< events, by body and place
  std::map<Id, std::vector<CallSite>> callers;            ///< of each function, direct ones
  std::map<std::pair<Id, Id>, std::vector<std::pair<Id, Id>>> stores; ///< (body, event), by field of a record
  std::set<Place> everywhere;                                         ///< fields and globals
};

} // namespace overlap::rules
