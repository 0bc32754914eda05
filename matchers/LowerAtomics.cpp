#include "matchers/FunctionLowering.h"

#include <llvm/ADT/StringSwitch.h>

/// Atomic operations: std::atomic, C11's _Atomic, the __atomic and __sync builtins.
/// A load has no operator and no operand; a store is an Exchange whose result is not used; a
/// compare-and-exchange is an Exchange with an unknown operand, since whether it stores is not known.
namespace overlap::matchers {

using namespace facts;

namespace {

/// What an operation does, told by its name without its prefix.
struct Operation {
  BinOp op = BinOp::None;
  bool isKnown = false;
  bool isLoad = false;
  bool isCompare = false;
  bool returnsNew = false;
  bool isUnknownUpdate = false; ///< nand, min, max: no operator of the facts
};

Operation operationOf(llvm::StringRef name) {
  name.consume_back("_explicit");
  Operation result;
  result.isKnown = true;
  if (name.starts_with("compare_exchange") || name.contains("compare_and_swap")) {
    result.op = BinOp::Exchange;
    result.isCompare = true;
    return result;
  }
  result.returnsNew = name.contains("_and_fetch") || name.ends_with("_fetch") || name == "add_fetch";
  result.op = llvm::StringSwitch<BinOp>(name)
                  .Cases({"load", "load_n", "test"}, BinOp::None)
                  .Cases({"store", "store_n", "exchange", "exchange_n", "test_and_set", "clear",
                          "lock_test_and_set", "lock_release", "swap"},
                         BinOp::Exchange)
                  .Cases({"fetch_add", "add_fetch", "fetch_and_add", "add_and_fetch"}, BinOp::Add)
                  .Cases({"fetch_sub", "sub_fetch", "fetch_and_sub", "sub_and_fetch"}, BinOp::Sub)
                  .Cases({"fetch_and", "and_fetch", "fetch_and_and", "and_and_fetch"}, BinOp::And)
                  .Cases({"fetch_or", "or_fetch", "fetch_and_or", "or_and_fetch"}, BinOp::Or)
                  .Cases({"fetch_xor", "xor_fetch", "fetch_and_xor", "xor_and_fetch"}, BinOp::Xor)
                  .Default(BinOp::Cmp3);
  if (result.op == BinOp::Cmp3) {
    result.op = BinOp::Exchange;
    result.isUnknownUpdate = name.contains("fetch");
    result.isKnown = result.isUnknownUpdate;
  }
  result.isLoad = result.op == BinOp::None;
  return result;
}

BinOp operatorOf(clang::OverloadedOperatorKind op) {
  switch (op) {
  case clang::OO_Equal:
    return BinOp::Exchange;
  case clang::OO_PlusPlus:
  case clang::OO_PlusEqual:
    return BinOp::Add;
  case clang::OO_MinusMinus:
  case clang::OO_MinusEqual:
    return BinOp::Sub;
  case clang::OO_AmpEqual:
    return BinOp::And;
  case clang::OO_PipeEqual:
    return BinOp::Or;
  case clang::OO_CaretEqual:
    return BinOp::Xor;
  default:
    return BinOp::None;
  }
}

bool isAtomicRecord(const clang::CXXRecordDecl *record) {
  if (!record || !record->getIdentifier() || !record->isInStdNamespace())
    return false;
  llvm::StringRef name = record->getName();
  return name == "atomic" || name == "__atomic_base" || name == "atomic_flag" || name == "__atomic_float" ||
         name == "__atomic_flag_base";
}

} // namespace

Id FunctionLowering::emitAtomic(Id path, BinOp op, Id operand, clang::QualType type, clang::SourceRange at,
                                bool resultUsed) {
  Id event = emit({.kind = EventKind::Atomic,
                   .path = path,
                   .value = operand,
                   .op = op,
                   .isVolatile = type.isVolatileQualified(),
                   .resultUsed = resultUsed},
                  at);
  if (auto *atomic = type->getAs<clang::AtomicType>())
    type = atomic->getValueType();
  return build.ofEvent(ValueKind::Atomic, event, typeId(type.getUnqualifiedType()));
}

/// Methods and operators of std::atomic, and the free functions that take its address.
bool FunctionLowering::atomicMethod(const clang::CallExpr *expr, Outcome &outcome, bool resultUsed) {
  const clang::FunctionDecl *target = expr->getDirectCallee();
  auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(target);
  clang::QualType type = expr->getType().getNonReferenceType();
  clang::SourceRange at = expr->getSourceRange();
  llvm::ArrayRef<const clang::Expr *> args(expr->getArgs(), expr->getNumArgs());
  if (isAggregate(type))
    return false;
  Operation operation;
  BinOp op = BinOp::None;
  const clang::Expr *object = nullptr;
  bool isPointer = false;
  if (method) {
    if (!isAtomicRecord(method->getParent()) || !method->isImplicitObjectMemberFunction())
      return false;
    if (auto *memberCall = llvm::dyn_cast<clang::CXXMemberCallExpr>(expr)) {
      auto *member = llvm::dyn_cast<clang::MemberExpr>(expr->getCallee()->IgnoreParens());
      if (!member)
        return false;
      object = memberCall->getImplicitObjectArgument();
      isPointer = member->isArrow();
    } else if (llvm::isa<clang::CXXOperatorCallExpr>(expr)) {
      object = args[0];
      args = args.drop_front();
    } else {
      return false;
    }
    if (llvm::isa<clang::CXXConversionDecl>(method)) {
      operation.isKnown = operation.isLoad = true;
    } else if (method->isOverloadedOperator()) {
      op = operatorOf(method->getOverloadedOperator());
      operation.isKnown = op != BinOp::None;
      operation.returnsNew = args.empty() || !llvm::isa<clang::IntegerLiteral>(args[0]) ||
                             (op != BinOp::Add && op != BinOp::Sub) ||
                             method->getOverloadedOperator() == clang::OO_PlusEqual ||
                             method->getOverloadedOperator() == clang::OO_MinusEqual;
      bool isIncDec = method->getOverloadedOperator() == clang::OO_PlusPlus ||
                      method->getOverloadedOperator() == clang::OO_MinusMinus;
      if (isIncDec)
        args = {};
    } else if (method->getIdentifier()) {
      operation = operationOf(method->getName());
      op = operation.op;
    }
  } else {
    if (!target->getIdentifier() || !target->isInStdNamespace() || args.empty())
      return false;
    llvm::StringRef name = target->getName();
    if (name == "atomic_thread_fence" || name == "atomic_signal_fence") {
      emit({.kind = EventKind::Fence}, at);
      return true;
    }
    clang::QualType pointee = args[0]->getType()->getPointeeType();
    if (pointee.isNull() || !isAtomicRecord(pointee->getAsCXXRecordDecl()))
      return false;
    if (name.consume_front("atomic_flag_") || name.consume_front("atomic_"))
      operation = operationOf(name);
    op = operation.op;
    object = args[0];
    isPointer = true;
    args = args.drop_front();
  }
  if (!operation.isKnown)
    return false;

  // The atomic itself, whichever base class of the library holds the value.
  while (auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(object->IgnoreParens())) {
    if (cast->getCastKind() != clang::CK_UncheckedDerivedToBase &&
        cast->getCastKind() != clang::CK_DerivedToBase)
      break;
    object = cast->getSubExpr();
  }
  Id path = isPointer ? valueAsPath(rvalue(object), object->getType()->getPointeeType()) : objectPath(object);
  Id valueType = typeId(type->isVoidType() && !args.empty() ? args[0]->getType() : type);
  Id operand = 0;
  if (operation.isCompare) {
    Id expected = args.empty() ? 0
                               : (args[0]->getType()->isPointerType() && args[0]->isPRValue()
                                      ? valueAsPath(rvalue(args[0]), args[0]->getType()->getPointeeType())
                                      : objectPath(args[0]));
    clang::QualType expectedType = args.empty() ? type : args[0]->getType();
    if (expected)
      emitRead(expected, expectedType, at);
    if (args.size() > 1)
      discard(args[1]);
    Id event = emit({.kind = EventKind::Atomic,
                     .path = path,
                     .value = build.unknown(UnknownReason::None, valueType),
                     .op = BinOp::Exchange,
                     .resultUsed = resultUsed},
                    at);
    if (expected) // where it fails, what was found is stored there
      emitWrite(expected, build.unknown(UnknownReason::None, typeId(expectedType)), WriteHow::Assign, at);
    outcome.value =
        build.unary(UnOp::Other, build.ofEvent(ValueKind::Atomic, event, valueType), typeId(type));
    return true;
  }
  if (!operation.isLoad) {
    bool isFlag = args.empty() || (method && method->getIdentifier() &&
                                   (method->getName() == "test_and_set" || method->getName() == "clear"));
    bool isClear = isFlag && target->getIdentifier() && target->getName().contains("clear");
    operand =
        isFlag ? build.integer(isClear ? 0 : 1, isClear ? typeId(ctx.BoolTy) : valueType) : rvalue(args[0]);
  }
  if (operation.isUnknownUpdate)
    operand = build.unknown(UnknownReason::None, valueType);
  bool isStore = op == BinOp::Exchange && (type->isVoidType() || (method && method->isOverloadedOperator()));
  Id old = emitAtomic(path, op, operand, type, at, resultUsed && !isStore && !expr->getType()->isVoidType());
  if (isStore)
    outcome.value = operand;
  else if (operation.returnsNew && op != BinOp::Exchange)
    outcome.value = build.binary(op, old, operand, valueType);
  else
    outcome.value = old;
  return true;
}

Id FunctionLowering::atomicExpression(const clang::AtomicExpr *expr, bool resultUsed) {
  clang::SourceRange at = expr->getSourceRange();
  llvm::StringRef name = expr->getOpAsString();
  for (llvm::StringRef prefix :
       {"__scoped_atomic_", "__opencl_atomic_", "__hip_atomic_", "__c11_atomic_", "__atomic_"})
    if (name.consume_front(prefix))
      break;
  clang::QualType type = expr->getValueType();
  Id valueType = typeId(type), resultType = typeId(expr->getType());
  Id path = valueAsPath(rvalue(expr->getPtr()), expr->getPtr()->getType()->getPointeeType());
  auto pointed = [&](const clang::Expr *pointer) {
    return valueAsPath(rvalue(pointer), pointer->getType()->getPointeeType());
  };
  auto operandOf = [&](const clang::Expr *operand) {
    return isAggregate(operand->getType()) ? emitRead(materialise(operand), operand->getType(), at)
                                           : rvalue(operand);
  };
  if (name == "init") {
    emitWrite(path, operandOf(expr->getVal1()), WriteHow::Init, at);
    return 0;
  }
  if (name == "load") { // __atomic_load(from, to, order)
    bool isGeneric = expr->getOp() == clang::AtomicExpr::AO__atomic_load ||
                     expr->getOp() == clang::AtomicExpr::AO__scoped_atomic_load;
    Id to = isGeneric ? pointed(expr->getVal1()) : 0;
    Id value = emitAtomic(path, BinOp::None, 0, type, at, isGeneric || resultUsed);
    if (to)
      emitWrite(to, value, WriteHow::Assign, at);
    return value;
  }
  Operation operation = operationOf(name);
  if (operation.isLoad)
    return emitAtomic(path, BinOp::None, 0, type, at, resultUsed);
  if (operation.isCompare) {
    Id expected = pointed(expr->getVal1());
    emitRead(expected, type, at);
    rvalue(expr->getVal2());
    Id old = emitAtomic(path, BinOp::Exchange, build.unknown(UnknownReason::None, valueType), type, at,
                        resultUsed);
    emitWrite(expected, build.unknown(UnknownReason::None, valueType), WriteHow::Assign, at);
    return build.unary(UnOp::Other, old, resultType);
  }
  if (!operation.isKnown)
    return unsupported(expr);
  bool isFlag = name == "test_and_set" || name == "clear";
  bool throughPointer = expr->getOp() == clang::AtomicExpr::AO__atomic_store ||
                        expr->getOp() == clang::AtomicExpr::AO__atomic_exchange ||
                        expr->getOp() == clang::AtomicExpr::AO__scoped_atomic_store ||
                        expr->getOp() == clang::AtomicExpr::AO__scoped_atomic_exchange;
  Id operand = 0;
  if (isFlag)
    operand = build.integer(name == "clear" ? 0 : 1, typeId(ctx.BoolTy));
  else if (throughPointer)
    operand = emitRead(pointed(expr->getVal1()), type, at);
  else
    operand = operandOf(expr->getVal1());
  if (operation.isUnknownUpdate)
    operand = build.unknown(UnknownReason::None, valueType);
  bool isGenericExchange = throughPointer && name == "exchange";
  Id to = isGenericExchange ? pointed(expr->getVal2()) : 0;
  bool isStore = name.starts_with("store") || name == "clear";
  Id old = emitAtomic(path, operation.op, operand, type, at, !isStore && (resultUsed || isGenericExchange));
  if (to)
    emitWrite(to, old, WriteHow::Assign, at);
  if (isStore || isGenericExchange)
    return 0;
  return operation.returnsNew ? build.binary(operation.op, old, operand, valueType) : old;
}

bool FunctionLowering::syncBuiltin(const clang::CallExpr *expr, llvm::StringRef name, Outcome &outcome,
                                   bool resultUsed) {
  name.consume_front("__sync_");
  auto [stem, size] = name.rsplit('_');
  if (!size.empty() && llvm::all_of(size, llvm::isDigit)) // __sync_fetch_and_add_4
    name = stem;
  Operation operation = operationOf(name);
  if (!operation.isKnown || expr->getNumArgs() < 1)
    return false;
  clang::SourceRange at = expr->getSourceRange();
  clang::QualType pointee = expr->getArg(0)->getType()->getPointeeType();
  if (pointee.isNull())
    return false;
  Id path = valueAsPath(rvalue(expr->getArg(0)), pointee);
  Id operand = expr->getNumArgs() > 1 ? rvalue(expr->getArg(1)) : build.integer(0, typeId(pointee));
  for (unsigned i = 2; i < expr->getNumArgs(); ++i)
    rvalue(expr->getArg(i));
  if (operation.isCompare || operation.isUnknownUpdate)
    operand = build.unknown(UnknownReason::None, typeId(pointee));
  Id old = emitAtomic(path, operation.op, operand, pointee, at, resultUsed && !expr->getType()->isVoidType());
  if (operation.isCompare && expr->getType()->isBooleanType())
    outcome.value = build.unary(UnOp::Other, old, typeId(expr->getType()));
  else
    outcome.value = operation.returnsNew && !operation.isUnknownUpdate && !operation.isCompare
                        ? build.binary(operation.op, old, operand, typeId(expr->getType()))
                        : old;
  return true;
}

} // namespace overlap::matchers
