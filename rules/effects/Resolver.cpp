#include "rules/effects/Resolver.h"

#include "rules/effects/Engine.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// How deep an expression of pointers is followed; deeper ones stay opaque.
constexpr unsigned kMaxDepth = 200;

AccessPathStep derefStep(Id event, Id type) { return {AccessStep::Deref, event, 0, type}; }

} // namespace

Resolver::Resolver(const Engine &engine, Id bodyId)
    : engine(engine), bodyId(bodyId), body(engine.body(bodyId)), paths(body.paths.size()),
      values(body.values.size()), joined(body.vars.size()), tracked(body.vars.size()),
      plain(body.vars.size()), busyValue(body.values.size()), busyVar(body.vars.size()) {}

const AccessPath &Resolver::path(Id id) {
  if (!paths[id]) {
    AccessPath resolved = resolvePath(id);
    paths[id] = std::move(resolved);
  }
  return *paths[id];
}

const AccessPath &Resolver::pointee(Id id) {
  if (!values[id]) {
    AccessPath resolved = pathTo(BaseKind::Pointer, id);
    if (id != 0 && !busyValue[id] && depth < kMaxDepth) {
      busyValue[id] = true;
      ++depth;
      resolved = resolvePointee(id);
      --depth;
      busyValue[id] = false;
    }
    values[id] = std::move(resolved);
  }
  return *values[id];
}

AccessPath Resolver::resolvePath(Id id) {
  const Path &path = body.paths[id];
  AccessPath result;
  bool behindPointer = false;
  switch (path.root) {
  case RootKind::Unknown:
    return unknownMemory();
  case RootKind::Var:
    result = pathTo(BaseKind::Var, path.id, body.vars[path.id].type);
    break;
  case RootKind::Global:
    result = pathTo(BaseKind::Global, path.id, engine.program.tables.globals[path.id].type);
    break;
  case RootKind::Pointer:
    result = pointee(path.id);
    behindPointer = true;
    break;
  }
  for (const Step &step : path.steps) {
    if (step.kind == StepKind::Any)
      break;
    switch (step.kind) {
    case StepKind::Field:
      append(result, {AccessStep::Field, step.a, step.record, step.type});
      break;
    case StepKind::Base:
      append(result, {AccessStep::Base, 0, step.record, step.type});
      break;
    case StepKind::Index:
      if (behindPointer)
        move(result, step.a, step.type);
      else
        append(result, {AccessStep::Index, step.a, 0, step.type});
      break;
    case StepKind::Any:
      break;
    }
    behindPointer = false;
  }
  if (!result.truncated && result.type == 0 && path.steps.empty())
    result.type = path.type;
  return result;
}

AccessPath Resolver::resolvePointee(Id id) {
  const Value &value = body.values[id];
  switch (value.kind) {
  case ValueKind::Entry:
    return entryPointee(value.a);
  case ValueKind::Read:
    return readPointer(value.a);
  case ValueKind::Call:
    if (AccessPath result = callResult(value.a, id); !engine.state(bodyId).exchanges.isStale(result, value.a))
      return result;
    return pathTo(BaseKind::Pointer, id, engine.type(value.type).element);
  case ValueKind::Atomic: {
    AccessPath path = this->path(body.events[value.a].path);
    append(path, derefStep(value.a, engine.type(value.type).element));
    return path;
  }
  case ValueKind::Addr:
    return path(value.a);
  case ValueKind::Function:
  case ValueKind::Str:
  case ValueKind::Null:
    return pathTo(BaseKind::Literal, 0);
  case ValueKind::Int:
    return value.imm == 0 ? pathTo(BaseKind::Literal, 0) : unknownMemory();
  case ValueKind::Bin: {
    if (value.bin != BinOp::PtrAdd)
      return unknownMemory();
    AccessPath path = pointee(value.a);
    move(path, value.b, engine.type(value.type).element);
    return path;
  }
  case ValueKind::Select: {
    AccessPath path = pointee(value.b);
    return join(path, pointee(value.c)) ? path : pathTo(BaseKind::Pointer, id);
  }
  case ValueKind::Cast:
    return resolveCast(value);
  default:
    return pathTo(BaseKind::Pointer, id);
  }
}

AccessPath Resolver::resolveCast(const Value &value) {
  if (value.cast == CastKind::IntToPointer)
    if (const Id pointer = movedFrom(value.a)) {
      AccessPath path = pointee(pointer);
      widenToObject(path);
      return path;
    }
  if (value.cast == CastKind::IntToPointer)
    return value.a && body.values[value.a].kind == ValueKind::Int && body.values[value.a].imm == 0
               ? pathTo(BaseKind::Literal, 0)
               : unknownMemory();
  AccessPath path = pointee(value.a);
  const Type &to = engine.type(engine.type(value.type).element);
  switch (value.cast) {
  case CastKind::DerivedToBase:
    append(path, {AccessStep::Base, 0, to.record, engine.type(value.type).element});
    break;
  case CastKind::BaseToDerived:
  case CastKind::Dynamic:
    leaveBases(path, to.record, engine.type(value.type).element);
    break;
  case CastKind::Reinterpret: {
    const Type &from = engine.type(path.type);
    bool same = from.kind == to.kind && from.width == to.width && from.record == to.record &&
                from.kind != TypeKind::Array;
    if (to.kind == TypeKind::Void || same)
      break;
    if (path.type == 0 || from.kind == TypeKind::Void || from.kind == TypeKind::Unknown)
      path.type = engine.type(value.type).element;
    else
      widenToObject(path);
    break;
  }
  default:
    widenToObject(path);
    break;
  }
  return path;
}

/// From a base part to the object of class `record` around it, or beside it in what is around both.
void Resolver::leaveBases(AccessPath &path, Id record, Id type) const {
  auto isBase = [&] { return !path.steps.empty() && path.steps.back().kind == AccessStep::Base; };
  auto current = [&] {
    return engine.recordOf(path.steps.empty() ? engine.footprints.typeOfRoot(bodyId, path)
                                              : path.steps.back().type);
  };
  const bool wasBase = isBase();
  while (isBase() && current() != record)
    path.steps.pop_back();
  const Id found = current();
  const bool isDeref = !path.steps.empty() && path.steps.back().kind == AccessStep::Deref;
  if (found != record && !(isDeref && (!wasBase || found == 0 || engine.derivesFrom(record, found))))
    return widenToObject(path);
  path.type = type;
  if (isDeref)
    path.steps.back().type = type;
}

AccessPath Resolver::readPointer(Id event) {
  Id facts = body.events[event].path;
  if (!facts)
    return unknownMemory();
  if (std::optional<AccessPath> stored = storedJustBefore(event))
    return *stored;
  return load(path(facts), event);
}

/// What the pointer that `event` reads designates, if the same block has just stored it there by name, and
/// nothing between could have changed it: only reads, and stores to other variables or fields by their names.
std::optional<AccessPath> Resolver::storedJustBefore(Id event) {
  constexpr Id kMaxDistance = 64;
  const Path &wanted = body.paths[body.events[event].path];
  auto onlyFields = [](const Path &path) {
    return path.root == RootKind::Var &&
           std::ranges::all_of(path.steps, [](const Step &step) { return step.kind == StepKind::Field; });
  };
  const Var &var = body.vars[wanted.id];
  if (!onlyFields(wanted) || !(var.addressTaken || var.capturedByReference || !wanted.steps.empty()) ||
      engine.type(var.type).isVolatile || engine.type(wanted.type).kind != TypeKind::Pointer)
    return std::nullopt;
  const BodyIndex &index = engine.state(bodyId).index;
  const std::vector<Id> &events = body.blocks[index.cfg().blockOf(event)].events;
  auto at = std::ranges::find(events, event);
  for (Id steps = 0; at != events.begin() && steps < kMaxDistance; ++steps) {
    const Event &earlier = body.events[*--at];
    if (earlier.kind == EventKind::Read || earlier.kind == EventKind::Begin || earlier.kind == EventKind::End)
      continue;
    if (earlier.kind != EventKind::Write)
      return std::nullopt;
    const Path &stored = body.paths[earlier.path];
    if (!onlyFields(stored))
      return std::nullopt;
    if (stored.id != wanted.id)
      continue;
    if (stored.steps == wanted.steps)
      return pointee(earlier.value);
    bool isApart = !stored.steps.empty() && !wanted.steps.empty() && stored.steps[0].a != wanted.steps[0].a &&
                   !engine.program.tables.records[stored.steps[0].record].isUnion;
    if (!isApart)
      return std::nullopt;
  }
  return std::nullopt;
}

AccessPath Resolver::load(const AccessPath &location, Id event) {
  if (isPartOfUnknownType(location)) { // which of the pointers in there is not known
    AccessPath path = location;
    append(path, {AccessStep::Reach, 0, 0, 0});
    return path;
  }
  if (location.base == BaseKind::Var && !location.truncated) {
    std::optional<AccessPath> stored;
    if (location.steps.empty())
      stored = storedPointer(location.id, event);
    else
      stored = storedField(location, event);
    if (stored)
      return *stored;
  }
  AccessPath path = location;
  append(path, derefStep(event, engine.type(location.type).element));
  return path;
}

/// What the pointer that the variable holds at entry designates.
AccessPath Resolver::entryPointee(Id var) const {
  AccessPath path = pathTo(BaseKind::Var, var, body.vars[var].type);
  append(path, derefStep(0, engine.type(body.vars[var].type).element));
  return path;
}

/// True if all stores to the variable are plain writes by its name.
bool Resolver::isTracked(Id id) {
  if (!tracked[id]) {
    const Var &var = body.vars[id];
    tracked[id] = !var.addressTaken && !var.capturedByReference && !engine.type(var.type).isVolatile &&
                  std::ranges::all_of(engine.state(bodyId).index.definitions(id), [&](Id event) {
                    return body.events[event].kind == EventKind::Write &&
                           body.paths[body.events[event].path].steps.empty();
                  });
  }
  return *tracked[id];
}

std::optional<AccessPath> Resolver::storedPointer(Id start, Id event) {
  const BodyIndex &index = engine.state(bodyId).index;
  if (busyVar[start] || !isTracked(start))
    return std::nullopt;
  bool hasEntry = body.vars[start].kind != VarKind::Local && body.vars[start].kind != VarKind::Temp;
  std::vector<Id> definitions = index.definitions(start);
  if (definitions.empty())
    return entryPointee(start);
  // A null pointer leads nowhere: whoever follows the variable follows another.
  if (!std::ranges::all_of(definitions, [&](Id d) { return isNull(body, body.events[d].value); }))
    std::erase_if(definitions, [&](Id d) { return isNull(body, body.events[d].value); });
  busyVar[start] = true;
  std::optional<AccessPath> result;
  if (definitions.size() == 1 && !hasEntry) {
    result = pointee(body.events[definitions[0]].value);
    if (engine.state(bodyId).exchanges.isStale(*result, definitions[0], event))
      result.reset();
    else if (event == 0 || !index.dominates(definitions[0], event))
      generalise(*result);
    busyVar[start] = false;
    return result;
  }
  // Which of several definitions it is that `event` reads is not asked.
  const bool isSame = engine.state(bodyId).exchanges.all().empty();
  if (!isSame || !joined[start]) {
    std::optional<AccessPath> found = joinedPointer(start, event);
    busyVar[start] = false;
    if (!isSame)
      return found;
    joined[start] = std::move(found);
  }
  busyVar[start] = false;
  return *joined[start];
}

/// What all definitions of a tracked variable have in common: plain copies and pointer arithmetic between
/// tracked variables are followed to the values that start the chains.
std::optional<AccessPath> Resolver::joinedPointer(Id start, Id event) {
  const BodyIndex &index = engine.state(bodyId).index;
  std::optional<AccessPath> result;
  bool failed = false;
  auto add = [&](AccessPath origin, Id made, bool moved) {
    failed |= made && engine.state(bodyId).exchanges.isStale(origin, made, event);
    if (moved)
      appendIndex(origin, 0, false, engine.type(body.vars[start].type).element);
    generalise(origin);
    if (!result)
      result = std::move(origin);
    else if (!join(*result, origin))
      failed = true;
  };
  std::vector<std::pair<Id, bool>> pending{{start, false}};
  std::vector<Id> seen{start};
  while (!pending.empty() && !failed) {
    auto [var, moved] = pending.back();
    pending.pop_back();
    if (body.vars[var].kind != VarKind::Local && body.vars[var].kind != VarKind::Temp)
      add(entryPointee(var), 0, true);
    for (Id definition : index.definitions(var)) {
      Id value = body.events[definition].value;
      if (isNull(body, value))
        continue;
      for (bool followed = true; followed;) {
        const Value &outer = body.values[value];
        Id inner = 0;
        if (outer.kind == ValueKind::Bin && outer.bin == BinOp::PtrAdd)
          inner = outer.a;
        else if (outer.kind == ValueKind::Cast && outer.cast == CastKind::IntToPointer)
          inner = movedFrom(outer.a);
        if ((followed = inner != 0))
          value = inner;
        moved |= followed;
      }
      const Value &leaf = body.values[value];
      const Path *source = leaf.kind == ValueKind::Read ? &body.paths[body.events[leaf.a].path] : nullptr;
      if (source && source->root == RootKind::Var && source->steps.empty() && isTracked(source->id)) {
        moved = true; // it may have been moved while it was elsewhere
        if (std::ranges::find(seen, source->id) == seen.end()) {
          seen.push_back(source->id);
          pending.emplace_back(source->id, true);
        }
        continue;
      }
      add(pointee(value), definition, true);
    }
  }
  return failed ? std::nullopt : result;
}

/// The events that store into field `field` of a local record, or into all of it, or the one of them that
/// `event` (0: any) finds the result of.
std::vector<Id> Resolver::fieldStores(Id var, Id field, Id event) {
  const BodyIndex &index = engine.state(bodyId).index;
  std::vector<Id> stores;
  for (Id definition : index.definitions(var)) {
    const Event &e = body.events[definition];
    const std::vector<Step> &steps = body.paths[e.path].steps;
    const bool isOther = e.kind == EventKind::Write && !steps.empty() && steps[0].kind == StepKind::Field &&
                         steps[0].a != field;
    if (!isOther)
      stores.push_back(definition);
  }
  if (event == 0 || stores.size() < 2)
    return stores;
  auto [latest, isNew] = latestStores.try_emplace({var, field});
  if (isNew) {
    std::unordered_map<Id, Ssa::Role> roles;
    for (Id store : stores)
      roles[store] = Ssa::Role::Defines;
    latest->second = std::make_unique<Ssa>(index.cfg(), std::move(roles), DefKind::Undefined);
  }
  const Def &found = latest->second->def(latest->second->before(event));
  return found.kind == DefKind::Event ? std::vector<Id>{found.id} : stores;
}

/// What the pointer in a field of a local record points to, where its stores are all seen: closures and plain
/// structures.
std::optional<AccessPath> Resolver::storedField(const AccessPath &location, Id event) {
  const Var &var = body.vars[location.id];
  Id record = engine.type(var.type).record;
  if (location.steps.size() != 1 || location.steps[0].kind != AccessStep::Field || record == 0 ||
      busyVar[location.id])
    return std::nullopt;
  const AccessPathStep &field = location.steps[0];
  const Record &type = engine.program.tables.records[record];
  if (var.kind != VarKind::Local && var.kind != VarKind::Temp)
    return std::nullopt;
  // Nobody can rebind what a closure captured by reference.
  bool fixed = type.isLambda && field.a < type.fields.size() &&
               engine.type(type.fields[field.a].type).kind == TypeKind::LValueRef;
  if (!fixed && (var.addressTaken || var.capturedByReference))
    return std::nullopt;
  std::optional<AccessPath> result;
  const BodyIndex &index = engine.state(bodyId).index;
  for (Id definition : fieldStores(location.id, field.a, event)) {
    const Event &e = body.events[definition];
    if (e.kind != EventKind::Write && fixed)
      continue;
    const Path &path = body.paths[e.path];
    AccessPath origin;
    if (e.kind != EventKind::Write) {
      std::optional<AccessPath> returned = returnedField(definition, location);
      if (!returned)
        return std::nullopt;
      origin = std::move(*returned);
    } else if (path.steps.empty()) {
      if (body.values[e.value].kind != ValueKind::Read)
        return std::nullopt;
      AccessPath source = this->path(body.events[body.values[e.value].a].path);
      if (source.base != BaseKind::Var || !source.steps.empty())
        return std::nullopt;
      append(source, field);
      busyVar[location.id] = true;
      origin = load(source, 0);
      busyVar[location.id] = false;
    } else if (path.steps.size() != 1 || path.steps[0].kind != StepKind::Field) {
      return std::nullopt;
    } else {
      origin = pointee(e.value);
    }
    if (engine.state(bodyId).exchanges.isStale(origin, definition, event))
      return std::nullopt;
    if (event == 0 || !index.dominates(definition, event))
      generalise(origin);
    if (!result)
      result = std::move(origin);
    else if (generalise(origin), generalise(*result), !join(*result, origin))
      return std::nullopt;
  }
  return result;
}

} // namespace overlap::rules
