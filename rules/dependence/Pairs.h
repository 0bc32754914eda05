#pragma once

#include "rules/dependence/Symbolic.h"

/// Whether two accesses of a loop can meet in different iterations.
namespace overlap::rules {

struct MemoryAccess {
  Id event = 0, block = 0;
  bool isWrite = false, isAtomic = false, isVolatile = false;
  Id via = 0; ///< FunctionId of the callee it happens in
  Place place;
  AccessPath path;
  std::string text;         ///< as the source spells it
  std::string wordsHint;    ///< it shares its memory location with other elements: what to use instead
  bool leavesArray = false; ///< a subscript is known to leave the array it is written for (Extents.h)
  std::uint64_t folded = 0; ///< bit i: step i of `place` does so and counts on from the row of step i - 1
};

struct PairResult {
  enum class Verdict : std::uint8_t {
    None, ///< proved: never the same location in two iterations
    Dependent,
    Assumed, ///< none if `assumptions` hold
    Unknown  ///< `reason`
  };
  Verdict verdict = Verdict::None;
  bool firstEarlier = false, secondEarlier = false; ///< Dependent: which of the two may come first
  std::optional<std::int64_t> distance;
  std::vector<Assumption> assumptions;
  std::string reason;
};

/// Pair tests on subscripts: strong SIV and ZIV directly (Goff, Kennedy, Tseng: "Practical Dependence
/// Testing", 1991), symbolic strides after Grosser et al., "Optimistic Delinearization of Parametrically
/// Sized Arrays", 2015, and the rest as an integer set.
class PairTest {
public:
  explicit PairTest(Symbolic &symbolic) : symbolic_(symbolic), context_(symbolic.context()) {}

  PairResult test(const MemoryAccess &a, const MemoryAccess &b);
  /// True if `other` never touches `fixed`, one place in all iterations, not even in the same iteration.
  bool isApart(const MemoryAccess &fixed, const MemoryAccess &other);
  /// What holds when `block` executes.
  const ConstraintSystem &domain(Id block);
  /// The part of what holds when `block` executes that says something about the atoms of `about`, directly or
  /// through others. `isLocal`: only through inner counters and other unknowns of the iteration.
  ConstraintSystem systemFor(Id block, const std::vector<Poly> &about, bool isLocal = false);
  /// True if `domain(block)` holds all that decides whether the block executes.
  bool isDomainComplete(Id block) { return domain(block), !incomplete_.contains(block); }
  /// True if each iteration has a `var` of its own.
  bool isDeclaredInLoop(Id var);
  /// True if the access may be one of something else than the object that it begins in, or than objects that
  /// each iteration has for itself: what is reached through pointers.
  bool leavesObject(const MemoryAccess &access);

private:
  bool isIterationsOwn(const MemoryAccess &access);
  bool isSelfContained(Id type) const;
  struct Dimension {
    Poly a, b;
    auto operator<=>(const Dimension &) const = default;
  };
  /// Of iteration k: the elements from `start + width * k` to just before those of the next one.
  struct Band {
    std::int64_t width = 0;
    Poly start;
    auto operator<=>(const Band &) const = default;
  };
  enum class Relation : std::uint8_t { Disjoint, Compare, Unknown };

  Relation relate(const MemoryAccess &a, const MemoryAccess &b, std::vector<Dimension> &dims,
                  PairResult &result);
  PairResult compare(const MemoryAccess &a, const MemoryAccess &b, const std::vector<Dimension> &dims);
  std::optional<PairResult> fastTest(const std::vector<Dimension> &dims,
                                     std::optional<std::int64_t> *distance = nullptr);
  bool areInBands(const MemoryAccess &a, const MemoryAccess &b, const std::vector<Dimension> &dims);
  bool isInBand(Id block, const Poly &subscript, const Band &band);
  PairResult setTest(const MemoryAccess &a, const MemoryAccess &b, const std::vector<Dimension> &dims);
  PairResult computeSetTest(const MemoryAccess &a, const MemoryAccess &b, const std::vector<Dimension> &dims);
  bool delinearise(const MemoryAccess &a, const MemoryAccess &b, std::vector<Dimension> &dims,
                   std::vector<Assumption> &assumptions);
  bool splitDimension(const MemoryAccess &a, const MemoryAccess &b, const Dimension &dim, bool symbolsGoHigh,
                      std::vector<Dimension> &parts, std::vector<Assumption> &assumptions);
  bool surelyReaches(Id block, const Poly &p, const Poly &bound);
  std::optional<std::vector<Dimension>> withoutDivision(const std::vector<Dimension> &dims) const;
  std::optional<PairResult> rowsTest(const MemoryAccess &a, const MemoryAccess &b,
                                     const std::vector<Dimension> &dims);
  std::optional<PairResult> injectiveTest(const MemoryAccess &a, const MemoryAccess &b,
                                          const std::vector<Dimension> &dims);
  std::optional<PairResult> loadedPointers(const MemoryAccess &a, const MemoryAccess &b);
  std::optional<PairResult> metByCopies(const MemoryAccess &a, const MemoryAccess &b);
  Assumption distinctPointers(const Place &elements, Id event) const;
  bool holdsOneTwice(const Place &elements, const MemoryAccess &access);
  std::optional<Assumption> distinctElements(Place source, const MemoryAccess &access, bool pointers);
  bool meetOnlyInStep(const MemoryAccess &a, const MemoryAccess &b);
  bool isImpossible(Id block, const Poly &atLeastZero, const Poly *zero = nullptr);
  Poly renamed(const Poly &p) const;
  Assumption assume(AssumptionKind kind, std::string message, Id event) const;
  Assumption noAlias(const MemoryAccess &a, const MemoryAccess &b);
  std::string rootText(const MemoryAccess &m) const;
  std::string nonAffineText(const MemoryAccess &m, const Poly &p) const;

  Symbolic &symbolic_;
  BodyContext &context_;
  std::map<Id, ConstraintSystem> domains_;
  std::set<Id> incomplete_; ///< blocks under a condition that is not understood
  std::map<Id, bool> declaredInLoop_;
  std::map<Place, bool> holdOneTwice_; ///< arrays of pointers
  /// Results of set tests: they follow from the subscripts and the two blocks.
  std::map<std::tuple<Id, Id, std::vector<Dimension>>, PairResult> setTested_;
  std::map<std::tuple<Id, Poly, Band>, bool> inBand_;
  std::set<Band> bands_;   ///< that some pair lies in
  bool areTraced_ = false; ///< the accesses that are tested stand for others
  unsigned localTests_ = 0, setTests_ = 0;
};

} // namespace overlap::rules
