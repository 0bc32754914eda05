#pragma once

#include "rules/effects/Paths.h"
#include "rules/tasks/FileNames.h"
#include "rules/tasks/Subscripts.h"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace overlap::rules {

/// What the events of one body touch, in memory and outside of it. Shared by the graphs of all its task
/// groups: their lists lie inside one another and meet the same paths again and again, so that each path is
/// named, and each pair of paths compared, once a body.
class UseTable {
public:
  explicit UseTable(const BodyInfo &info) : info_(info), subscripts_(info) {}

  const BodyInfo &info() const { return info_; }
  Subscripts &subscripts() { return subscripts_; }
  const FileNames &fileNames();

  /// Uses that are alike: no other use tells two of one kind apart.
  struct Kind {
    const AccessPath *path = nullptr; ///< null: the use of a resource
    Id pathId = 0;                    ///< equal paths have one number
    bool isWrite = false, isAtomic = false;
    bool isLocking = false;
    MutexPath guard;
    bool isUnknown = false; ///< by code that is not understood
    Id viaFunction = 0;
    Id ownVariable = 0; ///< storage of a variable that is touched only by name: it meets only itself
  };
  const Kind &kind(Id id) const { return kinds_[id]; }

  struct Use {
    Id kind = 0;
    const ResourceAccess *resource = nullptr;
  };
  /// The uses by an event, one of each kind, in order.
  const std::vector<Use> &usesOf(Id event);

  /// What ties a call to other calls, whatever else both touch.
  struct Call {
    const CallEffects *effects = nullptr;
    bool mayDoAnything = false;      ///< it runs a command
    bool touchesSharedState = false; ///< more than the body's own variables
  };
  const Call &call(Id event);

  /// What a report calls a path. The answer holds until `usesOf` is asked again.
  struct Name {
    std::string text;
    bool isVague = false;
    Id number = 0; ///< of the text
  };
  const Name &name(Id path);

  enum class Meeting : std::uint8_t {
    Unasked,
    Apart,
    Same,
    SomePart, ///< whether the subscripts are the same is not known
    Alias     ///< unless an assumption tells them apart
  };
  /// Whether two paths may designate the same memory.
  Meeting meeting(Id a, Id b);

  /// True if what the body was seen to copy makes two paths meet that only an assumption could keep apart.
  bool areMadeToMeet(Id a, Id eventA, Id b, Id eventB);

  /// True if call `later` of one function works on other parts of the array at `base` than call `earlier`, as
  /// far as the arguments tell; see Subscripts::divides.
  bool divides(Id earlier, Id later, const AccessPath &base);

private:
  struct PathHash {
    std::size_t operator()(const AccessPath &path) const { return hashOf(path); }
  };

  Id accessKind(const Access &access, bool isUnknown);
  Id resourceKind(const ResourceAccess &use);
  const AccessPath *traced(Id path, Id event);
  Meeting compare(const AccessPath &one, const AccessPath &other);

  const BodyInfo &info_;
  Subscripts subscripts_;
  std::optional<FileNames> fileNames_;
  std::vector<Kind> kinds_;
  std::unordered_map<AccessPath, Id, PathHash> numbers_;
  std::vector<const AccessPath *> paths_;
  std::vector<std::vector<Meeting>> meetings_; ///< by the larger number, then by the smaller
  std::vector<std::optional<Name>> names_;
  std::unordered_map<std::string, Id> texts_;
  std::unordered_map<std::uint64_t, const AccessPath *> traced_; ///< by path and event
  std::map<std::tuple<Id, bool, bool, Id, bool, bool, MutexPath>, Id> byAccess_;
  std::map<std::tuple<std::string, std::string, ResourceMode, bool, AccessPath, bool, bool, bool, bool, bool>,
           Id>
      byResource_;
  std::unordered_map<Id, std::vector<Use>> uses_; ///< by event
  std::unordered_map<Id, Call> calls_;            ///< by event
  std::map<std::tuple<Id, Id, BaseKind, Id>, bool> divides_;
};

} // namespace overlap::rules
