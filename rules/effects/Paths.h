#pragma once

#include "rules/Program.h"
#include "rules/effects/Access.h"

/// Operations on access paths. All of them widen where they cannot be exact.
namespace overlap::rules {

/// Longest path that is kept; what lies deeper is Reach.
inline constexpr std::size_t kMaxSteps = 8;

AccessPath pathTo(BaseKind base, Id id, Id type = 0);
AccessPath unknownMemory();

/// True if the path may stand for several parts of what its last step designates, as after a join.
bool isPartOfUnknownType(const AccessPath &path);

/// Extends `path` by one step. Past the limit the path stays as it is (it designates all that is inside), or
/// ends in Reach where the step would leave the object.
void append(AccessPath &path, const AccessPathStep &step);

/// The pointer that designates `path` moved by `index` elements.
void appendIndex(AccessPath &path, Id index, bool isZero, Id type);

/// The whole object that `path` lies in and all it reaches: what a pointer that was cast to another type may
/// touch.
void widenToObject(AccessPath &path);

/// Forgets which element and when pointers were read: what holds whenever the path is evaluated.
void generalise(AccessPath &path);

/// One path that covers both; false if there is none but "anything".
bool join(AccessPath &path, const AccessPath &other);

/// True if all subscripts are known and nothing is left open.
bool isExact(const AccessPath &path);

/// The number that is the first template argument of an instance; nothing if that is a type.
std::optional<Id> selectedElement(const Program &program, const facts::Function &function);
/// The record whose field `which` is element `which` of the tuple `record`; 0 if it keeps them elsewhere.
Id fieldSelected(const Program &program, Id record, Id which);

std::size_t hashOf(const AccessPath &path);

bool hasDeref(const AccessPath &path);
bool endsInReach(const AccessPath &path);

/// The type of all scalars that a path which ends in Reach designates; 0 if it may be any, or another path.
Id reachedScalar(const AccessPath &path);

} // namespace overlap::rules
