#include "rules/regions/MisplacedCalls.h"

#include "rules/regions/Advice.h"
#include "rules/regions/IoAdvice.h"
#include "rules/rule/Rule.h"
#include "rules/tasks/TaskFinder.h"

namespace overlap::rules {

using namespace facts;

namespace {

/// Why nothing may wait in the function; empty if it may.
std::string contextOf(const Context &context, const BodyInfo &info) {
  const Function &function = info.program().function(info.function());
  if (function.attrs & AttrCoroutine)
    return "a coroutine";
  if (function.attrs & AttrNonBlocking)
    return "a [[clang::nonblocking]] function";
  const std::string &cause = context.concurrent.handledFor(info.function());
  return cause.empty() ? "" : "a function that the event loop calls for " + cause;
}

bool mustNotWait(const Context &context, const Program &program, Id function) {
  return (program.function(function).attrs & (AttrCoroutine | AttrNonBlocking)) ||
         !context.concurrent.handledFor(function).empty();
}

/// Locks are held for short, and the lines of a log go to a buffer: only who promises never to block must do
/// without.
bool isMisplaced(const BlockingUse &use, bool promisesNotToBlock) {
  return use.api && use.api->blocking && !use.isElsewhere && use.api->role != Role::EventLoop &&
         (promisesNotToBlock || countsAsIo(use) ||
          (use.api->role == Role::Join && use.api->blocking->asyncWorthwhile));
}

} // namespace

std::vector<Judged> judgeMisplacedCalls(const Context &context, const BodyInfo &info) {
  std::vector<Judged> result;
  const std::string blockedContext = contextOf(context, info);
  if (blockedContext.empty())
    return result;
  const bool promises = info.program().function(info.function()).attrs & AttrNonBlocking;
  for (Id event : info.orderedEvents()) {
    if (info.body().events[event].kind != EventKind::Call)
      continue;
    const Id callee = info.body().calls[info.body().events[event].call].function;
    if (callee && mustNotWait(context, info.program(), callee))
      continue; // reported where it is
    Judged judged;
    Region &region = judged.region;
    for (const BlockingUse &use : info.callEffects(event).blocking)
      if (isMisplaced(use, promises))
        addOperation(context, info, use, region.operations);
    if (region.operations.empty())
      continue;
    region.kind = RegionKind::Call;
    region.function = info.program().str(info.program().function(info.function()).displayName);
    region.location = info.locationOf(event);
    region.boundness = Boundness::Io;
    region.blockedContext = blockedContext;
    region.tasks.push_back({region.location, info.calleeName(event), Boundness::Io, {}, 0});
    addLockHazards(info, {event}, region);
    advise(region, context.policy, context.program.language, context.program.tables, {});
    judged.textHash = info.body().stmts[info.body().events[event].stmt].textHash;
    for (const BlockingCall &operation : region.operations)
      judged.gain += waitEstimate(operation);
    nameRegion(region);
    result.push_back(std::move(judged));
  }
  return result;
}

} // namespace overlap::rules
