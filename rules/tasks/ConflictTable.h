#pragma once

#include "rules/tasks/Conflict.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace overlap::rules {

/// The conflicts among what the nodes of one task graph do, each worked out once: accesses and uses of
/// resources that are alike form a class, and classes are compared, not nodes.
class ConflictTable {
public:
  explicit ConflictTable(const BodyInfo &info) : info_(info) {}

  /// Classes of what event `event` does.
  std::vector<Id> classesOf(Id event);
  std::size_t classes() const { return classes_.size(); }

  struct Meeting {
    Id other = 0;    ///< class of the earlier event
    Id conflict = 0; ///< see `conflict`
  };
  /// Classes that conflict with class `later` when their event comes first; those known so far.
  const std::vector<Meeting> &meetings(Id later);

  const Conflict &conflict(Id id) const { return conflicts_[id]; }
  /// Equal conflicts get one number.
  Id intern(Conflict conflict);

private:
  struct Class {
    Id event = 0; ///< the first one
    std::optional<Access> access;
    std::optional<ResourceAccess> resource;
    Id ownVariable = 0; ///< storage of a variable that is touched only by name: it meets only itself
    std::vector<Meeting> meetings;
    std::size_t compared = 0; ///< number of classes that `meetings` covers
  };

  Id accessClass(Id event, const Access &access);
  Id resourceClass(Id event, const ResourceAccess &use);

  const BodyInfo &info_;
  std::vector<Class> classes_;
  std::vector<Conflict> conflicts_;
  std::map<std::tuple<AccessPath, bool, bool, Id, bool>, Id> byAccess_;
  std::map<std::tuple<std::string, std::string, ResourceMode, bool, AccessPath, bool, bool, bool, bool>, Id>
      byResource_;
  std::map<std::tuple<Tie, DependenceKind, std::string, std::string, AssumptionKind>, Id> byConflict_;
};

} // namespace overlap::rules
