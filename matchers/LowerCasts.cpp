#include "matchers/Conditional.h"

namespace overlap::matchers {

using namespace facts;

Id FunctionLowering::loadPath(Id path, clang::QualType type, clang::SourceRange at) {
  if (type->isAtomicType())
    return emitAtomic(path, BinOp::None, 0, type, at, true);
  return emitRead(path, type, at);
}

Id FunctionLowering::loadFrom(const clang::Expr *glvalue, clang::QualType type, clang::SourceRange at) {
  Id constant = 0;
  if (constantVariable(glvalue, constant))
    return constant;
  // What is read of the one object or the other is read in its arm.
  if (auto *choice = llvm::dyn_cast<clang::AbstractConditionalOperator>(glvalue->IgnoreParens()))
    return conditional(choice, typeId(type.getUnqualifiedType()), [&](const clang::Expr *arm) {
      if (!arm->getType()->isVoidType())
        return loadFrom(arm, type, arm->getSourceRange());
      discard(arm);
      return Id{0};
    });
  return loadPath(lvalue(glvalue), type, at);
}

/// Through the base classes that a cast lists, outermost first.
Id FunctionLowering::basePath(Id path, const clang::CastExpr *expr) {
  for (const clang::CXXBaseSpecifier *base : expr->path())
    path = build.base(path, tables.record(base->getType()->getAsCXXRecordDecl()), typeId(base->getType()));
  return path;
}

/// Back to the object whose base part the path is. Where that is not seen, a cast pointer says as much.
Id FunctionLowering::derivedPath(Id path, const clang::CastExpr *expr) {
  clang::QualType derived =
      expr->getType()->isPointerType() ? expr->getType()->getPointeeType() : expr->getType();
  Id inner = path;
  for (auto it = expr->path_end(); inner && it != expr->path_begin();) {
    const clang::CXXBaseSpecifier *base = *--it;
    inner = build.withoutBase(inner, tables.record(base->getType()->getAsCXXRecordDecl()), typeId(derived));
  }
  if (inner && inner != path && build.path(inner).type == typeId(derived))
    return inner;
  Id pointer = build.address(path, pointerTo(expr->getSubExpr()->getType()));
  return valueAsPath(build.cast(CastKind::BaseToDerived, pointer, pointerTo(derived)), derived);
}

Id FunctionLowering::castRvalue(const clang::CastExpr *expr) {
  const clang::Expr *operand = expr->getSubExpr();
  clang::QualType to = expr->getType(), from = operand->getType();
  Id type = typeId(to);
  auto converted = [&](CastKind kind) { return build.cast(kind, rvalue(operand), type); };
  if (auto *explicitCast = llvm::dyn_cast<clang::ExplicitCastExpr>(expr))
    variableArraySizes(explicitCast->getTypeAsWritten());
  switch (expr->getCastKind()) {
  case clang::CK_LValueToRValue:
    return loadFrom(operand, from, expr->getSourceRange());
  case clang::CK_NoOp:
  case clang::CK_UserDefinedConversion:
  case clang::CK_ConstructorConversion:
  case clang::CK_AtomicToNonAtomic:
  case clang::CK_NonAtomicToAtomic:
  case clang::CK_AddressSpaceConversion:
    if (operand->isGLValue() && expr->isPRValue())
      return loadFrom(operand, from, expr->getSourceRange());
    return rvalue(operand);
  case clang::CK_ArrayToPointerDecay: {
    Id array = lvalue(operand->isGLValue() ? operand : operand);
    const clang::ArrayType *arrayType = ctx.getAsArrayType(from);
    clang::QualType element = arrayType ? arrayType->getElementType() : to->getPointeeType();
    if (build.path(array).root == RootKind::Pointer && build.path(array).steps.empty() &&
        build.value(build.path(array).id).kind == ValueKind::Str)
      return build.path(array).id;
    Id first = build.index(array, build.integer(0, typeId(ctx.getPointerDiffType())), typeId(element));
    return build.address(first, type);
  }
  case clang::CK_FunctionToPointerDecay:
    return build.address(lvalue(operand), type);
  case clang::CK_BuiltinFnToFnPtr:
    return build.unknown(UnknownReason::None, type);
  case clang::CK_NullToPointer:
  case clang::CK_NullToMemberPointer:
    discard(operand);
    return build.null(type);
  case clang::CK_IntegralCast:
  case clang::CK_BooleanToSignedIntegral:
    return converted(CastKind::Int);
  case clang::CK_IntegralToBoolean:
  case clang::CK_FloatingToBoolean:
  case clang::CK_PointerToBoolean:
  case clang::CK_MemberPointerToBoolean:
    return converted(CastKind::ToBool);
  case clang::CK_IntegralToFloating:
    return converted(CastKind::IntToFloat);
  case clang::CK_FloatingToIntegral:
    return converted(CastKind::FloatToInt);
  case clang::CK_FloatingCast:
    return converted(CastKind::Float);
  case clang::CK_PointerToIntegral:
    return converted(CastKind::PointerToInt);
  case clang::CK_IntegralToPointer:
    return converted(CastKind::IntToPointer);
  case clang::CK_BitCast:
    if (from->isPointerType() && to->isPointerType() &&
        ctx.hasSameUnqualifiedType(from->getPointeeType(), to->getPointeeType()))
      return rvalue(operand);
    return converted(from->isPointerType() && to->isPointerType() ? CastKind::Reinterpret : CastKind::Other);
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase: {
    Id pointer = rvalue(operand);
    return build.address(basePath(valueAsPath(pointer, from->getPointeeType()), expr), type);
  }
  case clang::CK_BaseToDerived: {
    Id pointer = rvalue(operand);
    return build.address(derivedPath(valueAsPath(pointer, from->getPointeeType()), expr), type);
  }
  case clang::CK_Dynamic:
    return converted(CastKind::Dynamic);
  case clang::CK_ToVoid:
    discard(operand);
    return 0;
  case clang::CK_LValueBitCast:
  case clang::CK_LValueToRValueBitCast:
    return build.cast(CastKind::Other, loadPath(objectPath(operand), from, expr->getSourceRange()), type);
  case clang::CK_Dependent:
    return unsupported(expr);
  default: // vectors, complex numbers, member pointers, fixed point: the value is lost, nothing is touched
    if (operand->isGLValue())
      return build.cast(CastKind::Other, loadPath(lvalue(operand), from, expr->getSourceRange()), type);
    if (isAggregate(from))
      return build.cast(CastKind::Other, loadPath(materialise(operand), from, expr->getSourceRange()), type);
    return converted(CastKind::Other);
  }
}

Id FunctionLowering::castLvalue(const clang::CastExpr *expr) {
  const clang::Expr *operand = expr->getSubExpr();
  clang::QualType to = expr->getType();
  switch (expr->getCastKind()) {
  case clang::CK_NoOp:
  case clang::CK_ConstructorConversion:
  case clang::CK_UserDefinedConversion:
  case clang::CK_AddressSpaceConversion:
  case clang::CK_ArrayToPointerDecay:
    return objectPath(operand);
  case clang::CK_DerivedToBase:
  case clang::CK_UncheckedDerivedToBase:
    return basePath(objectPath(operand), expr);
  case clang::CK_BaseToDerived:
    return derivedPath(objectPath(operand), expr);
  case clang::CK_Dynamic:
  case clang::CK_LValueBitCast: {
    Id pointer = build.address(objectPath(operand), pointerTo(operand->getType()));
    CastKind kind = expr->getCastKind() == clang::CK_Dynamic ? CastKind::Dynamic : CastKind::Reinterpret;
    return valueAsPath(build.cast(kind, pointer, pointerTo(to)), to);
  }
  case clang::CK_LValueToRValue:
    return objectPath(operand);
  default:
    unsupported(expr);
    return build.unknownPath(typeId(to));
  }
}

} // namespace overlap::matchers
