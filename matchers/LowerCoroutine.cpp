#include "matchers/FunctionLowering.h"

namespace overlap::matchers {

using namespace facts;

/// The parts that the language puts around the body, in order. Storage of the frame and the copies of
/// parameters into it are not modelled: the parameters are the copies.
void FunctionLowering::coroutineBody(const clang::CoroutineBodyStmt *stmt) {
  Cleanup *outer = cleanups;
  statement(stmt->getPromiseDeclStmt());
  if (const clang::Stmt *result = stmt->getResultDecl())
    statement(result);
  else if (const clang::Expr *init = stmt->getReturnValueInit(); init && returnSlot)
    initialise(returnSlot, function->getReturnType(), init);
  else if (init)
    discard(init);
  coroutineCleanups = cleanups;
  statement(stmt->getInitSuspendStmt());
  statement(stmt->getBody());
  if (current && stmt->getFallthroughHandler())
    statement(stmt->getFallthroughHandler());
  if (!coroutineEnd)
    coroutineEnd = newBlock();
  jump(coroutineEnd);
  enter(coroutineEnd);
  statement(stmt->getFinalSuspendStmt());
  popCleanups(outer);
}

void FunctionLowering::coreturn(const clang::CoreturnStmt *stmt) {
  Cleanup *outer = cleanups;
  if (const clang::Expr *promiseCall = stmt->getPromiseCall())
    discard(promiseCall);
  else if (const clang::Expr *operand = stmt->getOperand())
    discard(operand);
  popCleanups(outer);
  if (!coroutineEnd)
    coroutineEnd = newBlock();
  leave({coroutineEnd, coroutineCleanups});
}

/// `co_await e`: ask whether it is ready, suspend, resume with the result.
Id FunctionLowering::suspension(const clang::CoroutineSuspendExpr *expr, Id destination) {
  clang::SourceRange at = expr->getSourceRange();
  const clang::OpaqueValueExpr *awaiter = expr->getOpaqueValue();
  const clang::Expr *common = expr->getCommonExpr();
  if (!awaiter || !common || !expr->getReadyExpr() || !expr->getResumeExpr()) {
    Id value = unsupported(expr);
    return destination ? 0 : value;
  }
  opaquePaths[awaiter] = objectPath(common);
  Id ready = rvalue(expr->getReadyExpr());
  if (const clang::Expr *suspend = expr->getSuspendExpr())
    discard(suspend);
  emit({.kind = EventKind::Await, .value = ready}, at);
  const clang::Expr *resume = expr->getResumeExpr();
  if (destination) {
    initialise(destination, resume->getType(), resume);
    return 0;
  }
  if (resume->isGLValue())
    return build.address(lvalue(resume), pointerTo(resume->getType()));
  if (resume->getType()->isVoidType()) {
    discard(resume);
    return 0;
  }
  return rvalue(resume);
}

} // namespace overlap::matchers
