#pragma once

#include "rules/effects/Access.h"
#include "rules/effects/Summary.h"

#include <map>
#include <vector>

/// Which objects of one body may be reached from which others: a flow-insensitive, field-insensitive points-to analysis
/// (Andersen's inclusion constraints, with everything reachable from an object collapsed into one set).
namespace overlap::rules {

class Engine;
struct CallSite;

/// A sorted set of small numbers.
class ObjectSet {
public:
  bool insert(Id object);
  bool insertAll(const ObjectSet &other);
  bool contains(Id object) const;
  bool empty() const { return items.empty(); }
  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }

private:
  std::vector<Id> items;
};

class Reachability {
public:
  Reachability(const Engine &engine, Id body);

  /// What an object number stands for.
  struct Object {
    enum class Kind : std::uint8_t {
      Outside, ///< memory that is reachable from elsewhere: unknown results, globals of others
      Var,     ///< a variable of the body
      Fresh,   ///< an allocation: EventId
      Slot,    ///< all that the caller's argument of that slot reaches
      Global   ///< a global and all that it reaches
    };
    Kind kind = Kind::Outside;
    Id id = 0;
    auto operator<=>(const Object &) const = default;
  };

  /// Solves the constraints; to be called again when summaries of callees have changed.
  void solve();

  bool varEscapes(Id var) const;
  bool freshEscapes(Id event) const;
  /// True if a pointer found at or behind `path`'s base may lead to the variable or allocation.
  bool mayLeadTo(const AccessPath &path, BaseKind base, Id id) const;
  /// Objects that `path`, which starts at an opaque pointer, may lie in.
  std::vector<Object> origins(const AccessPath &path) const;
  std::vector<Keep> keeps() const;
  std::vector<Object> originsOf(Id value) const;

private:
  Id number(Object::Kind kind, Id id);
  Id find(Object::Kind kind, Id id) const;
  const ObjectSet &pointsTo(Id value);
  ObjectSet computePointsTo(Id value);
  ObjectSet contentOfPath(Id path);
  ObjectSet baseOfPath(Id path);
  ObjectSet closure(const ObjectSet &objects) const;
  void store(const ObjectSet &into, const ObjectSet &what);
  void escape(const ObjectSet &what);
  void call(Id event);
  bool holdsPointers(Id type) const;

  const Engine &engine;
  Id bodyId;
  const facts::Body &body;
  std::vector<Object> objects;
  std::map<Object, Id> numbers;
  std::vector<ObjectSet> content; ///< per object: what pointers stored in it may point to
  ObjectSet escaped;
  std::vector<std::pair<bool, ObjectSet>> memo; ///< per value, of one round
  bool changed = false;
  std::vector<Id> slotOfVar;
};

} // namespace overlap::rules
