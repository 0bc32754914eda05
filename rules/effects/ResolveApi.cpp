#include "rules/effects/Engine.h"

#include <algorithm>

/// The part of the resolver that follows what the catalogue and summaries say about calls.
namespace overlap::rules {

using namespace facts;

namespace {

bool isReference(const Type &type) {
  return type.kind == TypeKind::LValueRef || type.kind == TypeKind::RValueRef;
}

bool endsWith(const std::string &name, std::string_view end) { return std::string_view(name).ends_with(end); }

/// A number has none: `std::swap` is for arrays as well.
bool hasNoElements(const Type &type) {
  return type.kind == TypeKind::Bool || type.kind == TypeKind::Int || type.kind == TypeKind::Float ||
         type.kind == TypeKind::Enum;
}

/// Members of iterators that leave them on the same range.
bool movesIterator(const std::string &name) {
  for (std::string_view op : {"operator++", "operator--", "operator+=", "operator-=", "operator*",
                              "operator->", "operator[]", "::remove_prefix", "::remove_suffix"})
    if (endsWith(name, op))
      return true;
  return false;
}

} // namespace

AccessPath Resolver::callResult(Id event, Id value) {
  CallSite site = engine.site(bodyId, event);
  if (site.call->syntax == CallSyntax::New)
    return pathTo(BaseKind::Fresh, event, site.call->type);
  if (site.api)
    if (std::optional<AccessPath> result = apiResult(site, value))
      return *result;
  Id function = site.call->function;
  if (isSeen(site)) {
    const Summary &summary = engine.summary(function);
    switch (summary.returns) {
    case Summary::Returns::Nothing:
      return pathTo(BaseKind::Literal, 0);
    case Summary::Returns::Fresh:
      return pathTo(BaseKind::Fresh, event);
    case Summary::Returns::Path:
      return instantiate({site, *site.function, nullptr}, summary.result);
    case Summary::Returns::Anything:
      break;
    }
  } else if (site.function && (site.function->attrs & AttrMalloc)) {
    return pathTo(BaseKind::Fresh, event);
  }
  return pathTo(BaseKind::Pointer, value);
}

std::optional<AccessPath> Resolver::apiResult(const CallSite &site, Id value) {
  if (!site.api->effects)
    return std::nullopt;
  const ReturnSpec &returns = site.api->effects->returns;
  bool byReference = isReference(engine.type(body.values[value].type));
  std::optional<Place> place;
  if (returns.kind != ReturnSpec::Kind::Unspecified && returns.kind != ReturnSpec::Kind::Value &&
      returns.kind != ReturnSpec::Kind::Fresh && returns.kind != ReturnSpec::Kind::Handle)
    if (!(place = this->place(site, returns.path)))
      return std::nullopt;
  switch (returns.kind) {
  case ReturnSpec::Kind::Unspecified:
  case ReturnSpec::Kind::Part:
    return std::nullopt;
  case ReturnSpec::Kind::Value:
  case ReturnSpec::Kind::Fresh:
  case ReturnSpec::Kind::Handle:
    return pathTo(BaseKind::Fresh, site.event);
  case ReturnSpec::Kind::Alias:
    if (place->isPointer || byReference || engine.type(place->type).kind != TypeKind::Pointer)
      return place->path;
    return load(place->path, site.event);
  case ReturnSpec::Kind::Ref:
    if (holdsReferences(site)) { // the element is what was bound, not a part of the object
      const auto bound = boundElements(site, returns.path);
      const auto which = selectedElement(engine.program, *site.function);
      const bool isKnown = bound && which && *which < bound->size() &&
                           returns.path.steps.back().kind == PatternStep::Kind::Selected;
      return isKnown ? std::optional((*bound)[*which]) : std::nullopt;
    }
    return place->path;
  case ReturnSpec::Kind::Begin:
    if (const ClassEntry *entry = engine.classOfType(place->type);
        entry && entry->contiguous && !place->isPointer)
      return elements(place->path, place->type, number(0), site.event);
    [[fallthrough]];
  case ReturnSpec::Kind::Iterator:
  case ReturnSpec::Kind::End:
  case ReturnSpec::Kind::Last:
    if (place->isPointer) {
      appendIndex(place->path, 0, false, 0);
      return place->path;
    }
    return elements(place->path, place->type, 0, site.event);
  case ReturnSpec::Kind::Target:
    return place->isPointer ? place->path : objectPointee(place->path, place->type, site.event);
  case ReturnSpec::Kind::Advance:
  case ReturnSpec::Kind::Copy:
    if (!place->isPointer)
      return std::nullopt;
    appendIndex(place->path, 0, false, 0);
    return place->path;
  case ReturnSpec::Kind::Distance:
  case ReturnSpec::Kind::Size:
    return std::nullopt;
  }
  return std::nullopt;
}

/// True where the receiver or an argument is a tuple or the like with a reference among its elements.
bool Resolver::holdsReferences(const CallSite &site) const {
  return engine.holdsReferences(site.call->receiverType) ||
         std::ranges::any_of(site.call->args,
                             [&](const Arg &arg) { return engine.holdsReferences(arg.type); });
}

std::optional<std::vector<AccessPath>> Resolver::boundElements(const CallSite &site,
                                                               const PathPattern &pattern) {
  using Kind = PatternStep::Kind;
  if (pattern.steps.empty() ||
      (pattern.steps.back().kind != Kind::Elements && pattern.steps.back().kind != Kind::Element &&
       pattern.steps.back().kind != Kind::Selected))
    return std::nullopt;
  PathPattern whole = pattern;
  whole.steps.pop_back();
  std::optional<Place> tuple = place(site, whole);
  if (!tuple || tuple->isPointer || !engine.holdsReferences(tuple->type))
    return std::nullopt;
  const ClassEntry *entry = engine.classOfType(tuple->type);
  if (!entry || entry->kind != ClassEntry::Kind::Tuple)
    return std::nullopt;
  const AccessPath &object = tuple->path;
  Id maker = 0;
  bool isOnce = object.base == BaseKind::Var && object.steps.empty() && !object.truncated;
  if (isOnce)
    for (Id definition : engine.state(bodyId).index.definitions(object.id)) {
      const Event &e = body.events[definition];
      const Call *call = e.kind == EventKind::Call ? &body.calls[e.call] : nullptr;
      const Path *made = call && call->result ? &body.paths[call->result] : nullptr;
      if (made && made->root == RootKind::Var && made->id == object.id && made->steps.empty()) {
        isOnce &= maker == 0;
        maker = definition;
      } else { // assigning to it binds nothing anew
        isOnce &= call && (call->syntax == CallSyntax::Destroy ||
                           endsWith(engine.program.str(engine.program.function(call->function).qualifiedName),
                                    "operator="));
      }
    }
  return isOnce && maker ? boundBy(engine.site(bodyId, maker), tuple->type, site.event) : std::nullopt;
}

/// What `std::tie` and the like bind the elements of a tuple of type `tuple` to, as `event` finds it.
std::optional<std::vector<AccessPath>> Resolver::boundBy(const CallSite &maker, Id tuple, Id event) {
  const std::vector<Id> &elements = engine.program.tables.records[engine.recordOf(tuple)].templateArgs;
  const std::vector<Arg> &args = maker.call->args;
  if (!maker.api || !maker.api->effects || maker.api->effects->keeps.empty() ||
      args.size() != elements.size())
    return std::nullopt;
  std::vector<AccessPath> result;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Type &element = engine.type(elements[i]), &arg = engine.type(args[i].type);
    if (!isReference(element) || !isReference(arg) || element.element != arg.element)
      return std::nullopt;
    result.push_back(pointee(args[i].value));
    if (!engine.state(bodyId).index.dominates(maker.event, event))
      generalise(result.back());
  }
  return result;
}

std::optional<Resolver::Place> Resolver::argument(const CallSite &site, unsigned index) {
  index += site.api.argShift;
  if (index >= site.call->args.size() || site.call->args[index].value == 0)
    return std::nullopt;
  const Arg &arg = site.call->args[index];
  const Type &type = engine.type(arg.type);
  const Type &valueType = engine.type(body.values[arg.value].type);
  Place place{pointee(arg.value), 0, false};
  if (isReference(type)) {
    place.type = type.element;
  } else if (type.kind == TypeKind::Record) {
    place.type = arg.type;
  } else if (type.kind == TypeKind::Pointer || type.kind == TypeKind::Array ||
             valueType.kind == TypeKind::Pointer) {
    place.isPointer = true;
    place.type = type.element ? type.element : valueType.element;
  } else if (type.kind == TypeKind::Unknown) {
    place.path = unknownMemory();
  } else {
    return std::nullopt;
  }
  return place;
}

std::optional<Resolver::Place> Resolver::place(const CallSite &site, const PathPattern &pattern) {
  Place place;
  switch (pattern.root) {
  case PathPattern::Root::This:
    if (!site.call->receiver)
      return std::nullopt;
    place.path = path(site.call->receiver);
    place.type = receiverTypeOf(body, *site.call);
    if (engine.type(place.type).kind == TypeKind::Pointer || isReference(engine.type(place.type)))
      place.type = engine.type(place.type).element;
    break;
  case PathPattern::Root::Arg:
    if (std::optional<Place> found = argument(site, pattern.arg))
      place = *found;
    else
      return std::nullopt;
    break;
  case PathPattern::Root::Ret:
    if (!site.call->result)
      return std::nullopt;
    place.path = path(site.call->result);
    place.type = site.call->type;
    break;
  case PathPattern::Root::Global: {
    const Id object = engine.libraryObject(pattern.global);
    if (!object)
      return std::nullopt;
    place.type = engine.type(site.call->type).element;
    place.path = pathTo(BaseKind::Global, object, place.type);
    break;
  }
  }
  for (const PatternStep &step : pattern.steps) {
    using Kind = PatternStep::Kind;
    switch (step.kind) {
    case Kind::Deref:
    case Kind::Array:
    case Kind::Range:
    case Kind::CountedRange:
      if (place.isPointer) {
        if (step.kind != Kind::Deref)
          appendIndex(place.path, 0, false, place.type);
      } else if (engine.type(place.type).kind == TypeKind::Pointer) {
        place.path = load(place.path, site.event);
        place.type = engine.type(place.type).element;
        if (step.kind != Kind::Deref)
          appendIndex(place.path, 0, false, place.type);
      } else {
        place.path = objectPointee(place.path, place.type, site.event);
        place.type = place.path.type;
      }
      place.isPointer = false;
      break;
    case Kind::Elements:
    case Kind::Element: {
      if (!place.isPointer && hasNoElements(engine.type(place.type)))
        return std::nullopt;
      if (const ClassEntry *entry = engine.classOfType(place.type);
          entry && entry->kind == ClassEntry::Kind::Iterator && pattern.root == PathPattern::Root::Arg)
        return std::nullopt; // `std::operator==` is for containers as well
      Id index = 0;
      if (step.kind == Kind::Element && step.arg + site.api.argShift < site.call->args.size()) {
        const Arg &arg = site.call->args[step.arg + site.api.argShift];
        TypeKind kind = engine.type(arg.type).kind;
        if (kind == TypeKind::Int || kind == TypeKind::Enum)
          index = arg.value;
      }
      if (place.isPointer)
        move(place.path, index, place.type);
      else
        place.path = elements(place.path, place.type, index, site.event);
      place.type = place.path.type;
      place.isPointer = false;
      break;
    }
    case Kind::Selected:
      place.path = selected(place.path, place.type, site);
      place.type = place.path.type;
      place.isPointer = false;
      break;
    case Kind::All:
      append(place.path,
             {AccessStep::Reach, 0, 0, !place.isPointer && engine.isValue(place.type) ? place.type : 0});
      place.type = 0;
      place.isPointer = false;
      break;
    }
  }
  return place;
}

std::optional<AccessPath> Resolver::locate(const CallSite &site, const PathPattern &pattern) {
  std::optional<Place> found = place(site, pattern);
  if (!found || found->isPointer)
    return std::nullopt;
  AccessPath path = std::move(found->path);
  // An object alone is its own state, not what it owns.
  const ClassEntry *entry = pattern.steps.empty() ? engine.classOfType(found->type) : nullptr;
  if (entry && entry->ownsElements && !entry->inlineStorage)
    append(path, {AccessStep::Structure, 0, 0, 0});
  return path;
}

std::optional<AccessPath> Resolver::locateAsPassed(const CallSite &site, const PathPattern &pattern) {
  const bool isReceiver = pattern.root == PathPattern::Root::This;
  if (!site.function || (!isReceiver && pattern.root != PathPattern::Root::Arg))
    return std::nullopt;
  const Id slot = isReceiver ? 0 : pattern.arg + site.api.argShift + 1;
  const Id pointer = slotPointer({site, *site.function, nullptr}, slot);
  if (pointer == 0)
    return std::nullopt;
  Id type = isReceiver ? site.call->receiverType : site.call->args[slot - 1].type;
  bool isPointer = !isReceiver && engine.type(type).kind == TypeKind::Pointer;
  if (isPointer || isReference(engine.type(type)))
    type = engine.type(type).element;
  AccessPath path = pathTo(BaseKind::Pointer, pointer, type);
  for (const PatternStep &step : pattern.steps) {
    const ClassEntry *entry = engine.classOfType(type);
    if (step.kind == PatternStep::Kind::All) {
      append(path, {AccessStep::Reach, 0, 0, 0});
      break;
    }
    if (isPointer) {
      if (step.kind != PatternStep::Kind::Deref)
        appendIndex(path, 0, false, type);
    } else if ((step.kind == PatternStep::Kind::Elements || step.kind == PatternStep::Kind::Element ||
                step.kind == PatternStep::Kind::Deref) &&
               entry && entry->ownsElements && !engine.holdsReferences(type)) {
      type = elementType(type);
      append(path, {AccessStep::Element, 0, 0, type});
    } else {
      return std::nullopt;
    }
    isPointer = false;
  }
  if (isPointer)
    return std::nullopt;
  const ClassEntry *entry = pattern.steps.empty() ? engine.classOfType(type) : nullptr;
  if (entry && entry->ownsElements && !entry->inlineStorage)
    append(path, {AccessStep::Structure, 0, 0, 0});
  return path;
}

std::optional<AccessPath> Resolver::passed(const CallSite &site, const PathPattern &pattern, Id parameter) {
  if (const auto bound = boundElements(site, pattern)) {
    AccessPath any = bound->front();
    return std::ranges::all_of(*bound, [&](const AccessPath &path) { return join(any, path); })
               ? any
               : unknownMemory();
  }
  std::optional<Place> found = place(site, pattern);
  if (!found)
    return std::nullopt;
  if (!found->isPointer && engine.type(parameter).kind == TypeKind::Pointer)
    return load(found->path, 0);
  return found->path;
}

AccessPath Resolver::passedObject(const CallSite &site, const PathPattern &pattern, Id record) {
  const std::optional<Place> found = boundElements(site, pattern) ? std::nullopt : place(site, pattern);
  if (!found)
    return unknownMemory();
  const Id given = engine.recordOf(found->type);
  if (found->isPointer || given == record || engine.derivesFrom(given, record))
    return found->path;
  const bool isPointer =
      engine.type(found->type).kind == TypeKind::Pointer || engine.classOfType(found->type);
  return isPointer ? objectPointee(found->path, found->type, site.event) : unknownMemory();
}

/// TypeId of what a container or view holds, 0 if that is not of one type.
Id Resolver::elementType(Id type) const {
  const Id record = engine.recordOf(type);
  const ClassEntry *entry = engine.classOfType(type);
  if (!record || (entry && entry->elementArgs.size() > 1))
    return 0;
  const std::vector<Id> &arguments = engine.program.tables.records[record].templateArgs;
  if (entry && entry->kind == ClassEntry::Kind::Tuple && entry->elementArgs.empty() && arguments.size() != 1)
    return 0;
  const unsigned which = entry && entry->elementArgs.size() == 1 ? entry->elementArgs[0] : 0;
  return which < arguments.size() ? arguments[which] : 0;
}

AccessPath Resolver::elements(const AccessPath &object, Id type, Id index, Id event) {
  AccessPath path = object;
  const Type &container = engine.type(type);
  if (container.kind == TypeKind::Array) {
    append(path, {AccessStep::Index, index, 0, container.element});
    return path;
  }
  const ClassEntry *entry = engine.classOfType(type);
  const Id element = elementType(type);
  if (entry && entry->ownsElements) {
    if (engine.holdsReferences(type)) { // what was bound, not a part of the object
      append(path, {AccessStep::Deref, 0, 0, 0});
      append(path, {AccessStep::Reach, 0, 0, 0});
      return path;
    }
    append(path, {AccessStep::Element, index, 0, element});
    return path;
  }
  path = objectPointee(object, type, event);
  move(path, index, element);
  return path;
}

/// The element of `object` that the first template argument of what `site` calls numbers; all of them if it
/// is a type.
AccessPath Resolver::selected(const AccessPath &object, Id type, const CallSite &site) {
  const ClassEntry *entry = engine.classOfType(type);
  const std::optional<Id> which = selectedElement(engine.program, *site.function);
  const bool isNumbered = entry && (entry->kind == ClassEntry::Kind::Tuple ||
                                    (entry->kind == ClassEntry::Kind::Sequence && entry->inlineStorage));
  if (!which || !isNumbered)
    return elements(object, type, 0, site.event);
  if (const Id record = fieldSelected(engine.program, engine.recordOf(type), *which)) {
    AccessPath path = object;
    append(path,
           {AccessStep::Field, *which, record, engine.program.tables.records[record].fields[*which].type});
    return path;
  }
  AccessPath path = elements(object, type, number(*which), site.event);
  const std::vector<Id> &arguments = engine.program.tables.records[engine.recordOf(type)].templateArgs;
  if (entry->kind == ClassEntry::Kind::Tuple && entry->elementArgs.empty() && *which < arguments.size() &&
      !path.steps.empty() && path.steps.back().kind == AccessStep::Element)
    path.type = path.steps.back().type = arguments[*which];
  return path;
}

AccessPath Resolver::objectPointee(const AccessPath &object, Id type, Id event) {
  const Type &t = engine.type(type);
  if (t.kind == TypeKind::Pointer)
    return load(object, event);
  const ClassEntry *entry = engine.classOfType(type);
  AccessPath path = object;
  if (entry && entry->ownsElements) {
    append(path, {AccessStep::Element, 0, 0, 0});
    return path;
  }
  if (entry && (entry->kind == ClassEntry::Kind::Iterator || entry->kind == ClassEntry::Kind::View) &&
      object.base == BaseKind::Var && object.steps.empty() && !object.truncated)
    if (std::optional<AccessPath> stored = storedObject(object.id, event))
      return *stored;
  append(path, {AccessStep::Deref, 0, 0, 0});
  return path;
}

/// True if the variable's address only goes where it is read: catalogued functions that take it by reference
/// to const and keep nothing, such as an iterator's `!=`, and parameters by value.
bool Resolver::isOnlyRead(Id var) const {
  const BodyIndex::AddressUses &uses = engine.state(bodyId).index.addressUses(var);
  return !uses.elsewhere && std::ranges::all_of(uses.arguments, [&](auto use) {
    CallSite site = engine.site(bodyId, use.first);
    const Type &type = engine.type(site.call->args[use.second].type);
    if (type.kind == TypeKind::Record)
      return true;
    return isReference(type) && engine.type(type.element).isConst && site.api && site.api->effects &&
           site.api->effects->keeps.empty();
  });
}

/// Where a local iterator or view points to, if all that is ever stored in it is seen.
std::optional<AccessPath> Resolver::storedObject(Id id, Id event) {
  const Var &var = body.vars[id];
  if (busyVar[id] || var.capturedByReference || (var.kind != VarKind::Local && var.kind != VarKind::Temp) ||
      (var.addressTaken && !isOnlyRead(id)))
    return std::nullopt;
  busyVar[id] = true;
  std::optional<AccessPath> result;
  bool failed = false;
  Id made = 0;
  auto add = [&](std::optional<AccessPath> origin) {
    if (!origin || engine.state(bodyId).exchanges.isStale(*origin, made, event)) {
      failed = true;
      return;
    }
    generalise(*origin);
    if (!result)
      result = std::move(origin);
    else if (!join(*result, *origin))
      failed = true;
  };
  auto fromArgument = [&](const CallSite &site) {
    std::optional<Place> source = argument({site.body, site.event, site.call, site.function, {}}, 0);
    if (!source)
      return add(std::nullopt);
    if (!source->isPointer)
      return add(elements(source->path, source->type, 0, site.event));
    appendIndex(source->path, 0, false, source->type);
    add(source->path);
  };
  for (Id definition : engine.state(bodyId).index.definitions(id)) {
    const Event &e = body.events[definition];
    made = definition;
    if (e.kind == EventKind::Write) {
      const Value &value = body.values[e.value];
      if (body.paths[e.path].steps.empty() && value.kind == ValueKind::Read)
        add(objectPointee(path(body.events[value.a].path), body.paths[body.events[value.a].path].type,
                          value.a));
      else
        failed = true;
    } else if (e.kind == EventKind::Call) {
      CallSite site = engine.site(bodyId, definition);
      auto isWhole = [&](Id path) {
        return path && body.paths[path].root == RootKind::Var && body.paths[path].id == id &&
               body.paths[path].steps.empty();
      };
      if (site.call->syntax == CallSyntax::Destroy)
        continue;
      if (isWhole(site.call->result)) {
        std::optional<Place> source;
        if (site.api && site.api->effects && (source = place(site, site.api->effects->returns.path))) {
          using Kind = ReturnSpec::Kind;
          Kind kind = site.api->effects->returns.kind;
          if (kind == Kind::Begin || kind == Kind::End || kind == Kind::Iterator) {
            if (source->isPointer)
              appendIndex(source->path, 0, false, source->type);
            add(source->isPointer ? source->path : elements(source->path, source->type, 0, definition));
          } else if ((kind == Kind::Advance || kind == Kind::Alias || kind == Kind::Copy) &&
                     !source->isPointer) {
            add(objectPointee(source->path, source->type, definition));
          } else {
            failed = true;
          }
        } else {
          failed = true;
        }
      } else if (!isWhole(site.call->receiver) || !site.function) {
        failed = true;
      } else if (site.call->syntax == CallSyntax::Construct) {
        if (!site.call->args.empty())
          fromArgument(site);
      } else if (endsWith(engine.program.str(site.function->qualifiedName), "operator=")) {
        if (site.call->args.size() == 1)
          fromArgument(site);
        else
          failed = true;
      } else if (!movesIterator(engine.program.str(site.function->qualifiedName)) &&
                 !(site.function->attrs & AttrConstMethod)) {
        failed = true;
      }
    } else {
      failed = true;
    }
    if (failed)
      break;
  }
  busyVar[id] = false;
  return failed ? std::nullopt : result;
}

} // namespace overlap::rules
