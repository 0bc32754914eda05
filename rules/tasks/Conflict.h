#pragma once

#include "rules/tasks/TaskGraph.h"
#include "rules/tasks/UseTable.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

/// What ties one event to a later one.
namespace overlap::rules {

struct Conflict {
  Tie tie = Tie::Hard;
  DependenceKind kind = DependenceKind::Flow;
  std::string subject; ///< variable, memory or resource
  std::string message; ///< of Assumed: the assumption's sentence; of Unclear: the reason
  AssumptionKind assumption = AssumptionKind::NoAlias;
  std::string guardedBy; ///< of an assumed order: the mutex under which both touch the subject
  bool isFar = false;    ///< on a global that only callees touch
};

/// True for a subject that the source has no name for, or only one for all of an object: "memory", "*this".
bool isVagueSubject(std::string_view subject);

/// How firmly an access of kind `a` ties a later one of kind `b`; nothing if it does not.
std::optional<Tie> memoryTie(UseTable &uses, Id earlier, const UseTable::Kind &a, Id later,
                             const UseTable::Kind &b);
/// True if the two are by calls of one function on what may be parts of one array: they may be other parts.
bool mayDivide(UseTable &uses, const UseTable::Kind &a, const UseTable::Kind &b);
/// The assumption that they are.
Conflict partsConflict(UseTable &uses, const UseTable::Kind &a);
DependenceKind memoryDependence(const UseTable::Kind &a, const UseTable::Kind &b);
/// The paths of the two, the one first whose name a report gives as what ties them.
std::pair<Id, Id> toldFirst(UseTable &uses, const UseTable::Kind &a, const UseTable::Kind &b);
/// The conflict of two accesses that `memoryTie` has told to be tied.
Conflict memoryConflict(UseTable &uses, Tie tie, Id earlier, const UseTable::Kind &a, Id later,
                        const UseTable::Kind &b);

/// Adds the conflicts between two uses of what lies outside memory, `a` the earlier one.
void addResourceConflict(UseTable &uses, const ResourceAccess &a, const ResourceAccess &b,
                         std::vector<Conflict> &conflicts);

/// Whether two calls may be run at once only under an assumption about what is not known of their callees, or
/// about exceptions.
bool needsCallAssumption(const UseTable::Call &earlier, const UseTable::Call &later);
/// Adds those assumptions.
void addCallAssumptions(UseTable &uses, Id earlier, Id later, std::vector<Conflict> &conflicts);

} // namespace overlap::rules
