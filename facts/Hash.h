#pragma once

#include "facts/Visit.h"

namespace overlap::facts {

/// Hashes of function bodies that do not depend on the unit they were seen in: unit-level ids count by what
/// they stand for (strings by their characters, types by their structure, entities by their symbols), files
/// outside the project by their base names. Equal bodies have equal hashes; link tells the definitions of one
/// function apart by them. One hasher serves all bodies of a unit; it remembers the hashes of strings, types
/// and symbols.
class BodyHasher {
public:
  /// `tables` must be valid (Validate.h) and outlive the hasher.
  explicit BodyHasher(const Tables &tables);

  /// 0 for a function without a body.
  std::uint64_t operator()(Id function);

  /// Of what an id of one of the unit's tables stands for.
  std::uint64_t content(Ref table, Id id);

private:
  std::uint64_t string(Id id);
  std::uint64_t file(Id id);
  std::uint64_t type(Id id);
  std::uint64_t symbol(Id id);

  const Tables &tables;
  std::vector<std::uint64_t> strings, files, types, symbols; ///< 0 = not computed yet
};

/// The hash of one body; use a BodyHasher for many.
std::uint64_t bodyHash(const Tables &tables, Id function);

} // namespace overlap::facts
