#pragma once

#include "rules/dependence/Poly.h"

#include <functional>
#include <vector>

/// Integer-set questions, answered by isl within a limit of operations.
namespace overlap::rules {

/// `poly >= 0`, or `poly == 0`.
struct Constraint {
  Poly poly;
  bool isEquality = false;
};

using Conjunction = std::vector<Constraint>;

/// A conjunction of disjunctions of conjunctions.
struct ConstraintSystem {
  Conjunction all;
  std::vector<std::vector<Conjunction>> either; ///< of each entry at least one member holds
};

enum class Answer : std::uint8_t { No, Yes, Unknown };

/// Whether some integer values of the atoms satisfy the system, which is simplified first (Eliminate.h).
/// Products of atoms are taken as unrelated unknowns, so No is a proof and Yes may be too pessimistic.
/// Unknown: the limit of operations was reached.
Answer isSatisfiable(const ConstraintSystem &system);

/// True if the system has a solution in which `where >= 0`, and, whatever values the atoms that are `given`
/// have in one, another with the same values in which `poly >= 0`. False also where the limit of operations
/// was reached.
bool isAttained(const ConstraintSystem &system, const Poly &poly, const Poly &where,
                const std::function<bool(AtomId)> &given);

} // namespace overlap::rules
