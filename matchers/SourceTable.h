#pragma once

#include "facts/Types.h"
#include "matchers/Paths.h"

#include <clang/Basic/SourceLocation.h>
#include <llvm/ADT/DenseMap.h>

namespace clang {
class HeaderSearch;
class SourceManager;
class LangOptions;
} // namespace clang

namespace overlap::matchers {

class TableBuilder;

/// Files and positions.
class SourceTable {
public:
  SourceTable(TableBuilder &builder, llvm::StringRef projectRoot);

  facts::Id file(clang::FileID id);
  facts::Loc loc(clang::SourceRange range);

  /// String id of the project-relative name of the file that a location expands to.
  facts::Id fileName(clang::SourceLocation loc);

  /// String id of the name by which an #include would find the file of a location: its path below the include
  /// directory. 0 for the main file.
  facts::Id header(clang::SourceLocation loc);

  /// Where the headers are searched; without it header() gives project-relative names.
  void setHeaderSearch(const clang::HeaderSearch *search) { headerSearch = search; }

private:
  void setMacro(facts::Loc &loc, clang::SourceLocation begin);

  TableBuilder &builder;
  const clang::SourceManager &sources;
  const clang::LangOptions &language;
  const clang::HeaderSearch *headerSearch = nullptr;
  ProjectPaths paths;
  llvm::DenseMap<clang::FileID, facts::Id> files;
  llvm::DenseMap<clang::FileID, facts::Id> headers;
  llvm::DenseMap<facts::Id, facts::Id> byName;
};

} // namespace overlap::matchers
