#pragma once

#include "facts/Types.h"

#include <llvm/ADT/DenseMap.h>

namespace clang {
class VarDecl;
}

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

  TableBuilder &builder;
  const Names &names;
  llvm::DenseMap<const clang::VarDecl *, facts::Id> ids;
};

} // namespace overlap::matchers
