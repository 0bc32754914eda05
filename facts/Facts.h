#pragma once

#include "facts/Body.h"
#include "facts/Types.h"

namespace overlap::facts {

/// Version of the facts file format; files of another version are refused.
inline constexpr std::uint32_t kFormat = 3;

struct Language {
  bool cplusplus = true;
  Id standard = 0; ///< string id, e.g. "c++17"
  bool strictAliasing = true, wrapv = false, exceptions = true, openmp = false, charSigned = true;
  std::uint32_t pointerBits = 64;
};

enum class CommentKind : std::uint8_t { NoLint, NoLintNextLine, NoLintBegin, NoLintEnd };

/// A suppression comment. `rules` holds the names in its parentheses; empty means all.
struct Comment {
  Id file = 0;
  std::uint32_t line = 0;
  CommentKind kind = CommentKind::NoLint;
  std::vector<Id> rules;
  Id reason = 0; ///< string id: the text after it
};

struct Diagnostic {
  Id message = 0; ///< string id: first error, "file:line:col: error: ..."
  bool isFatal = false;
};

/// Tables that a unit's facts consist of and that linking merges.
/// Every table begins with its "none" element, so that id 0 needs no special case.
struct Tables {
  std::vector<std::string> strings{""};
  std::vector<File> files{File{}};
  std::vector<Type> types{Type{}};
  std::vector<Symbol> symbols{Symbol{}};
  std::vector<Record> records{Record{}};
  std::vector<Function> functions{Function{}};
  std::vector<Global> globals{Global{}};
  std::vector<Body> bodies{Body{}};

  const std::string &str(Id id) const { return strings[id]; }
};

/// What one translation unit says. Holds nothing that depends on the catalogue, a policy or the
/// configuration.
struct UnitFacts {
  std::string mainFile; ///< project-relative
  std::string command;  ///< normalised command line, part of the unit's key
  Language language;
  Tables tables;
  std::vector<Comment> comments;
  std::vector<Diagnostic> diagnostics;
  std::vector<Id> deps;            ///< FileIds of all files read
  std::uint32_t functionsSeen = 0; ///< definitions in user code, whatever became of their bodies
};

} // namespace overlap::facts
