#include "rules/dependence/Locks.h"

#include <algorithm>
#include <optional>

namespace overlap::rules {

using namespace facts;

namespace {

/// The variable that path `path` is, or is part of; 0 if it is something else.
Id variableOf(const Body &body, Id path) {
  const Path &p = body.paths[path];
  return path && p.root == RootKind::Var ? p.id : 0;
}

} // namespace

Locks::Locks(Symbolic &symbolic, PairTest &pairs)
    : symbolic_(symbolic), pairs_(pairs), context_(symbolic.context()), body_(context_.body()) {}

bool Locks::isLocking(BodyContext &context, Id event) {
  const Body &body = context.body();
  if (body.events[event].kind != EventKind::Call)
    return false;
  const ApiEntry *api = context.effects().api(context.bodyId(), event);
  return api && (api->role == Role::Lock || api->role == Role::Unlock);
}

std::string Locks::guardOf(const std::vector<Id> &events) {
  solve();
  std::optional<std::set<Place>> common;
  for (Id e : events) {
    std::set<Place> here;
    for (const Held &h : before_[e])
      if (!common || common->contains(h.mutex))
        here.insert(h.mutex);
    common = std::move(here);
  }
  return common && !common->empty() ? names_[*common->begin()] : "";
}

void Locks::solve() {
  if (isSolved_)
    return;
  isSolved_ = true;
  const Cfg &cfg = context_.cfg();
  const auto &blocks = cfg.blocksOf(symbolic_.loop());
  const Id header = body_.loops[symbolic_.loop()].header;
  const bool locks = std::any_of(blocks.begin(), blocks.end(), [&](Id b) {
    return std::any_of(body_.blocks[b].events.begin(), body_.blocks[b].events.end(),
                       [&](Id e) { return isLocking(context_, e); });
  });
  if (!locks)
    return;
  std::map<Id, State> after; // absent: not reached yet, so it restricts nothing
  for (bool changed = true; changed;) {
    changed = false;
    for (Id block : blocks) {
      std::optional<State> state;
      if (block == header)
        state = State{};
      else
        for (Id p : cfg.predecessors(block)) {
          const auto from = after.find(p);
          if (from == after.end()) {
            if (!cfg.contains(symbolic_.loop(), p))
              state = State{};
            continue;
          }
          if (!state) {
            state = from->second;
            continue;
          }
          std::erase_if(*state, [&](const Held &h) { return !from->second.contains(h); });
        }
      if (!state)
        continue;
      for (Id e : body_.blocks[block].events) {
        before_[e] = *state;
        step(e, *state);
      }
      const auto [it, isNew] = after.try_emplace(block, *state);
      if (isNew || it->second != *state) {
        it->second = *state;
        changed = true;
      }
    }
  }
}

void Locks::add(const AccessPath &mutex, Id guard, Id event, State &state) {
  const Place place = symbolic_.place(mutex, event);
  const bool isOwn = (place.root == Place::Root::Var && pairs_.isDeclaredInLoop(place.id)) ||
                     (place.root == Place::Root::Fresh && symbolic_.isInLoop(place.id));
  if (isOwn || symbolic_.isVarying(place))
    return;
  names_.try_emplace(place, context_.effects().spell(context_.bodyId(), mutex));
  state.insert({place, guard});
}

void Locks::acquire(Id event, State &state) {
  const EffectAnalysis &effects = context_.effects();
  const auto &uses = effects.api(context_.bodyId(), event)->resources;
  if (std::any_of(uses.begin(), uses.end(), [](auto &r) { return r.mode == ApiResource::Mode::Read; }))
    return; // shared among readers: no two of them wait for each other
  const Call &call = body_.calls[body_.events[event].call];
  const ClassEntry *of = call.receiver ? symbolic_.classOf(call.receiverType) : nullptr;
  if (of && of->kind == ClassEntry::Kind::Guard) {
    const Id guard = variableOf(body_, call.receiver);
    // Further arguments may defer the lock or only try it; scoped_lock may take several.
    if (call.syntax == CallSyntax::Construct && guard && call.args.size() == 1)
      add(effects.resolvePointer(context_.bodyId(), call.args[0].value), guard, event, state);
  } else if (call.receiver) {
    add(effects.resolve(context_.bodyId(), call.receiver), 0, event, state);
  } else if (call.args.size() == 1) {
    add(effects.resolvePointer(context_.bodyId(), call.args[0].value), 0, event, state);
  }
}

void Locks::step(Id event, State &state) {
  const Event &e = body_.events[event];
  if (e.kind == EventKind::Begin || e.kind == EventKind::End) {
    std::erase_if(state, [&](const Held &h) { return h.guard == e.var; });
    return;
  }
  if (e.kind == EventKind::Unknown || e.kind == EventKind::Await) {
    state.clear();
    return;
  }
  if (e.kind != EventKind::Call)
    return;
  const ApiEntry *api = context_.effects().api(context_.bodyId(), event);
  const Call &call = body_.calls[e.call];
  if (api && api->role == Role::Lock) {
    const Id guard = variableOf(body_, call.receiver);
    std::erase_if(state, [&](const Held &h) { return h.guard && h.guard == guard; });
    acquire(event, state);
    return;
  }
  // A guard or a mutex in other hands may be given back there.
  std::vector<Id> given{variableOf(body_, call.receiver)};
  for (const Arg &a : call.args)
    if (body_.values[a.value].kind == ValueKind::Addr)
      given.push_back(variableOf(body_, body_.values[a.value].a));
  if (api && api->role == Role::Unlock) {
    state.clear();
    return;
  }
  const CallEffects &effects = context_.call(event);
  std::erase_if(state, [&](const Held &h) {
    if (h.guard && std::find(given.begin(), given.end(), h.guard) != given.end())
      return true;
    auto isMutex = [&](const AccessPath &path) { return symbolic_.place(path, event) == h.mutex; };
    return effects.writesAnything ||
           std::any_of(effects.resources.begin(), effects.resources.end(),
                       [&](const ResourceAccess &r) { return r.hasHandle && isMutex(r.handle); }) ||
           std::any_of(effects.accesses.begin(), effects.accesses.end(),
                       [&](const Access &a) { return a.isWrite && isMutex(a.path); });
  });
}

} // namespace overlap::rules
