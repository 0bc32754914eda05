#pragma once

#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace overlap::matchers {

class LocalEntities;

/// The function definitions of user code in one unit, in a fixed order: plain ones, members, instances of
/// templates, call operators of lambdas, special members that the compiler made because something uses them.
struct Definitions {
  std::vector<const clang::FunctionDecl *> bodies;
  /// Patterns of templates of which no body was instantiated in this unit.
  std::vector<const clang::FunctionDecl *> notInstantiated;
  /// Variables outside of functions whose initialisers name functions: other units may call through them.
  std::vector<const clang::VarDecl *> tables;
};

/// Lambdas outside functions are announced to `locals` on the way.
Definitions findDefinitions(clang::ASTContext &context, LocalEntities &locals);

} // namespace overlap::matchers
