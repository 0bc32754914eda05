#include "matchers/LocalEntities.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/RecursiveASTVisitor.h>

namespace overlap::matchers {

namespace {

/// Finds the entities that stand directly in a function: those in the bodies of lambdas and of local classes'
/// methods belong to these.
class Scanner : public clang::RecursiveASTVisitor<Scanner> {
public:
  explicit Scanner(llvm::DenseMap<const clang::Decl *, unsigned> &ordinals) : ordinals(ordinals) {}

  bool TraverseTypeLoc(clang::TypeLoc, bool = true) { return true; }

  bool TraverseLambdaExpr(clang::LambdaExpr *lambda) {
    ordinals[lambda->getLambdaClass()->getCanonicalDecl()] = ++lambdas;
    for (clang::Expr *init : lambda->capture_inits())
      if (init)
        TraverseStmt(init);
    return true;
  }

  bool TraverseCXXRecordDecl(clang::CXXRecordDecl *record) { return addRecord(record); }
  bool TraverseRecordDecl(clang::RecordDecl *record) { return addRecord(record); }

  bool VisitVarDecl(clang::VarDecl *variable) {
    if (variable->isStaticLocal())
      ordinals[variable->getCanonicalDecl()] = ++statics;
    return true;
  }

private:
  bool addRecord(clang::RecordDecl *record) {
    if (!record->isImplicit() && record->isThisDeclarationADefinition())
      ordinals[record->getCanonicalDecl()] = ++records;
    return true;
  }

  llvm::DenseMap<const clang::Decl *, unsigned> &ordinals;
  unsigned lambdas = 0, records = 0, statics = 0;
};

} // namespace

const clang::FunctionDecl *LocalEntities::enclosingFunction(const clang::Decl *decl) {
  for (const clang::DeclContext *context = decl->getDeclContext(); context && !context->isFileContext();
       context = context->getParent())
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(context))
      return function;
  return nullptr;
}

unsigned LocalEntities::ordinal(const clang::NamedDecl *decl) {
  const clang::Decl *key = decl->getCanonicalDecl();
  if (auto known = ordinals.find(key); known != ordinals.end())
    return known->second;
  if (const clang::FunctionDecl *function = enclosingFunction(decl))
    scanFunction(function);
  else if (llvm::isa<clang::RecordDecl>(decl))
    scanContext(decl->getDeclContext());
  return ordinals.lookup(key);
}

void LocalEntities::addFreeLambda(const clang::CXXRecordDecl *lambda) {
  unsigned file = sources.getFileID(sources.getExpansionLoc(lambda->getLocation())).getHashValue();
  ordinals.try_emplace(lambda->getCanonicalDecl(), ++freeLambdas[file]);
}

void LocalEntities::scanFunction(const clang::FunctionDecl *function) {
  const clang::FunctionDecl *definition = function->getDefinition();
  if (!definition || !scanned.insert(definition).second)
    return;
  Scanner scanner(ordinals);
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(definition))
    for (const clang::CXXCtorInitializer *init : constructor->inits())
      scanner.TraverseStmt(init->getInit());
  scanner.TraverseStmt(definition->getBody());
}

void LocalEntities::scanContext(const clang::DeclContext *context) {
  if (!scanned.insert(context).second)
    return;
  llvm::DenseMap<unsigned, unsigned> inFile;
  for (const clang::Decl *decl : context->decls()) {
    const auto *record = llvm::dyn_cast<clang::RecordDecl>(decl);
    if (!record || record->isImplicit() || record->getDeclName() || record->getTypedefNameForAnonDecl() ||
        !record->isThisDeclarationADefinition())
      continue;
    unsigned file = sources.getFileID(sources.getExpansionLoc(record->getLocation())).getHashValue();
    ordinals.try_emplace(record->getCanonicalDecl(), ++inFile[file]);
  }
}

} // namespace overlap::matchers
