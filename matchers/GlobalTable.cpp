#include "matchers/GlobalTable.h"

#include "matchers/Names.h"
#include "matchers/Pragmas.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

namespace {

facts::Storage storageOf(const clang::VarDecl *decl, const PragmaIndex &pragmas) {
  if (decl->getTLSKind() != clang::VarDecl::TLS_None || pragmas.isThreadPrivate(decl->getName()))
    return facts::Storage::ThreadLocal;
  return decl->isStaticLocal() ? facts::Storage::StaticLocal : facts::Storage::Global;
}

/// Whether nothing can change it once it is initialised. References cannot be bound anew.
bool isUnchanging(clang::QualType type, const clang::ASTContext &context) {
  if (type->isReferenceType())
    return true;
  clang::QualType element = context.getBaseElementType(type);
  if (!element.isConstQualified() || element.isVolatileQualified())
    return false;
  const auto *record = element->getAsCXXRecordDecl();
  return !record || (record->hasDefinition() && !record->hasMutableFields());
}

/// Whether the definition is in sight and runs no code.
bool isConstantInitialised(const clang::VarDecl *decl) {
  const clang::VarDecl *initialising = nullptr;
  if (const clang::Expr *init = decl->getAnyInitializer(initialising))
    return !init->isValueDependent() && initialising->hasConstantInitialization();
  if (decl->hasDefinition() == clang::VarDecl::DeclarationOnly)
    return false;
  const auto *record = decl->getASTContext().getBaseElementType(decl->getType())->getAsCXXRecordDecl();
  return !record || (record->hasDefinition() && record->hasTrivialDefaultConstructor());
}

} // namespace

std::vector<const clang::FunctionDecl *> functionsNamedIn(const clang::Expr *init) {
  std::vector<const clang::FunctionDecl *> functions;
  llvm::SmallVector<const clang::Stmt *, 16> pending{init};
  while (!pending.empty()) {
    const clang::Stmt *stmt = pending.pop_back_val();
    if (const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(stmt))
      if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(named->getDecl()))
        functions.push_back(function);
    for (const clang::Stmt *child : stmt->children())
      if (child)
        pending.push_back(child);
  }
  return functions;
}

facts::Id GlobalTable::global(const clang::VarDecl *decl) {
  const clang::VarDecl *key = decl->getCanonicalDecl();
  auto [known, isNew] = ids.try_emplace(key, builder.out.globals.size());
  facts::Id id = known->second;
  if (isNew) {
    builder.out.globals.emplace_back();
    facts::Global made = make(key); // may append to the table
    builder.out.globals[id] = made;
  }
  return id;
}

facts::Global GlobalTable::make(const clang::VarDecl *decl) {
  const clang::VarDecl *definition = decl->getDefinition();
  const clang::VarDecl *shown = definition ? definition : decl;
  facts::Global out;
  out.symbol = builder.symbol(decl);
  out.name = builder.string(names.display(decl));
  out.type = builder.type(shown->getType());
  out.storage = storageOf(shown, builder.pragmas);
  out.isConst = isUnchanging(shown->getType(), builder.ctx);
  const clang::SourceManager &sources = builder.ctx.getSourceManager();
  out.inSystemHeader = llvm::any_of(decl->redecls(), [&](const clang::VarDecl *each) {
    return sources.isInSystemHeader(each->getLocation());
  });
  const clang::VarDecl *pattern = shown->getTemplateInstantiationPattern();
  out.loc = builder.loc((pattern ? pattern : shown)->getLocation());
  if (shown->isInvalidDecl() || shown->getType()->isDependentType() || shown->isTemplated())
    return out;
  out.constInit = isConstantInitialised(shown);
  setValue(out, shown);
  addFunctions(out, shown);
  return out;
}

/// The handlers in a table of them.
void GlobalTable::addFunctions(facts::Global &out, const clang::VarDecl *decl) {
  const clang::VarDecl *initialising = nullptr;
  const clang::Expr *init = out.constInit ? decl->getAnyInitializer(initialising) : nullptr;
  if (!init || builder.ctx.getBaseElementType(decl->getType())->isArithmeticType())
    return;
  for (const clang::FunctionDecl *function : functionsNamedIn(init))
    if (const facts::Id id = builder.function(function); !llvm::is_contained(out.functions, id))
      out.functions.push_back(id);
}

void GlobalTable::setValue(facts::Global &out, const clang::VarDecl *decl) {
  const clang::VarDecl *initialising = nullptr;
  if (!out.isConst || !out.constInit || !decl->getType()->isIntegralOrEnumerationType() ||
      !decl->getAnyInitializer(initialising))
    return;
  const clang::APValue *value = initialising->evaluateValue();
  if (!value || !value->isInt() || !value->getInt().isRepresentableByInt64())
    return;
  out.hasConstValue = true;
  out.constValue = value->getInt().getExtValue();
}

} // namespace overlap::matchers
