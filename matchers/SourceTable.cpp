#include "matchers/SourceTable.h"

#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/HeaderSearch.h>
#include <clang/Lex/Lexer.h>

namespace overlap::matchers {

SourceTable::SourceTable(TableBuilder &builder, llvm::StringRef projectRoot)
    : builder(builder), sources(builder.ctx.getSourceManager()), language(builder.ctx.getLangOpts()),
      paths(projectRoot, sources.getFileManager().getVirtualFileSystem()) {}

facts::Id SourceTable::file(clang::FileID id) {
  if (id.isInvalid())
    return 0;
  auto [known, isNew] = files.try_emplace(id, 0);
  if (!isNew)
    return known->second;
  clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(id);
  if (!entry) // the predefines, the command line, pasted tokens
    return 0;
  facts::Id name = builder.string(paths.name(entry->getName()));
  // One file may have many FileIDs: once for each inclusion.
  auto [same, isFirst] = byName.try_emplace(name, builder.out.files.size());
  if (isFirst) {
    // At its end, `#pragma GCC system_header` has been seen.
    bool system = sources.isInSystemHeader(sources.getLocForEndOfFile(id));
    builder.out.files.push_back({name, system});
  }
  return files[id] = same->second;
}

facts::Id SourceTable::fileName(clang::SourceLocation loc) {
  if (loc.isInvalid())
    return 0;
  facts::Id id = file(sources.getFileID(sources.getExpansionLoc(loc)));
  return builder.out.files[id].name;
}

facts::Id SourceTable::header(clang::SourceLocation loc) {
  if (loc.isInvalid())
    return 0;
  clang::FileID id = sources.getFileID(sources.getExpansionLoc(loc));
  if (id == sources.getMainFileID())
    return 0;
  auto [known, isNew] = headers.try_emplace(id, 0);
  if (!isNew)
    return known->second;
  clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(id);
  if (!entry)
    return 0;
  facts::Id name = headerSearch ? builder.string(headerSearch->suggestPathToFileForDiagnostics(*entry, ""))
                                : builder.out.files[file(id)].name;
  return headers[id] = name;
}

facts::Loc SourceTable::loc(clang::SourceRange range) {
  facts::Loc loc;
  if (range.isInvalid())
    return loc;
  clang::SourceLocation begin = sources.getExpansionLoc(range.getBegin());
  auto [beginFile, beginOffset] = sources.getDecomposedLoc(begin);
  loc.file = file(beginFile);
  loc.line = sources.getLineNumber(beginFile, beginOffset);
  loc.col = sources.getColumnNumber(beginFile, beginOffset);

  clang::SourceLocation end = sources.getExpansionRange(range.getEnd()).getEnd();
  unsigned length = clang::Lexer::MeasureTokenLength(end, sources, language);
  auto [endFile, endOffset] = sources.getDecomposedLoc(end);
  if (endFile == beginFile && endOffset >= beginOffset) {
    loc.endLine = sources.getLineNumber(endFile, endOffset);
    loc.endCol = sources.getColumnNumber(endFile, endOffset) + length;
  } else { // an #include in the middle
    loc.endLine = loc.line;
    loc.endCol = loc.col;
  }
  if (range.getBegin().isMacroID())
    setMacro(loc, range.getBegin());
  return loc;
}

void SourceTable::setMacro(facts::Loc &loc, clang::SourceLocation begin) {
  clang::SourceLocation name = sources.getExpansionLoc(begin);
  unsigned length = clang::Lexer::MeasureTokenLength(name, sources, language);
  loc.macro = builder.string({sources.getCharacterData(name), length});
  auto [file, offset] = sources.getDecomposedSpellingLoc(begin);
  loc.spellFile = this->file(file);
  if (loc.spellFile) {
    loc.spellLine = sources.getLineNumber(file, offset);
    loc.spellCol = sources.getColumnNumber(file, offset);
  }
}

} // namespace overlap::matchers
