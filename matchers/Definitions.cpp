#include "matchers/Definitions.h"

#include "matchers/GlobalTable.h"
#include "matchers/LocalEntities.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclFriend.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

namespace {

class Finder {
public:
  Finder(const clang::ASTContext &context, LocalEntities &locals)
      : sources(context.getSourceManager()), locals(locals) {}

  void walkContext(const clang::DeclContext *context) {
    for (clang::Decl *decl : context->decls())
      walk(decl);
  }

  void walkLambda(clang::LambdaExpr *lambda);
  void walkRecord(clang::CXXRecordDecl *record);

  Definitions take();

private:
  void walk(clang::Decl *decl);
  void walkFunction(clang::FunctionDecl *decl);
  void walkFunctionTemplate(clang::FunctionTemplateDecl *decl);
  void walkClassTemplate(clang::ClassTemplateDecl *decl);
  void walkCode(clang::Stmt *code);

  const clang::SourceManager &sources;
  LocalEntities &locals;
  Definitions found;
  std::vector<const clang::FunctionDecl *> patterns;
  llvm::DenseSet<const clang::Decl *> seen;
};

/// Finds lambdas and local classes in a body.
class CodeWalker : public clang::RecursiveASTVisitor<CodeWalker> {
public:
  explicit CodeWalker(Finder &finder) : finder(finder) {}

  bool TraverseTypeLoc(clang::TypeLoc, bool = true) { return true; }

  bool TraverseLambdaExpr(clang::LambdaExpr *lambda) {
    for (clang::Expr *init : lambda->capture_inits())
      if (init)
        TraverseStmt(init);
    finder.walkLambda(lambda);
    return true;
  }

  bool TraverseCXXRecordDecl(clang::CXXRecordDecl *record) {
    finder.walkRecord(record);
    return true;
  }

private:
  Finder &finder;
};

void Finder::walkCode(clang::Stmt *code) {
  if (code)
    CodeWalker(*this).TraverseStmt(code);
}

void Finder::walk(clang::Decl *decl) {
  if (decl->getDeclContext()->isFileContext() && sources.isInSystemHeader(decl->getLocation()))
    return;
  if (auto *function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
    walkFunction(function);
  } else if (auto *function = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl)) {
    walkFunctionTemplate(function);
  } else if (auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(decl)) {
    walkRecord(record);
  } else if (auto *record = llvm::dyn_cast<clang::ClassTemplateDecl>(decl)) {
    walkClassTemplate(record);
  } else if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl, clang::ExportDecl>(decl)) {
    walkContext(llvm::cast<clang::DeclContext>(decl));
  } else if (auto *friendship = llvm::dyn_cast<clang::FriendDecl>(decl)) {
    if (clang::NamedDecl *befriended = friendship->getFriendDecl();
        befriended && llvm::isa<clang::FunctionDecl, clang::FunctionTemplateDecl>(befriended))
      walk(befriended);
  } else if (decl->isTemplated()) {
    return;
  } else if (auto *variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
    walkCode(variable->getInit());
    if (variable->getInit() && variable->hasGlobalStorage() && !functionsNamedIn(variable->getInit()).empty())
      found.tables.push_back(variable);
  } else if (auto *field = llvm::dyn_cast<clang::FieldDecl>(decl)) {
    if (field->hasInClassInitializer())
      walkCode(field->getInClassInitializer());
  }
}

void Finder::walkFunctionTemplate(clang::FunctionTemplateDecl *decl) {
  walkFunction(decl->getTemplatedDecl());
  if (seen.insert(decl->getCanonicalDecl()).second)
    for (clang::FunctionDecl *instance : decl->specializations())
      walkFunction(instance);
}

void Finder::walkClassTemplate(clang::ClassTemplateDecl *decl) {
  walkRecord(decl->getTemplatedDecl());
  if (seen.insert(decl->getCanonicalDecl()).second)
    for (clang::ClassTemplateSpecializationDecl *instance : decl->specializations())
      if (clang::CXXRecordDecl *definition = instance->getDefinition())
        walkRecord(definition);
}

void Finder::walkRecord(clang::CXXRecordDecl *record) {
  if (record->isThisDeclarationADefinition() && seen.insert(record).second)
    walkContext(record);
}

void Finder::walkFunction(clang::FunctionDecl *decl) {
  clang::FunctionDecl *definition = decl->getDefinition();
  if (!definition || definition->isDeleted() || !seen.insert(definition).second)
    return;
  if (definition->isTemplated()) {
    patterns.push_back(definition);
    return;
  }
  // The compiler writes bodies only of those special members that something uses.
  if (!definition->hasBody() || sources.isInSystemHeader(definition->getLocation()) ||
      definition->isTrivial())
    return;
  found.bodies.push_back(definition);
  for (clang::ParmVarDecl *param : definition->parameters())
    if (param->hasDefaultArg() && !param->hasUninstantiatedDefaultArg() && !param->hasUnparsedDefaultArg())
      walkCode(param->getDefaultArg());
  if (definition->isImplicit())
    return;
  if (auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(definition))
    for (clang::CXXCtorInitializer *init : constructor->inits())
      if (init->isWritten())
        walkCode(init->getInit());
  walkCode(definition->getBody());
}

void Finder::walkLambda(clang::LambdaExpr *lambda) {
  clang::CXXRecordDecl *closure = lambda->getLambdaClass();
  if (!LocalEntities::enclosingFunction(closure))
    locals.addFreeLambda(closure);
  if (clang::FunctionTemplateDecl *generic = closure->getDependentLambdaCallOperator())
    walkFunctionTemplate(generic);
  walkRecord(closure);
}

Definitions Finder::take() {
  llvm::DenseSet<const clang::FunctionDecl *> instantiated;
  for (const clang::FunctionDecl *body : found.bodies)
    if (const clang::FunctionDecl *pattern = body->getTemplateInstantiationPattern())
      instantiated.insert(pattern);
  for (const clang::FunctionDecl *pattern : patterns)
    if (!instantiated.contains(pattern))
      found.notInstantiated.push_back(pattern);
  return std::move(found);
}

} // namespace

Definitions findDefinitions(clang::ASTContext &context, LocalEntities &locals) {
  Finder finder(context, locals);
  finder.walkContext(context.getTranslationUnitDecl());
  return finder.take();
}

} // namespace overlap::matchers
