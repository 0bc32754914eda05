#pragma once

#include "facts/Facts.h"

#include <clang/Basic/SourceLocation.h>
#include <clang/Lex/Preprocessor.h>

#include <string>
#include <vector>

namespace overlap::matchers {

class TableBuilder;

/// Collects the suppression comments of a unit, in clang-tidy's syntax: NOLINT, NOLINTNEXTLINE, NOLINTBEGIN,
/// NOLINTEND, each with an optional list of rules in parentheses; what follows in the line is the reason.
class CommentRecorder : public clang::CommentHandler {
public:
  bool HandleComment(clang::Preprocessor &preprocessor, clang::SourceRange comment) override;

  /// Writes what was collected, in the order of the source as it was read.
  void write(TableBuilder &builder, std::vector<facts::Comment> &out) const;

private:
  struct Found {
    clang::SourceLocation loc;
    facts::CommentKind kind = facts::CommentKind::NoLint;
    std::vector<std::string> rules;
    std::string reason;
  };
  std::vector<Found> found;
};

} // namespace overlap::matchers
