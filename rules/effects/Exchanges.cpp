#include "rules/effects/Exchanges.h"

#include "rules/effects/Engine.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

const std::vector<Exchanges::Exchange> &Exchanges::all() {
  if (!isDone) {
    isDone = true; // tracing what a call is passed asks for those before it
    for (Id event = 1; event < engine.body(bodyId).events.size(); ++event)
      if (engine.body(bodyId).events[event].kind == EventKind::Call)
        find(event);
  }
  return found;
}

/// True for containers and smart pointers, and for classes of the project, which may have such members.
bool Exchanges::isOwner(Id type) const {
  const Id record = engine.recordOf(type);
  if (!record)
    return false;
  if (const ClassEntry *entry = engine.classOfRecord(record))
    return entry->ownsElements;
  return !engine.program.tables.records[record].inSystemHeader;
}

/// What the plain pointer in argument `arg` leads to.
AccessPath Exchanges::adopted(const CallSite &site, unsigned arg) const {
  Resolver &resolver = engine.state(bodyId).resolver;
  const Arg &passed = site.call->args[arg];
  const AccessPath &target = resolver.pointee(passed.value);
  return engine.valueType(passed.type) == passed.type ? target : resolver.load(target, site.event);
}

/// True if the argument is a plain pointer, and what it leads to belongs to the call's object afterwards.
bool Exchanges::adopts(const CallSite &site, unsigned arg) const {
  const Call &call = *site.call;
  if (!call.receiver || !site.api || !site.api->effects ||
      !engine.type(engine.valueType(call.args[arg].type)).element ||
      engine.type(engine.valueType(call.args[arg].type)).kind != TypeKind::Pointer)
    return false;
  auto isOwningPointer = [&](Id record) {
    const ClassEntry *entry = record ? engine.classOfRecord(record) : nullptr;
    return entry && entry->kind == ClassEntry::Kind::Pointer && entry->ownsElements;
  };
  const Id record = engine.recordOf(receiverTypeOf(engine.body(bodyId), call));
  const bool owns =
      record && (isOwningPointer(record) ||
                 std::ranges::any_of(engine.program.tables.records[record].templateArgs,
                                     [&](Id type) { return isOwningPointer(engine.recordOf(type)); }));
  return owns && std::ranges::any_of(site.api->effects->keeps, [&](const KeepSpec &keep) {
           return !keep.receiver && keep.arg + site.api.argShift == arg;
         });
}

void Exchanges::find(Id event) {
  const Call &call = engine.body(bodyId).calls[engine.body(bodyId).events[event].call];
  if (call.syntax == CallSyntax::New || call.syntax == CallSyntax::Delete)
    return;
  const CallSite site = engine.site(bodyId, event);
  Exchange exchange{event, {}, false};
  bool isSeen = false;
  if (!site.api)
    for (const Id target : engine.targets(site))
      if (engine.isDefined(target)) {
        addSeen(site, target, exchange);
        isSeen = true;
      }
  if (!isSeen)
    addByTypes(site, exchange);
  if (!exchange.parties.empty())
    found.push_back(std::move(exchange));
}

/// What a function restructures whose body was seen.
void Exchanges::addSeen(const CallSite &site, Id target, Exchange &exchange) {
  const Binding binding{site, engine.program.function(target), nullptr};
  const std::vector<Id> &taken = engine.summary(target).adopted;
  for (Id slot : taken)
    if (slot <= site.call->args.size() && site.call->args[slot - 1].value)
      exchange.parties.push_back({adopted(site, slot - 1), true});
  if (!taken.empty()) {
    exchange.isOneWay = true;
    for (Id slot = 0; slot <= site.call->args.size(); ++slot)
      if (slot == 0 ? site.call->receiver != 0 : isOwner(site.call->args[slot - 1].type))
        exchange.parties.push_back({engine.state(bodyId).resolver.slotObject(binding, slot), false});
  }
  for (const auto &[base, id] : engine.summary(target).restructured)
    exchange.parties.push_back(
        {base == BaseKind::Var ? engine.state(bodyId).resolver.slotObject(binding, id) : pathTo(base, id),
         false});
}

/// What a function may exchange, as far as the types of its arguments tell.
void Exchanges::addByTypes(const CallSite &site, Exchange &exchange) {
  const Body &body = engine.body(bodyId);
  const Call &call = *site.call;
  std::vector<unsigned> given; // arguments
  const bool isParted = site.api && site.api->effects && call.receiver && call.result &&
                        site.api->effects->returns.kind == ReturnSpec::Kind::Part;
  bool isHandedOver = isParted, isSwap = false;
  for (unsigned arg = 0; arg < call.args.size(); ++arg) {
    if (!call.args[arg].value)
      continue;
    const Type &type = engine.type(call.args[arg].type);
    const bool isOwnerByReference = type.kind == TypeKind::LValueRef && !engine.type(type.element).isConst &&
                                    isOwner(call.args[arg].type);
    const bool isMoved = type.kind == TypeKind::RValueRef && engine.recordOf(call.args[arg].type);
    if (isMoved || isOwnerByReference || adopts(site, arg))
      given.push_back(arg);
    isHandedOver |= !given.empty() && given.back() == arg && !isOwnerByReference;
    isSwap |= isOwnerByReference;
  }
  if (given.empty() && !isParted)
    return;
  const bool receives = call.receiver && site.function && !(site.function->attrs & AttrConstMethod) &&
                        isOwner(receiverTypeOf(body, call));
  if (!isHandedOver && given.size() + receives < 2)
    return;
  exchange.isOneWay = !isSwap;
  Resolver &resolver = engine.state(bodyId).resolver;
  for (unsigned arg : given)
    if (adopts(site, arg))
      exchange.parties.push_back({adopted(site, arg), true});
    else
      exchange.parties.push_back({resolver.pointee(call.args[arg].value), false});
  if (call.receiver && (receives || isHandedOver))
    exchange.parties.push_back({resolver.path(call.receiver), false});
  if (call.result && isHandedOver)
    exchange.parties.push_back({resolver.path(call.result), false});
}

bool Exchanges::isStale(const AccessPath &target, Id made, Id used) {
  return std::ranges::any_of(all(), [&](const Exchange &exchange) {
    return std::ranges::any_of(exchange.parties,
                               [&](const Party &party) {
                                 return party.path.base == target.base && party.path.id == target.id &&
                                        target.steps.size() + party.isAdopted > party.path.steps.size();
                               }) &&
           comesBetween(exchange.event, made, used);
  });
}

bool Exchanges::isStale(const AccessPath &target, Id made) {
  if (all().empty())
    return false;
  if (!usesOf)
    findUses();
  const auto [first, last] = usesOf->equal_range(made);
  return std::any_of(first, last, [&](const auto &use) { return isStale(target, made, use.second); });
}

void Exchanges::findUses() {
  const Body &body = engine.body(bodyId);
  usesOf.emplace();
  std::vector<Id> lastSeen(body.values.size(), 0), pending;
  for (Id event = 1; event < body.events.size(); ++event) {
    const Event &e = body.events[event];
    auto add = [&](Id value) {
      if (value && lastSeen[value] != event) {
        lastSeen[value] = event;
        pending.push_back(value);
      }
    };
    auto addPath = [&](Id path) {
      if (path && body.paths[path].root == RootKind::Pointer)
        add(body.paths[path].id);
    };
    addPath(e.path);
    add(e.value);
    if (e.kind == EventKind::Call) {
      addPath(body.calls[e.call].receiver);
      for (const Arg &arg : body.calls[e.call].args)
        add(arg.value);
    }
    while (!pending.empty()) {
      const Value &value = body.values[pending.back()];
      pending.pop_back();
      switch (value.kind) {
      case ValueKind::Call:
        usesOf->emplace(value.a, event);
        break;
      case ValueKind::Addr:
        addPath(value.a);
        break;
      case ValueKind::Bin:
        add(value.b);
        [[fallthrough]];
      case ValueKind::Un:
      case ValueKind::Cast:
        add(value.a);
        break;
      case ValueKind::Select:
        add(value.b);
        add(value.c);
        break;
      default:
        break;
      }
    }
  }
}

/// True if `event` may run after `made` and before `used`, without `made` running again.
bool Exchanges::comesBetween(Id event, Id made, Id used) {
  if (used == 0)
    return true;
  const Cfg &cfg = engine.state(bodyId).index.cfg();
  const Id madeIn = cfg.blockOf(made), usedIn = cfg.blockOf(used), block = cfg.blockOf(event);
  if (block == usedIn && cfg.indexOf(event) < cfg.indexOf(used) &&
      !(madeIn == block && cfg.indexOf(event) < cfg.indexOf(made) && cfg.indexOf(made) < cfg.indexOf(used)))
    return true;
  if (block == madeIn && cfg.indexOf(event) < cfg.indexOf(made))
    return false; // it runs again on the way
  const bool mayUseFirst = !(madeIn == usedIn && cfg.indexOf(made) < cfg.indexOf(used));
  return comesBefore(block, madeIn)[usedIn] && (usedIn != madeIn || mayUseFirst);
}

/// The blocks that may come after `from` and not after `without`, but for that itself.
const std::vector<bool> &Exchanges::comesBefore(Id from, Id without) {
  auto [known, isNew] = reached.try_emplace({from, without});
  std::vector<bool> &seen = known->second;
  if (!isNew)
    return seen;
  const Cfg &cfg = engine.state(bodyId).index.cfg();
  seen.resize(engine.body(bodyId).blocks.size(), false);
  std::vector<Id> pending(cfg.successors(from).begin(), cfg.successors(from).end());
  while (!pending.empty()) {
    const Id at = pending.back();
    pending.pop_back();
    if (at == 0 || seen[at])
      continue;
    seen[at] = true;
    if (at != without)
      pending.insert(pending.end(), cfg.successors(at).begin(), cfg.successors(at).end());
  }
  return seen;
}

} // namespace overlap::rules
