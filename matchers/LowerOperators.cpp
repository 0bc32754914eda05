#include "matchers/Conditional.h"
#include "matchers/FunctionLowering.h"

/// Arithmetic, assignment, increments, logical operators and sizeof.
namespace overlap::matchers {

using namespace facts;

namespace {

BinOp binOpOf(clang::BinaryOperatorKind op) {
  switch (op) {
  case clang::BO_Add:
  case clang::BO_AddAssign:
    return BinOp::Add;
  case clang::BO_Sub:
  case clang::BO_SubAssign:
    return BinOp::Sub;
  case clang::BO_Mul:
  case clang::BO_MulAssign:
    return BinOp::Mul;
  case clang::BO_Div:
  case clang::BO_DivAssign:
    return BinOp::Div;
  case clang::BO_Rem:
  case clang::BO_RemAssign:
    return BinOp::Rem;
  case clang::BO_And:
  case clang::BO_AndAssign:
    return BinOp::And;
  case clang::BO_Or:
  case clang::BO_OrAssign:
    return BinOp::Or;
  case clang::BO_Xor:
  case clang::BO_XorAssign:
    return BinOp::Xor;
  case clang::BO_Shl:
  case clang::BO_ShlAssign:
    return BinOp::Shl;
  case clang::BO_Shr:
  case clang::BO_ShrAssign:
    return BinOp::Shr;
  case clang::BO_LT:
    return BinOp::LT;
  case clang::BO_LE:
    return BinOp::LE;
  case clang::BO_GT:
    return BinOp::GT;
  case clang::BO_GE:
    return BinOp::GE;
  case clang::BO_EQ:
    return BinOp::EQ;
  case clang::BO_NE:
    return BinOp::NE;
  case clang::BO_Cmp:
    return BinOp::Cmp3;
  default:
    return BinOp::None;
  }
}

} // namespace

Id FunctionLowering::arithmetic(clang::BinaryOperatorKind op, Id a, Id b, clang::QualType ta,
                                clang::QualType tb, clang::QualType type) {
  BinOp kind = binOpOf(op);
  bool pointerLeft = ta->isPointerType(), pointerRight = tb->isPointerType();
  if (kind == BinOp::Add && pointerLeft)
    return build.pointerAdd(a, b, typeId(type));
  if (kind == BinOp::Add && pointerRight)
    return build.pointerAdd(b, a, typeId(type));
  if (kind == BinOp::Sub && pointerLeft && pointerRight)
    return build.binary(BinOp::PtrDiff, a, b, typeId(type));
  if (kind == BinOp::Sub && pointerLeft)
    return build.pointerAdd(a, build.negated(b), typeId(type));
  return build.binary(kind, a, b, typeId(type));
}

Id FunctionLowering::binaryRvalue(const clang::BinaryOperator *expr) {
  switch (expr->getOpcode()) {
  case clang::BO_Assign:
    return assignment(expr).second;
  case clang::BO_Comma:
    discard(expr->getLHS());
    return rvalue(expr->getRHS());
  case clang::BO_LAnd:
  case clang::BO_LOr:
    return logical(expr);
  case clang::BO_PtrMemD:
  case clang::BO_PtrMemI:
    return unsupported(expr);
  default:
    break;
  }
  Id a = rvalue(expr->getLHS());
  Id b = rvalue(expr->getRHS());
  return arithmetic(expr->getOpcode(), a, b, expr->getLHS()->getType(), expr->getRHS()->getType(),
                    expr->getType());
}

Id FunctionLowering::logical(const clang::BinaryOperator *expr) {
  bool isAnd = expr->getOpcode() == clang::BO_LAnd;
  Id type = typeId(expr->getType());
  Id left = rvalue(expr->getLHS());
  Id right = newBlock(), after = newBlock();
  branch(left, isAnd ? right : after, isAnd ? after : right);
  enter(right);
  Cleanup *outer = cleanups;
  Id value = rvalue(expr->getRHS());
  guardCleanups(outer, left, isAnd);
  jump(after);
  enter(after);
  return build.binary(isAnd ? BinOp::LAnd : BinOp::LOr, left, value, type);
}

std::pair<Id, Id> FunctionLowering::assignment(const clang::BinaryOperator *expr) {
  clang::QualType type = expr->getLHS()->getType();
  clang::SourceRange at = expr->getSourceRange();
  if (isAggregate(type)) {
    // C, and C++'s built-in assignment of arrays inside implicit operators.
    const clang::Expr *source = expr->getRHS()->IgnoreParens();
    if (auto *load = llvm::dyn_cast<clang::ImplicitCastExpr>(source);
        load && load->getCastKind() == clang::CK_LValueToRValue)
      source = load->getSubExpr();
    Id from = objectPath(source);
    Id to = lvalue(expr->getLHS());
    copyWhole(to, from, type, WriteHow::Assign, at);
    return {to, build.address(to, pointerTo(type))};
  }
  Id value = rvalue(expr->getRHS());
  Id path = lvalue(expr->getLHS());
  if (type->isAtomicType())
    emitAtomic(path, BinOp::Exchange, value, type, at, false);
  else
    emitWrite(path, value, WriteHow::Assign, at, BinOp::None, type.isVolatileQualified());
  return {path, value};
}

Id FunctionLowering::scalarCast(Id value, clang::QualType from, clang::QualType to) {
  if (ctx.hasSameUnqualifiedType(from, to) || from->isPointerType())
    return value;
  bool fromInt = from->isIntegralOrEnumerationType(), toInt = to->isIntegralOrEnumerationType();
  bool fromFloat = from->isRealFloatingType(), toFloat = to->isRealFloatingType();
  CastKind kind = CastKind::Other;
  if (to->isBooleanType())
    kind = CastKind::ToBool;
  else if (fromInt && toInt)
    kind = CastKind::Int;
  else if (fromInt && toFloat)
    kind = CastKind::IntToFloat;
  else if (fromFloat && toInt)
    kind = CastKind::FloatToInt;
  else if (fromFloat && toFloat)
    kind = CastKind::Float;
  return build.cast(kind, value, typeId(to));
}

std::pair<Id, Id> FunctionLowering::compoundAssignment(const clang::CompoundAssignOperator *expr,
                                                       bool resultUsed) {
  clang::QualType type = expr->getLHS()->getType().getUnqualifiedType();
  clang::SourceRange at = expr->getSourceRange();
  BinOp op = binOpOf(expr->getOpcode());
  if (type->isPointerType())
    op = BinOp::PtrAdd;
  Id right = rvalue(expr->getRHS());
  Id path = lvalue(expr->getLHS());
  if (auto *atomic = type->getAs<clang::AtomicType>()) {
    clang::QualType valueType = atomic->getValueType();
    Id old = emitAtomic(path, op, right, valueType, at, resultUsed);
    return {path, arithmetic(clang::BinaryOperator::getOpForCompoundAssignment(expr->getOpcode()), old, right,
                             valueType, expr->getRHS()->getType(), valueType)};
  }
  Id old = emitRead(path, expr->getLHS()->getType(), expr->getLHS()->getSourceRange());
  clang::QualType wide = expr->getComputationLHSType();
  Id value = arithmetic(clang::BinaryOperator::getOpForCompoundAssignment(expr->getOpcode()),
                        scalarCast(old, type, wide), right, wide, expr->getRHS()->getType(),
                        expr->getComputationResultType());
  value = scalarCast(value, expr->getComputationResultType(), type);
  emitWrite(path, value, WriteHow::Compound, at, op, expr->getLHS()->getType().isVolatileQualified());
  return {path, value};
}

/// The operand's path where that is the result (C++'s prefix forms), else the value.
Id FunctionLowering::incDec(const clang::UnaryOperator *expr, bool wantPath, bool resultUsed) {
  clang::QualType type = expr->getSubExpr()->getType().getUnqualifiedType();
  clang::SourceRange at = expr->getSourceRange();
  bool isInc = expr->isIncrementOp();
  Id path = lvalue(expr->getSubExpr());
  if (auto *atomic = type->getAs<clang::AtomicType>()) {
    clang::QualType valueType = atomic->getValueType();
    Id one = build.integer(1, typeId(valueType));
    Id old = emitAtomic(path, isInc ? BinOp::Add : BinOp::Sub, one, valueType, at, resultUsed);
    if (wantPath)
      return path;
    return expr->isPostfix() ? old
                             : build.binary(isInc ? BinOp::Add : BinOp::Sub, old, one, typeId(valueType));
  }
  Id old = emitRead(path, expr->getSubExpr()->getType(), expr->getSubExpr()->getSourceRange());
  Id value = 0, id = typeId(type);
  if (type->isPointerType())
    value = build.pointerAdd(old, build.integer(isInc ? 1 : -1, typeId(ctx.getPointerDiffType())), id);
  else if (type->isRealFloatingType())
    value = build.binary(isInc ? BinOp::Add : BinOp::Sub, old, build.floating(1, id), id);
  else if (type->isIntegralOrEnumerationType())
    value = build.binary(isInc ? BinOp::Add : BinOp::Sub, old, build.integer(1, id), id);
  else
    value = build.unary(UnOp::Other, old, id);
  emitWrite(path, value, isInc ? WriteHow::Inc : WriteHow::Dec, at, isInc ? BinOp::Add : BinOp::Sub,
            expr->getSubExpr()->getType().isVolatileQualified());
  if (wantPath)
    return path;
  return expr->isPostfix() ? old : value;
}

Id FunctionLowering::unaryRvalue(const clang::UnaryOperator *expr) {
  Id type = typeId(expr->getType());
  const clang::Expr *operand = expr->getSubExpr();
  switch (expr->getOpcode()) {
  case clang::UO_AddrOf:
    if (expr->getType()->isMemberPointerType())
      return build.unknown(UnknownReason::None, type); // names a member, evaluates nothing
    return build.address(lvalue(operand), type);
  case clang::UO_PostInc:
  case clang::UO_PostDec:
  case clang::UO_PreInc:
  case clang::UO_PreDec:
    return incDec(expr, false);
  case clang::UO_Plus:
  case clang::UO_Extension:
    return rvalue(operand);
  case clang::UO_Minus:
    return build.unary(UnOp::Neg, rvalue(operand), type);
  case clang::UO_Not:
    return build.unary(UnOp::BitNot, rvalue(operand), type);
  case clang::UO_LNot:
    return build.unary(UnOp::LogNot, rvalue(operand), type);
  case clang::UO_Coawait:
    return unsupported(expr);
  default:
    return build.unary(UnOp::Other, rvalue(operand), type); // __real, __imag
  }
}

Id FunctionLowering::traitValue(const clang::UnaryExprOrTypeTraitExpr *expr) {
  Id type = typeId(expr->getType());
  clang::QualType operand = expr->getTypeOfArgument();
  if (expr->getKind() == clang::UETT_SizeOf && operand->isVariableArrayType()) {
    // Only there is the operand evaluated: its bounds.
    variableArraySizes(operand);
    auto *array = ctx.getAsVariableArrayType(operand);
    auto it = array->getSizeExpr() ? arraySizes.find(array->getSizeExpr()) : arraySizes.end();
    if (it == arraySizes.end() || array->getElementType()->isVariableArrayType())
      return build.intern({.kind = ValueKind::SizeOf, .type = type});
    auto bytes = ctx.getTypeSizeInChars(array->getElementType()).getQuantity();
    return build.binary(BinOp::Mul, build.cast(CastKind::Int, it->second, type), build.integer(bytes, type),
                        type);
  }
  clang::Expr::EvalResult result;
  if (!expr->isValueDependent() && expr->EvaluateAsInt(result, ctx))
    return build.integer(result.Val.getInt().getExtValue(), type);
  return build.unknown(UnknownReason::None, type);
}

} // namespace overlap::matchers
