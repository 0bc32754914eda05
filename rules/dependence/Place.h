#pragma once

#include "rules/dependence/Poly.h"

#include <vector>

/// Memory locations whose subscripts are polynomials: what two accesses are compared by.
namespace overlap::rules {

struct PlaceStep {
  enum class Kind : std::uint8_t {
    Field,     ///< field `a` of `record`
    Base,      ///< base-class part `record`
    Index,     ///< element `index` of an array or behind a pointer
    Element,   ///< element `index` that a container owns
    Structure, ///< a container's own state
    Any,       ///< something in there or reachable from there
  };
  /// `a` of an Element that is numbered by its place in the order of iteration, not by its key.
  static constexpr Id kByPosition = 1;
  Kind kind = Kind::Any;
  Id a = 0;
  Id record = 0;
  Id type = 0; ///< TypeId of what is designated after this step, 0 if unknown
  Poly index;  ///< invalid: any element
  auto operator<=>(const PlaceStep &) const = default;
};

/// A location. What `Pointer` roots designate is the object that a pointer value (an atom) points to; they
/// are followed by an Index, which is 0 for the object itself.
struct Place {
  enum class Root : std::uint8_t { Unknown, Var, Global, Fresh, Pointer };
  Root root = Root::Unknown;
  Id id = 0; ///< VarId, GlobalId, EventId or AtomId
  std::vector<PlaceStep> steps;
  auto operator<=>(const Place &) const = default;

  bool isKnown() const { return root != Root::Unknown; }
  /// True if all subscripts are known and nothing is left open.
  bool isPrecise() const;
  /// Moves the last step, an Index or Element, by `by`; from a member on it may get anywhere in the object.
  void advance(const Poly &by);
  /// Forgets which part of the object it is, and of an array which element.
  void widen();
  std::vector<AtomId> atoms() const;
  Place substitute(AtomId a, const Poly &by) const;
};

} // namespace overlap::rules
