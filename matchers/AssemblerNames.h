#pragma once

#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>

#include <optional>

namespace clang {
class ASTContext;
class VarDecl;
} // namespace clang

/// Variables that are declared by the name of a symbol: with an assembler label or as an alias of another
/// one.
namespace overlap::matchers {

class AssemblerNames {
public:
  explicit AssemblerNames(const clang::ASTContext &ctx) : ctx(ctx) {}

  /// The symbol that an attribute of the variable names; nothing if it has the symbol of its own name.
  static std::optional<llvm::StringRef> given(const clang::VarDecl *decl);
  /// The first variable of the unit that has the symbol by its own name, or null.
  const clang::VarDecl *variable(llvm::StringRef symbol);

private:
  const clang::ASTContext &ctx;
  std::optional<llvm::StringMap<const clang::VarDecl *>> variables; ///< filled on demand
};

} // namespace overlap::matchers
