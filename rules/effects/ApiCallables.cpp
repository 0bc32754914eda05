#include "rules/effects/CallModel.h"

#include <algorithm>

/// What catalogued functions call: the callables that they are passed or that were stored before.
namespace overlap::rules {

using namespace facts;

void CallModel::addApiCall(const CallSite &site, const CallSpec &spec, CallOutcome &out) const {
  const std::size_t before = out.blocking.size();
  addApiRun(site, spec, out);
  if (spec.when == CallSpec::When::Now || spec.when == CallSpec::When::Parallel)
    return;
  for (std::size_t i = before; i < out.blocking.size(); ++i)
    out.blocking[i].use.isElsewhere = true;
}

void CallModel::addApiRun(const CallSite &site, const CallSpec &spec, CallOutcome &out) const {
  using Kind = CallSpec::Kind;
  const unsigned callable = spec.arg + site.api.argShift;
  if (spec.kind == Kind::Argument && callable < site.call->args.size() && !mayBeCallable(site, callable))
    return; // an overload that takes something else there: `out << 5` instead of `out << std::endl`
  if (spec.when == CallSpec::When::Kept)
    return;
  if (spec.when != CallSpec::When::Now && spec.when != CallSpec::When::Parallel)
    out.effects.maySpawn = true;
  Location here = location(engine.program, site.body, engine.body(site.body).events[site.event].loc);
  switch (spec.kind) {
  case Kind::Argument:
    return addCallable(site, spec, spec.arg + site.api.argShift, out);
  case Kind::Last:
    if (!site.call->args.empty())
      addCallable(site, spec, static_cast<unsigned>(site.call->args.size()) - 1, out);
    return;
  case Kind::Registered:
  case Kind::Any:
    if (addRegistered(site, out) && spec.kind == Kind::Registered)
      return;
    if (const Engine::Callbacks *kept = engine.callbacks(*site.api.entry, site.body); kept && kept->isEmpty())
      return;
    return addUnknown(site, site.function ? engine.program.str(site.function->qualifiedName) : "", here, true,
                      out);
  case Kind::Receiver:
    if (!addStoredCallable(site, spec, out))
      addStoredUnknown(site, here, out);
    return;
  default:
    break;
  }
  UserCode::Found found = userCode.find(site, spec.kind);
  // Which elements it runs on is not followed: all that the receiver and the arguments hold.
  Resolver &resolver = engine.state(site.body).resolver;
  std::vector<AccessPath> holders;
  if (site.call->receiver)
    holders.push_back(resolver.path(site.call->receiver));
  for (const Arg &arg : site.call->args)
    if (arg.value && engine.holdsPointers(arg.type))
      holders.push_back(resolver.pointee(arg.value));
  for (AccessPath &holder : holders)
    append(holder, {AccessStep::Reach, 0, 0, holder.type});
  // What is constructed lies in the receiver, or is new.
  std::optional<AccessPath> made;
  if (site.call->receiver)
    made = holders.front();
  else if (site.api && site.api->effects && site.api->effects->returns.kind == ReturnSpec::Kind::Fresh)
    made = madeObject(site);
  if (spec.kind == Kind::Construct && made && !site.call->receiver && addMade(site, *made, out))
    return;
  if (holders.empty())
    holders.push_back(unknownMemory());
  for (Id function : found.functions)
    for (const AccessPath &holder : holders) {
      const Function &target = engine.program.function(function);
      std::vector<AccessPath> objects(target.params.size() + 1, holder);
      if (made && target.kind == FunctionKind::Constructor)
        objects[0] = *made;
      addSummary(site, {site, target, &objects}, function, engine.summary(function), out);
    }
  if (found.unknown) {
    const Record &record = engine.program.tables.records[found.record];
    addUnknown(site, engine.program.str(record.displayName ? record.displayName : record.name), here,
               found.record == 0, out);
  }
}

/// Runs what the program has given the library to keep. True if that is all that the call may run. Which
/// memory a callback is given is known to whoever registered it: what it does there is not in.
bool CallModel::addRegistered(const CallSite &site, CallOutcome &out) const {
  const Engine::Callbacks *kept = engine.callbacks(*site.api.entry, site.body);
  if (!kept)
    return true;
  bool isAll = !kept->hasOthers;
  for (const Id function : kept->functions) {
    if (!engine.isDefined(function)) {
      isAll = false;
      continue;
    }
    Summary own = engine.summary(function);
    auto isGiven = [](const auto &path) { return path.base == BaseKind::Var; };
    isAll &= std::erase_if(own.accesses, [&](const SummaryAccess &a) { return isGiven(a.path); }) == 0;
    isAll &= std::erase_if(own.resources, [&](const SummaryResource &use) {
               return use.use.hasHandle && !use.isOwn && isGiven(use.handle);
             }) == 0;
    for (SummaryBlocking &blocking : own.blocking)
      blocking.hasHandle &= !isGiven(blocking.handle);
    const Function &target = engine.program.function(function);
    std::vector<AccessPath> objects(target.params.size() + 1, unknownMemory());
    addSummary(site, {site, target, &objects}, function, own, out);
  }
  return isAll;
}

/// What is called through an object, and may keep state there: that it touches only its arguments is assumed
/// like of a function that is called through a pointer. Where the object holds something of this body, it may
/// touch that.
void CallModel::addStoredUnknown(const CallSite &site, const Location &here, CallOutcome &out) const {
  const BodyState &state = engine.state(site.body);
  const std::string &name = engine.program.str(state.facts.paths[site.call->receiver].spelling);
  addUnknown(site, name.empty() ? engine.program.str(site.function->qualifiedName) : name, here, true, out,
             false);
  addHolder(site, engine.state(site.body).resolver.path(site.call->receiver), out);
}

/// True for a closure that cannot change what it holds itself.
bool CallModel::isStateless(Id type) const {
  const std::vector<Id> functions = userCode.callOperators(engine.recordOf(type));
  return !functions.empty() && std::ranges::all_of(functions, [&](Id function) {
    return (engine.program.function(function).attrs & AttrConstMethod) != 0;
  });
}

/// The unknown callee that was added last is found in what `held` reaches: it may touch what this body has
/// put there. What its callers have put there they know themselves.
void CallModel::addHolder(const CallSite &site, AccessPath held, CallOutcome &out) const {
  const BodyState &state = engine.state(site.body);
  append(held, {AccessStep::Reach, 0, 0, 0});
  using Object = Reachability::Object;
  const bool holdsOwn = std::ranges::any_of(state.reach.origins(held), [&](const Object &object) {
    if (object.kind != Object::Kind::Var)
      return object.kind == Object::Kind::Fresh;
    const Var &var = state.facts.vars[object.id];
    return !(var.kind == VarKind::Temp && isStateless(var.type)) &&
           !(held.base == BaseKind::Var && object.id == held.id);
  });
  if (holdsOwn) {
    out.effects.unknowns.back().reachesMemory = true;
    addAccess(site, held, false, out);
    addAccess(site, std::move(held), true, out);
  } else if (const int slot = held.base == BaseKind::Var ? state.index.slot(held.id) : -1; slot >= 0) {
    out.effects.unknowns.back().heldBy = {BaseKind::Var, static_cast<Id>(slot)};
  } else if (held.base == BaseKind::Global) {
    out.effects.unknowns.back().heldBy = {BaseKind::Global, held.id};
  }
}

/// Whether argument `arg` can be called, as far as is known: what the facts list as callable, objects of the
/// project's own classes, whose operator() may be inherited, and of library classes that have one.
bool CallModel::mayBeCallable(const CallSite &site, unsigned arg) const {
  if (isNull(engine.body(site.body), site.call->args[arg].value))
    return false;
  if (std::ranges::any_of(site.call->callables,
                          [&](const Callable &callable) { return callable.arg == arg; }) ||
      engine.body(site.body).values[site.call->args[arg].value].kind == ValueKind::Function ||
      engine.api(*site.call, {arg, 0}))
    return true;
  const Type *type = &engine.type(site.call->args[arg].type);
  if (type->kind == TypeKind::LValueRef || type->kind == TypeKind::RValueRef ||
      type->kind == TypeKind::Pointer)
    type = &engine.type(type->element);
  if (type->kind != TypeKind::Record)
    return type->kind == TypeKind::Function || type->kind == TypeKind::Unknown;
  const ClassEntry *entry = engine.classOfRecord(type->record);
  return !engine.program.tables.records[type->record].inSystemHeader ||
         (entry && entry->kind == ClassEntry::Kind::Callable);
}

/// What a std::function runs. True if that is all: it is a local one that is made of one lambda and never
/// changed. Of a global or a member it is known only what the program stores there.
bool CallModel::addStoredCallable(const CallSite &site, const CallSpec &spec, CallOutcome &out) const {
  const Body &body = engine.body(site.body);
  const Path &receiver = body.paths[site.call->receiver];
  if (!site.call->receiver)
    return false;
  auto run = [&](Id function, AccessPath closure) {
    const Function &target = engine.program.function(function);
    std::vector<AccessPath> objects{std::move(closure)};
    for (std::size_t i = 0; i < target.params.size(); ++i) {
      std::optional<AccessPath> object;
      if (i < spec.passes.size())
        object = engine.state(site.body).resolver.passed(site, spec.passes[i], target.params[i].type);
      objects.push_back(object ? *object : unknownMemory());
    }
    addSummary(site, {site, target, &objects}, function, engine.summary(function), out);
  };
  if (receiver.root != RootKind::Var || !receiver.steps.empty()) {
    AccessPath closure = engine.state(site.body).resolver.path(site.call->receiver);
    append(closure, {AccessStep::Reach, 0, 0, 0});
    for (Id function : engine.storedCallables(receiver))
      if (engine.isDefined(function))
        run(function, closure);
    return false;
  }
  const Var &var = body.vars[receiver.id];
  if (var.kind != VarKind::Local || var.addressTaken || var.capturedByReference)
    return false;
  Id made = 0;
  for (Id definition : engine.state(site.body).index.definitions(receiver.id)) {
    if (body.events[definition].kind != EventKind::Call)
      return false;
    const Call &call = body.calls[body.events[definition].call];
    if (call.syntax == CallSyntax::Destroy ||
        (call.function && (engine.program.function(call.function).attrs & AttrConstMethod)))
      continue;
    if (made || call.syntax != CallSyntax::Construct || call.args.size() != 1 || call.callables.size() != 1 ||
        !engine.isDefined(call.callables[0].function))
      return false;
    made = definition;
  }
  if (made == 0)
    return false;
  const Call &maker = body.calls[body.events[made].call];
  run(maker.callables[0].function, engine.state(site.body).resolver.pointee(maker.args[0].value));
  return true;
}

/// Runs the callable argument `arg` with what the entry passes to it.
void CallModel::addCallable(const CallSite &site, const CallSpec &spec, unsigned arg,
                            CallOutcome &out) const {
  if (arg >= site.call->args.size())
    return; // the form without a callable
  Location here = location(engine.program, site.body, engine.body(site.body).events[site.event].loc);
  const Id function = passedFunction(engine.body(site.body), *site.call, arg);
  if (function == 0 && !mayBeCallable(site, arg))
    return; // an overload that takes something else there: `out << 5` instead of `out << std::endl`
  if (function == 0 && Engine::onlyReads(engine.api(*site.call, {arg, 0})))
    return;
  if (function != 0)
    return addCallable(site, spec, arg, function, out);
  // A generic lambda: whichever of its instances.
  const std::vector<Id> instances = userCode.callOperators(engine.recordOf(site.call->args[arg].type));
  for (Id instance : instances)
    addCallable(site, spec, arg, instance, out);
  if (instances.empty())
    addUnknown(site,
               "argument " + std::to_string(arg + 1) + " of " +
                   engine.program.str(site.function->qualifiedName) + "()",
               here, true, out);
}

void CallModel::addCallable(const CallSite &site, const CallSpec &spec, unsigned arg, Id function,
                            CallOutcome &out) const {
  Resolver &resolver = engine.state(site.body).resolver;
  Location here = location(engine.program, site.body, engine.body(site.body).events[site.event].loc);
  const Function &target = engine.program.function(function);
  std::vector<AccessPath> objects{unknownMemory()};
  std::size_t used = 0; // of what is passed
  if (engine.type(engine.valueType(site.call->args[arg].type)).kind == TypeKind::MemberPointer) {
    if (!spec.passes.empty())
      objects[0] = resolver.passedObject(site, spec.passes[used++], target.record);
  } else if (target.record && !(target.attrs & AttrStatic)) {
    objects[0] = resolver.pointee(site.call->args[arg].value);
  }
  for (std::size_t i = 0; i < target.params.size(); ++i, ++used) {
    std::optional<AccessPath> object;
    if (used < spec.passes.size())
      object = resolver.passed(site, spec.passes[used], target.params[i].type);
    objects.push_back(object ? *object : unknownMemory());
  }
  if (engine.isDefined(function)) {
    addSummary(site, {site, target, &objects}, function, engine.summary(function), out);
  } else if (ApiMatch api = engine.api(function)) {
    if (api->pure || (api->effects && api->effects->writes.empty()))
      return;
    if (!Engine::touchesOnlyItsObject(*api.entry))
      return addUnknown(site, api->name, here, false, out);
    addAccess(site, objects[0], false, out);
    addAccess(site, objects[0], true, out);
  } else if (!(target.attrs & (AttrConst | AttrPure))) {
    addUnknown(site, engine.program.str(target.qualifiedName), location(engine.program, target.loc), false,
               out);
  }
}

} // namespace overlap::rules
