#pragma once

#include "facts/Facts.h"

#include <unordered_map>
#include <vector>

/// Tables over one body that the analyses share; built once, in linear time.
namespace overlap::rules {

using facts::Id;

class BodyIndex {
public:
  explicit BodyIndex(const facts::Body &body);

  /// Events that store into `var` or a part of it by its name: Write, Atomic, and Calls whose result or receiver it is.
  const std::vector<Id> &definitions(Id var) const { return definitionsOf[var]; }

  /// True if every execution of `later` follows an execution of `earlier`.
  bool dominates(Id earlier, Id later) const;

  bool isReachable(Id event) const { return blockOf[event] != 0; }

  /// Some value that is the integer constant `imm`, or 0.
  Id constant(std::int64_t imm) const;

  /// Some value `a + imm`, or 0.
  Id sum(Id a, std::int64_t imm) const;

  /// The integer that `value` is, if it is constant; casts that keep it are looked through.
  static bool isConstant(const facts::Body &body, Id value, std::int64_t &imm);

private:
  void findDominators();

  const facts::Body &body;
  std::vector<Id> blockOf;        ///< per event; 0 where no block holds it
  std::vector<std::uint32_t> position; ///< per event, in its block
  std::vector<Id> idom;           ///< per block
  std::vector<std::uint32_t> depthIn, depthOut; ///< numbering of the dominator tree
  std::vector<std::vector<Id>> definitionsOf;
  std::unordered_map<std::int64_t, Id> constants;
};

} // namespace overlap::rules
