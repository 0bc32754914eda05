#include "matchers/Conditional.h"

/// Scalar prvalues: dispatch, literals, constants.
namespace overlap::matchers {

using namespace facts;

namespace {

/// Deeper nesting could exhaust the stack.
constexpr unsigned kMaxDepth = 1'000;

} // namespace

bool FunctionLowering::isAggregate(clang::QualType type) {
  return type->isRecordType() || type->isArrayType();
}

Id FunctionLowering::rvalue(const clang::Expr *expr) {
  if (depth > kMaxDepth) {
    unknownEvent(UnknownReason::Limit, expr->getExprLoc());
    return build.unknown(UnknownReason::Limit, typeId(expr->getType()));
  }
  ++depth;
  Id value = dispatchRvalue(expr);
  --depth;
  return value;
}

Id FunctionLowering::dispatchRvalue(const clang::Expr *expr) {
  using S = clang::Stmt;
  clang::QualType type = expr->getType();
  if (expr->isGLValue()) // where a value is asked for all the same (a reference's initialiser in a list)
    return build.address(lvalue(expr), pointerTo(type));
  if (isAggregate(type))
    return build.address(materialise(expr), pointerTo(type));
  switch (expr->getStmtClass()) {
  case S::ParenExprClass:
    return rvalue(llvm::cast<clang::ParenExpr>(expr)->getSubExpr());
  case S::ImplicitCastExprClass:
  case S::CStyleCastExprClass:
  case S::CXXStaticCastExprClass:
  case S::CXXReinterpretCastExprClass:
  case S::CXXConstCastExprClass:
  case S::CXXDynamicCastExprClass:
  case S::CXXFunctionalCastExprClass:
  case S::CXXAddrspaceCastExprClass:
  case S::BuiltinBitCastExprClass:
    return castRvalue(llvm::cast<clang::CastExpr>(expr));
  case S::UnaryOperatorClass:
    return unaryRvalue(llvm::cast<clang::UnaryOperator>(expr));
  case S::BinaryOperatorClass:
    return binaryRvalue(llvm::cast<clang::BinaryOperator>(expr));
  case S::CompoundAssignOperatorClass:
    return compoundAssignment(llvm::cast<clang::CompoundAssignOperator>(expr)).second;
  case S::ConditionalOperatorClass:
  case S::BinaryConditionalOperatorClass:
    return conditional(llvm::cast<clang::AbstractConditionalOperator>(expr), typeId(type),
                       [&](const clang::Expr *arm) {
                         if (!arm->getType()->isVoidType())
                           return rvalue(arm);
                         discard(arm);
                         return Id{0};
                       });
  case S::CallExprClass:
  case S::CXXMemberCallExprClass:
  case S::CXXOperatorCallExprClass:
  case S::UserDefinedLiteralClass:
    return call(llvm::cast<clang::CallExpr>(expr), 0).value;
  case S::CXXNewExprClass:
    return newExpression(llvm::cast<clang::CXXNewExpr>(expr), true);
  case S::CXXThisExprClass:
    return thisValue(type);
  case S::StmtExprClass:
    return statementExpression(llvm::cast<clang::StmtExpr>(expr), 0);
  case S::AtomicExprClass:
    return atomicExpression(llvm::cast<clang::AtomicExpr>(expr), true);
  case S::CXXDefaultArgExprClass:
    return rvalue(llvm::cast<clang::CXXDefaultArgExpr>(expr)->getExpr());
  case S::CXXDefaultInitExprClass:
    return rvalue(llvm::cast<clang::CXXDefaultInitExpr>(expr)->getExpr());
  case S::ExprWithCleanupsClass: {
    Cleanup *outer = cleanups;
    Id value = rvalue(llvm::cast<clang::ExprWithCleanups>(expr)->getSubExpr());
    popCleanups(outer);
    return value;
  }
  case S::CXXBindTemporaryExprClass:
    return rvalue(llvm::cast<clang::CXXBindTemporaryExpr>(expr)->getSubExpr());
  case S::SubstNonTypeTemplateParmExprClass:
    return rvalue(llvm::cast<clang::SubstNonTypeTemplateParmExpr>(expr)->getReplacement());
  case S::GenericSelectionExprClass:
    return rvalue(llvm::cast<clang::GenericSelectionExpr>(expr)->getResultExpr());
  case S::ChooseExprClass:
    return rvalue(llvm::cast<clang::ChooseExpr>(expr)->getChosenSubExpr());
  case S::CXXRewrittenBinaryOperatorClass:
    return rvalue(llvm::cast<clang::CXXRewrittenBinaryOperator>(expr)->getSemanticForm());
  case S::OpaqueValueExprClass: {
    auto *opaque = llvm::cast<clang::OpaqueValueExpr>(expr);
    if (auto it = opaqueValues.find(opaque); it != opaqueValues.end())
      return it->second;
    return opaque->getSourceExpr() ? rvalue(opaque->getSourceExpr()) : unsupported(expr);
  }
  case S::InitListExprClass: {
    auto *list = llvm::cast<clang::InitListExpr>(expr);
    if (list->getNumInits() == 0)
      return zeroValue(type);
    return list->getNumInits() == 1 ? rvalue(list->getInit(0)) : unsupported(expr); // vectors
  }
  case S::CoawaitExprClass:
  case S::CoyieldExprClass:
    return suspension(llvm::cast<clang::CoroutineSuspendExpr>(expr), 0);
  case S::CXXThrowExprClass:
    throwExpression(llvm::cast<clang::CXXThrowExpr>(expr));
    return 0;
  case S::CXXDeleteExprClass:
    deleteExpression(llvm::cast<clang::CXXDeleteExpr>(expr));
    return 0;
  case S::VAArgExprClass: {
    auto *va = llvm::cast<clang::VAArgExpr>(expr);
    objectPath(va->getSubExpr());
    unknownEvent(UnknownReason::VaArg, expr->getSourceRange());
    return build.unknown(UnknownReason::VaArg, typeId(type));
  }
  case S::PseudoObjectExprClass: {
    auto *pseudo = llvm::cast<clang::PseudoObjectExpr>(expr);
    return pseudo->getResultExpr() ? rvalue(pseudo->getResultExpr()) : unsupported(expr);
  }
  case S::PackIndexingExprClass:
    return rvalue(llvm::cast<clang::PackIndexingExpr>(expr)->getSelectedExpr());
  case S::ArrayInitIndexExprClass:
    return arrayInitIndex.empty() ? unsupported(expr) : arrayInitIndex.back().first;
  case S::ShuffleVectorExprClass:
  case S::ConvertVectorExprClass:
    for (const clang::Stmt *child : expr->children())
      rvalue(llvm::cast<clang::Expr>(child));
    return build.unknown(UnknownReason::None, typeId(type));
  default:
    return literal(expr);
  }
}

/// Expressions without operands that are evaluated.
Id FunctionLowering::literal(const clang::Expr *expr) {
  using S = clang::Stmt;
  clang::QualType type = expr->getType();
  Id id = typeId(type);
  switch (expr->getStmtClass()) {
  case S::IntegerLiteralClass: {
    const llvm::APInt &number = llvm::cast<clang::IntegerLiteral>(expr)->getValue();
    return number.getActiveBits() > 64 ? build.unknown(UnknownReason::None, id)
                                       : build.integer(static_cast<std::int64_t>(number.getZExtValue()), id);
  }
  case S::CharacterLiteralClass:
    return build.integer(llvm::cast<clang::CharacterLiteral>(expr)->getValue(), id);
  case S::CXXBoolLiteralExprClass:
    return build.integer(llvm::cast<clang::CXXBoolLiteralExpr>(expr)->getValue(), id);
  case S::FloatingLiteralClass:
    return build.floating(llvm::cast<clang::FloatingLiteral>(expr)->getValueAsApproximateDouble(), id);
  case S::CXXNullPtrLiteralExprClass:
    return build.null(id);
  case S::GNUNullExprClass:
    return type->isPointerType() ? build.null(id) : build.integer(0, id);
  case S::ImplicitValueInitExprClass:
  case S::CXXScalarValueInitExprClass:
    return zeroValue(type);
  case S::ConstantExprClass: {
    auto *constant = llvm::cast<clang::ConstantExpr>(expr);
    if (constant->hasAPValueResult() || constant->isImmediateInvocation())
      if (Id value = constantValue(constant->getAPValueResult(), type))
        return value;
    return rvalue(constant->getSubExpr());
  }
  case S::DeclRefExprClass: // an enumerator; other prvalues that name something are functions in C
    if (auto *enumerator =
            llvm::dyn_cast<clang::EnumConstantDecl>(llvm::cast<clang::DeclRefExpr>(expr)->getDecl()))
      return build.integer(enumerator->getInitVal().getExtValue(), id);
    return build.address(lvalue(expr), pointerTo(type));
  case S::UnaryExprOrTypeTraitExprClass:
    return traitValue(llvm::cast<clang::UnaryExprOrTypeTraitExpr>(expr));
  case S::MemberExprClass: // an enumerator named through an object
    if (auto *enumerator =
            llvm::dyn_cast<clang::EnumConstantDecl>(llvm::cast<clang::MemberExpr>(expr)->getMemberDecl())) {
      discard(llvm::cast<clang::MemberExpr>(expr)->getBase());
      return build.integer(enumerator->getInitVal().getExtValue(), id);
    }
    return unsupported(expr);
  case S::SourceLocExprClass:
    if (auto *place = llvm::cast<clang::SourceLocExpr>(expr); place->isIntType())
      return build.integer(ctx.getSourceManager().getExpansionLineNumber(expr->getExprLoc()), id);
    return build.string(tables.string(""), id);
  case S::OffsetOfExprClass:
  case S::TypeTraitExprClass:
  case S::ArrayTypeTraitExprClass:
  case S::ExpressionTraitExprClass:
  case S::CXXNoexceptExprClass:
  case S::SizeOfPackExprClass:
  case S::ConceptSpecializationExprClass:
  case S::RequiresExprClass:
  case S::FixedPointLiteralClass: {
    clang::Expr::EvalResult result;
    if (!expr->isValueDependent() && expr->EvaluateAsRValue(result, ctx))
      if (Id value = constantValue(result.Val, type))
        return value;
    return build.unknown(UnknownReason::None, id);
  }
  case S::ImaginaryLiteralClass:
  case S::AddrLabelExprClass:
    return build.unknown(UnknownReason::None, id);
  default:
    return unsupported(expr);
  }
}

Id FunctionLowering::unsupported(const clang::Expr *expr) {
  bool isBroken = expr->containsErrors() || expr->isInstantiationDependent();
  UnknownReason reason = isBroken ? UnknownReason::BrokenCode : UnknownReason::UnsupportedExpr;
  unknownEvent(reason, expr->getSourceRange());
  return build.unknown(reason, typeId(expr->getType()));
}

Id FunctionLowering::zeroValue(clang::QualType type) {
  Id id = typeId(type);
  if (type->isPointerType() || type->isNullPtrType() || type->isMemberPointerType())
    return build.null(id);
  if (type->isRealFloatingType())
    return build.floating(0, id);
  return build.integer(0, id); // of a record or array: all of it
}

/// 0 where the constant is none that a Value can hold.
Id FunctionLowering::constantValue(const clang::APValue &value, clang::QualType type) {
  if (value.isInt() && value.getInt().getBitWidth() <= 64)
    return build.integer(value.getInt().isSigned() ? value.getInt().getSExtValue()
                                                   : static_cast<std::int64_t>(value.getInt().getZExtValue()),
                         typeId(type));
  if (value.isFloat()) {
    llvm::APFloat number = value.getFloat();
    bool losesInfo = false;
    number.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &losesInfo);
    return build.floating(number.convertToDouble(), typeId(type));
  }
  if (value.isNullPointer())
    return build.null(typeId(type));
  return 0;
}

/// A const scalar with a known value is that value wherever it is read.
bool FunctionLowering::constantVariable(const clang::Expr *expr, Id &value) {
  auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr->IgnoreParens());
  auto *var = reference ? llvm::dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  if (!var || llvm::isa<clang::ParmVarDecl>(var) || !var->getType().isConstQualified() ||
      var->getType().isVolatileQualified() || !var->getType()->isScalarType())
    return false;
  const clang::VarDecl *initialised = nullptr;
  const clang::Expr *init = var->getAnyInitializer(initialised);
  if (!init || init->isValueDependent() || init->containsErrors())
    return false;
  if (ctx.getLangOpts().CPlusPlus ? !var->isUsableInConstantExpressions(ctx)
                                  : !initialised->getEvaluatedValue() && !init->isEvaluatable(ctx))
    return false;
  const clang::APValue *constant = initialised->evaluateValue();
  value = constant ? constantValue(*constant, var->getType().getUnqualifiedType()) : 0;
  return value != 0;
}

void FunctionLowering::discard(const clang::Expr *expr) {
  using S = clang::Stmt;
  const clang::Expr *inner = expr->IgnoreParens();
  switch (inner->getStmtClass()) {
  case S::ExprWithCleanupsClass: {
    Cleanup *outer = cleanups;
    discard(llvm::cast<clang::ExprWithCleanups>(inner)->getSubExpr());
    popCleanups(outer);
    return;
  }
  case S::CStyleCastExprClass:
  case S::CXXStaticCastExprClass:
  case S::CXXFunctionalCastExprClass:
  case S::ImplicitCastExprClass: {
    auto *cast = llvm::cast<clang::CastExpr>(inner);
    if (cast->getCastKind() == clang::CK_ToVoid || cast->getCastKind() == clang::CK_NoOp)
      return discard(cast->getSubExpr());
    if (cast->getCastKind() == clang::CK_LValueToRValue) {
      Id path = lvalue(cast->getSubExpr());
      emit({.kind = EventKind::Read,
            .path = path,
            .isVolatile = cast->getSubExpr()->getType().isVolatileQualified(),
            .resultUsed = false},
           inner->getSourceRange());
      return;
    }
    break;
  }
  case S::BinaryOperatorClass: {
    auto *op = llvm::cast<clang::BinaryOperator>(inner);
    if (op->getOpcode() == clang::BO_Comma) {
      discard(op->getLHS());
      return discard(op->getRHS());
    }
    if (op->getOpcode() == clang::BO_Assign) {
      assignment(op);
      return;
    }
    break;
  }
  case S::CompoundAssignOperatorClass:
    compoundAssignment(llvm::cast<clang::CompoundAssignOperator>(inner), false);
    return;
  case S::ConditionalOperatorClass:
    conditional(llvm::cast<clang::AbstractConditionalOperator>(inner), typeId(ctx.VoidTy),
                [&](const clang::Expr *arm) {
                  discard(arm);
                  return Id{0};
                });
    return;
  case S::UnaryOperatorClass: {
    auto *op = llvm::cast<clang::UnaryOperator>(inner);
    if (op->isIncrementDecrementOp()) {
      incDec(op, op->isGLValue(), false);
      return;
    }
    if (op->getOpcode() == clang::UO_Extension)
      return discard(op->getSubExpr());
    break;
  }
  case S::CallExprClass:
  case S::CXXMemberCallExprClass:
  case S::CXXOperatorCallExprClass:
  case S::UserDefinedLiteralClass: {
    auto *callExpr = llvm::cast<clang::CallExpr>(inner);
    if (!inner->isGLValue() && isAggregate(inner->getType()))
      break; // its result needs a temporary
    call(callExpr, 0, false);
    return;
  }
  case S::AtomicExprClass:
    atomicExpression(llvm::cast<clang::AtomicExpr>(inner), false);
    return;
  case S::CXXNewExprClass:
    newExpression(llvm::cast<clang::CXXNewExpr>(inner), false);
    return;
  default:
    break;
  }
  if (inner->isGLValue())
    lvalue(inner);
  else
    rvalue(inner);
}

Id FunctionLowering::statementExpression(const clang::StmtExpr *expr, Id destination) {
  const clang::CompoundStmt *block = expr->getSubStmt();
  StmtScope scope(*this, block, StmtKind::Block, StmtRole::Plain);
  Cleanup *outer = cleanups;
  const clang::Expr *result = nullptr; // the last statement, if there is a value
  if (!expr->getType()->isVoidType() && !block->body_empty())
    result = llvm::dyn_cast<clang::Expr>(block->body_back());
  Id value = 0;
  for (const clang::Stmt *child : block->body()) {
    if (child != result) {
      statement(child);
      continue;
    }
    StmtScope resultScope(*this, result, StmtKind::Expr, StmtRole::Plain);
    if (destination)
      initialise(destination, expr->getType(), result);
    else
      value = rvalue(result);
  }
  popCleanups(outer);
  if (!result && !expr->getType()->isVoidType()) // a label before the value
    value = unsupported(expr);
  return value;
}

} // namespace overlap::matchers
