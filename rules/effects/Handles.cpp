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

/// The pattern that designates what is no name.
PathPattern handlePattern(const ApiResource &resource) {
  PathPattern pattern;
  pattern.arg = resource.arg;
  if (resource.handle == ApiResource::Handle::This)
    return pattern;
  pattern.root =
      resource.handle == ApiResource::Handle::Ret ? PathPattern::Root::Ret : PathPattern::Root::Arg;
  if (resource.handle == ApiResource::Handle::ArgTarget)
    pattern.steps.push_back({PatternStep::Kind::Deref, 0});
  return pattern;
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

/// The object that `path` is a base-class part or the state of: a stream's two sides are one stream.
AccessPath CallModel::wholeObject(Id body, AccessPath path) const {
  bool isPart = false;
  const auto endsInPart = [&] {
    return !path.truncated && !path.steps.empty() &&
           (path.steps.back().kind == AccessStep::Base || path.steps.back().kind == AccessStep::Structure);
  };
  for (; endsInPart(); isPart = true)
    path.steps.pop_back();
  if (isPart && !path.steps.empty())
    path.type = path.steps.back().type;
  else if (isPart)
    path.type = path.base == BaseKind::Var      ? engine.body(body).vars[path.id].type
                : path.base == BaseKind::Global ? engine.program.tables.globals[path.id].type
                                                : 0;
  return path;
}

/// The handle that `handle` was made from, if it is the result of a call that makes one handle from another.
AccessPath CallModel::original(Id bodyId, AccessPath handle, unsigned depth) const {
  const Body &body = engine.body(bodyId);
  handle = wholeObject(bodyId, std::move(handle));
  Id made = 0;
  if (handle.base == BaseKind::Fresh) {
    made = handle.id;
  } else if (handle.base == BaseKind::Var && handle.steps.empty()) {
    for (Id definition : engine.state(bodyId).index.definitions(handle.id)) {
      const Event &event = body.events[definition];
      if (event.kind != EventKind::Call)
        continue;
      const Call &call = body.calls[event.call];
      const Id object = call.syntax == CallSyntax::Construct ? call.receiver : call.result;
      if (object == 0 || !body.paths[object].steps.empty() || body.paths[object].id != handle.id)
        continue; // as a receiver of other calls it stays what it is
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
  const auto made =
      site.call->syntax == CallSyntax::Construct ? PathPattern::Root::This : PathPattern::Root::Ret;
  for (const DerivedHandle &derived : site.api->derives)
    if (derived.handle.root == made)
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
  if (pattern.root == PathPattern::Root::Ret)
    return site.call->result ? resolver.path(site.call->result) : pathTo(BaseKind::Fresh, site.event);
  const std::size_t arg = pattern.arg + site.api.argShift;
  if (pattern.root != PathPattern::Root::Arg || arg >= site.call->args.size() || !site.call->args[arg].value)
    return std::nullopt;
  if (!pattern.steps.empty() && pattern.steps.back().kind != PatternStep::Kind::Deref)
    return resolver.locate(site, pattern); // the ends of a pipe
  if (!pattern.steps.empty())
    return resolver.load(resolver.pointee(site.call->args[arg].value), 0);
  return handleOf(site.body, site.call->args[arg].value, depth + 1);
}

/// What the catalogue knows of the global that `path` is, or that the pointer in it designates.
const GlobalObject *CallModel::namedGlobal(const AccessPath &path) const {
  const bool isWhole =
      path.steps.empty() || (path.steps.size() == 1 && path.steps[0].kind == AccessStep::Deref);
  if (path.base != BaseKind::Global || !isWhole || path.truncated)
    return nullptr;
  return engine.catalogue.globalObject(engine.program.str(engine.program.tables.globals[path.id].name));
}

/// Adds the use of what `use.handle` designates: of a standard stream by its name, and of the memory that a
/// stream is kept in. False if that is all.
bool CallModel::addDesignated(const CallSite &site, ResourceAccess &use, CallOutcome &out) const {
  StreamKind kind = StreamKind::Unknown;
  if (const GlobalObject *global = use.hasHandle && !use.byName ? namedGlobal(use.handle) : nullptr) {
    use.key = global->resource;
    use.logging |= global->logging;
    use.hasHandle = false;
    kind = global->stream;
  } else if (const ClassEntry *known = use.isStream ? engine.classOfType(use.handle.type) : nullptr) {
    kind = known->stream;
  }
  if (use.isStream && kind == StreamKind::Memory) {
    // The stream is its buffer and position: formatting into it is reading and writing the object.
    AccessPath all = use.handle;
    append(all, {AccessStep::Reach, 0, 0, 0});
    addAccess(site, all, false, out);
    if (use.mode != ResourceMode::Read)
      addAccess(site, std::move(all), true, out);
    return false;
  }
  if (use.isStream)
    use.kind = kind == StreamKind::Terminal ? "terminal" : kind == StreamKind::Network ? "network" : "file";
  out.effects.resources.push_back(use);
  return true;
}

bool CallModel::addHandleUse(const CallSite &site, ResourceAccess use, CallOutcome &out) const {
  const bool isOutside = addDesignated(site, use, out);
  addOriginals(site, use, out);
  return isOutside;
}

/// True if the use is of the handle that `handle` designates at a call that connects it.
bool CallModel::isOn(const ResourceAccess &use, const CallSite &connection, const PathPattern &handle) const {
  const std::optional<AccessPath> connected = handleAt(connection, handle, 0);
  if (!connected || use.hasHandle)
    return connected && isSamePlace(*connected, use.handle);
  const GlobalObject *global = namedGlobal(*connected);
  return global && global->resource == use.key;
}

/// What is done to a handle is done to those that it was connected to, to the file that it was made of, and
/// to memory that was given to it.
void CallModel::addOriginals(const CallSite &site, const ResourceAccess &use, CallOutcome &out) const {
  if (use.byName || use.mode == ResourceMode::Fresh)
    return;
  for (Id event : engine.state(site.body).connecting) {
    if (event == site.event)
      continue;
    const CallSite connection = engine.site(site.body, event);
    for (const DerivedHandle &derived : connection.api->derives) {
      const bool stands =
          derived.handle.root == PathPattern::Root::Ret || (derived.handle.root == PathPattern::Root::This &&
                                                            connection.call->syntax == CallSyntax::Construct);
      if (stands || !isOn(use, connection, derived.handle) || !modes.holds(connection, derived.when))
        continue; // what was made of another handle is taken for that where it is used
      if (const std::optional<AccessPath> from = handleAt(connection, derived.from, 0)) {
        ResourceAccess also = use;
        also.handle = *from;
        also.hasHandle = true;
        also.key.clear();
        addDesignated(site, also, out);
      }
    }
    for (const HandleMemory &given : connection.api->memory)
      if (isOn(use, connection, given.handle))
        addMemoryBehind(site, connection, given.memory, use.mode != ResourceMode::Read, out);
    addFile(site, connection, use, out);
  }
}

/// What is done to a handle is done to what the name stands for that it was made of.
void CallModel::addFile(const CallSite &site, const CallSite &opening, const ResourceAccess &use,
                        CallOutcome &out) const {
  const std::vector<ApiResource> &resources = opening.api->resources;
  if (std::ranges::none_of(resources, [&](const ApiResource &made) {
        return isMadeByName(*opening.api.entry, made) && isOn(use, opening, handlePattern(made));
      }))
    return;
  for (const ApiResource &name : resources) {
    const std::size_t arg = name.arg + opening.api.argShift;
    if (name.handle != ApiResource::Handle::PathArg || arg >= opening.call->args.size())
      continue;
    ResourceAccess named = use;
    named.byName = named.hasHandle = true;
    named.isStream = named.logging = false;
    named.mode = modeOf(opening, name) == ResourceMode::Read ? ResourceMode::Read : ResourceMode::Write;
    named.handle = handleOf(site.body, opening.call->args[arg].value);
    nameByValue(site.body, opening.call->args[arg].value, named);
    out.effects.resources.push_back(std::move(named));
  }
}

void CallModel::addMemoryBehind(const CallSite &site, const CallSite &connection, const PathPattern &memory,
                                bool isWrite, CallOutcome &out) const {
  Resolver &resolver = engine.state(site.body).resolver;
  std::optional<AccessPath> path;
  if (memory.root == PathPattern::Root::Ret) {
    const std::vector<Value> &values = engine.body(site.body).values;
    const auto made = std::ranges::find_if(values, [&](const Value &value) {
      return value.kind == ValueKind::Call && value.a == connection.event;
    });
    if (made != values.end()) {
      path = resolver.pointee(static_cast<Id>(made - values.begin()));
      appendIndex(*path, 0, false, 0);
    }
  } else {
    path = resolver.locate(connection, memory);
  }
  if (!path)
    return;
  addAccess(site, *path, false, out);
  if (isWrite)
    addAccess(site, std::move(*path), true, out);
}

/// How a resource is used; what advances a position is ordered, even if it only reads.
ResourceMode CallModel::modeOf(const CallSite &site, const ApiResource &resource) const {
  switch (resource.mode) {
  case ApiResource::Mode::Read:
    return resource.treatment == ApiResource::Treatment::Stream ? ResourceMode::Write : ResourceMode::Read;
  case ApiResource::Mode::Open:
    return opensForReading(site, resource.modeArg + site.api.argShift) ? ResourceMode::Read
                                                                       : ResourceMode::Write;
  case ApiResource::Mode::Write:
    return ResourceMode::Write;
  case ApiResource::Mode::Order:
    return ResourceMode::Order;
  case ApiResource::Mode::Fresh:
    return ResourceMode::Fresh;
  case ApiResource::Mode::Close:
    return ResourceMode::Close;
  }
  return ResourceMode::Write;
}

} // namespace overlap::rules
