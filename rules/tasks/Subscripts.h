#pragma once

#include "rules/dependence/Poly.h"
#include "rules/regions/BodyInfo.h"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

/// How the elements compare that two tasks of one body touch.
namespace overlap::rules {

enum class SubscriptMatch : std::uint8_t { Same, Disjoint, Unclear };

class Subscripts {
public:
  explicit Subscripts(const BodyInfo &info);

  /// The subscripts on the way, for two paths whose bases and fields may designate the same memory.
  SubscriptMatch compare(const AccessPath &a, const AccessPath &b);

  /// True if call `later` of the function that `earlier` calls works on other parts of the array or arrays at
  /// `base`, as far as its arguments tell: a pointer into it that has been moved, or two bounds that have.
  bool divides(Id earlier, Id later, const AccessPath &base);

  /// True if two members of local records were given one value, or the paths go on alike behind such
  /// pointers: a descriptor in two wrappers, a pointer that two clients got.
  bool holdTheSame(const AccessPath &a, const AccessPath &b);

  /// True if the two go through one and the same pointer last: an element of one array, a member.
  bool behindOnePointer(const AccessPath &a, const AccessPath &b);

  /// True if `target` lies behind a pointer that the body puts into the local array or record that `holder`
  /// goes through, where `holder` finds it.
  bool isPutInto(const AccessPath &target, const AccessPath &holder);

private:
  /// All elements from `low` to `high`; `isDense`: each of them, if there is one at all.
  struct Elements {
    Poly low, high; ///< the first element, unless said otherwise
    bool isDense = true;
  };

  /// An argument that leads into an array.
  struct Pointer {
    Id value = 0;
    AccessPath to;
    bool isConst = false;
  };

  SubscriptMatch compare(Id x, Id y);
  SubscriptMatch compare(const Elements &a, const Elements &b) const;
  SubscriptMatch compareWithFirst(const AccessPath &path, std::size_t i);
  Elements elementsOf(Id value, unsigned depth = 0);
  Poly number(Id value, unsigned depth = 0);
  Poly numberRead(Id event, unsigned depth);
  Poly atom(unsigned kind, Id id, Poly a = {}, Poly b = {});
  bool isMoved(const Pointer &a, const Pointer &b);
  bool meetSurely(Id earlier, Id later, const AccessPath &base);
  std::optional<Elements> bytesOf(const Access &access, const AccessPath &base);
  Poly numberIn(const AccessPath &place, unsigned depth = 0);
  bool inOneLoop(Id a, Id b) const;
  bool mayWrap(Id type) const;
  std::int64_t elementSize(Id pointer) const;

  const BodyInfo &info_;
  const facts::Body &body_;
  std::vector<std::vector<Id>> definitions_; ///< by variable: the events that set it, in order
  std::map<std::tuple<unsigned, Id, Poly, Poly>, AtomId> atoms_;
  std::map<AccessPath, Id> places_;
};

} // namespace overlap::rules
