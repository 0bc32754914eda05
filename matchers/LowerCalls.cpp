#include "matchers/FunctionLowering.h"

#include <clang/AST/Attr.h>
#include <clang/Basic/Builtins.h>

/// Calls: who is called, on what object, and what comes back.
namespace overlap::matchers {

using namespace facts;

namespace {

bool isRecord(clang::QualType type) { return type->isRecordType(); }

const clang::FunctionProtoType *prototypeOf(const clang::CallExpr *expr) {
  clang::QualType type = expr->getCallee()->getType();
  if (type->isSpecificPlaceholderType(clang::BuiltinType::BoundMember))
    type = clang::Expr::findBoundMemberType(expr->getCallee());
  if (type.isNull())
    return nullptr;
  if (auto *pointer = type->getAs<clang::PointerType>())
    type = pointer->getPointeeType();
  else if (auto *block = type->getAs<clang::BlockPointerType>())
    type = block->getPointeeType();
  return type->getAs<clang::FunctionProtoType>();
}

} // namespace

bool FunctionLowering::cannotThrow(const clang::FunctionDecl *callee,
                                   const clang::FunctionProtoType *prototype) const {
  if (!ctx.getLangOpts().CXXExceptions)
    return true;
  if (callee && callee->hasAttr<clang::NoThrowAttr>())
    return true;
  if (!prototype && callee)
    prototype = callee->getType()->getAs<clang::FunctionProtoType>();
  if (!prototype)
    return false;
  if (clang::isUnresolvedExceptionSpec(prototype->getExceptionSpecType()))
    return llvm::isa_and_nonnull<clang::CXXDestructorDecl>(callee);
  return prototype->isNothrow();
}

FunctionLowering::Outcome FunctionLowering::call(const clang::CallExpr *expr, Id destination,
                                                 bool resultUsed) {
  Outcome outcome;
  const clang::FunctionDecl *direct = expr->getDirectCallee();
  if (direct)
    if (unsigned builtin = direct->getBuiltinID(); builtin && builtinCall(expr, builtin, outcome, resultUsed))
      return outcome;
  if (direct && atomicMethod(expr, outcome, resultUsed))
    return outcome;
  const clang::Expr *callee = expr->getCallee()->IgnoreParens();
  if (auto *pseudo = llvm::dyn_cast<clang::CXXPseudoDestructorExpr>(callee)) {
    discard(pseudo->getBase());
    return outcome;
  }

  Call record;
  llvm::ArrayRef<const clang::Expr *> args(expr->getArgs(), expr->getNumArgs());
  const clang::FunctionDecl *target = direct;
  if (!calleeOf(expr, record, args, target, resultUsed)) {
    outcome.value = record.callee;
    return outcome;
  }
  if (inRangeFor)
    record.syntax = CallSyntax::RangeFor;
  const clang::FunctionProtoType *prototype =
      target ? target->getType()->getAs<clang::FunctionProtoType>() : prototypeOf(expr);
  auto *op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr);
  arguments(record, args, target, prototype, op && op->isAssignmentOp());
  record.noThrow = cannotThrow(target, prototype);
  bool neverReturns = (target && target->isNoReturn()) || (prototype && prototype->getNoReturnAttr());
  outcome = finishCall(expr, std::move(record), destination, resultUsed);
  if (neverReturns)
    finishBlock(TermKind::Unreachable, {});
  return outcome;
}

FunctionLowering::Outcome FunctionLowering::finishCall(const clang::CallExpr *expr, Call call, Id destination,
                                                       bool resultUsed) {
  clang::QualType type = expr->getCallReturnType(ctx);
  clang::SourceRange at = expr->getSourceRange();
  call.type = typeId(type);
  call.resultUsed = resultUsed && !type->isVoidType();
  Outcome outcome;
  if (isRecord(type)) {
    call.result = destination;
    outcome.event = emitCall(std::move(call), at);
    return outcome;
  }
  outcome.event = emitCall(std::move(call), at);
  if (!type->isVoidType())
    outcome.value = build.ofEvent(ValueKind::Call, outcome.event, typeId(type));
  return outcome;
}

/// Fills in target and receiver, and takes the receiver off the arguments. False: this is no call at run
/// time, and `call.callee` is its value.
bool FunctionLowering::calleeOf(const clang::CallExpr *expr, Call &call,
                                llvm::ArrayRef<const clang::Expr *> &args, const clang::FunctionDecl *&target,
                                bool) {
  const clang::Expr *callee = expr->getCallee()->IgnoreParens();
  if (auto *op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr)) {
    call.syntax = CallSyntax::Operator;
    auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(target);
    if (method && method->isImplicitObjectMemberFunction() && !args.empty()) {
      // Assignment evaluates its right operand first (C++17).
      const clang::Expr *object = args[0];
      args = args.drop_front();
      bool rightFirst = op->isAssignmentOp();
      auto *prototype = method->getType()->getAs<clang::FunctionProtoType>();
      if (method->isTrivial() && (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator())) {
        Id from = objectPath(args[0]);
        Id to = objectPath(object);
        copyWhole(to, from, op->getType(), WriteHow::Assign, expr->getSourceRange());
        call.callee = build.address(to, pointerTo(op->getType()));
        return false;
      }
      if (rightFirst) {
        arguments(call, args, method, prototype);
        args = {};
      }
      receiver(call, object, false);
      setMethodTarget(call, method, object, false);
      return true;
    }
    if (method && method->isStatic() && !args.empty()) { // C++23's static operator()
      discard(args[0]);
      args = args.drop_front();
    }
  }
  if (auto *memberCall = llvm::dyn_cast<clang::CXXMemberCallExpr>(expr)) {
    if (auto *member = llvm::dyn_cast<clang::MemberExpr>(callee)) {
      auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(target);
      if (method && method->isTrivial() && method->isImplicitObjectMemberFunction() && args.size() == 1 &&
          (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator())) {
        // Named explicitly, as implicit assignment operators do with those of members and bases.
        Id from = objectPath(args[0]);
        const clang::Expr *base = member->getBase();
        Id to = member->isArrow() ? valueAsPath(rvalue(base), base->getType()->getPointeeType())
                                  : objectPath(base);
        copyWhole(to, from, args[0]->getType(), WriteHow::Assign, expr->getSourceRange());
        call.callee = build.address(to, pointerTo(args[0]->getType()));
        return false;
      }
      auto *conversion = llvm::dyn_cast_or_null<clang::CXXConversionDecl>(target);
      if (conversion &&
          conversion->getParent()->isLambda()) { // a closure without captures, as a function pointer
        discard(member->getBase());
        call.callee = build.function(tables.function(conversion->getParent()->getLambdaCallOperator()),
                                     typeId(expr->getType()));
        return false;
      }
      memberCallee(memberCall, member, call, target);
      return true;
    }
    // Through a pointer to a member function.
    if (auto *pointer = llvm::dyn_cast<clang::BinaryOperator>(callee); pointer && pointer->isPtrMemOp()) {
      receiver(call, pointer->getLHS(), pointer->getOpcode() == clang::BO_PtrMemI);
      call.target = TargetKind::Indirect;
      call.callee = rvalue(pointer->getRHS());
      return true;
    }
  }
  if (target && (llvm::isa<clang::DeclRefExpr>(callee->IgnoreImpCasts()) ||
                 llvm::isa<clang::MemberExpr>(callee->IgnoreImpCasts()))) {
    if (auto *member = llvm::dyn_cast<clang::MemberExpr>(callee->IgnoreImpCasts()))
      if (!llvm::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()))
        discard(member->getBase()); // a static method named through an object
    call.target = TargetKind::Direct;
    call.function = tables.function(target);
    return true;
  }
  if (callee->getType()->isPointerType() || callee->getType()->isFunctionType()) {
    call.target = TargetKind::Indirect;
    call.callee =
        callee->isGLValue() ? build.address(lvalue(callee), pointerTo(callee->getType())) : rvalue(callee);
    if (const Value value = build.value(call.callee); value.kind == ValueKind::Function) {
      call.target = TargetKind::Direct;
      call.function = value.a;
      call.callee = 0;
    }
    return true;
  }
  gap(UnknownReason::UnsupportedExpr, callee->getSourceRange());
  discard(callee);
  return true;
}

void FunctionLowering::memberCallee(const clang::CXXMemberCallExpr *, const clang::MemberExpr *member,
                                    Call &call, const clang::FunctionDecl *&target) {
  const clang::Expr *base = member->getBase();
  auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(target);
  if (llvm::isa_and_nonnull<clang::CXXConversionDecl>(method))
    call.syntax = CallSyntax::Conversion;
  else if (llvm::isa_and_nonnull<clang::CXXDestructorDecl>(method))
    call.syntax = CallSyntax::Destroy;
  else if (method && method->isOverloadedOperator())
    call.syntax = CallSyntax::Operator;
  receiver(call, base, member->isArrow());
  if (method)
    setMethodTarget(call, method, base, member->hasQualifier());
}

void FunctionLowering::setMethodTarget(Call &call, const clang::CXXMethodDecl *method,
                                       const clang::Expr *object, bool isQualified) {
  call.target = TargetKind::Direct;
  call.function = tables.function(method);
  if (!method->isVirtual() || isQualified)
    return;
  if (const clang::CXXMethodDecl *exact = method->getDevirtualizedMethod(object, false))
    call.function = tables.function(exact);
  else
    call.target = TargetKind::Virtual;
}

void FunctionLowering::receiver(Call &call, const clang::Expr *object, bool isPointer) {
  const clang::Expr *written = object->IgnoreParens();
  while (auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(written)) {
    if (cast->getCastKind() != clang::CK_UncheckedDerivedToBase &&
        cast->getCastKind() != clang::CK_DerivedToBase && cast->getCastKind() != clang::CK_NoOp)
      break;
    written = cast->getSubExpr()->IgnoreParens();
  }
  clang::QualType type = written->getType();
  call.receiverType = typeId(isPointer && type->isPointerType() ? type->getPointeeType() : type);
  if (isPointer) {
    call.receiver = valueAsPath(rvalue(object), object->getType()->getPointeeType());
    named(call.receiver, object);
  } else {
    call.receiver = objectPath(object);
  }
}

} // namespace overlap::matchers
