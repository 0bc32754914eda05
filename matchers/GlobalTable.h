#pragma once

#include "facts/Types.h"

#include <llvm/ADT/DenseMap.h>
#include <vector>

namespace clang {
class Expr;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace overlap::matchers {

class TableBuilder;
class Names;

/// Variables with static or thread storage.
class GlobalTable {
public:
  GlobalTable(TableBuilder &builder, const Names &names) : builder(builder), names(names) {}

  facts::Id global(const clang::VarDecl *decl);

private:
  facts::Global make(const clang::VarDecl *decl);
  void setValue(facts::Global &out, const clang::VarDecl *decl);
  void addFunctions(facts::Global &out, const clang::VarDecl *decl);

  TableBuilder &builder;
  const Names &names;
  llvm::DenseMap<const clang::VarDecl *, facts::Id> ids;
};

/// Functions that an initialiser names: those in a table of handlers.
std::vector<const clang::FunctionDecl *> functionsNamedIn(const clang::Expr *init);

} // namespace overlap::matchers
