#pragma once

#include "rules/effects/Access.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

/// Calls that hand over what an object owns: moves, swaps, splices, and plain pointers that an owner adopts.
/// A pointer that was taken before leads into another object afterwards, or into either.
namespace overlap::rules {

class Engine;
struct CallSite;

class Exchanges {
public:
  Exchanges(const Engine &engine, Id body) : engine(engine), bodyId(body) {}

  struct Party {
    AccessPath path;
    bool isAdopted = false; ///< it is what is handed over; else its owner
  };
  struct Exchange {
    Id event = 0;
    std::vector<Party> parties;
    bool isOneWay = false; ///< the one that has it is another one afterwards: not so after a swap
  };
  /// In the order of their events.
  const std::vector<Exchange> &all();

  /// True if what a pointer leads to that was made by event `made`, when it was `target`, may have been
  /// handed over before event `used` (0: at any time) uses it.
  bool isStale(const AccessPath &target, Id made, Id used);
  /// The same of a pointer or reference that call `made` has returned, for any event that uses it.
  bool isStale(const AccessPath &target, Id made);

private:
  void find(Id event);
  void findUses();
  bool isOwner(Id type) const;
  AccessPath adopted(const CallSite &site, unsigned arg) const;
  bool adopts(const CallSite &site, unsigned arg) const;
  void addSeen(const CallSite &site, Id target, Exchange &exchange);
  void addByTypes(const CallSite &site, Exchange &exchange);
  bool comesBetween(Id event, Id made, Id used);
  const std::vector<bool> &comesBefore(Id from, Id without);

  const Engine &engine;
  Id bodyId;
  std::vector<Exchange> found;
  bool isDone = false;
  std::map<std::pair<Id, Id>, std::vector<bool>> reached; ///< by comesBefore()
  std::optional<std::multimap<Id, Id>> usesOf;            ///< results of calls and the events that use them
};

} // namespace overlap::rules
