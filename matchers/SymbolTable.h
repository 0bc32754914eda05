#pragma once

#include "facts/Types.h"
#include "matchers/AssemblerNames.h"

#include <clang/AST/Type.h>
#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/DenseMap.h>

#include <map>
#include <string>
#include <tuple>

namespace clang {
class CXXRecordDecl;
class Decl;
class FunctionDecl;
class NamedDecl;
class RecordDecl;
class TemplateArgument;
} // namespace clang

namespace overlap::matchers {

class TableBuilder;
class LocalEntities;
class Names;

/// The keys under which units know functions, records and variables.
///
/// Clang's USRs serve where they are stable. For what is local, unnamed or made from something local they
/// hold byte offsets; keys of our own then name the entity by the function it stands in and an ordinal.
class SymbolTable {
public:
  SymbolTable(TableBuilder &builder, LocalEntities &locals, const Names &names);

  facts::Id symbol(const clang::NamedDecl *decl);

private:
  facts::Symbol make(const clang::NamedDecl *decl);
  facts::Linkage linkage(const clang::NamedDecl *decl, bool isLocal);
  std::string localKey(const clang::NamedDecl *decl);
  std::string functionKey(const clang::FunctionDecl *function);
  std::string recordKey(const clang::RecordDecl *record);
  std::string instanceKey(const clang::NamedDecl *pattern, llvm::ArrayRef<clang::TemplateArgument> arguments);
  std::string argumentKey(const clang::TemplateArgument &argument);
  std::string typeKey(clang::QualType type);
  std::string keyOf(const clang::NamedDecl *decl);

  /// Whether an entity is local or unnamed, or is an instance over something that is.
  bool needsOwnKey(const clang::NamedDecl *decl);
  bool needsOwnKey(clang::QualType type);
  bool needsOwnKey(llvm::ArrayRef<clang::TemplateArgument> arguments);

  TableBuilder &builder;
  LocalEntities &locals;
  const Names &names;
  AssemblerNames assemblerNames;
  llvm::DenseMap<const clang::Decl *, facts::Id> symbols;
  llvm::DenseMap<const clang::Decl *, bool> ownKeys;
  std::map<std::tuple<facts::Id, facts::Linkage, facts::Id>, facts::Id> byKey;
};

} // namespace overlap::matchers
