#include "matchers/FunctionLowering.h"

/// What has to run when a scope is left: destructors, ends of lifetimes, and the way to the handlers of a
/// try.
namespace overlap::matchers {

using namespace facts;

void FunctionLowering::pushCleanup(Cleanup cleanup) {
  cleanup.next = cleanups;
  cleanups = &cleanupPool.emplace_back(cleanup);
}

void FunctionLowering::pushDestructor(Id path, clang::QualType type, clang::SourceRange at) {
  if (type.isDestructedType() == clang::QualType::DK_cxx_destructor)
    pushCleanup({.kind = Cleanup::Kind::Destroy, .path = path, .type = type, .at = at.getEnd()});
}

void FunctionLowering::emitCleanup(const Cleanup &cleanup) {
  Id done = 0;
  if (cleanup.guard) {
    Id run = newBlock();
    done = newBlock();
    branch(cleanup.guard, run, done);
    enterAlways(run);
  }
  switch (cleanup.kind) {
  case Cleanup::Kind::Destroy:
    destroy(cleanup.path, cleanup.type, cleanup.at);
    break;
  case Cleanup::Kind::EndLifetime:
    emit({.kind = EventKind::End, .var = cleanup.var}, cleanup.at);
    break;
  case Cleanup::Kind::Function: {
    Call call = makeCall(TargetKind::Direct, CallSyntax::Cleanup);
    call.function = tables.function(cleanup.function);
    call.type = typeId(cleanup.function->getReturnType());
    call.resultUsed = false;
    call.noThrow = cannotThrow(cleanup.function, nullptr);
    call.args.push_back(
        {.value = build.address(cleanup.path, pointerTo(cleanup.type)), .type = pointerTo(cleanup.type)});
    emitCall(std::move(call), cleanup.at);
    break;
  }
  }
  if (done) {
    jump(done);
    enter(done);
  }
}

void FunctionLowering::emitCleanups(Cleanup *to) {
  Cleanup *saved = cleanups;
  popCleanups(to);
  cleanups = saved;
}

void FunctionLowering::popCleanups(Cleanup *to) {
  while (cleanups != to) {
    const Cleanup &cleanup = *cleanups;
    cleanups = cleanup.next; // what it does itself runs with it gone
    if (current)
      emitCleanup(cleanup);
  }
}

void FunctionLowering::guardCleanups(Cleanup *outer, Id cond, bool whenTrue) {
  if (cleanups == outer)
    return;
  Id boolType = typeId(ctx.BoolTy);
  Id guard = whenTrue ? cond : build.unary(UnOp::LogNot, cond, boolType);
  for (Cleanup *cleanup = cleanups; cleanup != outer; cleanup = cleanup->next)
    cleanup->guard = cleanup->guard ? build.binary(BinOp::LAnd, guard, cleanup->guard, boolType) : guard;
  landingPads.clear(); // those made so far were for the inside of the arm
}

void FunctionLowering::pushExtended() {
  for (const Cleanup &cleanup : extended)
    pushCleanup(cleanup);
  extended.clear();
}

/// The block that an exception thrown here arrives at: destroys what lives inside the try, then asks the
/// handlers.
Id FunctionLowering::landingPad() {
  const TryContext inner = tries.back();
  if (cleanups == inner.outer)
    return inner.dispatch;
  if (auto it = landingPads.find(cleanups); it != landingPads.end())
    return it->second;
  Cleanup *key = cleanups;
  Id savedBlock = current;
  Id pad = newBlock();
  std::vector<TryContext> savedTries;
  savedTries.swap(tries); // an exception out of a destructor that unwinds terminates the program
  enterAlways(pad);
  emitCleanups(inner.outer);
  jump(inner.dispatch);
  tries.swap(savedTries);
  current = savedBlock;
  landingPads[key] = pad;
  return pad;
}

void FunctionLowering::mayThrow() {
  if (tries.empty())
    return;
  Id pad = landingPad();
  Id next = newBlock();
  branch(build.unknown(UnknownReason::Throwing, typeId(ctx.BoolTy)), pad, next);
  enter(next);
}

} // namespace overlap::matchers
