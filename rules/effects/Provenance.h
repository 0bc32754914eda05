#pragma once

#include "rules/effects/Access.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

/// What the body was last seen to store in the pointers that a path goes through.
///
/// Stores are found by the name of what they store into: whether something is stored there under another name
/// is not asked. That is enough to contradict an assumption, and proves nothing.
namespace overlap::rules {

class Engine;
struct CallSite;

class Provenance {
public:
  Provenance(const Engine &engine, Id body);

  /// `path` as `event` sees it, by way of where its pointers were copied from, as far back as that is one
  /// place.
  const AccessPath &traced(const AccessPath &path, Id event) const;
  /// True if the body stores one address in several elements of the array or container that `element` is one
  /// of.
  bool holdsOneTwice(const AccessPath &element) const { return holdsOneTwice(element, 0); }

private:
  /// A write, or a call that leaves something, in `into` or a part of it.
  struct Store {
    Id event = 0;
    AccessPath into;
  };
  enum class Match : std::uint8_t { No, Maybe, Yes };

  AccessPath traced(AccessPath path, Id event, unsigned depth) const;
  bool holdsOneTwice(const AccessPath &element, unsigned depth) const;
  void add(Id event, AccessPath into);
  void addCall(Id event);
  bool changesObject(const CallSite &site) const;
  Match match(const Store &store, const AccessPath &pointer) const;
  const Store *lastStore(const AccessPath &pointer, Id event) const;
  std::optional<AccessPath> stored(const Store &store, const AccessPath &pointer, unsigned depth) const;
  std::optional<AccessPath> copied(const CallSite &site) const;
  std::optional<AccessPath> given(const CallSite &site, const Store &store, const AccessPath &pointer) const;
  AccessPath leadsTo(const CallSite &site, unsigned arg) const;
  bool isRepeated(const CallSite &site, unsigned arg) const;
  bool listHoldsOneTwice(const AccessPath &list, unsigned depth) const;
  bool isInvariant(const AccessPath &path, Id loop) const;

  const Engine &engine;
  Id bodyId;
  std::map<std::pair<BaseKind, Id>, std::vector<Store>> storesOf; ///< by the base of `into`, in order
  mutable std::map<std::pair<Id, AccessPath>, AccessPath> tracedPaths;
};

} // namespace overlap::rules
