#pragma once

#include "facts/Types.h"

#include <llvm/ADT/DenseMap.h>

#include <vector>

namespace clang {
class CXXRecordDecl;
class FieldDecl;
class RecordDecl;
} // namespace clang

namespace overlap::matchers {

class TableBuilder;
class Names;

/// Classes, structs and unions. An id is given at once, the contents are filled in by complete(): types may
/// be recursive.
class RecordTable {
public:
  RecordTable(TableBuilder &builder, const Names &names) : builder(builder), names(names) {}

  facts::Id record(const clang::RecordDecl *decl);

  /// Fills in all records asked for, and those that these mention.
  void complete();

private:
  facts::Record make(const clang::RecordDecl *decl);
  void setFields(facts::Record &out, const clang::RecordDecl *definition);
  void setClass(facts::Record &out, const clang::CXXRecordDecl *definition);

  TableBuilder &builder;
  const Names &names;
  llvm::DenseMap<const clang::RecordDecl *, facts::Id> ids;
  std::vector<const clang::RecordDecl *> waiting;
};

} // namespace overlap::matchers
