#include "rules/effects/ProcessEnds.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

bool ProcessEnds::endsProcess(const CallSite &site) const {
  const std::vector<Id> targets = engine.targets(site);
  return !targets.empty() && !engine.isOpen(site) && std::ranges::all_of(targets, [&](Id target) {
    if (const ApiMatch known = engine.api(target))
      return known->endsProcess;
    const Function &function = engine.program.function(target);
    return engine.program.tables.symbols[function.symbol].linkage != Linkage::Weak &&
           engine.isDefined(target) && engine.summary(target).endsProcess;
  });
}

bool ProcessEnds::mayThrow(Id body, Id event) const {
  const CallOutcome out = calls.outcome(body, event);
  return out.effects.mayThrow || out.effects.writesAnything;
}

std::vector<bool> ProcessEnds::doomed(Id bodyId, const std::vector<Id> &ends) const {
  const Body &body = engine.body(bodyId);
  auto isCall = [&](Id event) { return body.events[event].kind == EventKind::Call; };
  // True if control gets from one event of the block to the next: from `first` to before `last`.
  auto goesOn = [&](auto first, auto last) {
    return std::all_of(first, last, [&](Id event) {
      const EventKind kind = body.events[event].kind;
      return kind != EventKind::Throw && kind != EventKind::Await && kind != EventKind::Unknown &&
             !(isCall(event) && mayThrow(bodyId, event));
    });
  };
  std::vector<bool> result;
  std::vector<Id> pending; // blocks whose predecessors are to be looked at
  for (const Id block : ends) {
    const std::vector<Id> &events = body.blocks[block].events;
    const auto end = std::ranges::find_if(
        events, [&](Id event) { return isCall(event) && endsProcess(engine.site(bodyId, event)); });
    if (end == events.end() || !goesOn(events.begin(), end))
      continue;
    result.resize(body.blocks.size());
    result[block] = true;
    pending.push_back(block);
  }
  const Cfg &cfg = engine.state(bodyId).index.cfg();
  while (!pending.empty()) {
    const Id block = pending.back();
    pending.pop_back();
    for (const Id before : cfg.predecessors(block)) {
      const Block &b = body.blocks[before];
      if (result[before] ||
          !std::ranges::all_of(b.succs, [&](Id next) { return next == 0 || result[next]; }) ||
          !goesOn(b.events.begin(), b.events.end()))
        continue;
      result[before] = true;
      pending.push_back(before);
    }
  }
  return result;
}

bool ProcessEnds::mayFork(Id bodyId) const {
  const Body &body = engine.body(bodyId);
  for (Id event = 1; event < body.events.size(); ++event) {
    if (body.events[event].kind != EventKind::Call)
      continue;
    const CallEffects effects = calls.outcome(bodyId, event).effects;
    if (effects.maySpawn || std::ranges::any_of(effects.resources, [](const ResourceAccess &use) {
          return use.key == "process" || use.key == kAnything;
        }))
      return true;
  }
  return false;
}

void ProcessEnds::markLastWords(std::vector<ResourceAccess> &uses) {
  for (ResourceAccess &use : uses) {
    const bool isNamed = !use.hasHandle && !use.key.empty() && !use.key.starts_with("path:");
    use.lastWords |=
        isNamed && (use.mode == ResourceMode::Order || use.key == "stdout" || use.key == "stderr");
  }
}

} // namespace overlap::rules
