#include "rules/tasks/Conflict.h"

#include "rules/effects/Guards.h"
#include "rules/effects/Paths.h"

#include <algorithm>
#include <string_view>

namespace overlap::rules {

using namespace facts;

bool isVagueSubject(std::string_view subject) {
  const std::string_view name = subject.substr(std::min(subject.find_first_not_of("*("), subject.size()));
  return name.empty() || name == "memory" || name.starts_with("temporary") ||
         name.starts_with("new object") || subject == "*this" || name.find("...") != name.npos ||
         name.starts_with("result of");
}

namespace {

/// What an event does, where what it touches has no name.
std::string nameOf(const BodyInfo &info, Id event) {
  return info.body().events[event].kind == EventKind::Call
             ? info.calleeName(event)
             : "the code at line " + std::to_string(info.locationOf(event).line);
}

} // namespace

namespace {

/// True if both happen under one mutex.
bool isGuarded(const UseTable::Kind &a, const UseTable::Kind &b) {
  return a.guard.isSet() && a.guard == b.guard;
}

} // namespace

std::optional<Tie> memoryTie(UseTable &uses, Id earlier, const UseTable::Kind &a, Id later,
                             const UseTable::Kind &b) {
  if ((!a.isWrite && !b.isWrite) || a.ownVariable != b.ownVariable || (a.isLocking && b.isLocking))
    return std::nullopt;
  const UseTable::Meeting meeting = uses.meeting(a.pathId, b.pathId);
  if (meeting == UseTable::Meeting::Apart)
    return std::nullopt;
  if (a.isUnknown || b.isUnknown)
    return Tie::Unclear;
  // A value that is handed on in an atomic is handed on all the same.
  if (meeting == UseTable::Meeting::Alias && uses.areMadeToMeet(a.pathId, earlier, b.pathId, later))
    return Tie::Hard;
  if (meeting == UseTable::Meeting::Alias || isGuarded(a, b) || (a.isAtomic && b.isAtomic && b.isWrite))
    return Tie::Assumed;
  return meeting == UseTable::Meeting::SomePart && a.viaFunction && a.viaFunction == b.viaFunction
             ? Tie::Unclear
             : Tie::Hard;
}

bool mayDivide(UseTable &uses, const UseTable::Kind &a, const UseTable::Kind &b) {
  if (!a.viaFunction || a.viaFunction != b.viaFunction || a.path->base != b.path->base ||
      a.path->id != b.path->id || a.isUnknown || b.isUnknown)
    return false;
  const UseTable::Meeting meeting = uses.meeting(a.pathId, b.pathId);
  return meeting == UseTable::Meeting::SomePart ||
         (meeting == UseTable::Meeting::Same && (endsInReach(*a.path) || endsInReach(*b.path)));
}

Conflict partsConflict(UseTable &uses, const UseTable::Kind &a) {
  const BodyInfo &info = uses.info();
  Conflict parts;
  parts.tie = Tie::Assumed;
  parts.assumption = AssumptionKind::Other;
  parts.subject = info.effects().spell(info.id(), pathTo(a.path->base, a.path->id));
  parts.message = "the two calls of " +
                  info.program().str(info.program().function(a.viaFunction).qualifiedName) +
                  " touch different elements of '" + parts.subject + "'";
  return parts;
}

DependenceKind memoryDependence(const UseTable::Kind &a, const UseTable::Kind &b) {
  return !a.isWrite ? DependenceKind::Anti : b.isWrite ? DependenceKind::Output : DependenceKind::Flow;
}

std::pair<Id, Id> toldFirst(UseTable &uses, const UseTable::Kind &a, const UseTable::Kind &b) {
  // Of "*this" and "this->state_", or of unknown memory and what is known, the latter is what a reader knows.
  const AccessPath &one = *a.path, &other = *b.path;
  const bool otherIsCloser =
      !uses.name(b.pathId).isVague &&
      (uses.name(a.pathId).isVague
           ? other.base == BaseKind::Var || (other.base == BaseKind::Global && !b.viaFunction)
           : one.base == other.base && other.steps.size() > one.steps.size());
  return otherIsCloser ? std::pair(b.pathId, a.pathId) : std::pair(a.pathId, b.pathId);
}

Conflict memoryConflict(UseTable &uses, Tie tie, Id earlier, const UseTable::Kind &a, Id later,
                        const UseTable::Kind &b) {
  const BodyInfo &info = uses.info();
  const auto [told, untold] = toldFirst(uses, a, b);
  const UseTable::Name &subject = uses.name(told), &other = uses.name(untold);
  Conflict conflict;
  conflict.tie = tie;
  conflict.kind = memoryDependence(a, b);
  conflict.subject = subject.text;
  conflict.isFar = a.path->base == BaseKind::Global && a.viaFunction && b.viaFunction;
  if (a.isUnknown || b.isUnknown) {
    conflict.message = "code that is not understood stands between the tasks";
  } else if (tie == Tie::Unclear) {
    conflict.message = "cannot tell whether the two calls of " + info.calleeName(later) +
                       " touch different elements of '" + subject.text + "'";
  } else if (tie == Tie::Assumed && uses.meeting(a.pathId, b.pathId) == UseTable::Meeting::Alias) {
    conflict.assumption = AssumptionKind::NoAlias;
    auto array = [](const std::string &name) { return name.substr(0, name.find("[...]")); };
    const std::string one = array(subject.text), two = array(other.text);
    const auto &[first, second] = std::minmax(one, two);
    conflict.message =
        isVagueSubject(one) || isVagueSubject(two)
            ? "what " + nameOf(info, earlier) + " and " + nameOf(info, later) + " reach does not overlap"
        : one == two ? "the calls reach different memory through '" + one + "'"
                     : "'" + first + "' and '" + second + "' do not overlap";
  } else if (tie == Tie::Assumed && isGuarded(a, b)) {
    conflict.assumption = AssumptionKind::Order;
    conflict.guardedBy = info.effects().spell(info.id(), pathOf(a.guard));
    conflict.message = "the order in which '" + subject.text + "' is used under '" + conflict.guardedBy +
                       "' does not matter";
  } else if (tie == Tie::Assumed) {
    conflict.assumption = AssumptionKind::Order;
    conflict.message = "the order of the accesses to atomic '" + subject.text + "' does not matter";
  }
  return conflict;
}

namespace {

bool isPath(std::string_view key) { return key.starts_with("path:"); }

std::string describe(const BodyInfo &info, const ResourceAccess &use) {
  if (!use.key.empty())
    return isPath(use.key) ? use.key.substr(5) : use.key;
  return use.hasHandle ? info.effects().spell(info.id(), use.handle) : use.kind;
}

/// A handle that is a number, or a name: different variables may hold the same one.
bool isValue(const BodyInfo &info, const ResourceAccess &use) {
  if (use.byName)
    return true;
  if (use.handle.base == BaseKind::Fresh)
    return false;
  Id type = use.handle.type;
  if (!type && use.handle.base == BaseKind::Var && use.handle.steps.empty())
    type = info.body().vars[use.handle.id].type;
  const TypeKind kind = info.program().tables.types[type].kind;
  return kind == TypeKind::Int || kind == TypeKind::Enum || kind == TypeKind::Unknown;
}

enum class SameResource : std::uint8_t { Yes, No, Assumed };

SameResource compareKeys(UseTable &uses, const std::string &a, const std::string &b) {
  if (!isPath(a) || !isPath(b))
    return a == b ? SameResource::Yes : SameResource::No;
  switch (uses.fileNames().compare(a.substr(5), b.substr(5))) {
  case FileNames::Match::One:
    return SameResource::Yes;
  case FileNames::Match::Different:
    return SameResource::No;
  case FileNames::Match::Unclear:
    break;
  }
  return SameResource::Assumed;
}

/// True for "stdout" and its like, which may have other names.
bool isStandardStream(const BodyInfo &info, const ResourceAccess &use) {
  const GlobalObject *global = info.effects().catalogue().globalObject(use.key);
  return global && global->stream != StreamKind::None;
}

/// True for what `sync` and `fflush(NULL)` wait for.
bool isFile(const BodyInfo &info, const ResourceAccess &use) {
  return use.mode != ResourceMode::Fresh && (use.kind == "file" || use.kind == "terminal" || use.byName ||
                                             isPath(use.key) || isStandardStream(info, use));
}

/// True if a name may stand for the handle: not for one that a library made here, whose own name, if it has
/// one, is compared instead.
bool mayBeNamed(const BodyInfo &info, const ResourceAccess &use) {
  return !use.hasHandle || use.byName || use.handle.base != BaseKind::Fresh ||
         !info.effects().api(info.id(), use.handle.id);
}

bool areOfOneKind(const ResourceAccess &a, const ResourceAccess &b) {
  return a.kind == b.kind || (a.byName && b.byName && (a.kind.empty() || b.kind.empty())) ||
         (a.inFiles && b.kind == "file") || (b.inFiles && a.kind == "file");
}

SameResource compare(UseTable &uses, const ResourceAccess &a, const ResourceAccess &b) {
  const BodyInfo &info = uses.info();
  if (a.key == kAllFiles || b.key == kAllFiles)
    return a.key == b.key || isFile(info, a.key == kAllFiles ? b : a) ? SameResource::Yes : SameResource::No;
  if (!a.key.empty() && !b.key.empty())
    return compareKeys(uses, a.key, b.key);
  for (const auto &[named, other] : {std::pair(&a, &b), std::pair(&b, &a)})
    if (other->hasHandle && !other->byName && isStandardStream(info, *named)) {
      const std::optional<bool> same =
          other->kind == "network" ? false
                                   : info.effects().isStandardStream(info.id(), other->handle, named->key);
      return !same ? SameResource::Assumed : *same ? SameResource::Yes : SameResource::No;
    }
  // What is not known to be the same thing is taken for different only where kinds differ, or one is new.
  const bool comparable =
      areOfOneKind(a, b) && a.mode != ResourceMode::Fresh && b.mode != ResourceMode::Fresh;
  if ((a.byName && !mayBeNamed(info, b)) || (b.byName && !mayBeNamed(info, a)))
    return SameResource::No;
  if (!a.hasHandle || !b.hasHandle)
    return comparable ? SameResource::Assumed : SameResource::No;
  if (a.handle.base == BaseKind::Literal || b.handle.base == BaseKind::Literal) // one of several names
    return comparable ? SameResource::Assumed : SameResource::No;
  const bool isSame = a.handle == b.handle || uses.subscripts().holdTheSame(a.handle, b.handle) ||
                      info.effects().isSameObject(info.id(), a.handle, b.handle);
  if (isValue(info, a) || isValue(info, b)) {
    if (isSame)
      return SameResource::Yes;
    const bool isNew = a.handle.base == BaseKind::Fresh || b.handle.base == BaseKind::Fresh;
    return comparable && !isNew ? SameResource::Assumed : SameResource::No;
  }
  bool needsNoAlias = false;
  if (!info.effects().mayOverlap(info.id(), a.handle, b.handle, &needsNoAlias) ||
      uses.subscripts().compare(a.handle, b.handle) == SubscriptMatch::Disjoint)
    return SameResource::No;
  if (!needsNoAlias || isSame)
    return SameResource::Yes;
  return a.kind == b.kind ? SameResource::Assumed : SameResource::No;
}

} // namespace

void addResourceConflict(UseTable &uses, const ResourceAccess &a, const ResourceAccess &b,
                         std::vector<Conflict> &conflicts) {
  const BodyInfo &info = uses.info();
  if ((a.mode == ResourceMode::Read && b.mode == ResourceMode::Read) || (a.isLocking && b.isLocking))
    return;
  Conflict conflict;
  conflict.kind = a.mode == ResourceMode::Order && b.mode == ResourceMode::Order ? DependenceKind::Order
                                                                                 : DependenceKind::Resource;
  conflict.subject = describe(info, a);
  const SameResource same = compare(uses, a, b);
  if (same == SameResource::Assumed) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::DistinctResource;
    conflict.message =
        isPath(a.key) && isPath(b.key)
            ? "'" + conflict.subject + "' and '" + describe(info, b) + "' are not one file"
        : a.hasHandle && b.hasHandle
            ? "'" + conflict.subject + "' and '" + describe(info, b) + "' are not the same " +
                  (a.kind == "database" ? "connection"
                   : a.byName           ? "name"
                                        : "handle")
        : isStandardStream(info, a) || isStandardStream(info, b)
            ? "'" + conflict.subject + "' is not " + describe(info, b)
            : a.callee + " and " + b.callee + " do not work on the same " + (a.inFiles ? b.kind : a.kind);
  }
  if (same == SameResource::Yes && a.positional && b.positional) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::Other;
    conflict.message =
        a.callee + " and " + b.callee + " do not touch the same bytes of '" + conflict.subject + "'";
  }
  if (same == SameResource::Yes && a.logging && b.logging) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::Order;
    conflict.message = "the order of what is written to " + conflict.subject + " may change";
  }
  if (same != SameResource::No)
    conflicts.push_back(conflict);
  auto isRequest = [](const ResourceAccess &use) {
    return use.kind == "database" && use.mode != ResourceMode::Fresh && use.mode != ResourceMode::Close;
  };
  if (same != SameResource::Yes && isRequest(a) && isRequest(b) && !(a.changesNothing && b.changesNothing)) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::Order;
    conflict.message =
        "no request that " + a.callee + " or " + b.callee + " makes here needs what the other changes";
    conflicts.push_back(std::move(conflict));
  }
}

namespace {

bool mayMeet(const UseTable::Call &unseen, const UseTable::Call &other) {
  return !unseen.effects->unknowns.empty() && (unseen.mayDoAnything || other.touchesSharedState);
}

} // namespace

bool needsCallAssumption(const UseTable::Call &earlier, const UseTable::Call &later) {
  return mayMeet(earlier, later) || mayMeet(later, earlier) || earlier.effects->mayThrow;
}

void addCallAssumptions(UseTable &uses, Id earlier, Id later, std::vector<Conflict> &conflicts) {
  const UseTable::Call &a = uses.call(earlier), &b = uses.call(later);
  auto addUnknownCallees = [&](const UseTable::Call &one, const UseTable::Call &other) {
    if (!mayMeet(one, other))
      return;
    for (const UnknownCallee &unknown : one.effects->unknowns) {
      Conflict conflict;
      conflict.tie = Tie::Assumed;
      conflict.assumption = AssumptionKind::UnknownCallee;
      conflict.subject = unknown.name;
      conflict.message = assumedOf(unknown, unknown.name, "other tasks");
      conflicts.push_back(std::move(conflict));
    }
  };
  addUnknownCallees(a, b);
  addUnknownCallees(b, a);
  if (a.effects->mayThrow) {
    Conflict conflict;
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::NoException;
    conflict.message =
        uses.info().calleeName(earlier) + " does not throw: what follows it would not have run";
    conflicts.push_back(std::move(conflict));
  }
}

} // namespace overlap::rules
