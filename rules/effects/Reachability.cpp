#include "rules/effects/Reachability.h"

#include "rules/effects/Engine.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;
using Object = Reachability::Object;

Reachability::Reachability(const Engine &engine, Id bodyId)
    : engine(engine), bodyId(bodyId), body(engine.body(bodyId)) {
  number({Object::Kind::Outside, 0});
}

Id Reachability::number(const Object &object) {
  auto [at, isNew] = numbers.try_emplace(object, objects.size());
  if (isNew) {
    objects.push_back(object);
    content.emplace_back();
    bool isOwnContent = object.kind != Object::Kind::Var && object.kind != Object::Kind::Fresh;
    if (isOwnContent) // stands for all that is reachable from it
      content.back().insert(at->second);
    int slot = object.kind == Object::Kind::Var ? engine.state(bodyId).index.slot(object.id) : -1;
    if (slot >= 0) { // it holds what the caller passed
      Id passed = number({Object::Kind::Slot, static_cast<Id>(slot)});
      content[at->second].insert(passed);
    }
  }
  return at->second;
}

ObjectSet Reachability::closure(const ObjectSet &set) const {
  ObjectSet all;
  std::vector<Id> pending;
  all.insertAll(set, pending);
  while (!pending.empty()) {
    const Id object = pending.back();
    pending.pop_back();
    all.insertAll(content[object], pending);
  }
  return all;
}

ObjectSet Reachability::contentOf(const ObjectSet &holders) const {
  ObjectSet inside;
  for (Id object : holders)
    inside.insertAll(content[object]);
  return closure(inside);
}

ObjectSet Reachability::objectsOf(const AccessPath &path) {
  ObjectSet result;
  bool followed = hasDeref(path) || endsInReach(path);
  switch (path.base) {
  case BaseKind::Literal:
    return result;
  case BaseKind::Unknown:
    result.insert(0);
    return result;
  case BaseKind::Pointer:
    result = pointsTo(path.id);
    addTwins(result);
    break;
  case BaseKind::Global:
    result = globalObject(path.id);
    break;
  case BaseKind::Fresh:
    result.insert(number({Object::Kind::Fresh, path.id}));
    break;
  case BaseKind::Var:
    result.insert(number({Object::Kind::Var, path.id}));
    break;
  }
  if (!followed)
    return result;
  ObjectSet inside = contentOf(result);
  if (path.base == BaseKind::Var)
    if (int slot = engine.state(bodyId).index.slot(path.id); slot >= 0)
      inside.insert(number({Object::Kind::Slot, static_cast<Id>(slot)}));
  if (endsInReach(path) && !hasDeref(path))
    inside.insertAll(result);
  return endsInReach(path) ? closure(inside) : inside;
}

const ObjectSet &Reachability::pointsTo(Id value) {
  if (!memo[value].first) {
    memo[value].first = true; // a cycle through itself adds nothing
    ObjectSet found = computePointsTo(value);
    memo[value].second = std::move(found);
  }
  return memo[value].second;
}

ObjectSet Reachability::computePointsTo(Id id) {
  const Value &value = body.values[id];
  ObjectSet result;
  switch (value.kind) {
  case ValueKind::Int:
  case ValueKind::Float:
  case ValueKind::Str:
  case ValueKind::Null:
  case ValueKind::Function:
  case ValueKind::SizeOf:
    return result;
  default:
    break;
  }
  if (value.type && !engine.holdsPointers(value.type)) {
    // A number, but perhaps one that was made of a pointer.
    if (value.kind != ValueKind::Cast && value.kind != ValueKind::Bin)
      return result;
    result = pointsTo(value.a);
    if (value.kind == ValueKind::Bin)
      result.insertAll(pointsTo(value.b));
    return result;
  }
  const AccessPath &path = engine.state(bodyId).resolver.pointee(id);
  if (path.base != BaseKind::Pointer && path.base != BaseKind::Unknown)
    return objectsOf(path);
  switch (value.kind) {
  case ValueKind::Bin:
    result = pointsTo(value.a);
    result.insertAll(pointsTo(value.b));
    return result;
  case ValueKind::Un:
  case ValueKind::Cast:
    return pointsTo(value.a);
  case ValueKind::Select:
    result = pointsTo(value.b);
    result.insertAll(pointsTo(value.c));
    return result;
  case ValueKind::Read:
  case ValueKind::Atomic:
    return contentOf(objectsOf(engine.state(bodyId).resolver.path(body.events[value.a].path)));
  case ValueKind::Call: {
    const TypeKind kind = engine.type(value.type).kind;
    return closure(returnedBy(value.a, kind == TypeKind::LValueRef || kind == TypeKind::RValueRef));
  }
  default:
    result.insert(0);
    return result;
  }
}

/// What a call may return a pointer or reference to, or an object that holds one.
ObjectSet Reachability::returnedBy(Id event, bool isReference) {
  const CallSite site = engine.site(bodyId, event);
  ObjectSet result;
  if (site.api) {
    // A catalogued function whose entry names no result returns something that its arguments reach; a pointer
    // may be one to memory of the library's own.
    result = returnable(site);
    const bool isComplete = site.api->effects && site.api->effectsKnown &&
                            std::ranges::none_of(site.api->effects->calls, [](const CallSpec &spec) {
                              return spec.kind == CallSpec::Kind::Argument; // and what that returns
                            });
    if (!isReference || !isComplete)
      result.insert(0);
    return result;
  }
  const std::vector<Id> targets = engine.targets(site);
  const bool isSeen =
      !targets.empty() && !engine.isOpen(site) && std::ranges::all_of(targets, [&](Id target) {
        const Linkage linkage = engine.program.tables.symbols[engine.program.function(target).symbol].linkage;
        return engine.isDefined(target) && linkage != Linkage::Weak;
      });
  if (!isSeen) {
    result = argumentsOf(*site.call);
    result.insert(0);
    return result;
  }
  for (Id target : targets) {
    const Summary &summary = engine.summary(target);
    for (Id slot : summary.returnedSlots)
      result.insertAll(slotOf(*site.call, slot));
    for (Id global : summary.returnedGlobals)
      result.insertAll(globalObject(global));
    if (summary.returnsMade)
      result.insert(number({Object::Kind::Made, event}));
    if (summary.returnsOutside)
      result.insert(0);
  }
  return result;
}

ObjectSet Reachability::slotOf(const Call &call, Id slot) {
  ObjectSet result;
  if (slot == 0)
    return call.receiver ? objectsOf(engine.state(bodyId).resolver.path(call.receiver)) : result;
  return slot <= call.args.size() && call.args[slot - 1].value ? pointsTo(call.args[slot - 1].value) : result;
}

ObjectSet Reachability::globalObject(Id global) {
  ObjectSet result;
  result.insert(number({Object::Kind::Global, global}));
  return result;
}

ObjectSet Reachability::argumentsOf(const Call &call) {
  ObjectSet result;
  for (Id slot = 0; slot <= call.args.size(); ++slot)
    result.insertAll(slotOf(call, slot));
  return result;
}

/// What an escaped object holds has escaped with it; store() sees to what is put there later.
void Reachability::escape(const ObjectSet &what, bool toCaller) {
  if (escaped.containsAll(what) && (toCaller || exposed.containsAll(what)))
    return;
  changed = true;
  for (Id object : closure(what)) {
    escaped.insert(object);
    if (!toCaller && exposed.insert(object))
      content[object].insert(0);
  }
}

/// A pointer into one of two objects leads into the other once the one has handed over what it owns.
void Reachability::findTwins() {
  for (const Exchanges::Exchange &exchange : engine.state(bodyId).exchanges.all()) {
    Twins together{{}, exchange.isOneWay};
    for (const Exchanges::Party &party : exchange.parties)
      together.all.insertAll(objectsOf(party.path));
    std::erase_if(twins, [&](const Twins &others) {
      const bool meets = together.all.meets(others.all);
      if (meets) {
        together.all.insertAll(others.all);
        together.isOneWay &= others.isOneWay;
      }
      return meets;
    });
    twins.push_back(std::move(together));
  }
}

void Reachability::addTwins(ObjectSet &set) const {
  for (const Twins &some : twins)
    if (set.meets(some.all))
      set.insertAll(some.all);
}

void Reachability::store(const ObjectSet &into, ObjectSet what) {
  if (what.empty())
    return;
  addTwins(what);
  std::optional<ObjectSet> locals; // among them
  for (Id holder : into) {
    switch (objects[holder].kind) {
    case Object::Kind::Outside:
    case Object::Kind::Global:
      escape(what);
      break;
    case Object::Kind::Slot: {
      if (!locals) {
        locals.emplace();
        for (Id object : what)
          if (objects[object].isLocal())
            locals->insert(object);
      }
      escape(*locals, true);
      break;
    }
    default:
      if (escaped.contains(holder))
        escape(what, !exposed.contains(holder));
    }
    if (content[holder].insertAll(what))
      changed = true;
  }
}

bool Reachability::keepsArguments(const Summary &summary) {
  return std::ranges::any_of(summary.keeps, [](const Keep &k) { return k.found == Keep::Found::No; });
}

/// A pointer that a callee stores.
void Reachability::keep(const Keep &keep, Id event) {
  const Call &call = body.calls[body.events[event].call];
  ObjectSet what = slotOf(call, keep.from), global, holders;
  if (keep.global)
    global.insert(number({Object::Kind::Global, keep.global}));
  auto made = [&] { return number({Object::Kind::Made, event}); };
  auto returned = [&] { return number({Object::Kind::Fresh, event}); };
  if (keep.into == kReturned) {
    holders.insert(made());
    holders.insert(returned());
  } else if (!keep.elsewhere) {
    holders = slotOf(call, keep.into);
  }
  switch (keep.found) {
  case Keep::Found::No:
    if (keep.global)
      store(global, what);
    else if (keep.elsewhere)
      escape(what);
    else
      store(holders, closure(what));
    break;
  case Keep::Found::Elsewhere:
    if (!keep.global)
      global.insert(0);
    store(holders, global);
    break;
  case Keep::Found::Returned:
    global.insert(returned());
    [[fallthrough]];
  case Keep::Found::Made: {
    global.insert(made());
    store(holders, global);
    ObjectSet maker;
    maker.insert(made()); // what it holds is found behind the holders
    store(maker, contentOf(holders));
    break;
  }
  }
}

void Reachability::call(Id event) {
  CallSite site = engine.site(bodyId, event);
  const Call &call = *site.call;
  bool resultHolds = call.result && engine.holdsPointers(body.paths[call.result].type);
  auto storeResult = [&](const ObjectSet &what) {
    if (resultHolds)
      store(objectsOf(engine.state(bodyId).resolver.path(call.result)), what);
  };
  if (call.syntax == CallSyntax::New || call.syntax == CallSyntax::Delete)
    return;
  if (site.api && site.api->effectsKnown)
    return callApi(site, storeResult);
  std::vector<Id> targets = engine.targets(site);
  bool understood = !targets.empty() && !(call.target == TargetKind::Indirect && engine.isOpen(site)) &&
                    std::ranges::all_of(targets, [&](Id t) { return engine.isDefined(t); });
  if (understood) {
    for (Id target : targets)
      for (const Keep &kept : engine.summary(target).keeps)
        keep(kept, event);
    storeResult(closure(returnedBy(event, false)));
    return;
  }
  if (site.function && (site.function->attrs & (AttrPure | AttrConst | AttrTrivial)))
    return;
  escape(argumentsOf(call));
  ObjectSet outside;
  outside.insert(0);
  storeResult(outside);
}

/// True if the call makes an object that holds no addresses for a pointer of a class to lead to:
/// `std::make_shared<int>(i)`.
bool Reachability::makesValue(const CallSite &site) const {
  const ClassEntry *entry = engine.classOfType(site.call->type);
  const Id record = engine.recordOf(site.call->type);
  if (!record || !entry || entry->kind != ClassEntry::Kind::Pointer || entry->elementArgs.empty() ||
      !site.api->effects || site.api->effects->returns.kind != ReturnSpec::Kind::Fresh ||
      std::ranges::any_of(site.call->args, [&](const Arg &arg) { // which it may adopt
        return engine.type(arg.type).kind == TypeKind::Pointer;
      }))
    return false;
  const std::vector<Id> &args = engine.program.tables.records[record].templateArgs;
  return std::ranges::all_of(entry->elementArgs, [&](unsigned arg) {
    return arg < args.size() && args[arg] && engine.isValue(args[arg]);
  });
}

/// What a catalogued function keeps, and what it copies from one argument to another.
template <typename StoreResult>
void Reachability::callApi(const CallSite &site, const StoreResult &storeResult) {
  const Call &call = *site.call;
  Resolver &resolver = engine.state(bodyId).resolver;
  if (site.api->effects) {
    for (const KeepSpec &keep : site.api->effects->keeps) {
      if (keepsCopies(site, keep))
        continue;
      const Id slot = keep.receiver ? 0 : keep.arg + site.api.argShift + 1;
      // A copy of a pointer leads to where that leads, not to it.
      ObjectSet what = copiesHandle(site, slot) ? contentOf(slotOf(call, slot)) : closure(slotOf(call, slot));
      std::optional<AccessPath> into;
      if (keep.into.root != PathPattern::Root::Global)
        into = resolver.locate(site, keep.into);
      else if (const Id object = engine.libraryObject(keep.into.global))
        store(globalObject(object), what);
      if (into)
        store(objectsOf(*into), what);
      else
        escape(what);
    }
    for (const CallSpec &spec : site.api->effects->calls)
      if (spec.when == CallSpec::When::Thread || spec.when == CallSpec::When::EventLoop ||
          spec.when == CallSpec::When::Later) // of what goes with a function that is kept, `keeps` tells
        escape(argumentsOf(call));
    for (const Callable &callable : call.callables) {
      const ApiMatch known = engine.api(call, callable);
      if (engine.isDefined(callable.function)
              ? keepsArguments(engine.summary(callable.function))
              : !Engine::onlyReads(known) && !(known && Engine::touchesOnlyItsObject(*known.entry)))
        escape(argumentsOf(call));
    }
  }
  if (site.api->pure && !call.result)
    return;
  ObjectSet values;
  for (Id slot = 1; slot <= call.args.size(); ++slot) {
    ObjectSet objectsPassed = slotOf(call, slot);
    if (!isValueObject(call.args[slot - 1].type))
      values.insertAll(contentOf(objectsPassed));
    if (call.syntax == CallSyntax::Construct && !copiesHandle(site, slot))
      values.insertAll(objectsPassed);
  }
  if (!site.api->pure)
    for (Id slot = 0; slot <= call.args.size(); ++slot)
      if (!isValueObject(slot == 0 ? call.receiverType : call.args[slot - 1].type))
        store(slotOf(call, slot), values);
  ObjectSet returned = closure(returnable(site));
  const ClassEntry *result = site.api->effects ? handleClass(call.type) : nullptr;
  if (result && !result->ownsElements && site.api->effects->returns.kind == ReturnSpec::Kind::Fresh) {
    ObjectSet object; // `std::make_shared`
    object.insert(number({Object::Kind::Fresh, site.event}));
    store(object, returned); // it may keep what it is made of
    returned.insertAll(object);
  }
  const bool constructs =
      site.api->effects && std::ranges::any_of(site.api->effects->calls, [](const CallSpec &spec) {
        return spec.kind == CallSpec::Kind::Construct;
      });
  if (constructs && call.result && result && result->ownsElements &&
      !engine.isValue(call.type)) // `Node() { next = this; }`
    returned.insert(number({Object::Kind::Made, site.event}));
  storeResult(returned);
}

/// `self = this;`
void Reachability::findOwnAddress(const Event &store) {
  Resolver &resolver = engine.state(bodyId).resolver;
  if (engine.type(body.values[store.value].type).kind != TypeKind::Pointer)
    return;
  const AccessPath &stored = resolver.pointee(store.value), &into = resolver.path(store.path);
  auto isObject = [](const AccessPath &path) {
    return path.base == BaseKind::Var && !path.truncated && !path.steps.empty() &&
           path.steps[0].kind == AccessStep::Deref && path.steps[0].a == 0 &&
           std::ranges::count(path.steps, AccessStep::Deref, &AccessPathStep::kind) == 1;
  };
  const int slot = isObject(stored) ? engine.state(bodyId).index.slot(stored.id) : -1;
  if (slot >= 0 && isObject(into) && into.id == stored.id)
    holdsItself.insert(number({Object::Kind::Slot, static_cast<Id>(slot)}));
}

bool Reachability::throughUnion(Id path) const {
  return std::ranges::any_of(body.paths[path].steps, [&](const Step &step) {
    return step.kind == StepKind::Field && engine.program.tables.records[step.record].isUnion;
  });
}

void Reachability::solve() {
  originsOf.clear();
  const std::vector<Id> addresses = storedAddresses();
  do {
    changed = false;
    memo.assign(body.values.size(), {});
    findTwins();
    for (Id event = 1; event < body.events.size(); ++event) {
      const Event &e = body.events[event];
      switch (e.kind) {
      case EventKind::Write:
      case EventKind::Atomic:
        if (e.path && e.value) {
          ObjectSet what = pointsTo(e.value);
          findOwnAddress(e);
          if (throughUnion(e.path)) // a number in another member may be the address
            escape(what);
          if (!what.empty())
            store(objectsOf(engine.state(bodyId).resolver.path(e.path)), what);
        }
        break;
      case EventKind::Throw:
        // Nothing here runs after it; what the thrown object holds is found by whoever catches it.
        if (e.value)
          escape(contentOf(pointsTo(e.value)));
        break;
      case EventKind::Call:
        call(event);
        break;
      case EventKind::Unknown:
        escape(addressTaken());
        break;
      default:
        break;
      }
    }
    for (Id address : addresses)
      escape(pointsTo(body.values[address].a));
    if (std::ranges::any_of(body.gaps, [](const Gap &gap) { return gap.reason != UnknownReason::None; }))
      escape(addressTaken());
  } while (changed);
  memo.assign(body.values.size(), {});
  pointedTo = {};
  for (Id value = 1; value < body.values.size(); ++value) {
    const ObjectSet &objectsMeant = pointsTo(value);
    if (!objectsMeant.empty() && engine.state(bodyId).resolver.pointee(value).base != BaseKind::Var)
      pointedTo.insertAll(objectsMeant);
  }
  for (const ObjectSet &inside : content)
    pointedTo.insertAll(inside);
}

ObjectSet Reachability::addressTaken() {
  ObjectSet result;
  for (Id var = 1; var < body.vars.size(); ++var)
    if (body.vars[var].addressTaken || body.vars[var].capturedByReference)
      result.insert(number({Object::Kind::Var, var}));
  return result;
}

} // namespace overlap::rules
