#pragma once

#include "facts/Facts.h"

#include <optional>
#include <vector>

/// Memory accesses in terms of one body: what an event, or a call through its callee's summary or catalogue
/// entry, may touch.
namespace overlap::rules {

using facts::Id;

enum class BaseKind : std::uint8_t {
  Var,    ///< a variable of the body (VarId). What a parameter, `this` or a capture points to is Var + Deref
  Global, ///< GlobalId
  Fresh, ///< the object made by Call event `id` (new, malloc, a catalogue's "fresh"): distinct from all other
         ///< bases
  Literal, ///< string literals: never written
  Pointer, ///< the object at ValueId `id`, whose origin is not understood
  Unknown, ///< any memory that has escaped or is reachable from outside
};

enum class AccessStep : std::uint8_t {
  Field, ///< field `a` of record `record`
  Base,  ///< base-class part `record`
  Index, ///< element `a` of an array or behind a pointer: a ValueId, or a term's id (see
         ///< EffectAnalysis::value); 0: some element
  Deref, ///< through the pointer stored here, as read by event `a` (0: its value at entry, or not known when)
  Element,   ///< the same of what the container here owns
  Structure, ///< the container's own state: size, capacity, tree links
  Reach,     ///< anything reachable from here, last step only; scalars of type `a` alone if that is not 0
};

struct AccessPathStep {
  AccessStep kind = AccessStep::Reach;
  Id a = 0;
  Id record = 0;
  /// TypeId of what is designated after this step, 0 if unknown. Reach: of the object, if all that is reached
  /// is reached through members and pointers of the types that are declared; else 0.
  Id type = 0;
  auto operator<=>(const AccessPathStep &) const = default;
};

/// A location or a set of locations. A path designates everything inside what its last step designates.
struct AccessPath {
  BaseKind base = BaseKind::Unknown;
  Id id = 0;
  std::vector<AccessPathStep> steps;
  Id type = 0;
  bool truncated = false; ///< more may be meant than the steps say: treat the last step as Reach
  auto operator<=>(const AccessPath &) const = default;
};

/// The elements from where argument `start` of a call points on: as many as between arguments `from` and
/// `to`, or as the number `to` says.
struct AccessRange {
  unsigned start = 0, from = 0, to = 0;
  bool isCounted = false;
  bool isFull = true; ///< all of them
  auto operator<=>(const AccessRange &) const = default;
};

/// A mutex that is held: a variable or global, a member of it, or the same of what a pointer leads to.
struct MutexPath {
  BaseKind base = BaseKind::Unknown; ///< Unknown: none
  bool isBehind = false;             ///< behind the pointer or reference, as it is at entry
  Id id = 0, record = 0, field = 0;
  bool isSet() const { return base != BaseKind::Unknown; }
  auto operator<=>(const MutexPath &) const = default;
};

struct Access {
  AccessPath path;
  /// Inside a call, where tracing what is passed lost a subscript: the path from the passed pointer or
  /// reference itself (base Pointer, its id as in EffectAnalysis::value).
  std::optional<AccessPath> passed;
  std::optional<AccessRange> range; ///< of catalogued functions
  bool isWrite = false;
  bool isAtomic = false;
  bool isVolatile = false;
  bool isLocking = false; ///< taking or giving back a mutex
  MutexPath guard;        ///< inside a call: what is held there, in the one stretch in which it is held
  Id event = 0;           ///< EventId in this body: the Read/Write/Atomic itself, or the Call it happens in
  Id viaFunction = 0;     ///< FunctionId of the callee, for accesses inside a call
  Id facts = 0;           ///< PathId, for direct accesses (spelling)
  Id type = 0;            ///< TypeId of the accessed scalar, 0 if not known (then no type-based aliasing)
};

} // namespace overlap::rules
