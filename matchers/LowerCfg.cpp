#include "matchers/FunctionLowering.h"

#include <algorithm>

/// Blocks, edges and what every construct uses to emit events.
namespace overlap::matchers {

using namespace facts;

namespace {

/// A body of more events is not worth its analysis; generated tables are the usual case.
constexpr std::size_t kMaxEvents = 60'000;

} // namespace

Id FunctionLowering::newBlock() {
  body.blocks.emplace_back();
  hasPredecessor.push_back(false);
  return static_cast<Id>(body.blocks.size() - 1);
}

void FunctionLowering::enter(Id block) { current = hasPredecessor[block] ? block : 0; }

Id FunctionLowering::here() {
  if (!current)
    current = newBlock(); // code that nothing leads to is kept
  return current;
}

void FunctionLowering::finishBlock(TermKind term, std::vector<Id> succs) {
  Block &block = body.blocks[here()];
  block.term = term;
  block.termStmt = currentStmt;
  for (Id succ : succs)
    hasPredecessor[succ] = true;
  block.succs = std::move(succs);
  current = 0;
}

void FunctionLowering::jump(Id target) {
  if (current)
    finishBlock(TermKind::Goto, {target});
}

void FunctionLowering::branch(Id cond, Id ifTrue, Id ifFalse) {
  Id block = here();
  std::int64_t number = 0;
  bool isConstant = build.constant(cond, number);
  finishBlock(TermKind::Branch, {ifTrue, ifFalse});
  body.blocks[block].cond = cond;
  if (isConstant)
    body.blocks[block].succs[number ? 1 : 0] = 0;
}

void FunctionLowering::leave(const JumpTarget &target) {
  if (!current)
    return;
  emitCleanups(target.cleanups);
  jump(target.block);
}

void FunctionLowering::branchOn(const clang::Expr *cond, Id ifTrue, Id ifFalse) {
  const clang::Expr *inner = cond->IgnoreParens();
  if (auto *op = llvm::dyn_cast<clang::UnaryOperator>(inner); op && op->getOpcode() == clang::UO_LNot) {
    branchOn(op->getSubExpr(), ifFalse, ifTrue);
    return;
  }
  if (auto *op = llvm::dyn_cast<clang::BinaryOperator>(inner); op && op->isLogicalOp()) {
    bool isAnd = op->getOpcode() == clang::BO_LAnd;
    Id right = newBlock();
    Id left = rvalue(op->getLHS());
    branch(left, isAnd ? right : ifTrue, isAnd ? ifFalse : right);
    enter(right);
    // No temporaries to destroy here: an operand with any is an ExprWithCleanups, which is no logical
    // operator.
    branchOn(op->getRHS(), ifTrue, ifFalse);
    return;
  }
  Id value = rvalue(cond);
  branch(value, ifTrue, ifFalse);
}

Id FunctionLowering::loc(clang::SourceRange range) {
  auto key = std::make_pair(range.getBegin().getRawEncoding(), range.getEnd().getRawEncoding());
  auto [it, isNew] = locIds.try_emplace(key, 0);
  if (isNew && range.isValid()) {
    it->second = static_cast<Id>(body.locs.size());
    body.locs.push_back(tables.loc(range));
  }
  return it->second;
}

Id FunctionLowering::emit(Event event, clang::SourceRange at) {
  if (body.events.size() > kMaxEvents)
    throw TooLarge{};
  event.stmt = currentStmt;
  event.loc = loc(at);
  auto id = static_cast<Id>(body.events.size());
  body.events.push_back(event);
  body.blocks[here()].events.push_back(id);
  return id;
}

Id FunctionLowering::emitRead(Id path, clang::QualType type, clang::SourceRange at) {
  Id event = emit({.kind = EventKind::Read, .path = path, .isVolatile = type.isVolatileQualified()}, at);
  return build.ofEvent(ValueKind::Read, event, typeId(type.getUnqualifiedType()));
}

/// `isVolatile`: as the expression has it, whatever the object is.
void FunctionLowering::emitWrite(Id path, Id value, WriteHow how, clang::SourceRange at, BinOp op,
                                 bool isVolatile) {
  isVolatile |= body.paths[path].type && tables.tables().types[body.paths[path].type].isVolatile;
  emit({.kind = EventKind::Write,
        .path = path,
        .value = value,
        .how = how,
        .op = op,
        .isVolatile = isVolatile},
       at);
}

Call FunctionLowering::makeCall(TargetKind target, CallSyntax syntax) {
  Call call;
  call.target = target;
  call.syntax = syntax;
  return call;
}

Id FunctionLowering::emitCall(Call call, clang::SourceRange at) {
  call.inTry = tries.empty() ? 0 : tries.back().stmt;
  bool endsBlock = !call.noThrow && call.syntax != CallSyntax::New;
  auto callId = static_cast<Id>(body.calls.size());
  body.calls.push_back(std::move(call));
  Id event = emit({.kind = EventKind::Call, .call = callId}, at);
  if (endsBlock)
    mayThrow();
  return event;
}

void FunctionLowering::gap(UnknownReason reason, clang::SourceRange at) {
  body.gaps.push_back({reason, loc(at)});
}

void FunctionLowering::unknownEvent(UnknownReason reason, clang::SourceRange at) {
  gap(reason, at);
  emit({.kind = EventKind::Unknown, .reason = reason}, at);
}

Id FunctionLowering::named(Id path, const clang::Expr *expr) {
  if (path && !inRangeFor && !body.paths[path].spelling)
    body.paths[path].spelling = tables.string(text.spelling(expr));
  return path;
}

/// Reverse post-order from the entry, then what nothing leads to and still does something, likewise.
void FunctionLowering::orderBlocks() {
  std::vector<Id> order;
  std::vector<char> seen(body.blocks.size(), false);
  auto visitFrom = [&](Id root) {
    if (seen[root])
      return;
    std::vector<Id> postOrder;
    std::vector<std::pair<Id, std::size_t>> stack{{root, 0}};
    seen[root] = true;
    while (!stack.empty()) {
      auto &[block, done] = stack.back();
      const std::vector<Id> &succs = body.blocks[block].succs;
      if (done == succs.size()) {
        postOrder.push_back(block);
        stack.pop_back();
        continue;
      }
      // The last successor first, so that the first one, the loop's body or the then-branch, comes before it.
      Id succ = succs[succs.size() - 1 - done++];
      if (succ && !seen[succ]) {
        seen[succ] = true;
        stack.emplace_back(succ, 0);
      }
    }
    order.insert(order.end(), postOrder.rbegin(), postOrder.rend());
  };
  visitFrom(body.entry);
  for (Id block = 1; block < body.blocks.size(); ++block)
    if (!body.blocks[block].events.empty() || block == body.exit)
      visitFrom(block);

  std::vector<Id> newId(body.blocks.size(), 0);
  std::vector<Block> blocks(1);
  for (Id block : order) {
    newId[block] = static_cast<Id>(blocks.size());
    blocks.push_back(std::move(body.blocks[block]));
  }
  for (Block &block : blocks)
    for (Id &succ : block.succs)
      succ = newId[succ];
  // In reverse post-order only an edge that closes a loop leads backward.
  std::vector<char> isLoopHeader(blocks.size(), false);
  for (Id block = 1; block < blocks.size(); ++block)
    for (Id succ : blocks[block].succs)
      if (succ <= block)
        isLoopHeader[succ] = true;
  for (Loop &loop : body.loops) {
    loop.header = newId[loop.header];
    if (!isLoopHeader[loop.header])
      loop.header = 0;
  }
  body.blocks = std::move(blocks);
  body.entry = newId[body.entry];
  body.exit = newId[body.exit];
}

/// A variable's address is taken where it is anything but the root of a path: values that events, calls and
/// branches use are walked for Addr.
void FunctionLowering::markAddressTaken() {
  std::vector<char> seenValues(body.values.size(), false), seenPaths(body.paths.size(), false);
  std::vector<Id> work;
  auto use = [&](Id value) {
    if (value && !seenValues[value]) {
      seenValues[value] = true;
      work.push_back(value);
    }
  };
  auto usePath = [&](Id pathId) {
    if (!pathId || seenPaths[pathId])
      return;
    seenPaths[pathId] = true;
    const Path &path = body.paths[pathId];
    if (path.root == RootKind::Pointer)
      use(path.id);
    for (const Step &step : path.steps)
      if (step.kind == StepKind::Index)
        use(step.a);
  };
  auto isRecord = [&](Id type) { return tables.tables().types[type].kind == TypeKind::Record; };
  for (const Event &event : body.events) {
    usePath(event.path);
    bool isRecordResult = event.kind == EventKind::Return && returnSlot;
    if (!isRecordResult)
      use(event.value);
  }
  for (const Call &call : body.calls) {
    use(call.callee);
    use(call.count);
    usePath(call.receiver);
    usePath(call.result);
    for (const Arg &arg : call.args)
      if (!isRecord(arg.type))
        use(arg.value);
  }
  for (const Block &block : body.blocks)
    use(block.cond);
  while (!work.empty()) {
    const Value value = body.values[work.back()];
    work.pop_back();
    switch (value.kind) {
    case ValueKind::Addr: {
      const Path &path = body.paths[value.a];
      if (path.root == RootKind::Var)
        body.vars[path.id].addressTaken = true;
      usePath(value.a);
      break;
    }
    case ValueKind::Bin:
    case ValueKind::Un:
    case ValueKind::Cast:
    case ValueKind::Select:
    case ValueKind::SizeOf:
      use(value.a);
      use(value.b);
      use(value.c);
      break;
    default:
      break;
    }
  }
}

} // namespace overlap::matchers
