#pragma once

#include "rules/dependence/BodyContext.h"
#include "rules/dependence/Isl.h"
#include "rules/dependence/Place.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

/// Values and locations of one loop as polynomials over loop counters and symbols.
///
/// Every variable that advances by the same amount on each path through an iteration becomes `init + step *
/// counter` (a chain of recurrences: Bachmann, Wang, Zima, 1994); what the loop does not change is a symbol;
/// the rest is a `Varying` atom, a free unknown in each iteration, with what is known of it as constraints.
namespace overlap::rules {

struct Atom {
  enum class Kind : std::uint8_t {
    Counter, ///< completed iterations of `loop`, 0 in the first
    Symbol,  ///< the same in all iterations of the analysed loop
    Varying, ///< may differ between iterations
  };
  Kind kind = Kind::Symbol;
  Id loop = 0;
  Id event = 0;     ///< the event that yields it, if one does
  std::string text; ///< as the source spells it
  bool isNonNegative = false;
  bool isExact = false;            ///< Varying: `facts` determine it
  Conjunction facts;               ///< what always holds
  std::vector<Conjunction> cases;  ///< one of them holds
  Conjunction whereExact;          ///< where this holds, `cases` determine it
  Poly identity = Poly::invalid(); ///< what it equals, by way of a product of atoms
  std::optional<Place> source;     ///< the memory it was read from, if nothing in the loop writes there
  Poly unwrapped;                  ///< what it equals if the arithmetic did not wrap around
  bool hasUnwrapped = false;
  Poly numerator;               ///< of a quotient
  std::int64_t denominator = 0; ///< of a quotient, else 0
  std::optional<std::int64_t> high;
  bool highKnown = false;
};

class Symbolic {
public:
  /// `loop` is the analysed loop; its events decide what a symbol is.
  Symbolic(BodyContext &context, Id loop);

  Id loop() const { return loop_; }
  BodyContext &context() { return context_; }
  const Atom &atom(AtomId a) const { return atoms_[a]; }
  AtomId counter(Id loop);

  /// The integer `value`; never invalid: what is not understood is an atom.
  Poly value(Id value);
  /// The object that pointer or reference `value` designates.
  Place pointee(Id value);
  /// The location of a path of the body.
  Place place(Id path);
  /// The location of an access path, as it is when `event` executes.
  Place place(const AccessPath &path, Id event);
  /// The location of an access of `event`.
  Place place(const Access &access, Id event) {
    return place(access.passed ? *access.passed : access.path, event);
  }
  /// Value of tracked variable `var` just before `event`.
  Poly valueOf(Id var, Id event);

  /// What the iterator or pointer argument `value` of type `type` of a call designates.
  Place iteratorArgument(Id value, Id type, Id event);

  /// The elements that a catalogued function touches; unknown where they begin at no known place.
  Place rangePlace(const AccessRange &range, Id event);

  /// The first element of the container, view or array that reference argument `value` of a call designates.
  Place firstElement(Id value, Id type, Id event);

  /// Number of elements of an array type, or of a class that is one array with methods (std::array); 0 if it
  /// is neither.
  std::uint64_t extentOf(Id type) const;

  /// The type of the variable or global that `place` is in, 0 if it is neither.
  Id rootType(const Place &place) const;
  /// The type of what `step` designates in an object of type `type`, 0 if unknown.
  Id typeAfter(Id type, const PlaceStep &step) const;

  /// The last subscripts of two places in one array; nothing if they are not known to lie in one.
  std::optional<std::pair<Poly, Poly>> comparedPointers(const Place &a, const Place &b) const;

  /// The number of elements of a container that is a variable, if the loop leaves it as it is.
  std::optional<Poly> fixedSize(const Place &container);

  /// True if variable `var` advances by a fixed step each iteration of the analysed loop.
  bool isInduction(Id var);
  /// Its step; invalid if it is none.
  Poly stepOf(Id var);

  /// True if the loop ends only where a variable that advances by `step` is compared: were that 0, it would
  /// never end.
  bool leavesOnlyBy(const Poly &step);

  /// How many objects of type `type` take so many bytes; nothing if the size is not known, or there is a
  /// rest.
  std::optional<Poly> elementsIn(const Poly &bytes, Id type) const;

  /// The type of what the first `steps` steps of `place` lead to, 0 if unknown.
  Id typeOf(const Place &place, std::size_t steps) const;

  /// What is known if `value` is true (or false): one of the conjunctions holds. Nothing if it is not
  /// understood. `ofLoop`: the condition controls a loop, whose counters do not wrap around.
  std::optional<std::vector<Conjunction>> condition(Id value, bool isTrue, bool ofLoop);

  bool isVarying(const Poly &p) const; ///< holds an atom that may differ between iterations
  bool isVarying(const Place &p) const;
  /// True if `value` may differ between iterations of the analysed loop.
  bool dependsOnLoop(Id value);
  /// True if `value` follows from the loop's counters and from what the loop does not change.
  bool isPredetermined(Id value);
  /// True if the call reads only what the loop does not change, and does nothing else.
  bool isFixedCall(Id event);
  /// What the loop's own condition says of its counter in each iteration; empty if it is not understood.
  std::vector<Conjunction> loopCondition(Id loop);
  bool isNonNegative(const Poly &p) const;
  /// What the catalogue knows of the class `type`, or of what it refers to, or null.
  const ClassEntry *classOf(Id type) const;
  bool isInLoop(Id event) const { return context_.cfg().containsEvent(loop_, event); }
  /// True if a write in the loop may touch `path`. Writes that only a no-alias assumption could tell apart do
  /// not count; the pair test finds them.
  bool isWrittenInLoop(const AccessPath &path);
  std::string text(const Poly &p) const;
  std::string text(const Place &p) const;
  std::string eventText(Id event) const;

private:
  enum KeyKind {
    KeyCounter,
    KeyEntry,
    KeyDef,
    KeyFinal,
    KeyProvisional,
    KeyValue,
    KeyEvent,
    KeyAt,
    KeyFixedCall,
    KeySize,
    KeyFloor,
    KeyTrunc,
    KeyQuotient,
    KeyRemainder,
    KeyWrap,
    KeyTurns,
    KeyMin,
    KeyMax,
    KeyPointerValue,
    KeyPointerEvent,
    KeyCellPointer,
    KeyCellPointerAt,
    KeyView,
    KeyRange
  };
  using Key = std::tuple<int, Id, Id, Place, Poly>;

  /// A value of the body, or what a callee computes as if it were one.
  const facts::Value &at(Id value) const {
    return value < body_.values.size() ? body_.values[value]
                                       : context_.effects().value(context_.bodyId(), value);
  }
  AtomId intern(const Key &key, Atom atom);
  bool isVarying(AtomId a) const;
  bool isProvisional(const Poly &p) const;
  bool isExact(const Poly &p) const;
  bool isMultiple(const Poly &a, const Poly &of) const;
  std::optional<std::int64_t> upperBound(const Poly &p);
  std::optional<std::int64_t> highOf(AtomId a);
  Id typeOfVar(Id var) const { return context_.body().vars[var].type; }
  bool isUnsigned(Id type) const;
  bool isSignedType(Id type) const;
  bool isInteger(Id type) const;
  bool isPointerType(Id type) const { return context_.type(type).kind == facts::TypeKind::Pointer; }
  bool isIterator(Id type) const;
  bool isView(Id type) const;
  bool isPointerLike(Id type) const;
  bool bindsReferences(Id type) const;
  bool selectElement(Place &p, Id type, Id event);
  const std::string &calleeName(const facts::Call &call) const;
  const std::vector<Id> &valuesOfEvent(Id event);
  Id valueOfCall(Id event);

  // Values
  Poly computeValue(Id value);
  Poly binary(const facts::Value &v, Id id);
  Poly cast(const facts::Value &v);
  Poly select(const facts::Value &v);
  Poly extremum(bool isMin, const Poly &a, const Poly &b);
  std::optional<Poly> chosenValue(Id call);
  std::optional<Poly> referredValue(const facts::Arg &arg, Id event);
  Poly quotient(const Poly &p, std::int64_t by, bool floors);
  Poly divided(const Poly &p, const Poly &by, bool isRemainder);
  Poly fit(const Poly &p, Id type, bool isArithmetic);
  bool mayStayBelow(const Poly &p, unsigned width);
  Poly wrapped(const Poly &p, unsigned width, bool isSigned, bool isArithmetic);
  Poly opaque(Id value, bool isNonNegative = false);
  Poly readValue(Id event, Id value);
  Poly callValue(Id event, Id value);
  std::optional<Poly> memoryAtom(Id event, Id value, bool isPointer);
  Poly cellAtom(const Place &place, Id type, Atom atom);
  bool holdsWrittenLoad(Id value);
  Poly loadValue(Id value);
  Poly rangeValue(Id value, const EffectAnalysis::Range &range);
  bool readsVaryingMemory(Id event);
  const std::vector<Access> &writesInLoop();
  bool isPlaceWritten(const Place &place);

  // Definitions of tracked variables
  Poly defValue(Id var, Id def, Id useBlock);
  Poly computeDefValue(Id var, Id def);
  Poly phiValue(Id var, Id phi);
  Poly defAtom(Id var, Id def, bool isPointer);
  Poly entryAtom(Id var, bool isPointer);
  Poly finalAtom(Id var, Id def, Id useBlock, bool isPointer);
  Place defPointee(Id var, Id def, Id useBlock);
  Place computeDefPointee(Id var, Id def);
  Place phiPointee(Id var, Id phi);
  void beginSolving(Id var, Id phi);
  void endSolving(Id var, Id phi);
  bool countersFit(const std::vector<AtomId> &atoms, Id useBlock) const;
  bool isFixedIn(const Poly &p, Id loop) const;
  bool countedWithin(Id loop, unsigned width);
  std::string counterName(Id loop);
  Id withoutVoid(Id value) const;
  bool comparesInExit(Id loop, const std::function<bool(Id)> &isMeant);
  bool mayWrap(Id var, Id loop, const Poly &step, unsigned width);
  bool comparesInCondition(Id var, Id loop);

  // Pointers
  Place computePointee(Id value);
  Place atPointer(AtomId a) const;
  Place opaquePointee(Id value);
  Place storedPointee(Id event, Id value);
  Place callPointee(Id event);
  Place returnedPlace(Id event);
  AccessPath traced(const AccessPath &path) const;
  std::optional<Place> apiPointee(Id event, const ReturnSpec &spec);
  std::optional<Place> patternPlace(Id event, const PathPattern &pattern);
  std::optional<Place> argumentPointee(Id event, unsigned arg);
  Id containerType(Id event, const PathPattern &pattern) const;
  void elementOf(Place &p, const Poly &index, Id type, Id event);
  Poly sizeOf(const Place &container, Id event);
  Poly viewSize(Id var, Id event);
  Place iteratorAt(Id path, Id event);
  Place startOf(Id var, const facts::Arg &arg, Id event);
  Id comparisonOf(Id event);
  std::optional<std::pair<Poly, Poly>> countedRange(Id var);
  Poly countedNumber(Id event, Id type);
  Place iteratorOf(Id value, Id event);
  void append(Place &place, PlaceStep next, bool mergesIndex) const;

  std::optional<std::vector<Conjunction>> compare(facts::BinOp op, const Poly &a, const Poly &b, bool ofLoop,
                                                  bool isUnsignedCompare);

  BodyContext &context_;
  const facts::Body &body_;
  Id loop_;
  std::vector<Atom> atoms_;
  std::map<Key, AtomId> keys_;
  std::map<Id, Poly> values_;
  std::map<Id, Place> pointees_;
  std::map<std::pair<Id, Id>, Poly> defValues_;
  std::map<std::pair<Id, Id>, Place> defPointees_;
  std::map<Id, Poly> steps_;
  std::map<std::pair<Id, Id>, AtomId> provisional_; ///< phis being solved
  static constexpr unsigned kMaxDepth = 400;
  unsigned depth_ = 0;
  std::set<AtomId> busyHighs_;
  std::map<Id, bool> depends_;
  std::vector<std::vector<Id>> eventValues_;
  std::vector<Id> callValues_;
  unsigned narrowest_ = 64; ///< width that the phi being solved was cut to on its way round the loop
  /// What was memoised while a phi was being solved: it may hold the provisional atom and is dropped
  /// afterwards.
  struct Journal {
    struct Mark {
      std::size_t values, pointees, defs, places;
    };
    std::vector<Id> values, pointees;
    std::vector<std::pair<Id, Id>> defs, places;
    std::vector<Mark> marks;
  } journal_;
  std::map<AccessPath, bool> written_;
  std::vector<Access> writes_;
  bool writesKnown_ = false;
};

} // namespace overlap::rules
