#include "matchers/FunctionLowering.h"

/// try, catch and throw.
namespace overlap::matchers {

using namespace facts;

void FunctionLowering::tryStatement(const clang::CXXTryStmt *stmt) {
  Id dispatch = newBlock(), after = newBlock();
  auto outerPads = std::exchange(landingPads, {});
  tries.push_back({currentStmt, cleanups, dispatch});
  statement(stmt->getTryBlock(), StmtRole::TryBody);
  tries.pop_back();
  landingPads = std::move(outerPads);
  jump(after);

  enter(dispatch);
  bool catchesAll = false;
  std::vector<Id> handlers;
  for (unsigned i = 0; i < stmt->getNumHandlers() && !catchesAll; ++i) {
    Id handler = newBlock();
    handlers.push_back(handler);
    body.blocks[handler].isHandler = true;
    catchesAll = !stmt->getHandler(i)->getExceptionDecl();
    if (!current)
      continue;
    if (catchesAll) {
      jump(handler);
    } else {
      Id next = newBlock();
      branch(build.unknown(UnknownReason::Throwing, typeId(ctx.BoolTy)), handler, next);
      enter(next);
    }
  }
  if (current) // no handler fits
    finishBlock(TermKind::Throw, tries.empty() ? std::vector<Id>{} : std::vector<Id>{landingPad()});
  for (std::size_t i = 0; i < handlers.size(); ++i) {
    enterAlways(handlers[i]);
    catchClause(stmt->getHandler(i), after);
  }
  enter(after);
}

void FunctionLowering::catchClause(const clang::CXXCatchStmt *stmt, Id after) {
  StmtScope scope(*this, stmt, StmtKind::Catch, StmtRole::Handler);
  Cleanup *outer = cleanups;
  if (const clang::VarDecl *var = stmt->getExceptionDecl()) {
    clang::QualType type = var->getType().getNonReferenceType();
    Id pointer = build.intern({.kind = ValueKind::Catch, .type = pointerTo(type)});
    Id object = valueAsPath(pointer, type);
    if (var->getType()->isReferenceType()) {
      references[var] = object;
    } else if (var->getInit()) {
      exceptionPath = object;
      localVariable(var);
      exceptionPath = 0;
    } else {
      Id copy = vars[var] = newVar(VarKind::Local, var->getName(), type, var->getSourceRange());
      copyWhole(build.variable(copy, typeId(type)), object, type, WriteHow::Init, var->getSourceRange());
    }
  }
  statement(stmt->getHandlerBlock());
  popCleanups(outer);
  jump(after);
}

void FunctionLowering::throwExpression(const clang::CXXThrowExpr *expr) {
  Id value = 0;
  if (const clang::Expr *operand = expr->getSubExpr()) {
    clang::QualType type = operand->getType();
    Id object = newTemp(type, operand->getSourceRange());
    initialise(object, type, operand);
    value = build.address(object, pointerTo(type));
  }
  emit({.kind = EventKind::Throw, .value = value}, expr->getSourceRange());
  if (tries.empty()) {
    emitCleanups(nullptr);
    if (current)
      finishBlock(TermKind::Throw, {});
  } else {
    finishBlock(TermKind::Throw, {landingPad()});
  }
}

} // namespace overlap::matchers
