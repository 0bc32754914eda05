#pragma once

#include "facts/Facts.h"

#include <clang/AST/Type.h>
#include <clang/Basic/SourceLocation.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>

#include <memory>
#include <vector>

namespace clang {
class ASTContext;
class FieldDecl;
class FunctionDecl;
class HeaderSearch;
class NamedDecl;
class RecordDecl;
class VarDecl;
} // namespace clang

namespace overlap::matchers {

class LocalEntities;
class Names;
class PragmaIndex;
class SourceTable;
class SymbolTable;
class TypeTable;
class RecordTable;
class FunctionTable;
class GlobalTable;

/// Turns Clang's declarations, types and locations into ids of one unit's tables. Everything is hash-consed:
/// asking twice gives the same id. Ids depend only on the order of the questions, never on addresses.
///
/// Template patterns and dependent types may be asked for; their types are Unknown. Null declarations, null
/// types and invalid locations give id 0, or an empty Loc.
class TableBuilder {
public:
  /// `projectRoot` is an absolute path; files below it are named relative to it. `pragmas` must outlive the
  /// builder.
  TableBuilder(clang::ASTContext &context, llvm::StringRef projectRoot, const PragmaIndex &pragmas,
               facts::Tables &tables);
  ~TableBuilder();
  TableBuilder(const TableBuilder &) = delete;
  TableBuilder &operator=(const TableBuilder &) = delete;

  /// Where headers were found, for Function::header; without it headers go by their project-relative names.
  void setHeaderSearch(const clang::HeaderSearch &search);

  facts::Tables &tables() { return out; }
  clang::ASTContext &context() { return ctx; }

  facts::Id string(llvm::StringRef text);

  /// The file that the location expands to.
  facts::Id file(clang::SourceLocation loc);
  facts::Id file(clang::FileID id);

  /// Position of a token range, or of the one token at a location: `end` is one past its last character. In a
  /// macro expansion: the position of the outermost expansion, with the outermost macro's name and where the
  /// first token is spelled.
  facts::Loc loc(clang::SourceRange range);
  facts::Loc loc(clang::SourceLocation loc);

  facts::Id type(clang::QualType type);

  /// The record of any redeclaration. Its fields are filled in by finish(), so that recursive types need no
  /// care.
  facts::Id record(const clang::RecordDecl *decl);

  /// The number of a field in its record's `fields`.
  static facts::Id field(const clang::FieldDecl *decl);

  /// The function of any redeclaration. Constructors and destructors are one function each, whatever their
  /// ABI variants.
  facts::Id function(const clang::FunctionDecl *decl);

  /// A variable with static or thread storage: namespace scope, static local, static data member.
  facts::Id global(const clang::VarDecl *decl);

  /// The key under which other units know the declaration: an index of Tables::symbols.
  facts::Id symbol(const clang::NamedDecl *decl);

  /// OpenMP pragmas right before a statement that begins at `loc`: only white space, comments and other such
  /// pragmas stand between. In source order; the numbers are for pragmaText.
  std::vector<unsigned> pragmasBefore(clang::SourceLocation loc);
  /// All OpenMP pragmas inside a range of source, in order.
  std::vector<unsigned> pragmasIn(clang::SourceRange range);
  /// String id of a pragma's text with single spaces, e.g. "omp parallel for private(x)".
  facts::Id pragmaText(unsigned pragma);

  /// Numbers of what has no name of its own.
  LocalEntities &locals() { return *localEntities; }

  /// Completes all records asked for so far, and whatever they mention. Call it after the last lowering.
  void finish();

private:
  friend class SourceTable;
  friend class SymbolTable;
  friend class TypeTable;
  friend class RecordTable;
  friend class FunctionTable;
  friend class GlobalTable;

  clang::ASTContext &ctx;
  facts::Tables &out;
  const PragmaIndex &pragmas;
  llvm::StringMap<facts::Id> strings;
  std::unique_ptr<SourceTable> sources;
  std::unique_ptr<LocalEntities> localEntities;
  std::unique_ptr<Names> names;
  std::unique_ptr<SymbolTable> symbols;
  std::unique_ptr<TypeTable> types;
  std::unique_ptr<RecordTable> records;
  std::unique_ptr<FunctionTable> functions;
  std::unique_ptr<GlobalTable> globals;
};

} // namespace overlap::matchers
