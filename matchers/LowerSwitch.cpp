#include "matchers/FunctionLowering.h"

#include <algorithm>

namespace overlap::matchers {

using namespace facts;

void FunctionLowering::switchStatement(const clang::SwitchStmt *stmt) {
  Cleanup *outer = cleanups;
  statement(stmt->getInit(), StmtRole::Init);
  if (stmt->getConditionVariable())
    statement(stmt->getConditionVariableDeclStmt(), StmtRole::Init);
  Id after = newBlock(), defaultBlock = 0;
  std::vector<const clang::SwitchCase *> cases;
  for (const clang::SwitchCase *each = stmt->getSwitchCaseList(); each; each = each->getNextSwitchCase())
    cases.push_back(each);
  std::reverse(cases.begin(), cases.end()); // Clang lists the last one first
  {
    StmtScope scope(*this, stmt->getCond(), StmtKind::Expr, StmtRole::Cond);
    Cleanup *beforeCond = cleanups;
    Id cond = rvalue(stmt->getCond());
    popCleanups(beforeCond);
    std::vector<Id> succs;
    std::vector<std::int64_t> values;
    for (const clang::SwitchCase *each : cases) {
      Id block = caseBlocks[each] = newBlock();
      auto *one = llvm::dyn_cast<clang::CaseStmt>(each);
      if (!one) {
        defaultBlock = block;
        continue;
      }
      std::int64_t low = one->getLHS()->EvaluateKnownConstInt(ctx).getExtValue();
      if (!one->caseStmtIsGNURange()) {
        succs.push_back(block);
        values.push_back(low);
        continue;
      }
      // `case low ... high` is a comparison before the switch.
      std::int64_t high = one->getRHS()->EvaluateKnownConstInt(ctx).getExtValue();
      Id type = build.value(cond).type, boolType = typeId(ctx.BoolTy);
      Id atLeast = build.binary(BinOp::GE, cond, build.integer(low, type), boolType);
      Id atMost = build.binary(BinOp::LE, cond, build.integer(high, type), boolType);
      Id next = newBlock();
      branch(build.binary(BinOp::LAnd, atLeast, atMost, boolType), block, next);
      enter(next);
    }
    succs.push_back(defaultBlock ? defaultBlock : after);
    values.push_back(0);
    Id block = here();
    finishBlock(TermKind::Switch, std::move(succs));
    body.blocks[block].cond = cond;
    body.blocks[block].caseValues = std::move(values);
  }
  breaks.push_back({after, cleanups});
  statement(stmt->getBody());
  breaks.pop_back();
  jump(after);
  enter(after);
  popCleanups(outer);
}

void FunctionLowering::caseStatement(const clang::SwitchCase *stmt) {
  if (auto it = caseBlocks.find(stmt); it != caseBlocks.end()) {
    jump(it->second);
    enterAlways(it->second);
  }
  statement(stmt->getSubStmt(), StmtRole::CaseBody);
}

} // namespace overlap::matchers
