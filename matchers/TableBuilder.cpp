#include "matchers/TableBuilder.h"

#include "matchers/FunctionTable.h"
#include "matchers/GlobalTable.h"
#include "matchers/LocalEntities.h"
#include "matchers/Names.h"
#include "matchers/Pragmas.h"
#include "matchers/RecordTable.h"
#include "matchers/SourceTable.h"
#include "matchers/SymbolTable.h"
#include "matchers/TypeTable.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

TableBuilder::TableBuilder(clang::ASTContext &context, llvm::StringRef projectRoot,
                           const PragmaIndex &pragmas, facts::Tables &tables)
    : ctx(context), out(tables), pragmas(pragmas), sources(std::make_unique<SourceTable>(*this, projectRoot)),
      localEntities(std::make_unique<LocalEntities>(context.getSourceManager())),
      names(std::make_unique<Names>(context, *localEntities)),
      symbols(std::make_unique<SymbolTable>(*this, *localEntities, *names)),
      types(std::make_unique<TypeTable>(*this, *names)),
      records(std::make_unique<RecordTable>(*this, *names)),
      functions(std::make_unique<FunctionTable>(*this, *names)),
      globals(std::make_unique<GlobalTable>(*this, *names)) {}

TableBuilder::~TableBuilder() = default;

void TableBuilder::setHeaderSearch(const clang::HeaderSearch &search) { sources->setHeaderSearch(&search); }

facts::Id TableBuilder::string(llvm::StringRef text) {
  if (text.empty())
    return 0;
  auto [known, isNew] = strings.try_emplace(text, out.strings.size());
  if (isNew)
    out.strings.push_back(text.str());
  return known->second;
}

facts::Id TableBuilder::file(clang::FileID id) { return sources->file(id); }

facts::Id TableBuilder::file(clang::SourceLocation loc) {
  const clang::SourceManager &manager = ctx.getSourceManager();
  return loc.isValid() ? sources->file(manager.getFileID(manager.getExpansionLoc(loc))) : 0;
}

facts::Loc TableBuilder::loc(clang::SourceRange range) { return sources->loc(range); }

facts::Loc TableBuilder::loc(clang::SourceLocation loc) { return sources->loc(loc); }

facts::Id TableBuilder::type(clang::QualType type) { return types->type(type); }

facts::Id TableBuilder::record(const clang::RecordDecl *decl) { return decl ? records->record(decl) : 0; }

facts::Id TableBuilder::field(const clang::FieldDecl *decl) { return decl->getFieldIndex(); }

facts::Id TableBuilder::function(const clang::FunctionDecl *decl) {
  return decl ? functions->function(decl) : 0;
}

facts::Id TableBuilder::global(const clang::VarDecl *decl) { return decl ? globals->global(decl) : 0; }

facts::Id TableBuilder::symbol(const clang::NamedDecl *decl) { return decl ? symbols->symbol(decl) : 0; }

std::vector<unsigned> TableBuilder::pragmasBefore(clang::SourceLocation loc) {
  return pragmas.before(loc, ctx.getSourceManager(), ctx.getLangOpts());
}

std::vector<unsigned> TableBuilder::pragmasIn(clang::SourceRange range) {
  return pragmas.in(range, ctx.getSourceManager());
}

facts::Id TableBuilder::pragmaText(unsigned pragma) { return string(pragmas[pragma].text); }

void TableBuilder::finish() { records->complete(); }

} // namespace overlap::matchers
