#pragma once

#include "rules/dependence/Pairs.h"

/// Variables and single memory cells of a loop: private, lastprivate, induction, reduction or carried.
namespace overlap::rules {

/// A storage slot that the loop only accesses as a whole and directly.
struct Slot {
  std::string name;
  Id var = 0;    ///< tracked variable, 0 for a memory cell
  Id object = 0; ///< the variable it is or lies in, 0 if none
  Id type = 0;
  Ssa *ssa = nullptr;
  std::vector<Id> reads, writes; ///< events in the loop
  bool isObject = true;     ///< a variable or member by name, of which each iteration can have its own copy
  bool isDeadAfter = false; ///< nothing outside of the loop reads what the loop leaves there
};

/// How often each value of a body is used, by other values and by events.
class ValueUses {
public:
  explicit ValueUses(const facts::Body &body);
  unsigned count(Id value) const { return counts_[value]; }

private:
  std::vector<unsigned> counts_;
};

class ScalarAnalysis {
public:
  ScalarAnalysis(Symbolic &symbolic, PairTest &pairs);

  /// Adds every tracked variable that the loop writes.
  void addVariables();
  void add(Slot slot) { slots_.push_back(std::move(slot)); }
  /// Classifies what was added.
  void conclude(Independence &result);
  Id stripCasts(Id value) const { return strip(value); }

  /// The operator by which `write` updates what read event `read` read: "+", "*", "min", ... Empty if it is
  /// no associative and commutative update. `read` is set to the read event that it consumes.
  std::string updateOperator(const Slot &slot, Id write, std::vector<Id> &consumed);

private:
  bool surelyWrites(Id var, Id event);
  bool reaches(Ssa &ssa, Id def, Id target) const;
  bool definedInLoop(Ssa &ssa, Id def) const;
  bool isReadAfter(const Slot &slot);
  bool isDeclaredWithin(Id var) const;
  bool isReduction(const Slot &slot, Independence &result);
  bool isAppendCounter(const Slot &slot, bool byAnyRead);
  bool isFlag(const Slot &slot, Independence &result);
  std::optional<std::int64_t> valueBefore(const Slot &slot);
  std::string indexOperator(const Slot &slot, Id write, std::vector<Id> &consumed);
  bool namesElement(Id read, Id subscript) const;
  std::string chainOperator(const Slot &slot, Id value, const std::string &op, std::vector<Id> &consumed,
                            bool isTop);
  std::string logicalOperator(const Slot &slot, Id value, std::vector<Id> &consumed);
  bool isPlain(Id block, Id write, std::vector<Id> *others = nullptr);
  bool keepsCompanions(const Slot &slot, const std::string &op);
  bool isCompanion(const Slot &slot, Independence &result);
  Id carriedRead(const Slot &slot);
  void classify(const Slot &slot, Independence &result);
  std::string selectOperator(const Slot &slot, Id value, std::vector<Id> &consumed);
  std::string callOperator(const Slot &slot, Id value, std::vector<Id> &consumed);
  std::string guardedOperator(const Slot &slot, Id write, std::vector<Id> &consumed);
  Id slotRead(const Slot &slot, Id value) const;
  bool isSlotAddress(const Slot &slot, Id value) const;
  bool onlyChooses(Id cond);
  bool onlyReadsBetween(Id first, Id second) const;
  bool sameValue(Id a, Id b);
  Id strip(Id value) const;
  Id exact(Id value) const;                  ///< under conversions that change no number
  Id kept(const Slot &slot, Id value) const; ///< under conversions that keep all bits of the slot
  Id rounded(Id value) const; ///< under those that change no number, or keep which of two is the greater
  bool isBitField(const Slot &slot) const;
  Id addressKeptAt(Id var) const;
  bool isByName(const Slot &slot, Id event) const;
  bool isThroughPointers(const Slot &slot);
  void carried(const Slot &slot, Id read, Independence &result);

  Symbolic &symbolic_;
  PairTest &pairs_;
  BodyContext &context_;
  const facts::Body &body_;
  ValueUses uses_;
  std::vector<Slot> slots_;
  /// Of the slot being looked at: stores beside an update under a comparison, and whether that is strict.
  std::map<Id, std::set<Id>> found_;
  bool isStrict_ = true;
  struct Companion {
    std::string op, extremum; ///< "argmin" or "argmax", and the slot that it is kept beside
    bool keepsFirst = true;   ///< of equal values
  };
  std::map<Id, Companion> companions_; ///< by the store
};

} // namespace overlap::rules
