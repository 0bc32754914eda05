#pragma once

#include <clang/AST/Expr.h>
#include <clang/Basic/SourceLocation.h>

#include <cstdint>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace overlap::matchers {

/// The text of one function: hashes of its statements' tokens, and its expressions as the source has them.
class SourceText {
public:
  /// Lexes `range` once; statements outside of it have hash 0.
  SourceText(clang::ASTContext &context, clang::SourceRange range);

  /// Of the tokens in a range: independent of white space, comments and place. Macros count as they are
  /// written.
  std::uint64_t hash(clang::SourceRange range) const;

  /// The expression's text with single spaces, at most 80 characters; expanded where it stands in a macro.
  std::string spelling(const clang::Expr *expr) const;

private:
  clang::ASTContext &context;
  clang::FileID file;
  std::vector<unsigned> offsets;     ///< of the tokens, ascending
  std::vector<std::uint64_t> prefix; ///< polynomial hashes of the tokens before each one
  std::vector<std::uint64_t> powers;
};

} // namespace overlap::matchers
