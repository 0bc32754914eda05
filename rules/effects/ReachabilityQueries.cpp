#include "rules/effects/Engine.h"

#include <algorithm>

/// What may be asked once the constraints are solved.
namespace overlap::rules {

using namespace facts;
using Object = Reachability::Object;

bool Reachability::wasMoved(const AccessPath &path, const AccessPath &other) const {
  const auto derefs = std::ranges::count(other.steps, AccessStep::Deref, &AccessPathStep::kind);
  const int slot = other.base == BaseKind::Var ? engine.state(bodyId).index.slot(other.id) : -1;
  const bool isPassed = slot >= 0 && derefs == 1 && other.steps[0].kind == AccessStep::Deref;
  const auto pointer = numbers.find({Object::Kind::Var, path.id});
  const auto target =
      isPassed
          ? numbers.find({Object::Kind::Slot, static_cast<Id>(slot)})
          : numbers.find({other.base == BaseKind::Var ? Object::Kind::Var : Object::Kind::Fresh, other.id});
  if (path.base != BaseKind::Var || pointer == numbers.end() || target == numbers.end() ||
      (other.base != BaseKind::Var && other.base != BaseKind::Fresh) || (derefs && !isPassed) ||
      endsInReach(other))
    return false;
  return std::ranges::any_of(twins, [&](const Twins &some) {
    bool isAny = false;
    for (Id object : content[pointer->second]) {
      if (object != 0 && !some.all.contains(object))
        return false;
      isAny |= object != 0;
    }
    return isAny && some.isOneWay && some.all.contains(target->second);
  });
}

bool Reachability::escapes(BaseKind base, Id id) const {
  return escapes({base == BaseKind::Var ? Object::Kind::Var : Object::Kind::Fresh, id});
}

bool Reachability::escapes(const Object &object) const {
  const auto found = numbers.find(object);
  return found != numbers.end() && escaped.contains(found->second);
}

bool Reachability::isPointedTo(Id var) const {
  auto found = numbers.find({Object::Kind::Var, var});
  return found != numbers.end() && pointedTo.contains(found->second);
}

const std::vector<Object> &Reachability::origins(const AccessPath &path) const {
  // No more of a path than this decides; all values were looked at when the constraints were solved.
  const auto key = std::make_tuple(path.base, path.id, hasDeref(path), endsInReach(path));
  auto [it, isNew] = originsOf.try_emplace(key);
  if (isNew) {
    std::vector<Object> found;
    for (Id object : const_cast<Reachability *>(this)->objectsOf(path))
      found.push_back(objects[object]);
    it->second = std::move(found);
  }
  return it->second;
}

/// False for arrays, containers, and memory whose size is not known: two pointers into them may be apart.
bool Reachability::isOne(const Object &object) const {
  if (object.kind == Object::Kind::Var) {
    const Id type = body.vars[object.id].type;
    const ClassEntry *entry = engine.classOfType(type);
    return engine.type(type).kind != TypeKind::Array && !(entry && entry->ownsElements);
  }
  const Call &call = body.calls[body.events[object.id].call];
  if (object.kind == Object::Kind::Made)
    return false;
  if (call.syntax == CallSyntax::New)
    return call.count == 0;
  const Id record = engine.recordOf(call.type); // `std::make_shared<int[]>` makes an array
  return record && !(handleClass(call.type) &&
                     std::ranges::any_of(engine.program.tables.records[record].templateArgs,
                                         [&](Id type) { return engine.type(type).kind == TypeKind::Array; }));
}

std::optional<Object> Reachability::onlyObject(const AccessPath &path) const {
  if (endsInReach(path) || path.base == BaseKind::Unknown || path.base == BaseKind::Literal)
    return std::nullopt;
  for (auto step = path.steps.rbegin(); step != path.steps.rend() && step->kind != AccessStep::Deref; ++step)
    if (step->kind == AccessStep::Index || step->kind == AccessStep::Element)
      return std::nullopt;
  std::optional<Object> found;
  for (const Object &object : origins(path))
    if (object.isLocal()) {
      if (found || !isOne(object))
        return std::nullopt;
      found = object;
    } else if (object.kind == Object::Kind::Slot || path.base != BaseKind::Global) {
      return std::nullopt; // a global stands for all that it reaches, and for what was put there
    }
  return found;
}

/// True if `object` may have adopted what the parameter of `path`, a plain pointer, leads to.
bool Reachability::isAdopted(const AccessPath &path, const Object &object) const {
  const auto own = numbers.find(object);
  const bool isPlain = engine.type(body.vars[path.id].type).kind == TypeKind::Pointer &&
                       std::ranges::none_of(path.steps, [](const AccessPathStep &step) {
                         return step.kind == AccessStep::Element || step.kind == AccessStep::Structure;
                       });
  return isPlain && own != numbers.end() &&
         std::ranges::any_of(twins, [&](const Twins &some) { return some.all.contains(own->second); });
}

bool Reachability::mayLeadTo(const AccessPath &path, BaseKind base, Id id) const {
  Object target{base == BaseKind::Var ? Object::Kind::Var : Object::Kind::Fresh, id};
  bool isExposed = escapes(base, id);
  // What a parameter pointed to at entry is older than all that the body makes.
  bool isEntryPointee =
      path.base == BaseKind::Var && engine.state(bodyId).index.slot(path.id) >= 0 &&
      engine.state(bodyId).index.captureField(path.id) < 0 && !endsInReach(path) &&
      std::ranges::count_if(
          path.steps, [](const AccessPathStep &step) { return step.kind == AccessStep::Deref; }) == 1 &&
      path.steps.front().kind == AccessStep::Deref && path.steps.front().a == 0;
  if (isEntryPointee && !isAdopted(path, target))
    return false;
  for (const Object &object : origins(path)) {
    if (object == target)
      return true;
    if (isExposed && !object.isLocal())
      return true;
  }
  return false;
}

bool Reachability::mayLeadToOwned(const AccessPath &path, Id var) const {
  const int slot = engine.state(bodyId).index.slot(var);
  return std::ranges::any_of(origins(path), [&](const Object &object) {
    if (object.kind == Object::Kind::Made) {
      const Path &result = body.paths[body.calls[body.events[object.id].call].result];
      return result.root == RootKind::Var && result.id == var && result.steps.empty();
    }
    return object.kind == Object::Kind::Slot && slot >= 0 && object.id == static_cast<Id>(slot);
  });
}

void Reachability::addReturned(Summary &summary) const {
  const Id result = engine.program.function(engine.functionOf(bodyId)).result;
  const bool isObject = engine.type(result).kind == TypeKind::Record; // `value` is its address
  ObjectSet returned;                                                 // of what the body has made
  for (const Event &event : body.events) {
    if (event.kind != EventKind::Return || !event.value)
      continue;
    const ObjectSet &target = const_cast<Reachability *>(this)->pointsTo(event.value);
    for (Id id : isObject ? contentOf(target) : target) {
      const Object &object = objects[id];
      const int slot = object.kind == Object::Kind::Var ? engine.state(bodyId).index.slot(object.id) : -1;
      if (object.kind == Object::Kind::Slot)
        summary.returnedSlots.push_back(object.id);
      else if (object.kind == Object::Kind::Global)
        summary.returnedGlobals.push_back(object.id);
      else if (slot >= 0)
        summary.returnedSlots.push_back(static_cast<Id>(slot));
      else if ((object.kind != Object::Kind::Var || (isObject && target.contains(id))) && object.isLocal() &&
               !exposed.contains(id))
        returned.insert(id); // what a variable owns goes with its value
      else if (object.kind != Object::Kind::Var || escaped.contains(id))
        summary.returnsOutside = true;
    }
  }
  summary.returnsMade |= !returned.empty();
  addHeld(returned, kReturned, returned, summary.keeps);
}

/// What pointers in `holders` may lead to, as what slot `into` holds; `returned` is what the body makes and
/// returns.
void Reachability::addHeld(const ObjectSet &holders, Id into, const ObjectSet &returned,
                           std::vector<Keep> &result) const {
  ObjectSet held;
  for (Id holder : holders)
    for (Id inner : content[holder]) {
      held.insert(inner);
      if (objects[inner].isLocal()) // which nobody else knows by itself
        held.insertAll(closure(content[inner]));
    }
  for (Id id : held) {
    const Object &object = objects[id];
    Keep found{0, false, into, 0, Keep::Found::Elsewhere};
    const int slot = object.kind == Object::Kind::Var ? engine.state(bodyId).index.slot(object.id) : -1;
    if (object.kind == Object::Kind::Slot || slot >= 0)
      found = {slot >= 0 ? static_cast<Id>(slot) : object.id, false, into, 0, Keep::Found::No};
    else if (object.kind == Object::Kind::Global)
      found.global = object.id;
    else if (object.isLocal() && (object.kind != Object::Kind::Var || returned.contains(id)) &&
             !exposed.contains(id))
      found.found = into == kReturned && returned.contains(id) ? Keep::Found::Returned : Keep::Found::Made;
    else if (object.kind == Object::Kind::Var && !escaped.contains(id))
      continue; // it ends with the call
    if (found.found != Keep::Found::No || found.from != into)
      result.push_back(found);
  }
}

std::vector<Keep> Reachability::keeps() const {
  std::vector<Keep> result;
  for (Id id = 0; id < objects.size(); ++id) {
    if (objects[id].kind != Object::Kind::Slot)
      continue;
    if (holdsItself.contains(id))
      result.push_back({objects[id].id, false, objects[id].id, 0, Keep::Found::No});
    if (escaped.contains(id))
      result.push_back({objects[id].id, true, 0, 0, Keep::Found::No});
    for (Id holder = 0; holder < objects.size(); ++holder)
      if (objects[holder].kind == Object::Kind::Global && content[holder].contains(id))
        result.push_back({objects[id].id, true, 0, objects[holder].id, Keep::Found::No});
    ObjectSet slot;
    slot.insert(id);
    addHeld(slot, objects[id].id, {}, result);
  }
  std::ranges::sort(result);
  result.erase(std::ranges::unique(result).begin(), result.end());
  return result;
}

} // namespace overlap::rules
