#pragma once

#include "rules/Catalogue.h"
#include "rules/cfg/Ssa.h"
#include "rules/effects/Paths.h"
#include "rules/effects/Summary.h"

#include <map>
#include <memory>
#include <optional>

/// Traces paths and pointer values of one body to the variables, parameters, allocations or elements they
/// come from.
namespace overlap::rules {

class Engine;
struct CallSite;

/// How the slots of a callee's summary stand in a call.
struct Binding {
  const CallSite &site;
  const facts::Function &target;
  /// The slots' objects where they are not the call's own receiver and arguments: a callable that a
  /// catalogued function runs.
  const std::vector<AccessPath> *objects = nullptr;
  const AccessPath *made = nullptr; ///< the receiver, where the call has none of its own
};

class Resolver {
public:
  Resolver(const Engine &engine, Id body);

  const AccessPath &path(Id path);
  const AccessPath &pointee(Id value);
  /// What the pointer stored at `location` designates when event `event` reads it (0: at any time).
  AccessPath load(const AccessPath &location, Id event);
  /// What the class object `object` of type `type` (iterator, smart pointer, view) points to.
  AccessPath objectPointee(const AccessPath &object, Id type, Id event);
  /// Elements of the container, array or view `object`; `index` 0 stands for all.
  AccessPath elements(const AccessPath &object, Id type, Id index, Id event);
  /// The element of a tuple that std::get and the like select at a call.
  AccessPath selected(const AccessPath &object, Id type, const CallSite &site);
  /// What a catalogue pattern designates at a call; nothing if it is no memory (the value of an argument, a
  /// named global).
  std::optional<AccessPath> locate(const CallSite &site, const PathPattern &pattern);
  /// The same as a path from the argument or receiver as it is passed, which is not traced any further;
  /// nothing if what is passed is a view or an iterator, or no pointer.
  std::optional<AccessPath> locateAsPassed(const CallSite &site, const PathPattern &pattern);
  /// What the elements that `pattern` designates are bound to where they are references, as those of
  /// `std::tie`; nothing if they are objects, or that is not known.
  std::optional<std::vector<AccessPath>> boundElements(const CallSite &site, const PathPattern &pattern);
  /// A path of a callee's summary in terms of this body.
  AccessPath instantiate(const Binding &binding, const SummaryPath &path);
  /// The same as a path from the argument or receiver as it is passed, which is not traced any further;
  /// nothing if it begins elsewhere.
  std::optional<AccessPath> asPassed(const Binding &binding, const SummaryPath &path);
  /// The integer that a call returns as a term of this body, or 0.
  Id returnedNumber(Id event);
  /// What the pointer or reference that a call returns designates, in terms of what is passed, if the summary
  /// of the one function that it runs tells.
  std::optional<AccessPath> returnedObject(Id event);
  /// What the pointer or reference in a member of the object that a call returns designates: `member` is one
  /// of the variable that the object is put into.
  std::optional<AccessPath> returnedField(Id event, const AccessPath &member);
  /// What a call stores into whichever way its callee takes.
  std::vector<Access> sureStores(Id event);
  /// The pointer that the integer `number` was made of, if of it and numbers that are no addresses alone, as
  /// an aligned address is; else 0.
  Id movedFrom(Id number);
  /// The object of slot `slot` of a call: the receiver, or what argument `slot` - 1 points or refers to.
  AccessPath slotObject(const Binding &binding, Id slot);
  /// The object of class `record` that a member function is called on if it is passed what `pattern`
  /// designates: that, or what it points to.
  AccessPath passedObject(const CallSite &site, const PathPattern &pattern, Id record);
  /// What a callable gets as parameter of type `parameter` if it is passed (elements of) what `pattern`
  /// designates.
  std::optional<AccessPath> passed(const CallSite &site, const PathPattern &pattern, Id parameter);

private:
  /// A location that may hold a pointer: `isPointer` if it is a pointer value whose pointee is `path`, with
  /// no location itself.
  struct Place {
    AccessPath path;
    Id type = 0;
    bool isPointer = false;
  };

  AccessPath resolvePath(Id path);
  AccessPath resolvePointee(Id value);
  AccessPath resolveCast(const facts::Value &value);
  bool isPlainNumber(Id value);
  bool addOperands(Id value, std::vector<Id> &operands) const;
  void leaveBases(AccessPath &path, Id record, Id type) const;
  void castAs(AccessPath &path, const SummaryPath &from, std::size_t deref) const;
  AccessPath callResult(Id event, Id value);
  bool holdsReferences(const CallSite &site) const;
  std::optional<std::vector<AccessPath>> boundBy(const CallSite &maker, Id tuple, Id event);
  std::optional<AccessPath> apiResult(const CallSite &site, Id value);
  AccessPath readPointer(Id event);
  AccessPath entryPointee(Id var) const;
  bool isTracked(Id var);
  std::optional<AccessPath> storedPointer(Id var, Id event);
  std::optional<AccessPath> joinedPointer(Id var, Id event);
  std::optional<AccessPath> storedField(const AccessPath &location, Id event);
  std::vector<Id> fieldStores(Id var, Id field, Id event);
  std::optional<AccessPath> storedJustBefore(Id event);
  std::optional<AccessPath> storedObject(Id var, Id event);
  bool isOnlyRead(Id var) const;
  std::optional<Place> argument(const CallSite &site, unsigned index);
  std::optional<Place> place(const CallSite &site, const PathPattern &pattern);
  Id elementType(Id type) const;
  AccessPath extend(const Binding &binding, const SummaryPath &from, AccessPath root);
  Id instantiate(const Binding &binding, Id term);
  Id number(std::int64_t value, Id type = 0);
  Id capturedNumber(const Binding &binding, const AccessPath &path);
  Id folded(const facts::Value &value);
  bool isSeen(const CallSite &site) const;
  Id slotPointer(const Binding &binding, Id slot);
  /// The pointer that designates `path` moved by `index` elements.
  void move(AccessPath &path, Id index, Id type);
  Id sum(Id a, Id b);
  bool isZero(Id index) const;

  const Engine &engine;
  Id bodyId;
  const facts::Body &body;
  std::vector<std::optional<AccessPath>> paths, values;
  std::vector<std::optional<std::optional<AccessPath>>> joined; ///< by variable of several definitions
  std::vector<std::optional<bool>> tracked;                     ///< by variable
  std::vector<std::optional<bool>> plain;                       ///< by variable: see isPlainNumber
  std::vector<bool> busyValue, busyVar;
  std::map<std::pair<Id, Id>, std::unique_ptr<Ssa>> latestStores; ///< by variable and field
  unsigned depth = 0;
};

} // namespace overlap::rules
