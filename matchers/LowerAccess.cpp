#include "matchers/Conditional.h"
#include "matchers/FunctionLowering.h"

#include <clang/AST/DeclTemplate.h>

/// Glvalues: which object an expression designates. Nothing is read here but the pointers and indices on the
/// way.
namespace overlap::matchers {

using namespace facts;

Id FunctionLowering::lvalue(const clang::Expr *expr) {
  constexpr unsigned kMaxDepth = 1'000;
  if (depth > kMaxDepth) {
    unknownEvent(UnknownReason::Limit, expr->getExprLoc());
    return build.unknownPath(typeId(expr->getType()));
  }
  ++depth;
  Id path = named(dispatchLvalue(expr), expr);
  --depth;
  return path;
}

/// The object itself, materialised where the expression is a prvalue.
Id FunctionLowering::objectPath(const clang::Expr *expr) {
  return expr->isGLValue() ? lvalue(expr) : materialise(expr);
}

Id FunctionLowering::dispatchLvalue(const clang::Expr *expr) {
  using S = clang::Stmt;
  clang::QualType type = expr->getType();
  switch (expr->getStmtClass()) {
  case S::DeclRefExprClass:
    return declReference(llvm::cast<clang::DeclRefExpr>(expr));
  case S::MemberExprClass:
    return memberAccess(llvm::cast<clang::MemberExpr>(expr));
  case S::ArraySubscriptExprClass:
    return subscript(llvm::cast<clang::ArraySubscriptExpr>(expr));
  case S::ParenExprClass:
    return lvalue(llvm::cast<clang::ParenExpr>(expr)->getSubExpr());
  case S::UnaryOperatorClass: {
    auto *op = llvm::cast<clang::UnaryOperator>(expr);
    switch (op->getOpcode()) {
    case clang::UO_Deref:
      return valueAsPath(rvalue(op->getSubExpr()), type);
    case clang::UO_PreInc:
    case clang::UO_PreDec:
      return incDec(op, true);
    case clang::UO_Real:
    case clang::UO_Imag:
      return build.any(lvalue(op->getSubExpr()), typeId(type));
    case clang::UO_Extension:
    case clang::UO_Plus:
      return lvalue(op->getSubExpr());
    default:
      break;
    }
    break;
  }
  case S::BinaryOperatorClass: {
    auto *op = llvm::cast<clang::BinaryOperator>(expr);
    if (op->getOpcode() == clang::BO_Assign)
      return assignment(op).first;
    if (op->getOpcode() == clang::BO_Comma) {
      discard(op->getLHS());
      return lvalue(op->getRHS());
    }
    if (op->isPtrMemOp()) { // some member of the object
      Id object = op->getOpcode() == clang::BO_PtrMemI
                      ? valueAsPath(rvalue(op->getLHS()), op->getLHS()->getType()->getPointeeType())
                      : objectPath(op->getLHS());
      rvalue(op->getRHS());
      return build.any(object, typeId(type));
    }
    break;
  }
  case S::CompoundAssignOperatorClass:
    return compoundAssignment(llvm::cast<clang::CompoundAssignOperator>(expr)).first;
  case S::ConditionalOperatorClass:
  case S::BinaryConditionalOperatorClass: {
    Id pointerType = pointerTo(type);
    Id pointer = conditional(llvm::cast<clang::AbstractConditionalOperator>(expr), pointerType,
                             [&](const clang::Expr *arm) {
                               if (!arm->getType()->isVoidType())
                                 return build.address(lvalue(arm), pointerType);
                               discard(arm);
                               return Id{0};
                             });
    return pointer ? valueAsPath(pointer, type) : build.unknownPath(typeId(type));
  }
  case S::CallExprClass:
  case S::CXXMemberCallExprClass:
  case S::CXXOperatorCallExprClass:
  case S::UserDefinedLiteralClass: {
    Id pointer = call(llvm::cast<clang::CallExpr>(expr), 0).value;
    return pointer ? valueAsPath(pointer, type) : build.unknownPath(typeId(type));
  }
  case S::ImplicitCastExprClass:
  case S::CStyleCastExprClass:
  case S::CXXStaticCastExprClass:
  case S::CXXReinterpretCastExprClass:
  case S::CXXConstCastExprClass:
  case S::CXXDynamicCastExprClass:
  case S::CXXFunctionalCastExprClass:
  case S::CXXAddrspaceCastExprClass:
  case S::BuiltinBitCastExprClass:
    return castLvalue(llvm::cast<clang::CastExpr>(expr));
  case S::MaterializeTemporaryExprClass:
    return materialiseExtended(llvm::cast<clang::MaterializeTemporaryExpr>(expr));
  case S::CompoundLiteralExprClass: {
    auto *compound = llvm::cast<clang::CompoundLiteralExpr>(expr);
    Id path = newTemp(type, expr->getSourceRange());
    initialise(path, type, compound->getInitializer());
    return path;
  }
  case S::StringLiteralClass: {
    auto *string = llvm::cast<clang::StringLiteral>(expr);
    std::string bytes =
        string->getCharByteWidth() == 1 ? string->getString().str() : string->getBytes().str();
    return valueAsPath(
        build.string(tables.string(bytes), pointerTo(ctx.getAsArrayType(type)->getElementType())), type);
  }
  case S::PredefinedExprClass:
    if (const clang::StringLiteral *name = llvm::cast<clang::PredefinedExpr>(expr)->getFunctionName())
      return lvalue(name);
    break;
  case S::ExprWithCleanupsClass: {
    Cleanup *outer = cleanups;
    Id path = lvalue(llvm::cast<clang::ExprWithCleanups>(expr)->getSubExpr());
    popCleanups(outer);
    return path;
  }
  case S::ConstantExprClass:
    return lvalue(llvm::cast<clang::ConstantExpr>(expr)->getSubExpr());
  case S::CXXBindTemporaryExprClass:
    return lvalue(llvm::cast<clang::CXXBindTemporaryExpr>(expr)->getSubExpr());
  case S::SubstNonTypeTemplateParmExprClass:
    return objectPath(llvm::cast<clang::SubstNonTypeTemplateParmExpr>(expr)->getReplacement());
  case S::GenericSelectionExprClass:
    return objectPath(llvm::cast<clang::GenericSelectionExpr>(expr)->getResultExpr());
  case S::ChooseExprClass:
    return objectPath(llvm::cast<clang::ChooseExpr>(expr)->getChosenSubExpr());
  case S::CXXDefaultArgExprClass:
    return lvalue(llvm::cast<clang::CXXDefaultArgExpr>(expr)->getExpr());
  case S::CXXDefaultInitExprClass:
    return lvalue(llvm::cast<clang::CXXDefaultInitExpr>(expr)->getExpr());
  case S::CXXRewrittenBinaryOperatorClass:
    return lvalue(llvm::cast<clang::CXXRewrittenBinaryOperator>(expr)->getSemanticForm());
  case S::PackIndexingExprClass:
    return lvalue(llvm::cast<clang::PackIndexingExpr>(expr)->getSelectedExpr());
  case S::InitListExprClass:
    if (auto *list = llvm::cast<clang::InitListExpr>(expr); list->getNumInits() == 1)
      return objectPath(list->getInit(0));
    break;
  case S::OpaqueValueExprClass: {
    auto *opaque = llvm::cast<clang::OpaqueValueExpr>(expr);
    if (auto it = opaquePaths.find(opaque); it != opaquePaths.end())
      return it->second;
    if (opaque->getSourceExpr())
      return objectPath(opaque->getSourceExpr());
    if (exceptionPath)
      return exceptionPath;
    break;
  }
  case S::ExtVectorElementExprClass: {
    auto *element = llvm::cast<clang::ExtVectorElementExpr>(expr);
    Id object = element->isArrow()
                    ? valueAsPath(rvalue(element->getBase()), element->getBase()->getType()->getPointeeType())
                    : objectPath(element->getBase());
    return build.any(object, typeId(type));
  }
  case S::CXXTypeidExprClass: {
    auto *typeid_ = llvm::cast<clang::CXXTypeidExpr>(expr);
    if (!typeid_->isTypeOperand() && typeid_->isPotentiallyEvaluated())
      objectPath(typeid_->getExprOperand());
    return build.unknownPath(typeId(type));
  }
  case S::StmtExprClass: {
    Id value = statementExpression(llvm::cast<clang::StmtExpr>(expr), 0);
    return value ? valueAsPath(value, type) : build.unknownPath(typeId(type));
  }
  case S::CoawaitExprClass:
  case S::CoyieldExprClass: {
    Id pointer = suspension(llvm::cast<clang::CoroutineSuspendExpr>(expr), 0);
    return pointer ? valueAsPath(pointer, type) : build.unknownPath(typeId(type));
  }
  case S::VAArgExprClass:
    objectPath(llvm::cast<clang::VAArgExpr>(expr)->getSubExpr());
    unknownEvent(UnknownReason::VaArg, expr->getSourceRange());
    return build.unknownPath(typeId(type));
  case S::CXXThrowExprClass:
    throwExpression(llvm::cast<clang::CXXThrowExpr>(expr));
    return build.unknownPath(typeId(type));
  default:
    break;
  }
  unsupported(expr);
  return build.unknownPath(typeId(type));
}

Id FunctionLowering::declReference(const clang::DeclRefExpr *expr) {
  const clang::ValueDecl *decl = expr->getDecl();
  clang::QualType type = expr->getType();
  if (auto *var = llvm::dyn_cast<clang::VarDecl>(decl))
    return variablePath(var, expr->getSourceRange());
  if (auto *binding = llvm::dyn_cast<clang::BindingDecl>(decl)) {
    // A lambda may have captured the binding itself or the hidden variable behind it.
    if (const clang::VarDecl *holder = binding->getHoldingVar())
      return variablePath(holder, expr->getSourceRange());
    if (const clang::Expr *bound = binding->getBinding())
      return objectPath(bound);
  }
  if (auto *callee = llvm::dyn_cast<clang::FunctionDecl>(decl))
    return valueAsPath(build.function(tables.function(callee), pointerTo(type)), type);
  if (llvm::isa<clang::TemplateParamObjectDecl, clang::MSGuidDecl, clang::UnnamedGlobalConstantDecl>(decl))
    return build.unknownPath(typeId(type)); // constants without a name
  unsupported(expr);
  return build.unknownPath(typeId(type));
}

Id FunctionLowering::variablePath(const clang::VarDecl *var, clang::SourceRange at) {
  clang::QualType type = var->getType(), object = type.getNonReferenceType();
  if (auto it = references.find(var); it != references.end())
    return it->second;
  if (auto it = vars.find(var); it != vars.end()) {
    Id id = it->second;
    // Parameters and captures by reference hold an address; a capture's variable may itself be none.
    const Type &known = tables.tables().types[body.vars[id].type];
    if (known.kind == TypeKind::LValueRef || known.kind == TypeKind::RValueRef)
      return valueAsPath(build.entry(id, pointerTo(object)), object);
    return build.variable(id, body.vars[id].type);
  }
  if (!var->hasLocalStorage()) {
    Id path = build.global(tables.global(var), typeId(type));
    return type->isReferenceType() ? valueAsPath(emitRead(path, type, at), object) : path;
  }
  // A local of another function that nobody captured: constants, and code that is wrong.
  unknownEvent(UnknownReason::UnsupportedExpr, at);
  return build.unknownPath(typeId(object));
}

Id FunctionLowering::fieldPath(Id object, const clang::FieldDecl *field, clang::SourceRange at) {
  clang::QualType type = field->getType();
  Id path = build.field(object, tables.record(field->getParent()), tables.field(field), typeId(type));
  return type->isReferenceType() ? valueAsPath(emitRead(path, type, at), type.getNonReferenceType()) : path;
}

Id FunctionLowering::memberAccess(const clang::MemberExpr *expr) {
  const clang::ValueDecl *member = expr->getMemberDecl();
  const clang::Expr *base = expr->getBase();
  if (auto *field = llvm::dyn_cast<clang::FieldDecl>(member)) {
    Id object =
        expr->isArrow() ? valueAsPath(rvalue(base), base->getType()->getPointeeType()) : objectPath(base);
    if (expr->isArrow())
      named(object, base);
    return fieldPath(object, field, expr->getSourceRange());
  }
  if (!llvm::isa<clang::CXXThisExpr>(base->IgnoreParenImpCasts()))
    discard(base);
  if (auto *var = llvm::dyn_cast<clang::VarDecl>(member))
    return variablePath(var, expr->getSourceRange());
  if (auto *method = llvm::dyn_cast<clang::FunctionDecl>(member))
    return valueAsPath(build.function(tables.function(method), pointerTo(expr->getType())), expr->getType());
  unsupported(expr);
  return build.unknownPath(typeId(expr->getType()));
}

Id FunctionLowering::subscript(const clang::ArraySubscriptExpr *expr) {
  const clang::Expr *base = expr->getBase(), *index = expr->getIdx();
  Id type = typeId(expr->getType());
  if (!base->getType()->isPointerType()) { // a lane of a vector
    Id object = objectPath(base);
    rvalue(index);
    return build.any(object, type);
  }
  // In `i[a]` the index comes first.
  bool isSwapped = expr->getLHS() != base;
  Id indexValue = isSwapped ? rvalue(index) : 0;
  Id pointer = rvalue(base);
  return build.element(pointer, isSwapped ? indexValue : rvalue(index), type);
}

} // namespace overlap::matchers
