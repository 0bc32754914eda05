#pragma once

#include "rules/regions/BodyInfo.h"
#include "rules/tasks/TaskGraph.h"

#include <vector>

/// What ties one event to a later one.
namespace overlap::rules {

struct Conflict {
  Tie tie = Tie::Hard;
  DependenceKind kind = DependenceKind::Flow;
  std::string subject; ///< variable, memory or resource
  std::string message; ///< of Assumed: the assumption's sentence; of Unclear: the reason
  AssumptionKind assumption = AssumptionKind::NoAlias;
  bool isFar = false; ///< on a global that only callees touch
};

/// True for a subject that the source has no name for, or only one for all of an object: "memory", "*this".
bool isVagueSubject(const std::string &subject);

/// How subscripts on the way compare, for two paths whose bases and fields may designate the same memory.
enum class SubscriptMatch : std::uint8_t { Same, Disjoint, Unclear };
SubscriptMatch compareSubscripts(const EffectAnalysis &effects, Id body, const AccessPath &a,
                                 const AccessPath &b);

/// Adds the conflict between access `a` of `earlier` and access `b` of `later`, if there is one.
void addMemoryConflict(const BodyInfo &info, Id earlier, const Access &a, Id later, const Access &b,
                       std::vector<Conflict> &conflicts);

/// Adds the conflicts between two uses of what lies outside memory, `a` the earlier one.
void addResourceConflict(const BodyInfo &info, const ResourceAccess &a, const ResourceAccess &b,
                         std::vector<Conflict> &conflicts);

/// Adds the conflicts between two calls through what is not known of their callees, and through exceptions.
void addCallConflicts(const BodyInfo &info, Id earlier, Id later, std::vector<Conflict> &conflicts);

} // namespace overlap::rules
