#include "matchers/FunctionTable.h"

#include "matchers/LocalEntities.h"
#include "matchers/Names.h"
#include "matchers/SourceTable.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/StmtCXX.h>
#include <clang/Basic/SourceManager.h>

namespace overlap::matchers {

namespace {

facts::FunctionKind kindOf(const clang::FunctionDecl *decl) {
  if (llvm::isa<clang::CXXConstructorDecl>(decl))
    return facts::FunctionKind::Constructor;
  if (llvm::isa<clang::CXXDestructorDecl>(decl))
    return facts::FunctionKind::Destructor;
  if (llvm::isa<clang::CXXConversionDecl>(decl))
    return facts::FunctionKind::Conversion;
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(decl))
    return clang::isLambdaCallOperator(method) ? facts::FunctionKind::Lambda : facts::FunctionKind::Method;
  return facts::FunctionKind::Function;
}

bool isNoThrow(const clang::FunctionDecl *decl) {
  if (decl->hasAttr<clang::NoThrowAttr>())
    return true;
  const auto *type = decl->getType()->getAs<clang::FunctionProtoType>();
  return type && !clang::isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
}

/// An instance's own arguments, or those of the innermost class that is an instance.
llvm::ArrayRef<clang::TemplateArgument> argumentsOf(const clang::FunctionDecl *decl) {
  if (const clang::TemplateArgumentList *arguments = decl->getTemplateSpecializationArgs())
    return arguments->asArray();
  for (const clang::DeclContext *context = decl->getDeclContext(); context; context = context->getParent())
    if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(context))
      return instance->getTemplateArgs().asArray();
  return {};
}

} // namespace

bool isInSystemHeader(const clang::FunctionDecl *decl) {
  const clang::SourceManager &sources = decl->getASTContext().getSourceManager();
  return llvm::any_of(decl->redecls(), [&](const clang::FunctionDecl *each) {
    return each->getLocation().isValid() && sources.isInSystemHeader(each->getLocation());
  });
}

const clang::FunctionDecl *firstWritten(const clang::FunctionDecl *decl) {
  const clang::FunctionDecl *first = decl->getCanonicalDecl();
  if (!first->isImplicit())
    return first;
  // The chain of redeclarations begins with the latest one and leads back in time.
  for (const clang::FunctionDecl *each = decl->getMostRecentDecl(); each; each = each->getPreviousDecl())
    if (!each->isImplicit())
      first = each;
  return first;
}

facts::Id FunctionTable::function(const clang::FunctionDecl *decl) {
  const clang::FunctionDecl *key = decl->getCanonicalDecl();
  auto [known, isNew] = ids.try_emplace(key, builder.out.functions.size());
  facts::Id id = known->second;
  if (isNew) {
    builder.out.functions.emplace_back();
    facts::Function made = make(key); // may append to the table
    builder.out.functions[id] = std::move(made);
  }
  return id;
}

facts::Function FunctionTable::make(const clang::FunctionDecl *decl) {
  const clang::FunctionDecl *written = firstWritten(decl);
  const clang::FunctionDecl *definition = decl->getDefinition();
  const clang::FunctionDecl *shown = definition ? definition : written;

  facts::Function out;
  out.symbol = builder.symbol(decl);
  out.qualifiedName = builder.string(names.qualified(decl));
  out.displayName = builder.string(names.displayFunction(written));
  out.kind = kindOf(decl);
  for (const clang::ParmVarDecl *param : shown->parameters())
    out.params.push_back({builder.string(param->getName()), builder.type(param->getType())});
  out.result = builder.type(shown->getReturnType());
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(decl))
    out.record = builder.record(method->getParent());
  out.attrs = attributes(decl);
  out.inSystemHeader = isInSystemHeader(decl);
  if (decl->getBuiltinID() == 0 || !written->isImplicit())
    out.header = builder.sources->header(written->getLocation());
  out.isTemplateInstance =
      clang::isTemplateInstantiation(decl->getTemplateSpecializationKindForInstantiation());
  if (llvm::ArrayRef<clang::TemplateArgument> arguments = argumentsOf(decl); !arguments.empty())
    out.templateArgs = builder.string(names.templateArguments(arguments));
  if (const clang::FunctionDecl *enclosing = LocalEntities::enclosingFunction(decl))
    out.enclosing = builder.function(enclosing);
  out.state = stateUnlessLowered(decl);
  const clang::FunctionDecl *pattern = shown->getTemplateInstantiationPattern();
  out.loc = builder.loc((pattern ? pattern : shown)->getLocation());
  return out;
}

std::uint32_t FunctionTable::attributes(const clang::FunctionDecl *decl) const {
  std::uint32_t attrs = 0;
  auto set = [&](std::uint32_t attr, bool holds) { attrs |= holds ? attr : 0u; };
  const clang::FunctionDecl *latest = decl->getMostRecentDecl(); // has inherited all attributes
  set(facts::AttrPure, latest->hasAttr<clang::PureAttr>());
  set(facts::AttrConst, latest->hasAttr<clang::ConstAttr>());
  set(facts::AttrNoReturn, latest->isNoReturn());
  set(facts::AttrNoThrow, isNoThrow(latest));
  set(facts::AttrMalloc, latest->hasAttr<clang::RestrictAttr>());
  for (const clang::FunctionEffectWithCondition &effect : latest->getFunctionEffects()) {
    if (effect.Cond.getCondition()) // depends on a template parameter
      continue;
    set(facts::AttrNonBlocking, effect.Effect.kind() == clang::FunctionEffect::Kind::NonBlocking);
    set(facts::AttrBlocking, effect.Effect.kind() == clang::FunctionEffect::Kind::Blocking);
  }
  set(facts::AttrImplicit, decl->isImplicit() && !decl->getBuiltinID());
  set(facts::AttrVariadic, decl->isVariadic());
  set(facts::AttrConstexpr, decl->isConstexpr());
  set(facts::AttrConsteval, decl->isConsteval());
  set(facts::AttrTrivial, decl->isTrivial());
  set(facts::AttrBuiltin, decl->getBuiltinID() != 0);
  set(facts::AttrInMain, decl->isMain());
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(decl)) {
    set(facts::AttrVirtual, method->isVirtual());
    set(facts::AttrFinal,
        method->hasAttr<clang::FinalAttr>() || method->getParent()->hasAttr<clang::FinalAttr>());
    set(facts::AttrConstMethod, method->isConst());
    set(facts::AttrStatic, method->isStatic());
  }
  if (const clang::FunctionDecl *definition = decl->getDefinition())
    set(facts::AttrCoroutine, llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(definition->getBody()));
  return attrs;
}

facts::BodyState FunctionTable::stateUnlessLowered(const clang::FunctionDecl *decl) const {
  if (decl->isTemplated())
    return facts::BodyState::NotInstantiated;
  const clang::FunctionDecl *pattern = decl->getTemplateInstantiationPattern();
  const clang::FunctionDecl *definition = decl->getDefinition();
  bool isDefined = definition && (definition->hasBody() || definition->hasSkippedBody());
  bool isPatternDefined = pattern && pattern->isDefined();
  if (!isDefined && !isPatternDefined)
    return facts::BodyState::None;
  if (isInSystemHeader(decl))
    return facts::BodyState::Skipped;
  return isDefined ? facts::BodyState::None : facts::BodyState::NotInstantiated;
}

} // namespace overlap::matchers
