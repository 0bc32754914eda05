#include "rules/tasks/Conflict.h"

#include <algorithm>
#include <string_view>

namespace overlap::rules {

using namespace facts;

bool isVagueSubject(const std::string &subject) {
  const std::string name = subject.substr(std::min(subject.find_first_not_of("*("), subject.size()));
  return name.empty() || name == "memory" || name.starts_with("temporary") ||
         name.starts_with("new object") || subject == "*this" || name.find("...") != std::string::npos ||
         name.starts_with("result of");
}

SubscriptMatch compareSubscripts(const EffectAnalysis &effects, Id body, const AccessPath &a,
                                 const AccessPath &b) {
  SubscriptMatch match = SubscriptMatch::Same;
  for (std::size_t i = 0; i < std::min(a.steps.size(), b.steps.size()); ++i) {
    const AccessPathStep &x = a.steps[i], &y = b.steps[i];
    if (x.kind != y.kind)
      return match;
    if (x.kind == AccessStep::Field && (x.a != y.a || x.record != y.record))
      return match;
    if (x.kind != AccessStep::Index && x.kind != AccessStep::Element)
      continue;
    if (x.a && x.a == y.a)
      continue;
    if (x.a && y.a) {
      const Value &p = effects.value(body, x.a), &q = effects.value(body, y.a);
      if (p.kind == ValueKind::Int && q.kind == ValueKind::Int) {
        if (p.imm != q.imm)
          return SubscriptMatch::Disjoint;
        continue;
      }
    }
    match = SubscriptMatch::Unclear;
  }
  return match;
}

namespace {

/// What an event does, where what it touches has no name.
std::string nameOf(const BodyInfo &info, Id event) {
  return info.body().events[event].kind == EventKind::Call
             ? info.calleeName(event)
             : "the code at line " + std::to_string(info.locationOf(event).line);
}

} // namespace

void addMemoryConflict(const BodyInfo &info, Id earlier, const Access &a, Id later, const Access &b,
                       std::vector<Conflict> &conflicts) {
  if (!a.isWrite && !b.isWrite)
    return;
  bool needsNoAlias = false;
  const EffectAnalysis &effects = info.effects();
  if (!effects.mayOverlap(info.id(), a.path, b.path, &needsNoAlias))
    return;
  const SubscriptMatch match = compareSubscripts(effects, info.id(), a.path, b.path);
  if (match == SubscriptMatch::Disjoint)
    return;

  Conflict conflict;
  conflict.kind =
      a.isWrite ? (b.isWrite ? DependenceKind::Output : DependenceKind::Flow) : DependenceKind::Anti;
  conflict.subject = effects.spell(info.id(), a.path);
  std::string other = effects.spell(info.id(), b.path);
  // Of "*this" and "this->state_", or of unknown memory and what is known, the latter is what a reader knows.
  const bool otherIsCloser =
      !isVagueSubject(other) &&
      (isVagueSubject(conflict.subject)
           ? b.path.base == BaseKind::Var || (b.path.base == BaseKind::Global && !b.viaFunction)
           : a.path.base == b.path.base && b.path.steps.size() > a.path.steps.size());
  if (otherIsCloser)
    std::swap(conflict.subject, other);
  conflict.isFar = a.path.base == BaseKind::Global && a.viaFunction && b.viaFunction;
  auto isUnknown = [&](Id event) { return info.body().events[event].kind == EventKind::Unknown; };
  if (isUnknown(earlier) || isUnknown(later)) {
    conflict.tie = Tie::Unclear;
    conflict.message = "code that is not understood stands between the tasks";
  } else if (needsNoAlias) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::NoAlias;
    conflict.message =
        isVagueSubject(conflict.subject) || isVagueSubject(other)
            ? "what " + nameOf(info, earlier) + " and " + nameOf(info, later) + " reach does not overlap"
        : conflict.subject == other ? "the calls reach different memory through '" + other + "'"
                                    : "'" + conflict.subject + "' and '" + other + "' do not overlap";
  } else if (a.isAtomic && b.isAtomic) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::Order;
    conflict.message = "the order of the accesses to atomic '" + conflict.subject + "' does not matter";
  } else if (match == SubscriptMatch::Unclear && a.viaFunction && a.viaFunction == b.viaFunction) {
    // One function on two parts of one array: divide and conquer, unless the parts overlap.
    conflict.tie = Tie::Unclear;
    conflict.message = "cannot tell whether the two calls of " + info.calleeName(later) +
                       " touch different elements of '" + conflict.subject + "'";
  }
  conflicts.push_back(std::move(conflict));
}

namespace {

/// "path:out" is above "path:out/a.txt".
bool sameOrAbove(std::string_view upper, std::string_view lower) {
  return lower == upper || (lower.starts_with(upper) && lower[upper.size()] == '/');
}

bool isPath(std::string_view key) { return key.starts_with("path:"); }

bool keysConflict(const ResourceAccess &a, const ResourceAccess &b) {
  if (a.key == b.key)
    return true;
  return isPath(a.key) && isPath(b.key) && (sameOrAbove(a.key, b.key) || sameOrAbove(b.key, a.key));
}

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

SameResource compare(const BodyInfo &info, const ResourceAccess &a, const ResourceAccess &b) {
  if (!a.key.empty() && !b.key.empty())
    return keysConflict(a, b) ? SameResource::Yes : SameResource::No;
  // What is not known to be the same thing is taken for different only where kinds differ, or one is new.
  const bool comparable = a.kind == b.kind && a.mode != ResourceMode::Fresh && b.mode != ResourceMode::Fresh;
  if (!a.hasHandle || !b.hasHandle)
    return comparable ? SameResource::Assumed : SameResource::No;
  if (a.positional && b.positional)
    return SameResource::No;
  if (isValue(info, a) || isValue(info, b)) {
    if (a.handle == b.handle)
      return SameResource::Yes;
    const bool isNew = a.handle.base == BaseKind::Fresh || b.handle.base == BaseKind::Fresh;
    return comparable && !isNew ? SameResource::Assumed : SameResource::No;
  }
  bool needsNoAlias = false;
  if (!info.effects().mayOverlap(info.id(), a.handle, b.handle, &needsNoAlias) ||
      compareSubscripts(info.effects(), info.id(), a.handle, b.handle) == SubscriptMatch::Disjoint)
    return SameResource::No;
  if (!needsNoAlias || a.handle == b.handle)
    return SameResource::Yes;
  return a.kind == b.kind ? SameResource::Assumed : SameResource::No;
}

} // namespace

void addResourceConflict(const BodyInfo &info, const ResourceAccess &a, const ResourceAccess &b,
                         std::vector<Conflict> &conflicts) {
  if (a.mode == ResourceMode::Read && b.mode == ResourceMode::Read)
    return;
  Conflict conflict;
  conflict.kind = a.mode == ResourceMode::Order && b.mode == ResourceMode::Order ? DependenceKind::Order
                                                                                 : DependenceKind::Resource;
  conflict.subject = describe(info, a);
  const SameResource same = compare(info, a, b);
  if (same == SameResource::Assumed) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::DistinctResource;
    conflict.message = a.hasHandle && b.hasHandle
                           ? "'" + conflict.subject + "' and '" + describe(info, b) + "' are not the same " +
                                 (a.kind == "database" ? "connection"
                                  : a.byName           ? "name"
                                                       : "handle")
                           : a.callee + " and " + b.callee + " do not work on the same " + a.kind;
  }
  if (same == SameResource::Yes && a.logging && b.logging) {
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::Order;
    conflict.message = "the order of the lines written to " + conflict.subject + " may change";
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

bool touchesSharedState(const BodyInfo &info, const CallEffects &effects) {
  if (!effects.resources.empty() || !effects.unknowns.empty())
    return true;
  return std::any_of(effects.accesses.begin(), effects.accesses.end(), [&](const Access &access) {
    return access.path.base != BaseKind::Literal &&
           !(access.path.base == BaseKind::Var && !info.effects().escapes(info.id(), access.path.id));
  });
}

void addUnknownCallees(const BodyInfo &info, const CallEffects &one, const CallEffects &other,
                       std::vector<Conflict> &conflicts) {
  // A command that is run may do anything to anybody.
  const bool anything =
      std::ranges::any_of(one.resources, [](const ResourceAccess &use) { return use.key == "anything"; });
  if (one.unknowns.empty() || !(anything || touchesSharedState(info, other)))
    return;
  for (const UnknownCallee &unknown : one.unknowns) {
    Conflict conflict;
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::UnknownCallee;
    conflict.subject = unknown.name;
    conflict.message = unknown.indirect
                           ? "what is called through " + unknown.name + " touches only its arguments"
                           : unknown.name + ", whose body was not seen, touches only its arguments";
    conflicts.push_back(std::move(conflict));
  }
}

} // namespace

void addCallConflicts(const BodyInfo &info, Id earlier, Id later, std::vector<Conflict> &conflicts) {
  const CallEffects &a = info.callEffects(earlier), &b = info.callEffects(later);
  addUnknownCallees(info, a, b, conflicts);
  addUnknownCallees(info, b, a, conflicts);
  for (const CallEffects *effects : {&a, &b})
    if (effects->writesAnything) {
      Conflict conflict;
      conflict.tie = Tie::Unclear;
      conflict.message = effects->writesAnythingReason;
      conflicts.push_back(std::move(conflict));
    }
  if (a.mayThrow) {
    Conflict conflict;
    conflict.tie = Tie::Assumed;
    conflict.assumption = AssumptionKind::NoException;
    conflict.message = info.calleeName(earlier) + " does not throw: what follows it would not have run";
    conflicts.push_back(std::move(conflict));
  }
}

} // namespace overlap::rules
