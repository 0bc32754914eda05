#pragma once

#include "rules/effects/Access.h"

#include <deque>
#include <map>

/// Integers that are computed from others: what a subscript of a callee comes to in terms of its parameters,
/// and what that is in a caller.
namespace overlap::rules {

/// A constant, an operation on other terms of the table, a parameter (Entry, `a` its slot), a load, or a
/// counter.
struct Term {
  facts::Value value; ///< operands are ids of the same table; Unknown for loads and counters
  AccessPath load;    ///< what a load reads, with subscripts of the same table
  Id event = 0;       ///< of a load in a body: the call that does it
  /// Of a counter of a loop, which is anything from `value.a` to `value.b` (`value.imm`: all of that in
  /// turn): the loop's body and number, then a call and its body for each call on the way out.
  std::vector<Id> counter;
  bool isCounter() const { return !counter.empty(); }
  bool isLoad() const { return value.kind == facts::ValueKind::Unknown && counter.empty(); }
  auto operator<=>(const Term &) const = default;
};

/// Equal terms are one. Ids begin at `first`: those below are somebody else's (the values of a body).
class TermTable {
public:
  explicit TermTable(Id first) : first_(first) {}

  /// The id of `term`, or 0 if it is too long to be worth following.
  Id intern(Term term);
  /// True if a counter is a part of it: it is another value each time.
  bool varies(Id id) const;
  bool contains(Id id) const { return id >= first_; }
  const Term &operator[](Id id) const { return terms_[id - first_]; }
  /// Operations and leaves of it; 1 for ids below `first`.
  std::size_t nodesOf(Id id) const { return contains(id) ? nodes_[id - first_] : 1; }

private:
  Id first_;
  std::deque<Term> terms_; ///< a deque: references stay valid
  std::deque<std::size_t> nodes_;
  std::map<Term, Id> ids_;
};

} // namespace overlap::rules
