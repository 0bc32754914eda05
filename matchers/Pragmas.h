#pragma once

#include <clang/Basic/SourceLocation.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringSet.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace clang {
class LangOptions;
class PPCallbacks;
class Preprocessor;
class SourceManager;
} // namespace clang

namespace overlap::matchers {

/// The OpenMP pragmas of a unit as text. Clang parses without -fopenmp, so that a loop looks the same with
/// and without them and no OpenMP runtime is wanted; what they say is for the rules.
class PragmaIndex {
public:
  struct Pragma {
    std::string text; ///< "omp parallel for private(x)": single spaces
    clang::SourceLocation loc;
  };

  /// Callbacks that fill the index while the unit is preprocessed. They refer to both arguments.
  std::unique_ptr<clang::PPCallbacks> recorder(clang::Preprocessor &preprocessor);

  /// Pragmas right before a token: nothing but white space, comments and other OpenMP pragmas between. In
  /// source order.
  std::vector<unsigned> before(clang::SourceLocation loc, const clang::SourceManager &sources,
                               const clang::LangOptions &language) const;
  /// Pragmas within a range, by the places of their expansion, in order.
  std::vector<unsigned> in(clang::SourceRange range, const clang::SourceManager &sources) const;

  const Pragma &operator[](unsigned pragma) const { return pragmas[pragma]; }

  /// Whether a `threadprivate` directive names the variable: each thread has one of its own.
  bool isThreadPrivate(llvm::StringRef variable) const { return threadPrivates.contains(variable); }

  void add(Pragma pragma);

private:
  void index(const clang::SourceManager &sources, const clang::LangOptions &language) const;

  std::vector<Pragma> pragmas;
  llvm::StringSet<> threadPrivates;
  // Which token each pragma stands before: the file, or the macro expansion, and the offset where the token
  // is spelled. Made at the first question, when all of the source is there.
  mutable llvm::DenseMap<std::pair<clang::FileID, unsigned>, std::vector<unsigned>> byNextToken;
  mutable bool indexed = false;
};

} // namespace overlap::matchers
