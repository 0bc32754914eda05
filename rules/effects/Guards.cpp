#include "rules/effects/Guards.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

MutexPath guardAt(const AccessPath &path) {
  MutexPath guard{path.base, false, path.id, 0, 0};
  auto step = path.steps.begin();
  if (step != path.steps.end() && step->kind == AccessStep::Deref && step->a == 0) {
    guard.isBehind = true;
    ++step;
  }
  if (step != path.steps.end() && step->kind == AccessStep::Field) {
    guard.record = step->record;
    guard.field = step->a;
    ++step;
  }
  const bool isKnown = (path.base == BaseKind::Var || path.base == BaseKind::Global) && !path.truncated &&
                       step == path.steps.end();
  return isKnown ? guard : MutexPath();
}

AccessPath pathOf(const MutexPath &guard) {
  AccessPath path = pathTo(guard.base, guard.id);
  if (guard.isBehind)
    append(path, {AccessStep::Deref, 0, 0, 0});
  if (guard.record)
    append(path, {AccessStep::Field, guard.field, guard.record, 0});
  return path;
}

Guards::Guards(const Engine &engine, const CallModel &calls, Id bodyId)
    : engine(engine), calls(calls), bodyId(bodyId), body(engine.body(bodyId)) {
  const bool locks = std::ranges::any_of(body.calls, [&](const Call &call) {
    const ApiMatch api = call.function ? engine.api(call.function) : ApiMatch();
    return api && api->role == Role::Lock;
  });
  if (locks)
    solve();
}

std::optional<Guards::Held> Guards::at(Id event) const {
  const auto found = before.find(event);
  return found == before.end() ? std::nullopt : std::optional(*found->second.begin());
}

void Guards::solve() {
  const Cfg &cfg = engine.state(bodyId).index.cfg();
  std::map<Id, State> after; // absent: not reached yet, so it restricts nothing
  for (bool changed = true; changed;) {
    changed = false;
    for (Id block : cfg.reversePostOrder()) {
      std::optional<State> state;
      for (Id from : cfg.predecessors(block)) {
        const auto found = after.find(from);
        if (found == after.end())
          continue;
        if (!state)
          state = found->second;
        else
          std::erase_if(*state, [&](const Held &held) { return !found->second.contains(held); });
      }
      if (!state)
        state.emplace();
      for (Id event : body.blocks[block].events) {
        if (state->empty())
          before.erase(event);
        else
          before[event] = *state;
        step(event, *state);
      }
      const auto [it, isNew] = after.try_emplace(block, *state);
      if (isNew || it->second != *state) {
        it->second = *state;
        changed = true;
      }
    }
  }
}

/// The variable that a path is, or is part of; 0 if it is something else.
Id Guards::variableOf(Id path) const {
  return path && body.paths[path].root == RootKind::Var ? body.paths[path].id : 0;
}

void Guards::acquire(const CallSite &site, State &state) const {
  if (std::ranges::any_of(site.api->resources,
                          [](const ApiResource &r) { return r.mode == ApiResource::Mode::Read; }))
    return; // shared among readers: no two of them wait for each other
  const Call &call = *site.call;
  Resolver &resolver = engine.state(bodyId).resolver;
  const ClassEntry *of = call.receiver && call.receiverType ? engine.classOfType(call.receiverType) : nullptr;
  MutexPath guard;
  Id variable = 0;
  if (of && of->kind == ClassEntry::Kind::Guard) {
    variable = variableOf(call.receiver);
    // Further arguments may defer the lock or only try it; scoped_lock may take several.
    if (call.syntax == CallSyntax::Construct && variable && call.args.size() == 1)
      guard = guardAt(resolver.pointee(call.args[0].value));
  } else if (call.receiver) {
    guard = guardAt(resolver.path(call.receiver));
  } else if (call.args.size() == 1) {
    guard = guardAt(resolver.pointee(call.args[0].value));
  }
  if (guard.isSet())
    state.insert({guard, site.event, variable});
}

void Guards::step(Id event, State &state) const {
  const Event &e = body.events[event];
  if (e.kind == EventKind::Begin || e.kind == EventKind::End)
    std::erase_if(state, [&](const Held &held) { return held.variable == e.var; });
  if (e.kind == EventKind::Unknown || e.kind == EventKind::Await)
    state.clear();
  if (e.kind != EventKind::Call)
    return;
  const CallSite site = engine.site(bodyId, event);
  std::vector<Id> given{variableOf(site.call->receiver)};
  for (const Arg &arg : site.call->args)
    if (body.values[arg.value].kind == ValueKind::Addr)
      given.push_back(variableOf(body.values[arg.value].a));
  std::erase_if(state, [&](const Held &held) {
    return held.variable && std::ranges::find(given, held.variable) != given.end();
  });
  if (site.api && site.api->role == Role::Lock)
    return acquire(site, state);
  if (state.empty())
    return;
  // A mutex in other hands may be given back there.
  const CallEffects effects = calls.outcome(bodyId, event).effects;
  if (effects.writesAnything || (site.api && site.api->role == Role::Unlock))
    return state.clear();
  std::erase_if(state, [&](const Held &held) {
    return std::ranges::any_of(effects.resources, [&](const ResourceAccess &use) { return use.isLocking; }) ||
           std::ranges::any_of(effects.accesses, [&](const Access &access) {
             return access.isWrite && (access.isLocking || guardAt(access.path) == held.guard);
           });
  });
}

} // namespace overlap::rules
