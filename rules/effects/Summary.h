#pragma once

#include "rules/effects/Effects.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

/// What a function may do, in terms that its callers understand.
///
/// Paths of a summary have base Global, Unknown, or Var with a slot in place of the variable: 0 is `this`
/// (for a lambda its closure), k the k-th parameter from 1. Subscripts are ids of the engine's table of
/// terms.
namespace overlap::rules {

using SummaryPath = AccessPath;

struct SummaryAccess {
  SummaryPath path;
  bool isWrite = false, isAtomic = false, isVolatile = false, isLocking = false;
  MutexPath guard;
  Id type = 0;
  auto operator<=>(const SummaryAccess &) const = default;
};

struct SummaryResource {
  ResourceAccess use; ///< `handle` and `event` are not used
  SummaryPath handle;
  bool isOwn = false; ///< on a handle that the function makes itself: each call has another
  Id querySlot = 0;   ///< parameter that holds the text of the request, 0 if none does
};

/// A chain of calls, shared with the chains that it extends.
struct CallChain {
  std::string function;
  Id body = 0, loc = 0; ///< where it is called
  std::shared_ptr<const CallChain> next;
  std::size_t length = 1;
};

struct SummaryBlocking {
  const ApiEntry *api = nullptr;
  SummaryPath handle;
  bool hasHandle = false;
  bool isElsewhere = false; ///< on another thread, or later on an event loop
  std::shared_ptr<const CallChain> chain;
};

struct SummaryUnknown {
  std::string name;
  Location declared;
  bool indirect = false, reachesMemory = false;
  std::optional<std::pair<BaseKind, Id>> heldBy; ///< see UnknownCallee; a slot is a Var
};

/// What a function stores into on each way to its end: members of what a parameter or capture designates.
struct SureStore {
  SummaryPath path;
  Id type = 0; ///< TypeId of what is stored
  auto operator<=>(const SureStore &) const = default;
};

/// In place of a slot: the memory that a function has made and returns a pointer to.
constexpr Id kReturned = ~Id(0);

/// Memory that parameter `from` reaches may be reached through parameter `into` afterwards, or from anywhere;
/// `global`, if not 0, is a pointer through which it then may be.
struct Keep {
  Id from = 0;
  bool elsewhere = true;
  Id into = 0, global = 0;
  /// What parameter `into` reaches holds a pointer that the function found elsewhere: to `global`, or if that
  /// is 0 to memory of others, to what it returns itself, or to other memory that it has made. `from` means
  /// nothing then.
  enum class Found : std::uint8_t { No, Elsewhere, Returned, Made } found = Found::No;
  auto operator<=>(const Keep &) const = default;
};

struct Summary {
  enum class Returns : std::uint8_t {
    Nothing, ///< no pointer; or no return has been seen yet
    Fresh,   ///< new memory
    Path,    ///< `result` is what the returned pointer or reference designates
    Anything
  };
  bool known = false; ///< some body was analysed
  std::vector<SummaryAccess> accesses;
  std::vector<SummaryResource> resources;
  std::vector<SummaryBlocking> blocking;
  std::vector<SummaryUnknown> unknowns;
  std::vector<Keep> keeps;
  std::vector<SureStore> sureStores; ///< empty if the function may throw, or has several bodies
  Returns returns = Returns::Nothing;
  SummaryPath result;
  std::vector<Id> adopted; ///< parameters whose targets belong to an owner afterwards
  /// Roots of the containers whose sizes or links change, if there are two such or more: one may get what
  /// another had.
  std::vector<std::pair<BaseKind, Id>> restructured;
  /// What a returned pointer or reference, or one in a returned object, may lead to: parameters whose memory
  /// it lies in, globals, what the function has made, and anything else.
  std::vector<Id> returnedSlots, returnedGlobals;
  bool returnsMade = false, returnsOutside = false;
  /// What the pointers and references in a returned object designate, by field, where all returns agree.
  std::map<Id, SummaryPath> returnedFields;
  bool returnsObject = false; ///< some return of an object has been seen
  bool returnsNumber = false; ///< some return of an integer has been seen
  Id number = 0;              ///< the term that all of them return, if there is one
  Id handleSlot = 0;          ///< the parameter that what they return stands for as a handle, if there is one
  bool frees = false;         ///< memory that its callers know
  bool mayThrow = false, noReturn = false, maySpawn = false, writesAnything = false;
  bool endsProcess = false; ///< whichever way it takes
  std::string writesAnythingReason;
  double work = 0;
  unsigned unknownLoopDepth = 0; ///< loops of unknown trip count inside one another, through calls
  bool recursive = false;
};

} // namespace overlap::rules
