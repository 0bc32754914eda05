#pragma once

#include "facts/Facts.h"

#include <string>

/// Facts as text, for people, golden files and hand-written tests. docs/facts-text.md describes the syntax;
/// Parse.h reads it.
namespace overlap::facts {

struct DumpOptions {
  bool locations = true;  ///< write @line:col
  bool textHashes = true; ///< write the statements' hashes
};

/// The whole unit. Ids do not appear; equal facts give equal text. The facts must be valid (Validate.h).
std::string dump(const UnitFacts &facts, const DumpOptions &options = {});

/// One function with its body.
std::string dumpBody(const Tables &tables, Id function, const DumpOptions &options = {});

} // namespace overlap::facts
