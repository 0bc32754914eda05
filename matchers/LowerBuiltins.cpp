#include "matchers/FunctionLowering.h"

#include <clang/Basic/Builtins.h>

/// Compiler builtins that are no calls. All others are Direct calls of functions with AttrBuiltin.
namespace overlap::matchers {

using namespace facts;

bool FunctionLowering::builtinCall(const clang::CallExpr *expr, unsigned builtin, Outcome &outcome,
                                   bool resultUsed) {
  clang::SourceRange at = expr->getSourceRange();
  Id type = typeId(expr->getType());
  auto evaluateAll = [&] {
    for (const clang::Expr *arg : expr->arguments())
      if (arg->isGLValue())
        lvalue(arg);
      else if (isAggregate(arg->getType()))
        materialise(arg);
      else
        rvalue(arg);
  };
  switch (builtin) {
  case clang::Builtin::BI__builtin_expect:
  case clang::Builtin::BI__builtin_expect_with_probability:
    outcome.value = rvalue(expr->getArg(0));
    for (unsigned i = 1; i < expr->getNumArgs(); ++i)
      discard(expr->getArg(i));
    return true;
  case clang::Builtin::BI__builtin_assume_aligned:
    outcome.value = build.cast(CastKind::Reinterpret, rvalue(expr->getArg(0)), type);
    return true;
  case clang::Builtin::BI__builtin_assume:
  case clang::Builtin::BI__assume: // the operand is not evaluated
    return true;
  case clang::Builtin::BI__builtin_unreachable:
    finishBlock(TermKind::Unreachable, {});
    return true;
  case clang::Builtin::BI__builtin_is_constant_evaluated:
    outcome.value = build.integer(0, type);
    return true;
  // They name their argument, and do nothing.
  case clang::Builtin::BImove:
  case clang::Builtin::BImove_if_noexcept:
  case clang::Builtin::BIforward:
  case clang::Builtin::BIforward_like:
  case clang::Builtin::BIas_const:
  case clang::Builtin::BIaddressof:
  case clang::Builtin::BI__addressof:
  case clang::Builtin::BI__builtin_addressof:
    if (expr->getNumArgs() != 1)
      return false;
    outcome.value = build.address(objectPath(expr->getArg(0)), pointerTo(expr->getArg(0)->getType()));
    return true;
  case clang::Builtin::BI__builtin_va_start:
  case clang::Builtin::BI__builtin_va_end:
  case clang::Builtin::BI__builtin_va_copy:
  case clang::Builtin::BI__va_start:
    evaluateAll();
    unknownEvent(UnknownReason::VaArg, at);
    return true;
  case clang::Builtin::BIsetjmp:
  case clang::Builtin::BI_setjmp:
  case clang::Builtin::BI_setjmpex:
  case clang::Builtin::BI__sigsetjmp:
  case clang::Builtin::BIsigsetjmp:
  case clang::Builtin::BIsavectx:
  case clang::Builtin::BIgetcontext:
  case clang::Builtin::BI__builtin_setjmp:
  case clang::Builtin::BIlongjmp:
  case clang::Builtin::BI_longjmp:
  case clang::Builtin::BIsiglongjmp:
  case clang::Builtin::BI__builtin_longjmp:
    evaluateAll();
    unknownEvent(UnknownReason::SetJmp, at);
    outcome.value = build.unknown(UnknownReason::SetJmp, type);
    if (expr->getDirectCallee()->isNoReturn())
      finishBlock(TermKind::Unreachable, {});
    return true;
  case clang::Builtin::BI__atomic_thread_fence:
  case clang::Builtin::BI__atomic_signal_fence:
  case clang::Builtin::BI__c11_atomic_thread_fence:
  case clang::Builtin::BI__c11_atomic_signal_fence:
  case clang::Builtin::BI__sync_synchronize:
    evaluateAll();
    emit({.kind = EventKind::Fence}, at);
    return true;
  default:
    break;
  }
  if (ctx.BuiltinInfo.isUnevaluated(builtin)) {
    clang::Expr::EvalResult result;
    if (!expr->isValueDependent() && expr->EvaluateAsRValue(result, ctx))
      outcome.value = constantValue(result.Val, expr->getType());
    if (!outcome.value)
      outcome.value = build.unknown(UnknownReason::None, type);
    return true;
  }
  llvm::StringRef name = expr->getDirectCallee()->getName();
  return name.starts_with("__sync_") && syncBuiltin(expr, name, outcome, resultUsed);
}

} // namespace overlap::matchers
