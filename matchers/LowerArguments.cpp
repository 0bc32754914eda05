#include "matchers/FunctionLowering.h"

#include <clang/AST/DeclTemplate.h>

/// Arguments, and the callables among them.
namespace overlap::matchers {

using namespace facts;

Arg FunctionLowering::argument(const clang::Expr *expr, clang::QualType paramType) {
  Arg arg;
  arg.isDefault = llvm::isa<clang::CXXDefaultArgExpr>(expr);
  clang::QualType type = paramType.isNull() ? expr->getType() : paramType;
  arg.type = typeId(type);
  if (type->isReferenceType() || expr->isGLValue())
    arg.value = build.address(objectPath(expr), pointerTo(type));
  else if (isAggregate(expr->getType()))
    arg.value = build.address(materialise(expr), pointerTo(type));
  else
    arg.value = rvalue(expr);
  return arg;
}

void FunctionLowering::arguments(Call &call, llvm::ArrayRef<const clang::Expr *> args,
                                 const clang::FunctionDecl *target, const clang::FunctionProtoType *prototype,
                                 bool rightToLeft) {
  // An explicit object parameter is an ordinary one; a K&R function has none that count.
  bool known = target ? target->hasPrototype() : prototype != nullptr;
  std::vector<Arg> lowered(args.size());
  for (std::size_t n = 0; n < args.size(); ++n) {
    std::size_t i = rightToLeft ? args.size() - 1 - n : n;
    clang::QualType type;
    if (known && target && i < target->getNumParams())
      type = target->getParamDecl(static_cast<unsigned>(i))->getType();
    else if (known && prototype && i < prototype->getNumParams())
      type = prototype->getParamType(static_cast<unsigned>(i));
    lowered[i] = argument(args[i], type);
  }
  for (std::size_t i = 0; i < args.size(); ++i) {
    addCallable(call, static_cast<std::uint32_t>(call.args.size()), args[i]);
    call.args.push_back(lowered[i]);
  }
}

void FunctionLowering::addCallable(Call &call, std::uint32_t index, const clang::Expr *expr) {
  Id callee = 0;
  if (callableFunction(expr, callee))
    call.callables.push_back({.arg = index, .function = callee});
}

/// Whether the expression is something that can be called, looking through conversions to std::function and
/// the like.
bool FunctionLowering::callableFunction(const clang::Expr *expr, Id &callee) {
  for (;;) {
    expr = expr->IgnoreParenImpCasts();
    if (auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(expr))
      expr = temporary->getSubExpr();
    else if (auto *bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(expr))
      expr = bound->getSubExpr();
    else if (auto *cleanup = llvm::dyn_cast<clang::FullExpr>(expr))
      expr = cleanup->getSubExpr();
    else if (auto *defaulted = llvm::dyn_cast<clang::CXXDefaultArgExpr>(expr))
      expr = defaulted->getExpr();
    else if (auto *conversion = llvm::dyn_cast<clang::CXXFunctionalCastExpr>(expr))
      expr = conversion->getSubExpr();
    else if (auto *constructed = llvm::dyn_cast<clang::CXXConstructExpr>(expr);
             constructed && constructed->getNumArgs() >= 1 &&
             (constructed->getConstructor()->isCopyOrMoveConstructor() ||
              constructed->getConstructor()->isConvertingConstructor(false)) &&
             callableFunction(constructed->getArg(0), callee))
      return true;
    else
      break;
  }
  if (auto *address = llvm::dyn_cast<clang::UnaryOperator>(expr);
      address && address->getOpcode() == clang::UO_AddrOf)
    expr = address->getSubExpr()->IgnoreParenImpCasts();
  if (auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr))
    if (auto *named = llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl())) {
      callee = tables.function(named);
      return true;
    }
  clang::QualType type = expr->getType().getNonReferenceType();
  if (type->isFunctionPointerType() || type->isFunctionType() || type->isMemberFunctionPointerType())
    return true;
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  if (auto *conversion =
          llvm::dyn_cast<clang::CXXMemberCallExpr>(expr)) // a closure turned into a function pointer
    if (llvm::isa_and_nonnull<clang::CXXConversionDecl>(conversion->getMethodDecl()))
      return callableFunction(conversion->getImplicitObjectArgument(), callee);
  auto operators = record->lookup(ctx.DeclarationNames.getCXXOperatorName(clang::OO_Call));
  if (operators.empty())
    return false;
  if (!operators.isSingleResult())
    return true;
  const clang::NamedDecl *decl = operators.front();
  if (auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl)) {
    // Of a generic lambda: known where it was instantiated once.
    const clang::FunctionDecl *only = nullptr;
    for (const clang::FunctionDecl *instance : pattern->specializations()) {
      if (only)
        return true;
      only = instance;
    }
    callee = only ? tables.function(only) : 0;
    return true;
  }
  if (auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(decl))
    callee = tables.function(method);
  return true;
}

} // namespace overlap::matchers
