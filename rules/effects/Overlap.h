#pragma once

#include "rules/effects/Engine.h"

/// Whether two access paths of one body may designate overlapping memory, by bases, fields and types;
/// subscripts are not compared.
namespace overlap::rules {

class OverlapCheck {
public:
  OverlapCheck(const Engine &engine, Id body) : engine(engine), body(body), state(engine.state(body)) {}

  /// See EffectAnalysis::mayOverlap. `needsNoAlias` tells whether only an assumption could tell the two
  /// apart.
  bool check(const AccessPath &a, const AccessPath &b, bool &needsNoAlias) const;

private:
  enum class Relation : std::uint8_t { Same, Inside, Apart, Mixed };
  bool sameBase(const AccessPath &a, const AccessPath &b, bool &needsNoAlias) const;
  Relation compare(const AccessPathStep &a, const AccessPathStep &b) const;
  std::vector<std::pair<Id, std::size_t>> virtualBases(const AccessPath &path, std::size_t at) const;
  bool meetInVirtualBase(const AccessPath &a, const AccessPath &b, std::size_t at, bool &needsNoAlias) const;
  bool withUnknown(const AccessPath &other) const;
  bool throughPointers(const AccessPath &a, const AccessPath &b, bool &needsNoAlias) const;
  bool reachesDirectly(const AccessPath &pointer, const AccessPath &object) const;
  bool comesFrom(const AccessPath &path, const AccessPath &other) const;
  bool holdsAddress(const AccessPath &path, const AccessPath &object) const;
  bool mayChoose(const AccessPath &path, const AccessPath &other) const;
  bool wasMoved(const AccessPath &path, const AccessPath &other) const;
  bool meetOrigins(const AccessPath &a, const AccessPath &b) const;
  bool isRestrictApart(const AccessPath &a, const AccessPath &b) const;
  bool typesDiffer(const AccessPath &a, const AccessPath &b) const;
  bool fieldsDiffer(const AccessPath &a, const AccessPath &b) const;
  bool contains(Id outer, Id inner, unsigned depth = 0) const;
  bool throughUnion(const AccessPath &path) const;

  const Engine &engine;
  Id body;
  const BodyState &state;
};

} // namespace overlap::rules
