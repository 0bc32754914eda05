#pragma once

#include "matchers/FunctionLowering.h"

namespace overlap::matchers {

/// `c ? a : b`, and GNU's `a ?: b`. Where `arm` gives no value the result is 0.
template <class Arm>
Id FunctionLowering::conditional(const clang::AbstractConditionalOperator *expr, Id type, Arm arm) {
  Id thenBlock = newBlock(), elseBlock = newBlock(), after = newBlock();
  Id cond = 0;
  if (auto *binary = llvm::dyn_cast<clang::BinaryConditionalOperator>(expr)) {
    const clang::OpaqueValueExpr *opaque = binary->getOpaqueValue();
    const clang::Expr *common = binary->getCommon();
    if (common->isGLValue() || isAggregate(common->getType()))
      opaquePaths[opaque] = objectPath(common);
    else
      opaqueValues[opaque] = rvalue(common);
  }
  cond = rvalue(expr->getCond());
  branch(cond, thenBlock, elseBlock);
  enter(thenBlock);
  Cleanup *outer = cleanups;
  Id ifTrue = arm(expr->getTrueExpr());
  guardCleanups(outer, cond, true);
  Cleanup *afterTrue = cleanups;
  jump(after);
  enter(elseBlock);
  Id ifFalse = arm(expr->getFalseExpr());
  guardCleanups(afterTrue, cond, false);
  jump(after);
  enter(after);
  // An arm that throws has no value.
  if (!ifTrue || !ifFalse)
    return ifTrue ? ifTrue : ifFalse;
  return build.select(cond, ifTrue, ifFalse, type);
}

} // namespace overlap::matchers
