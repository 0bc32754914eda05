#pragma once

#include "facts/Types.h"

#include <clang/AST/Type.h>
#include <llvm/ADT/DenseMap.h>

#include <map>

namespace overlap::matchers {

class TableBuilder;
class Names;

/// Canonical types.
class TypeTable {
public:
  TypeTable(TableBuilder &builder, const Names &names) : builder(builder), names(names) {}

  facts::Id type(clang::QualType type);

private:
  facts::Type make(clang::QualType canonical);
  void setShape(facts::Type &out, clang::QualType canonical);
  void setBuiltin(facts::Type &out, const clang::BuiltinType *type);

  TableBuilder &builder;
  const Names &names;
  llvm::DenseMap<clang::QualType, facts::Id> known;
  std::map<facts::Type, facts::Id> byContent;
};

} // namespace overlap::matchers
