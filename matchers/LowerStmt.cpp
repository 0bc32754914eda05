#include "matchers/FunctionLowering.h"

#include <clang/AST/StmtOpenMP.h>

/// Statements other than loops, switches, declarations and try.
namespace overlap::matchers {

using namespace facts;

namespace {

/// Deeper nesting (an else-if chain is nested, too) could exhaust the stack.
constexpr unsigned kMaxDepth = 1'000;

StmtKind kindOf(const clang::Stmt *stmt) {
  switch (stmt->getStmtClass()) {
  case clang::Stmt::CompoundStmtClass:
    return StmtKind::Block;
  case clang::Stmt::IfStmtClass:
    return StmtKind::If;
  case clang::Stmt::SwitchStmtClass:
    return StmtKind::Switch;
  case clang::Stmt::ForStmtClass:
    return StmtKind::For;
  case clang::Stmt::WhileStmtClass:
    return StmtKind::While;
  case clang::Stmt::DoStmtClass:
    return StmtKind::Do;
  case clang::Stmt::CXXForRangeStmtClass:
    return StmtKind::RangeFor;
  case clang::Stmt::CXXTryStmtClass:
    return StmtKind::Try;
  case clang::Stmt::CXXCatchStmtClass:
    return StmtKind::Catch;
  case clang::Stmt::DeclStmtClass:
    return StmtKind::Decl;
  case clang::Stmt::ReturnStmtClass:
    return StmtKind::Return;
  case clang::Stmt::BreakStmtClass:
    return StmtKind::Break;
  case clang::Stmt::ContinueStmtClass:
    return StmtKind::Continue;
  case clang::Stmt::GotoStmtClass:
  case clang::Stmt::IndirectGotoStmtClass:
    return StmtKind::Goto;
  case clang::Stmt::LabelStmtClass:
    return StmtKind::Label;
  case clang::Stmt::CaseStmtClass:
  case clang::Stmt::DefaultStmtClass:
    return StmtKind::Case;
  case clang::Stmt::CoroutineBodyStmtClass:
  case clang::Stmt::CoreturnStmtClass:
    return StmtKind::Coroutine;
  default:
    return llvm::isa<clang::Expr>(stmt) ? StmtKind::Expr : StmtKind::Other;
  }
}

} // namespace

Id FunctionLowering::addStmt(const clang::Stmt *stmt, StmtKind kind, StmtRole role, Id parent) {
  Stmt entry;
  entry.kind = kind;
  entry.role = role;
  entry.parent = parent;
  entry.loc = loc(stmt->getSourceRange());
  entry.textHash = text.hash(stmt->getSourceRange());
  // A statement and its first part begin at one place: the whole comes first.
  for (unsigned pragma : tables.pragmasBefore(stmt->getBeginLoc()))
    if (attachedPragmas.insert(pragma).second)
      entry.pragmas.push_back(tables.pragmaText(pragma));
  body.stmts.push_back(std::move(entry));
  return static_cast<Id>(body.stmts.size() - 1);
}

FunctionLowering::StmtScope::StmtScope(FunctionLowering &owner, const clang::Stmt *stmt, StmtKind kind,
                                       StmtRole role)
    : owner(owner), saved(owner.currentStmt) {
  owner.currentStmt = owner.addStmt(stmt, kind, role, saved);
}

void FunctionLowering::statement(const clang::Stmt *stmt, StmtRole role) {
  if (!stmt || llvm::isa<clang::NullStmt>(stmt))
    return;
  if (auto *attributed = llvm::dyn_cast<clang::AttributedStmt>(stmt)) {
    statement(attributed->getSubStmt(), role);
    return;
  }
  StmtScope scope(*this, stmt, kindOf(stmt), role);
  if (depth > kMaxDepth) {
    unknownEvent(UnknownReason::Limit, stmt->getSourceRange());
    return;
  }
  ++depth;
  dispatchStatement(stmt, role);
  --depth;
}

void FunctionLowering::dispatchStatement(const clang::Stmt *stmt, StmtRole) {
  if (auto *expr = llvm::dyn_cast<clang::Expr>(stmt)) {
    Cleanup *outer = cleanups;
    discard(expr);
    popCleanups(outer);
    return;
  }
  if (llvm::isa<clang::OMPExecutableDirective>(stmt))
    return openmpStatement(stmt);
  switch (stmt->getStmtClass()) {
  case clang::Stmt::CompoundStmtClass:
    return compound(llvm::cast<clang::CompoundStmt>(stmt));
  case clang::Stmt::IfStmtClass:
    return ifStatement(llvm::cast<clang::IfStmt>(stmt));
  case clang::Stmt::SwitchStmtClass:
    return switchStatement(llvm::cast<clang::SwitchStmt>(stmt));
  case clang::Stmt::ForStmtClass:
    return forLoop(llvm::cast<clang::ForStmt>(stmt));
  case clang::Stmt::WhileStmtClass:
    return whileLoop(llvm::cast<clang::WhileStmt>(stmt));
  case clang::Stmt::DoStmtClass:
    return doLoop(llvm::cast<clang::DoStmt>(stmt));
  case clang::Stmt::CXXForRangeStmtClass:
    return rangeFor(llvm::cast<clang::CXXForRangeStmt>(stmt));
  case clang::Stmt::CXXTryStmtClass:
    return tryStatement(llvm::cast<clang::CXXTryStmt>(stmt));
  case clang::Stmt::DeclStmtClass:
    return declStatement(llvm::cast<clang::DeclStmt>(stmt));
  case clang::Stmt::ReturnStmtClass:
    return returnStatement(llvm::cast<clang::ReturnStmt>(stmt));
  case clang::Stmt::BreakStmtClass:
    return breaks.empty() ? unsupportedStatement(stmt) : leave(breaks.back());
  case clang::Stmt::ContinueStmtClass:
    return continues.empty() ? unsupportedStatement(stmt) : leave(continues.back());
  case clang::Stmt::GotoStmtClass:
    return gotoStatement(llvm::cast<clang::GotoStmt>(stmt)->getLabel(), stmt->getSourceRange());
  case clang::Stmt::IndirectGotoStmtClass:
    rvalue(llvm::cast<clang::IndirectGotoStmt>(stmt)->getTarget());
    unknownEvent(UnknownReason::IndirectGoto, stmt->getSourceRange());
    return finishBlock(TermKind::Unreachable, {});
  case clang::Stmt::LabelStmtClass:
    return labelStatement(llvm::cast<clang::LabelStmt>(stmt));
  case clang::Stmt::CaseStmtClass:
  case clang::Stmt::DefaultStmtClass:
    return caseStatement(llvm::cast<clang::SwitchCase>(stmt));
  case clang::Stmt::GCCAsmStmtClass:
  case clang::Stmt::MSAsmStmtClass:
    return asmStatement(llvm::cast<clang::AsmStmt>(stmt));
  case clang::Stmt::CoroutineBodyStmtClass:
    return coroutineBody(llvm::cast<clang::CoroutineBodyStmt>(stmt));
  case clang::Stmt::CoreturnStmtClass:
    return coreturn(llvm::cast<clang::CoreturnStmt>(stmt));
  case clang::Stmt::CapturedStmtClass:
    return statement(llvm::cast<clang::CapturedStmt>(stmt)->getCapturedStmt());
  default:
    return unsupportedStatement(stmt);
  }
}

void FunctionLowering::unsupportedStatement(const clang::Stmt *stmt) {
  unknownEvent(UnknownReason::UnsupportedExpr, stmt->getSourceRange());
}

/// The pragma's text is in the facts; its body is lowered as the serial program that it also is.
void FunctionLowering::openmpStatement(const clang::Stmt *stmt) {
  auto *directive = llvm::cast<clang::OMPExecutableDirective>(stmt);
  if (!directive->hasAssociatedStmt())
    return;
  const clang::Stmt *inner = directive->getAssociatedStmt();
  while (auto *captured = llvm::dyn_cast_or_null<clang::CapturedStmt>(inner))
    inner = captured->getCapturedStmt();
  statement(inner);
}

void FunctionLowering::compound(const clang::CompoundStmt *stmt) {
  Cleanup *outer = cleanups;
  for (const clang::Stmt *child : stmt->body())
    statement(child);
  popCleanups(outer);
}

void FunctionLowering::ifStatement(const clang::IfStmt *stmt) {
  Cleanup *outer = cleanups;
  statement(stmt->getInit(), StmtRole::Init);
  if (stmt->isConsteval()) {
    // At run time `if consteval` is false.
    statement(stmt->isNegatedConsteval() ? stmt->getThen() : stmt->getElse(),
              stmt->isNegatedConsteval() ? StmtRole::Then : StmtRole::Else);
    popCleanups(outer);
    return;
  }
  if (stmt->getConditionVariable())
    statement(stmt->getConditionVariableDeclStmt(), StmtRole::Init);
  Id thenBlock = newBlock(), elseBlock = stmt->getElse() ? newBlock() : 0, after = newBlock();
  {
    StmtScope cond(*this, stmt->getCond(), StmtKind::Expr, StmtRole::Cond);
    branchOn(stmt->getCond(), thenBlock, elseBlock ? elseBlock : after);
  }
  enter(thenBlock);
  // What `if constexpr` drops is not code of this instance.
  bool isConstant = stmt->isConstexpr() && !stmt->getCond()->isValueDependent();
  if (!isConstant || current)
    statement(stmt->getThen(), StmtRole::Then);
  jump(after);
  if (elseBlock) {
    enter(elseBlock);
    if (!isConstant || current)
      statement(stmt->getElse(), StmtRole::Else);
    jump(after);
  }
  enter(after);
  popCleanups(outer);
}

void FunctionLowering::returnStatement(const clang::ReturnStmt *stmt) {
  const clang::Expr *operand = stmt->getRetValue();
  Id value = 0;
  if (operand) {
    Cleanup *outer = cleanups;
    clang::QualType type = function->getReturnType();
    const clang::VarDecl *kept = stmt->getNRVOCandidate();
    if (type->isReferenceType()) {
      value = build.address(lvalue(operand), pointerTo(type));
    } else if (returnSlot && kept && kept->isNRVOVariable() && vars.count(kept)) {
      value = build.address(variablePath(kept, operand->getSourceRange()), pointerTo(type));
    } else if (returnSlot) {
      initialise(returnSlot, type, operand);
      value = build.address(returnSlot, pointerTo(type));
    } else if (operand->getType()->isVoidType()) {
      discard(operand);
    } else {
      value = rvalue(operand);
    }
    popCleanups(outer);
    extended.clear();
  }
  emitReturn(value, stmt->getSourceRange());
}

void FunctionLowering::emitReturn(Id value, clang::SourceRange at) {
  if (!current)
    here();
  emitCleanups(nullptr);
  emit({.kind = EventKind::Return, .value = value}, at);
  finishBlock(TermKind::Return, {exitBlock});
}

/// A jump forward does not know yet what lives at its label; it is a block of its own, finished when the
/// label comes.
void FunctionLowering::gotoStatement(const clang::LabelDecl *label, clang::SourceRange) {
  if (!current)
    return;
  Label &target = labels[label];
  if (!target.block)
    target.block = newBlock();
  if (target.isPlaced) {
    leave({target.block, target.cleanups});
    return;
  }
  target.pending.emplace_back(current, cleanups);
  current = 0;
}

void FunctionLowering::labelStatement(const clang::LabelStmt *stmt) {
  Label &label = labels[stmt->getDecl()];
  if (!label.block)
    label.block = newBlock();
  jump(label.block);
  label.isPlaced = true;
  label.cleanups = cleanups;
  Cleanup *saved = cleanups;
  std::vector<TryContext> savedTries;
  for (auto [block, living] : std::exchange(label.pending, {})) {
    // Destroy what lives there and does not here. A jump into a scope finds nothing of its own above the
    // label's.
    current = block;
    Cleanup *common = living;
    auto isBelow = [&](Cleanup *candidate) {
      for (Cleanup *at = saved;; at = at->next) {
        if (at == candidate)
          return true;
        if (!at)
          return false;
      }
    };
    while (!isBelow(common))
      common = common->next;
    cleanups = living;
    tries.swap(savedTries);
    emitCleanups(common);
    tries.swap(savedTries);
    jump(label.block);
  }
  cleanups = saved;
  enterAlways(label.block);
  statement(stmt->getSubStmt());
}

void FunctionLowering::asmStatement(const clang::AsmStmt *stmt) {
  for (unsigned i = 0; i < stmt->getNumInputs(); ++i) {
    const clang::Expr *input = stmt->getInputExpr(i);
    if (input->isGLValue() || isAggregate(input->getType()))
      emitRead(objectPath(input), input->getType(), input->getSourceRange());
    else
      rvalue(input);
  }
  std::vector<std::pair<Id, const clang::Expr *>> outputs;
  for (unsigned i = 0; i < stmt->getNumOutputs(); ++i) {
    const clang::Expr *output = stmt->getOutputExpr(i);
    outputs.emplace_back(lvalue(output), output);
    if (stmt->isOutputPlusConstraint(i))
      emitRead(outputs.back().first, output->getType(), output->getSourceRange());
  }
  unknownEvent(UnknownReason::Asm, stmt->getSourceRange());
  for (auto [path, output] : outputs)
    emitWrite(path, build.unknown(UnknownReason::Asm, typeId(output->getType())), WriteHow::Assign,
              output->getSourceRange());
  auto *gcc = llvm::dyn_cast<clang::GCCAsmStmt>(stmt);
  if (!gcc || !gcc->isAsmGoto())
    return;
  for (unsigned i = 0; i < gcc->getNumLabels(); ++i) {
    Id jumps = newBlock(), next = newBlock();
    branch(build.unknown(UnknownReason::Asm, typeId(ctx.BoolTy)), jumps, next);
    enter(jumps);
    gotoStatement(gcc->getLabelExpr(i)->getLabel(), stmt->getSourceRange());
    enter(next);
  }
}

} // namespace overlap::matchers
