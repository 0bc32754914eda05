#pragma once

#include "rules/effects/Access.h"
#include "rules/effects/ObjectSet.h"
#include "rules/effects/Summary.h"

#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

/// Which objects of one body may be reached from which others: a flow-insensitive, field-insensitive
/// points-to analysis (Andersen's inclusion constraints, with everything reachable from an object collapsed
/// into one set).
namespace overlap::rules {

class Engine;
struct CallSite;

class Reachability {
public:
  Reachability(const Engine &engine, Id body);

  /// What an object number stands for.
  struct Object {
    enum class Kind : std::uint8_t {
      Outside, ///< memory that is reachable from elsewhere: unknown results, globals of others
      Var,     ///< a variable of the body
      Fresh,   ///< an allocation, or what a call returns that has made it: EventId
      Made,    ///< all else that the call has made: EventId
      Slot,    ///< all that the caller's argument of that slot reaches
      Global   ///< a global and all that it reaches
    };
    Kind kind = Kind::Outside;
    Id id = 0;
    auto operator<=>(const Object &) const = default;
    /// True for what is the body's own as long as it does not escape.
    bool isLocal() const { return kind == Kind::Var || kind == Kind::Fresh || kind == Kind::Made; }
  };

  /// Solves the constraints; to be called again when summaries of callees have changed.
  void solve();

  /// True if the variable's or allocation's address may be known to code outside of the body.
  bool escapes(BaseKind base, Id id) const;
  bool escapes(const Object &object) const;
  /// True if a pointer found at or behind `path`'s base may lead to the variable or allocation.
  bool mayLeadTo(const AccessPath &path, BaseKind base, Id id) const;
  /// True if a pointer found at or behind `path`'s base may lead to what the variable owns because its
  /// caller, or the callee that it is the result of, has put it there.
  bool mayLeadToOwned(const AccessPath &path, Id var) const;
  /// True if some pointer that the body does not read as the plain address of the variable may designate it.
  bool isPointedTo(Id var) const;
  /// The variables in which the variable's address may lie; nothing if it may lie anywhere else.
  std::optional<std::vector<Id>> holdersOf(Id var) const;
  /// True if only objects that `isOwn` accepts hold the address of the variable or allocation.
  bool isHeldOnlyBy(BaseKind base, Id id, const std::function<bool(const Object &)> &isOwn) const;
  /// True if the two lie in one object, by what the body, or what it calls, stores in the pointers that they
  /// go through first, and nothing else is stored there.
  bool isMadeToMeet(const AccessPath &a, const AccessPath &b) const;
  /// True if the pointer of `path` was taken before what it leads to was moved to where `other` lies.
  bool wasMoved(const AccessPath &path, const AccessPath &other) const;
  /// The one variable or allocation of the body that `path` leads to, if it was seen to be made so; nothing
  /// where it may be another object, or another element of one.
  std::optional<Object> onlyObject(const AccessPath &path) const;
  /// Objects that `path` may lie in.
  const std::vector<Object> &origins(const AccessPath &path) const;
  std::vector<Keep> keeps() const;
  /// Adds what the pointers and references that the body returns may lead to, and what lies behind that.
  void addReturned(Summary &summary) const;

private:
  Id number(const Object &object);
  Id onlyTarget(BaseKind base, Id id) const;
  bool isMadeOf(const AccessPath &made, const AccessPath &of) const;
  ObjectSet closure(const ObjectSet &set) const;
  ObjectSet contentOf(const ObjectSet &holders) const;
  void addHeld(const ObjectSet &holders, Id into, const ObjectSet &returned, std::vector<Keep> &result) const;
  ObjectSet objectsOf(const AccessPath &path);
  const ObjectSet &pointsTo(Id value);
  ObjectSet computePointsTo(Id value);
  ObjectSet returnedBy(Id event, bool isReference);
  ObjectSet slotOf(const facts::Call &call, Id slot);
  bool isOne(const Object &object) const;
  bool isAdopted(const AccessPath &path, const Object &object) const;
  ObjectSet globalObject(Id global);
  ObjectSet argumentsOf(const facts::Call &call);
  ObjectSet returnable(const CallSite &site);
  ObjectSet addressTaken();
  std::vector<Id> storedAddresses() const;
  void store(const ObjectSet &into, ObjectSet what);
  void findTwins();
  void addTwins(ObjectSet &set) const;
  bool throughUnion(Id path) const;
  void findOwnAddress(const facts::Event &store);
  void escape(const ObjectSet &what, bool toCaller = false);
  void keep(const Keep &keep, Id event);
  static bool keepsArguments(const Summary &summary);
  void call(Id event);
  const ClassEntry *handleClass(Id type) const;
  bool copiesHandle(const CallSite &site, Id slot) const;
  bool makesValue(const CallSite &site) const;
  bool keepsCopies(const CallSite &site, const KeepSpec &keep) const;
  bool isValueObject(Id type) const;
  template <typename StoreResult> void callApi(const CallSite &site, const StoreResult &storeResult);

  const Engine &engine;
  Id bodyId;
  const facts::Body &body;
  std::vector<Object> objects; ///< the first stands for all that is outside
  std::map<Object, Id> numbers;
  std::vector<ObjectSet> content; ///< per object: what pointers stored in it may point to
  struct Twins {
    ObjectSet all;
    bool isOneWay = true;
  };
  std::vector<Twins> twins; ///< objects that have handed over what they own
  ObjectSet holdsItself;    ///< slots in whose objects the address of the same lies
  ObjectSet escaped;
  ObjectSet exposed;   ///< of these, what not only the caller of the body gets to know
  ObjectSet pointedTo; ///< objects that stored pointers or pointer values of mixed origin may designate
  std::vector<std::pair<bool, ObjectSet>> memo; ///< per value, of one round
  /// By what of a path decides; filled on demand once solved.
  mutable std::map<std::tuple<BaseKind, Id, bool, bool>, std::vector<Object>> originsOf;
  bool changed = false;
};

} // namespace overlap::rules
