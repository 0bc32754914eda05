#pragma once

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

namespace clang {
class CXXRecordDecl;
class Decl;
class DeclContext;
class FunctionDecl;
class NamedDecl;
class SourceManager;
} // namespace clang

namespace overlap::matchers {

/// Numbers that name what has no name of its own: lambdas, local classes, static locals, unnamed classes.
/// They count entities of one kind in their context in source order, so that edits elsewhere do not change
/// them.
class LocalEntities {
public:
  explicit LocalEntities(const clang::SourceManager &sources) : sources(sources) {}

  /// The number, from 1, of a lambda, local class or static local variable in the function it stands in; of
  /// an unnamed class or a lambda outside functions, among those of its file. 0 if it was not found there.
  unsigned ordinal(const clang::NamedDecl *decl);

  /// Lambdas outside functions must be announced in source order before anybody asks for their number.
  void addFreeLambda(const clang::CXXRecordDecl *lambda);

  /// The function whose body the declaration stands in, or null. Members of local classes stand in the
  /// function, too.
  static const clang::FunctionDecl *enclosingFunction(const clang::Decl *decl);

private:
  void scanFunction(const clang::FunctionDecl *function);
  void scanContext(const clang::DeclContext *context);

  const clang::SourceManager &sources;
  llvm::DenseMap<const clang::Decl *, unsigned> ordinals;
  llvm::DenseSet<const void *> scanned;
  llvm::DenseMap<unsigned, unsigned> freeLambdas; ///< how many in each file
};

} // namespace overlap::matchers
