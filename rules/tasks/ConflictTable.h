#pragma once

#include "rules/tasks/Conflict.h"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace overlap::rules {

/// The conflicts among what the nodes of one task graph do, each worked out once: uses that are alike form a
/// class, and classes are compared, not nodes.
class ConflictTable {
public:
  explicit ConflictTable(UseTable &uses) : uses_(uses), info_(uses.info()) {}

  /// Adds the classes of what event `event` does.
  void addClassesOf(Id event, std::vector<Id> &result);
  std::size_t classes() const { return classes_.size(); }

  /// Of the assumptions that two accesses do not overlap there are very many, and few are ever told.
  static constexpr Id kUntold = ~Id(0);

  struct Meeting {
    Id other = 0;           ///< class of the earlier event
    Id conflict = kUntold;  ///< see `conflict`; of an assumption about memory see `told`
    bool mayDivide = false; ///< gone, but for the assumption `parts`, if the calls work on parts of an array
  };
  /// Classes that conflict with class `later` when their event comes first; those known so far.
  const std::vector<Meeting> &meetings(Id later);
  /// The conflict of a meeting of class `later`.
  Id told(const Meeting &meeting, Id later);
  Id parts(Id later);
  /// The path of a class that is an access.
  const AccessPath &pathOf(Id c) const { return *uses_.kind(classes_[c].kind).path; }

  const Conflict &conflict(Id id) const { return conflicts_[id]; }
  /// Equal conflicts get one number.
  Id intern(Conflict conflict);
  /// How far a conflict is from what a person would give as the reason.
  unsigned distance(Id conflict) const { return static_cast<unsigned>(ranks_[conflict] >> 40); }
  /// Orders conflicts by that.
  std::uint64_t rank(Id conflict) const { return ranks_[conflict]; }
  static DependenceKind kindOf(std::uint64_t rank) { return static_cast<DependenceKind>(rank >> 32 & 0xff); }
  /// The conflict of a rank.
  static Id ranked(std::uint64_t rank) { return static_cast<Id>(rank); }

private:
  struct Class {
    Id event = 0; ///< the first one
    Id kind = 0;  ///< of the use
    const ResourceAccess *resource = nullptr;
    std::vector<Meeting> meetings;
    std::size_t compared = 0; ///< number of classes that `meetings` covers
  };

  Id hardConflict(const UseTable::Kind &a, const UseTable::Kind &b);
  static constexpr Id kNone = ~Id(0);

  UseTable &uses_;
  const BodyInfo &info_;
  std::vector<Class> classes_;
  std::vector<Id> classOf_; ///< by kind of use
  std::vector<Conflict> conflicts_;
  std::vector<std::uint64_t> ranks_;
  std::vector<Id> hard_; ///< by the number of the subject's name and the kind of dependence
  std::map<std::tuple<Tie, DependenceKind, std::string, std::string, AssumptionKind>, Id> byConflict_;
};

} // namespace overlap::rules
