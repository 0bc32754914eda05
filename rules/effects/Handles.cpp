#include "rules/effects/CallModel.h"

#include <algorithm>

/// The part of the call model that says what a handle stands for: descriptors and other numbers by value, and
/// handles that were made from other handles (`dup`, `fileno`, a statement and its connection).
namespace overlap::rules {

using namespace facts;

namespace {

/// Longest chain of handles made from handles that is followed.
constexpr unsigned kMaxChain = 8;

/// True if the call returns a handle that no other has: `open`, `accept`. A user's function may return an old
/// one.
bool makesHandle(const Engine &engine, const Body &body, Id event) {
  const Call &call = body.calls[body.events[event].call];
  const ApiMatch api = call.function ? engine.api(call.function) : ApiMatch();
  return api && std::ranges::any_of(api->resources, [](const ApiResource &resource) {
           return resource.handle == ApiResource::Handle::Ret && resource.mode == ApiResource::Mode::Fresh;
         });
}

/// True if both are read from the same place, whenever that is.
bool isSamePlace(AccessPath a, AccessPath b) {
  generalise(a);
  generalise(b);
  return a.base == b.base && a.id == b.id &&
         std::ranges::equal(a.steps, b.steps, [](const AccessPathStep &x, const AccessPathStep &y) {
           return x.kind == y.kind && x.a == y.a && x.record == y.record;
         });
}

} // namespace

/// A handle is a value: a descriptor that a variable holds, or the object that a pointer designates.
AccessPath CallModel::handleOf(Id bodyId, Id valueId, unsigned depth) const {
  const Body &body = engine.body(bodyId);
  Resolver &resolver = engine.state(bodyId).resolver;
  const Value &value = body.values[valueId];
  TypeKind kind = engine.type(value.type).kind;
  if (kind == TypeKind::Pointer || kind == TypeKind::LValueRef || kind == TypeKind::RValueRef ||
      kind == TypeKind::Record)
    return original(bodyId, resolver.pointee(valueId), depth);
  switch (value.kind) {
  case ValueKind::Read: {
    AccessPath path = resolver.path(body.events[value.a].path);
    const Path &facts = body.paths[body.events[value.a].path];
    // A local that is set once stands for what it was set to.
    if (facts.root == RootKind::Var && facts.steps.empty() && !body.vars[facts.id].addressTaken) {
      const std::vector<Id> &definitions = engine.state(bodyId).index.definitions(facts.id);
      if (definitions.size() == 1 && body.vars[facts.id].kind == VarKind::Local &&
          body.events[definitions[0]].kind == EventKind::Write && body.events[definitions[0]].value < valueId)
        return handleOf(bodyId, body.events[definitions[0]].value, depth);
    }
    return path;
  }
  case ValueKind::Entry:
    return pathTo(BaseKind::Var, value.a, body.vars[value.a].type);
  case ValueKind::Call:
    if (std::optional<AccessPath> from = derivedFrom(engine.site(bodyId, value.a), depth))
      return *from;
    if (const Id passed = passedHandle(engine.site(bodyId, value.a)); passed && depth < kMaxChain)
      return handleOf(bodyId, passed, depth + 1);
    return makesHandle(engine, body, value.a) ? pathTo(BaseKind::Fresh, value.a)
                                              : pathTo(BaseKind::Pointer, valueId);
  case ValueKind::Cast:
    return handleOf(bodyId, value.a, depth);
  default:
    return pathTo(BaseKind::Pointer, valueId);
  }
}

/// The argument that the result of a call of the project's own function stands for, or 0.
Id CallModel::passedHandle(const CallSite &site) const {
  if (site.api || site.call->target != TargetKind::Direct || !engine.isDefined(site.call->function))
    return 0;
  const Id slot = engine.summary(site.call->function).handleSlot;
  return slot > 0 && slot <= site.call->args.size() ? site.call->args[slot - 1].value : 0;
}

/// The handle that `handle` was made from, if it is the result of a call that makes one handle from another.
AccessPath CallModel::original(Id bodyId, AccessPath handle, unsigned depth) const {
  const Body &body = engine.body(bodyId);
  Id made = 0;
  if (handle.base == BaseKind::Fresh) {
    made = handle.id;
  } else if (handle.base == BaseKind::Var && handle.steps.empty()) {
    for (Id definition : engine.state(bodyId).index.definitions(handle.id)) {
      const Event &event = body.events[definition];
      if (event.kind != EventKind::Call || body.calls[event.call].result == 0 ||
          !body.paths[body.calls[event.call].result].steps.empty() ||
          body.paths[body.calls[event.call].result].id != handle.id)
        continue; // as a receiver it stays what it is
      if (made)
        return handle;
      made = definition;
    }
  }
  if (made == 0 || body.events[made].kind != EventKind::Call)
    return handle;
  std::optional<AccessPath> from = derivedFrom(engine.site(bodyId, made), depth);
  return from ? *from : handle;
}

/// The handle that the result of a call stands for as well.
std::optional<AccessPath> CallModel::derivedFrom(const CallSite &site, unsigned depth) const {
  if (!site.api)
    return std::nullopt;
  for (const DerivedHandle &derived : site.api->derives)
    if (derived.handle.root == PathPattern::Root::Ret)
      return handleAt(site, derived.from, depth);
  return std::nullopt;
}

std::optional<AccessPath> CallModel::handleAt(const CallSite &site, const PathPattern &pattern,
                                              unsigned depth) const {
  if (depth >= kMaxChain)
    return std::nullopt;
  Resolver &resolver = engine.state(site.body).resolver;
  if (pattern.root == PathPattern::Root::This && site.call->receiver)
    return original(site.body, resolver.path(site.call->receiver), depth + 1);
  const std::size_t arg = pattern.arg + site.api.argShift;
  if (pattern.root != PathPattern::Root::Arg || arg >= site.call->args.size() || !site.call->args[arg].value)
    return std::nullopt;
  if (!pattern.steps.empty() && pattern.steps.back().kind != PatternStep::Kind::Deref)
    return resolver.locate(site, pattern); // the ends of a pipe
  if (!pattern.steps.empty())
    return resolver.load(resolver.pointee(site.call->args[arg].value), 0);
  return handleOf(site.body, site.call->args[arg].value, depth + 1);
}

/// What is done to a handle is done to those that it was connected to.
void CallModel::addOriginals(const CallSite &site, const ResourceAccess &use, CallOutcome &out) const {
  if (!use.hasHandle || use.mode == ResourceMode::Fresh)
    return;
  for (Id event : engine.state(site.body).connecting) {
    const CallSite connection = engine.site(site.body, event);
    for (const DerivedHandle &derived : connection.api->derives) {
      if (event == site.event || derived.handle.root != PathPattern::Root::Arg)
        continue;
      const std::optional<AccessPath> connected = handleAt(connection, derived.handle, 0);
      const std::optional<AccessPath> from = handleAt(connection, derived.from, 0);
      if (!connected || !from || !isSamePlace(*connected, use.handle))
        continue;
      ResourceAccess also = use;
      also.handle = *from;
      out.effects.resources.push_back(std::move(also));
    }
  }
}

} // namespace overlap::rules
