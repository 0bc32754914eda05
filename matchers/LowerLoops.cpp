#include "matchers/FunctionLowering.h"

/// Loops: their shape in the CFG, and the table entry that says which statement they are.
namespace overlap::matchers {

using namespace facts;

Id FunctionLowering::addLoop(const clang::Stmt *stmt, LoopForm form, Id header) {
  Loop loop;
  loop.stmt = currentStmt;
  loop.form = form;
  loop.header = header;
  loop.parent = currentLoop;
  loop.loc = loc(stmt->getSourceRange());
  body.loops.push_back(loop);
  return static_cast<Id>(body.loops.size() - 1);
}

void FunctionLowering::loopBody(const clang::Stmt *stmt, Id loop, JumpTarget breakTarget,
                                JumpTarget continueTarget) {
  Id outerLoop = std::exchange(currentLoop, loop);
  breaks.push_back(breakTarget);
  continues.push_back(continueTarget);
  auto firstStmt = static_cast<Id>(this->body.stmts.size());
  statement(stmt, StmtRole::LoopBody);
  if (this->body.stmts.size() > firstStmt)
    this->body.loops[loop].bodyStmt = firstStmt;
  breaks.pop_back();
  continues.pop_back();
  currentLoop = outerLoop;
}

void FunctionLowering::whileLoop(const clang::WhileStmt *stmt) {
  Id header = newBlock(), bodyBlock = newBlock(), after = newBlock();
  Id leaveBlock = stmt->getConditionVariable() ? newBlock() : after;
  jump(header);
  enterAlways(header);
  Id loop = addLoop(stmt, LoopForm::While, header);
  Cleanup *outer = cleanups;
  Id outerLoop = std::exchange(currentLoop, loop);
  if (stmt->getConditionVariable())
    statement(stmt->getConditionVariableDeclStmt(), StmtRole::Cond);
  {
    StmtScope cond(*this, stmt->getCond(), StmtKind::Expr, StmtRole::Cond);
    branchOn(stmt->getCond(), bodyBlock, leaveBlock);
  }
  currentLoop = outerLoop;
  if (leaveBlock != after) { // the condition's variable ends
    enter(leaveBlock);
    leave({after, outer});
  }
  enter(bodyBlock);
  loopBody(stmt->getBody(), loop, {after, outer}, {header, outer});
  popCleanups(outer);
  jump(header);
  enter(after);
}

void FunctionLowering::doLoop(const clang::DoStmt *stmt) {
  Id bodyBlock = newBlock(), condBlock = newBlock(), after = newBlock();
  jump(bodyBlock);
  enterAlways(bodyBlock);
  Id loop = addLoop(stmt, LoopForm::Do, bodyBlock);
  loopBody(stmt->getBody(), loop, {after, cleanups}, {condBlock, cleanups});
  jump(condBlock);
  enter(condBlock);
  if (current) {
    StmtScope cond(*this, stmt->getCond(), StmtKind::Expr, StmtRole::Cond);
    branchOn(stmt->getCond(), bodyBlock, after);
  }
  enter(after);
}

void FunctionLowering::forLoop(const clang::ForStmt *stmt) {
  Cleanup *outer = cleanups;
  statement(stmt->getInit(), StmtRole::Init);
  Id header = newBlock(), bodyBlock = newBlock(), incBlock = newBlock(), after = newBlock();
  Id leaveBlock = stmt->getConditionVariable() ? newBlock() : after;
  jump(header);
  enterAlways(header);
  Id loop = addLoop(stmt, LoopForm::For, header);
  Cleanup *inner = cleanups;
  Id outerLoop = std::exchange(currentLoop, loop);
  if (stmt->getConditionVariable())
    statement(stmt->getConditionVariableDeclStmt(), StmtRole::Cond);
  if (stmt->getCond()) {
    StmtScope cond(*this, stmt->getCond(), StmtKind::Expr, StmtRole::Cond);
    branchOn(stmt->getCond(), bodyBlock, leaveBlock);
  } else {
    jump(bodyBlock);
  }
  currentLoop = outerLoop;
  if (leaveBlock != after) { // the condition's variable ends
    enter(leaveBlock);
    leave({after, inner});
  }
  Id incStmt = stmt->getInc() ? addStmt(stmt->getInc(), StmtKind::Expr, StmtRole::Inc, currentStmt) : 0;
  enter(bodyBlock);
  Cleanup *perIteration = cleanups;
  loopBody(stmt->getBody(), loop, {after, inner}, {incBlock, perIteration});
  jump(incBlock);
  enter(incBlock);
  if (current && stmt->getInc()) {
    StmtScope inc(*this, incStmt);
    Cleanup *beforeInc = cleanups;
    discard(stmt->getInc());
    popCleanups(beforeInc);
  }
  popCleanups(inner);
  jump(header);
  enter(after);
  popCleanups(outer);
}

void FunctionLowering::rangeFor(const clang::CXXForRangeStmt *stmt) {
  Cleanup *outer = cleanups;
  statement(stmt->getInit(), StmtRole::Init);
  statement(stmt->getRangeStmt(), StmtRole::Init);
  bool outerRangeFor = std::exchange(inRangeFor, true);
  statement(stmt->getBeginStmt(), StmtRole::Init);
  statement(stmt->getEndStmt(), StmtRole::Init);
  Id header = newBlock(), bodyBlock = newBlock(), incBlock = newBlock(), after = newBlock();
  jump(header);
  enterAlways(header);
  Id loop = addLoop(stmt, LoopForm::RangeFor, header);
  Id outerLoop = std::exchange(currentLoop, loop);
  if (stmt->getCond()) {
    StmtScope cond(*this, stmt->getCond(), StmtKind::Expr, StmtRole::Cond);
    branchOn(stmt->getCond(), bodyBlock, after);
  }
  Id incStmt = stmt->getInc() ? addStmt(stmt->getInc(), StmtKind::Expr, StmtRole::Inc, currentStmt) : 0;
  enter(bodyBlock);
  Cleanup *perLoop = cleanups;
  statement(stmt->getLoopVarStmt());
  currentLoop = outerLoop;
  inRangeFor = outerRangeFor;
  // `break` and `continue` leave the loop variable.
  loopBody(stmt->getBody(), loop, {after, perLoop}, {incBlock, perLoop});
  popCleanups(perLoop);
  jump(incBlock);
  enter(incBlock);
  if (current && stmt->getInc()) {
    StmtScope inc(*this, incStmt);
    inRangeFor = true;
    discard(stmt->getInc());
    inRangeFor = outerRangeFor;
    popCleanups(perLoop);
  }
  jump(header);
  enter(after);
  popCleanups(outer);

  auto bound = [&](const clang::Stmt *declaration) -> const clang::VarDecl * {
    auto *decl = llvm::dyn_cast_or_null<clang::DeclStmt>(declaration);
    return decl && decl->isSingleDecl() ? llvm::dyn_cast<clang::VarDecl>(decl->getSingleDecl()) : nullptr;
  };
  if (const clang::VarDecl *range = bound(stmt->getRangeStmt()))
    if (auto it = references.find(range); it != references.end())
      body.loops[loop].rangePath = it->second;
  if (const clang::VarDecl *var = bound(stmt->getLoopVarStmt()))
    if (auto it = vars.find(var); it != vars.end() && !llvm::isa<clang::DecompositionDecl>(var))
      body.loops[loop].rangeVar = it->second;
}

} // namespace overlap::matchers
