#include "rules/effects/HandleModes.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// Copies of copies of a handle are followed so far.
constexpr unsigned kMaxCopies = 4;

/// True if all bits of `mask` are set in the value, whatever else is: `flags | O_NONBLOCK`.
bool has(const Body &body, Id value, std::int64_t mask, unsigned depth = 0) {
  constexpr unsigned maxDepth = 8;
  if (std::int64_t number = 0; isConstant(body, value, number))
    return (number & mask) == mask;
  const Value &v = body.values[value];
  if (depth > maxDepth)
    return false;
  if (v.kind == ValueKind::Cast && v.a)
    return has(body, v.a, mask, depth + 1);
  if (v.kind == ValueKind::Select)
    return has(body, v.b, mask, depth + 1) && has(body, v.c, mask, depth + 1);
  return v.kind == ValueKind::Bin && v.bin == BinOp::Or &&
         (has(body, v.a, mask, depth + 1) || has(body, v.b, mask, depth + 1));
}

} // namespace

HandleModes::HandleModes(const Engine &engine) : engine(engine) {
  std::vector<CallSite> setters;
  for (const std::vector<Id> &bodies : engine.program.bodiesOf)
    for (Id body : bodies)
      for (Id event = 1; event < engine.body(body).events.size(); ++event) {
        const Event &e = engine.body(body).events[event];
        if (e.kind == EventKind::Write && e.value)
          if (const std::vector<Step> &steps = engine.body(body).paths[e.path].steps;
              !steps.empty() && steps.back().kind == StepKind::Field)
            stores[{steps.back().record, steps.back().a}].emplace_back(body, event);
        if (e.kind != EventKind::Call)
          continue;
        const CallSite site = engine.site(body, event);
        if (site.api && site.api->setsNonblocking)
          setters.push_back(site);
        else if (site.call->function && engine.isDefined(site.call->function))
          callers[site.call->function].push_back(site);
      }
  std::vector<std::pair<Id, Id>> pending; // functions and their slots
  auto set = [&](const CallSite &site, const Place &place) {
    if (mark(site, place))
      pending.emplace_back(engine.functionOf(site.body), place.id);
  };
  for (const CallSite &site : setters)
    if (holds(site, site.api->setsNonblocking->when))
      set(site, placeOf(site, site.api->setsNonblocking->handle));
  while (!pending.empty()) {
    const auto [function, slot] = pending.back();
    pending.pop_back();
    for (const CallSite &site : callers[function])
      if (slot == 0)
        set(site, placeOfPath(site.body, site.call->receiver));
      else if (slot <= site.call->args.size())
        set(site, placeOfValue(site.body, site.call->args[slot - 1].value));
  }
}

bool HandleModes::isNonblocking(const CallSite &site) const {
  const Blocking &blocking = *site.api->blocking;
  if (std::ranges::any_of(blocking.nonblockingIf,
                          [&](const CallCondition &condition) { return holds(site, condition); }))
    return true;
  if (blocking.timeoutArg) {
    CallCondition::Term none;
    none.arg = *blocking.timeoutArg;
    for (const bool isTarget : {false, true}) {
      none.isTarget = isTarget;
      if (holds(site, none))
        return true;
    }
  }
  if (blocking.nonblockingWhen.empty())
    return false; // whatever mode its handle is in
  return std::ranges::any_of(site.api->resources, [&](const ApiResource &resource) {
    PathPattern handle;
    handle.arg = resource.arg;
    if (resource.handle == ApiResource::Handle::This)
      handle.root = PathPattern::Root::This;
    else if (resource.handle == ApiResource::Handle::Arg)
      handle.root = PathPattern::Root::Arg;
    else
      return false;
    return isMarked(site, placeOf(site, handle));
  });
}

bool HandleModes::isNonblocking(const CallSite &site, Id slot) const {
  if (slot == 0)
    return site.call->receiver && isMarked(site, placeOfPath(site.body, site.call->receiver));
  return slot <= site.call->args.size() &&
         isMarked(site, placeOfValue(site.body, site.call->args[slot - 1].value));
}

HandleModes::Place HandleModes::placeOfValue(Id bodyId, Id value, unsigned depth) const {
  const Body &body = engine.body(bodyId);
  while (value && body.values[value].kind == ValueKind::Cast)
    value = body.values[value].a;
  if (!value || depth > kMaxCopies)
    return {};
  const Value &v = body.values[value];
  if (v.kind == ValueKind::Addr)
    return placeOfPath(bodyId, v.a, depth + 1);
  if (v.kind == ValueKind::Read)
    return placeOfPath(bodyId, body.events[v.a].path, depth + 1);
  if (v.kind == ValueKind::Entry && engine.state(bodyId).index.slot(v.a) >= 0)
    return {Place::Kind::Slot, static_cast<Id>(engine.state(bodyId).index.slot(v.a)), 0};
  // What an accessor returns a reference to, or a copy of: `socket_.native_handle()`.
  if (v.kind == ValueKind::Call && body.events[v.a].kind == EventKind::Call) {
    const CallSite site = engine.site(bodyId, v.a);
    if (site.api)
      for (const DerivedHandle &derived : site.api->derives)
        if (derived.handle.root == PathPattern::Root::Ret)
          return placeOf(site, derived.from);
    return placeOfResult(site);
  }
  return {};
}

HandleModes::Place HandleModes::placeOfPath(Id bodyId, Id id, unsigned depth) const {
  if (!id || depth > kMaxCopies)
    return {};
  const Body &body = engine.body(bodyId);
  const Path &path = body.paths[id];
  const auto last = std::ranges::find_if(path.steps.rbegin(), path.steps.rend(),
                                         [](const Step &step) { return step.kind != StepKind::Base; });
  if (last != path.steps.rend())
    return last->kind == StepKind::Field ? Place{Place::Kind::Field, last->a, last->record} : Place{};
  switch (path.root) {
  case RootKind::Global:
    return {Place::Kind::Global, path.id, 0};
  case RootKind::Pointer:
    return placeOfValue(bodyId, path.id, depth + 1);
  case RootKind::Var: {
    const int slot = engine.state(bodyId).index.slot(path.id);
    return slot >= 0 ? Place{Place::Kind::Slot, static_cast<Id>(slot), 0}
                     : Place{Place::Kind::Local, path.id, 0};
  }
  default:
    return {};
  }
}

HandleModes::Place HandleModes::placeOf(const CallSite &site, const PathPattern &handle) const {
  if (handle.root == PathPattern::Root::This)
    return placeOfPath(site.body, site.call->receiver);
  if (handle.root == PathPattern::Root::Ret)
    return placeOfResult(site);
  const std::size_t arg = handle.arg + site.api.argShift;
  return handle.root == PathPattern::Root::Arg && arg < site.call->args.size()
             ? placeOfValue(site.body, site.call->args[arg].value)
             : Place{};
}

/// Where what a call returns is kept.
HandleModes::Place HandleModes::placeOfResult(const CallSite &site) const {
  const Body &body = engine.body(site.body);
  if (site.call->result)
    return placeOfPath(site.body, site.call->result);
  for (Id event = site.event + 1; event < body.events.size(); ++event) {
    if (body.events[event].kind != EventKind::Write)
      continue;
    Id value = body.events[event].value;
    while (value && body.values[value].kind == ValueKind::Cast)
      value = body.values[value].a;
    if (value && body.values[value].kind == ValueKind::Call && body.values[value].a == site.event)
      return placeOfPath(site.body, body.events[event].path);
  }
  return {};
}

HandleModes::Place HandleModes::source(Id bodyId, const Place &place, unsigned depth) const {
  if (place.kind != Place::Kind::Local || depth > kMaxCopies)
    return {};
  const std::vector<Id> &definitions = engine.state(bodyId).index.definitions(place.id);
  if (definitions.size() != 1 || engine.body(bodyId).events[definitions[0]].kind != EventKind::Write)
    return {};
  return placeOfValue(bodyId, engine.body(bodyId).events[definitions[0]].value, depth);
}

bool HandleModes::mark(const CallSite &site, Place place) {
  for (unsigned depth = 0; place.kind != Place::Kind::None; ++depth) {
    if (place.kind == Place::Kind::Field || place.kind == Place::Kind::Global) {
      everywhere.insert(place);
      return false;
    }
    locals[{site.body, place}].push_back(site.event);
    if (place.kind == Place::Kind::Slot)
      return slots[engine.functionOf(site.body)].insert(place.id).second;
    place = source(site.body, place, depth);
  }
  return false;
}

bool HandleModes::isMarked(const CallSite &site, Place place) const {
  for (unsigned depth = 0; place.kind != Place::Kind::None; ++depth) {
    if (everywhere.contains(place) || (place.kind == Place::Kind::Field && isFieldMarked(place, 0)))
      return true;
    if (const auto set = locals.find({site.body, place});
        set != locals.end() && std::ranges::any_of(set->second, [&](Id event) {
          return event != site.event && engine.state(site.body).index.dominates(event, site.event);
        }))
      return true;
    const Place next = source(site.body, place, depth);
    if (next == place)
      return false;
    place = next;
  }
  return false;
}

/// A member that refers to handles which are all in that mode: `tcp::socket &socket_`.
bool HandleModes::isFieldMarked(const Place &field, unsigned depth) const {
  const auto stored = stores.find({field.record, field.id});
  return stored != stores.end() && depth < kMaxCopies && !everywhere.empty() &&
         std::ranges::all_of(
             stored->second,
             [&](const std::pair<Id, Id> &store) {
               return isAlwaysMarked(store.first, engine.body(store.first).events[store.second].value,
                                     depth + 1);
             });
}

bool HandleModes::isAlwaysMarked(Id body, Id value, unsigned depth) const {
  const Place place = placeOfValue(body, value);
  if (place.kind == Place::Kind::Field)
    return everywhere.contains(place) || isFieldMarked(place, depth);
  if (place.kind == Place::Kind::Global)
    return everywhere.contains(place);
  const auto calls = callers.find(engine.functionOf(body));
  return place.kind == Place::Kind::Slot && place.id > 0 && calls != callers.end() && depth < kMaxCopies &&
         std::ranges::all_of(
             calls->second,
             [&](const CallSite &call) {
               return place.id <= call.call->args.size() &&
                      isAlwaysMarked(call.body, call.call->args[place.id - 1].value, depth + 1);
             });
}

bool HandleModes::holds(const CallSite &site, const CallCondition &condition) const {
  return std::ranges::all_of(condition.terms,
                             [&](const CallCondition::Term &term) { return holds(site, term); });
}

bool HandleModes::holds(const CallSite &site, const CallCondition::Term &term) const {
  using Op = CallCondition::Op;
  const Body &body = engine.body(site.body);
  const std::size_t arg = term.arg + site.api.argShift;
  if (arg >= site.call->args.size() || !site.call->args[arg].value)
    return false;
  Id value = site.call->args[arg].value;
  auto fits = [&](Id v) {
    std::int64_t number = 0;
    if (term.op == Op::Has)
      return has(body, v, term.number);
    return isConstant(body, v, number) && (number == term.number) == (term.op == Op::Is);
  };
  if (term.op == Op::IsNull)
    return isNull(body, value);
  if (term.op == Op::IsGiven) {
    while (body.values[value].kind == ValueKind::Cast && body.values[value].a)
      value = body.values[value].a;
    return body.values[value].kind == ValueKind::Function ||
           std::ranges::any_of(site.call->callables, [&](const Callable &c) { return c.arg == arg; });
  }
  if (!term.isTarget) {
    // `flags |= O_NONBLOCK` right before it: what is read is what was last written.
    const Value &v = body.values[value];
    if (v.kind == ValueKind::Read && !fits(value)) {
      const Path &path = body.paths[body.events[v.a].path];
      if (path.root != RootKind::Var || !path.steps.empty())
        return false;
      Id last = 0;
      for (Id definition : engine.state(site.body).index.definitions(path.id))
        if (engine.state(site.body).index.dominates(definition, site.event) && definition < site.event)
          last = std::max(last, definition);
      return last && body.events[last].kind == EventKind::Write && fits(body.events[last].value);
    }
    return fits(value);
  }
  if (body.values[value].kind != ValueKind::Addr)
    return false;
  const Path &target = body.paths[body.values[value].a];
  if (target.root != RootKind::Var || !target.steps.empty())
    return false;
  const std::vector<Id> &definitions = engine.state(site.body).index.definitions(target.id);
  return !definitions.empty() && std::ranges::all_of(definitions, [&](Id definition) {
    return body.events[definition].kind == EventKind::Write && fits(body.events[definition].value);
  });
}

} // namespace overlap::rules
