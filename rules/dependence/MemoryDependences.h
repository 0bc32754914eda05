#pragma once

#include "rules/dependence/Extents.h"
#include "rules/dependence/Locks.h"
#include "rules/dependence/Privatisation.h"
#include "rules/dependence/Scalars.h"

/// Dependences through memory: cells, arrays, what pointers and containers hold.
namespace overlap::rules {

class MemoryDependences {
public:
  MemoryDependences(Symbolic &symbolic, PairTest &pairs, ScalarAnalysis &scalars);
  void analyse(Independence &result, std::vector<std::string> &unknown);

private:
  void collect();
  void collectEvent(Id event);
  bool isOwnVariable(const Access &access) const;
  bool isReadBefore(const facts::Event &event) const;
  /// Accesses that may overlap each other, directly or through others.
  std::vector<std::vector<std::size_t>> groups();
  bool isPrivate(const std::vector<std::size_t> &group, std::string &hint);
  std::vector<std::size_t> withoutApart(const std::vector<std::size_t> &group);
  std::optional<Slot> cellOf(const std::vector<std::size_t> &group);
  bool neverMeet(const std::vector<std::size_t> &group);
  bool isGuarded(const std::vector<std::size_t> &group, Independence &result);
  bool isArrayReduction(const std::vector<std::size_t> &group, Independence &result);
  bool isObjectReduction(const std::vector<std::size_t> &group, Independence &result);
  void testPairs(const std::vector<std::size_t> &group, Independence &result,
                 std::vector<std::string> &unknown);
  bool isRepeatedWrite(const MemoryAccess &access);
  bool isAppended(const MemoryAccess &access) const;
  bool isIndexedByItself(const MemoryAccess &access, const std::vector<std::size_t> &group) const;
  bool usesUpdate(const std::vector<std::size_t> &group) const;
  bool fillsBuckets(const std::vector<std::size_t> &group) const;
  std::string_view containerMethod(Id event) const;
  void appendHint(const std::vector<std::size_t> &group, Independence &result);
  void shareWords(MemoryAccess &access);
  void addDependences(const MemoryAccess &a, const MemoryAccess &b, const PairResult &pair,
                      Independence &result);
  void addDependence(const MemoryAccess &from, const MemoryAccess &to, const PairResult &pair,
                     Independence &result);
  void atomics(const std::vector<std::size_t> &group, Independence &result);

  Symbolic &symbolic_;
  PairTest &pairs_;
  ScalarAnalysis &scalars_;
  BodyContext &context_;
  const facts::Body &body_;
  std::vector<MemoryAccess> accesses_;
  std::vector<std::unique_ptr<Ssa>> cells_;
  ValueUses uses_;
  Extents extents_;
  Locks locks_;
  Privatisation privatisation_;
};

} // namespace overlap::rules
