#include "rules/effects/UsedValues.h"

namespace overlap::rules {

using namespace facts;

std::vector<bool> usedValues(const Body &body, const ValueUses &uses) {
  std::vector<bool> used(body.values.size());
  std::vector<Id> pending;
  auto use = [&](Id value) {
    if (value && !used[value]) {
      used[value] = true;
      pending.push_back(value);
    }
  };
  auto usePath = [&](Id id, bool withRoot = true) {
    const Path &path = body.paths[id];
    if (withRoot && path.root == RootKind::Pointer)
      use(path.id);
    for (const Step &step : path.steps)
      if (step.kind == StepKind::Index)
        use(step.a);
  };
  for (const Event &event : body.events) {
    use(event.value);
    usePath(event.path, uses.byAccess);
  }
  for (const Call &call : body.calls) {
    use(call.callee);
    use(call.count);
    usePath(call.receiver);
    usePath(call.result);
    for (const Arg &arg : call.args)
      use(arg.value);
  }
  if (uses.byBranch)
    for (const Block &block : body.blocks)
      use(block.cond);
  for (const Loop &loop : body.loops)
    usePath(loop.rangePath);
  while (!pending.empty()) {
    const Value &value = body.values[pending.back()];
    pending.pop_back();
    switch (value.kind) {
    case ValueKind::Addr:
      usePath(value.a);
      break;
    case ValueKind::Bin:
    case ValueKind::Un:
    case ValueKind::Cast:
    case ValueKind::Select:
      if (const Id handedOn = uses.handsOn ? uses.handsOn(value) : 0) {
        use(handedOn);
        break;
      }
      use(value.a);
      use(value.b);
      use(value.c);
      break;
    default:
      break;
    }
  }
  return used;
}

} // namespace overlap::rules
