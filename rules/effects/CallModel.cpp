#include "rules/effects/CallModel.h"

#include "rules/effects/Guards.h"

#include <algorithm>
#include <tuple>

namespace overlap::rules {

using namespace facts;

namespace {

constexpr std::size_t kMaxChain = 64;

std::shared_ptr<const CallChain> extend(const Program &program, const CallSite &site, Id function,
                                        std::shared_ptr<const CallChain> next) {
  auto chain = std::make_shared<CallChain>();
  chain->function = program.str(program.function(function).qualifiedName);
  chain->body = site.body;
  chain->loc = program.tables.bodies[site.body].events[site.event].loc;
  chain->length = (next ? next->length : 0) + 1;
  chain->next = std::move(next);
  return chain;
}

} // namespace

void CallModel::addAccess(const CallSite &site, AccessPath path, bool isWrite, CallOutcome &out) const {
  if (path.base == BaseKind::Literal)
    return;
  Access access;
  TypeKind kind = engine.type(path.type).kind;
  bool isScalar = kind == TypeKind::Bool || kind == TypeKind::Int || kind == TypeKind::Float ||
                  kind == TypeKind::Pointer || kind == TypeKind::Enum;
  access.type = isScalar && !path.truncated ? path.type : 0;
  access.path = std::move(path);
  access.isWrite = isWrite;
  access.event = site.event;
  access.viaFunction = site.call->function;
  out.effects.accesses.push_back(std::move(access));
}

CallOutcome CallModel::outcome(Id body, Id event) const {
  CallOutcome out;
  CallSite site = engine.site(body, event);
  Resolver &resolver = engine.state(body).resolver;
  out.effects.work = 1;
  if (site.call->syntax == CallSyntax::New) {
    out.effects.work = 50;
    if (engine.isDefined(site.call->function))
      addTarget(site, site.call->function, out);
    return out;
  }
  if (site.call->syntax == CallSyntax::Delete) {
    out.effects.work = 50;
    out.effects.frees = true;
    if (!site.call->args.empty())
      addAccess(site, resolver.pointee(site.call->args[0].value), true, out);
    if (engine.isDefined(site.call->function))
      addTarget(site, site.call->function, out);
    return out;
  }
  if (site.call->result)
    addAccess(site, resolver.path(site.call->result), true, out);
  if (site.api && site.call->target != TargetKind::Virtual) {
    addApi(site, out);
    if (site.api->role == Role::Lock || site.api->role == Role::Unlock) {
      for (Access &access : out.effects.accesses)
        access.isLocking = true;
      for (ResourceAccess &use : out.effects.resources)
        use.isLocking = true;
    }
  } else {
    std::vector<Id> targets = engine.targets(site);
    for (Id target : targets)
      addTarget(site, target, out);
    const Event &e = engine.body(body).events[event];
    bool isOpen = engine.isOpen(site) && !site.api && out.effects.unknowns.empty();
    if (targets.empty() || isOpen) {
      std::string name = site.function ? engine.program.str(site.function->qualifiedName) : "";
      bool indirect = site.call->target == TargetKind::Indirect || site.call->target == TargetKind::Unknown;
      if (name.empty() && site.call->callee)
        name = calleeSpelling(body, site.call->callee);
      addUnknown(site, std::move(name),
                 site.function ? location(engine.program, site.function->loc)
                               : location(engine.program, body, e.loc),
                 indirect, out);
    }
  }
  if (site.call->noThrow)
    out.effects.mayThrow = false;
  auto key = [](const Access &a) {
    return std::tie(a.path, a.passed, a.range, a.isWrite, a.isAtomic, a.isVolatile, a.isLocking, a.guard,
                    a.viaFunction, a.type);
  };
  std::ranges::sort(out.effects.accesses, {}, key);
  auto repeated = std::ranges::unique(out.effects.accesses, {}, key);
  out.effects.accesses.erase(repeated.begin(), repeated.end());
  return out;
}

std::string CallModel::calleeSpelling(Id bodyId, Id value) const {
  const Body &body = engine.body(bodyId);
  while (body.values[value].kind == ValueKind::Cast)
    value = body.values[value].a;
  if (body.values[value].kind != ValueKind::Read)
    return "";
  return engine.program.str(body.paths[body.events[body.values[value].a].path].spelling);
}

void CallModel::addTarget(const CallSite &site, Id target, CallOutcome &out) const {
  const Function &function = engine.program.function(target);
  if (ApiMatch api = engine.api(target)) {
    CallSite known = site;
    known.function = &function;
    known.api = api;
    return addApi(known, out);
  }
  if (function.attrs & AttrNoReturn)
    out.effects.noReturn = true;
  if (engine.isDefined(target)) {
    addSummary(site, {site, function, nullptr}, target, engine.summary(target), out);
    if (engine.program.tables.symbols[function.symbol].linkage == Linkage::Weak)
      addUnknown(site, engine.program.str(function.qualifiedName), location(engine.program, function.loc),
                 false, out);
    return;
  }
  if ((function.attrs & (AttrTrivial | AttrConst)) || site.call->syntax == CallSyntax::New ||
      site.call->syntax == CallSyntax::Delete)
    return;
  if (function.attrs & AttrPure) {
    addAccess(site, unknownMemory(), false, out);
    return;
  }
  if (function.attrs & AttrImplicit && function.record) {
    // Memberwise; the user's own operations on the parts are found by type.
    bool destroys = function.kind == FunctionKind::Destructor;
    Resolver &resolver = engine.state(site.body).resolver;
    if (site.call->receiver)
      addAccess(site, resolver.path(site.call->receiver), true, out);
    for (const Arg &arg : site.call->args)
      if (arg.value)
        addAccess(site, resolver.pointee(arg.value), engine.type(arg.type).kind == TypeKind::RValueRef, out);
    CallSpec spec;
    const bool makes = function.kind == FunctionKind::Constructor && function.params.empty();
    spec.kind = destroys ? CallSpec::Kind::Destroy : makes ? CallSpec::Kind::Construct : CallSpec::Kind::Copy;
    addApiCall(site, spec, out);
    return;
  }
  addUnknown(site, engine.program.str(function.qualifiedName), location(engine.program, function.loc), false,
             out);
}

/// A handle that the callee got by value is what the argument's value stands for.
AccessPath CallModel::callerHandle(const Binding &binding, const SummaryPath &handle) const {
  const std::vector<Arg> &args = binding.site.call->args;
  Id slot = handle.id;
  bool isValue = handle.base == BaseKind::Var && handle.steps.empty() && slot > 0 && !binding.objects;
  if (isValue && slot <= args.size() && args[slot - 1].value)
    return handleOf(binding.site.body, args[slot - 1].value);
  return original(binding.site.body, engine.state(binding.site.body).resolver.instantiate(binding, handle));
}

/// The argument that is itself the handle or name, or 0.
Id CallModel::passedWhole(const Binding &binding, const SummaryResource &use) const {
  const std::vector<Arg> &args = binding.site.call->args;
  const SummaryPath &handle = use.handle;
  const bool isText = handle.steps.size() == 1 && handle.steps[0].kind == AccessStep::Deref;
  if (handle.base != BaseKind::Var || handle.id == 0 || handle.id > args.size() || binding.objects ||
      handle.truncated || !((use.use.byName && isText) || handle.steps.empty()))
    return 0;
  return args[handle.id - 1].value;
}

void CallModel::addSummary(const CallSite &site, const Binding &binding, Id target, const Summary &summary,
                           CallOutcome &out) const {
  Resolver &resolver = engine.state(site.body).resolver;
  for (const SummaryAccess &from : summary.accesses) {
    Access access;
    access.path = resolver.instantiate(binding, from.path);
    if (access.path.base == BaseKind::Literal)
      continue;
    if (!isExact(access.path))
      access.passed = resolver.asPassed(binding, from.path);
    access.isWrite = from.isWrite;
    access.isAtomic = from.isAtomic;
    access.isVolatile = from.isVolatile;
    access.isLocking = from.isLocking;
    if (from.guard.isSet())
      access.guard = guardAt(resolver.instantiate(binding, pathOf(from.guard)));
    access.event = site.event;
    access.viaFunction = target;
    access.type = endsInReach(access.path) ? 0 : from.type;
    out.effects.accesses.push_back(std::move(access));
  }
  for (const SummaryResource &from : summary.resources) {
    ResourceAccess use = from.use;
    use.event = site.event;
    if (use.hasHandle)
      use.handle = callerHandle(binding, from.handle);
    if (const Id passed = passedWhole(binding, from); passed && use.hasHandle)
      nameByValue(site.body, passed, use);
    if (from.isOwn) {
      use.handle = pathTo(BaseKind::Fresh, site.event);
      use.hasHandle = true;
    }
    if (from.querySlot && !binding.objects)
      use.changesNothing = isLiteralSelect(site, from.querySlot - 1);
    addHandleUse(site, std::move(use), out);
  }
  for (const SummaryBlocking &from : summary.blocking) {
    const SummaryPath &handle = from.handle;
    const bool isPassed =
        from.hasHandle && !binding.objects && handle.base == BaseKind::Var &&
        (handle.steps.empty() || (handle.steps.size() == 1 && handle.steps[0].kind == AccessStep::Deref));
    if (isPassed && !from.api->blocking->nonblockingWhen.empty() && modes.isNonblocking(site, handle.id))
      continue;
    CallOutcome::Blocking blocking;
    blocking.use.api = from.api;
    blocking.use.event = site.event;
    blocking.use.hasHandle = from.hasHandle;
    blocking.use.isElsewhere = from.isElsewhere;
    if (from.hasHandle)
      blocking.use.handle = callerHandle(binding, from.handle);
    blocking.chain = extend(engine.program, site, target, from.chain);
    out.blocking.push_back(std::move(blocking));
  }
  for (const SummaryUnknown &from : summary.unknowns) {
    out.effects.unknowns.push_back(
        {from.name, from.declared, site.event, from.indirect, from.reachesMemory, {}});
    if (from.heldBy)
      addHolder(site,
                from.heldBy->first == BaseKind::Var ? resolver.slotObject(binding, from.heldBy->second)
                                                    : pathTo(from.heldBy->first, from.heldBy->second),
                out);
  }
  out.effects.mayThrow |= summary.mayThrow;
  out.effects.noReturn |= summary.noReturn;
  out.effects.maySpawn |= summary.maySpawn;
  if (summary.writesAnything) {
    out.effects.writesAnything = true;
    out.effects.writesAnythingReason = summary.writesAnythingReason;
  }
  bool isOwnComponent = componentOf[engine.functionOf(site.body)] == componentOf[target];
  if (isOwnComponent) {
    // Every override in the program makes many a wrapper call itself by name only: recursion is what is
    // called directly.
    const bool isDirect = site.call->target == TargetKind::Direct;
    out.effects.recursive = isDirect;
    out.effects.workIsHeavy = isDirect;
    return;
  }
  out.effects.frees |= summary.frees;
  out.effects.work += summary.work;
  out.unknownLoopDepth = std::max(out.unknownLoopDepth, summary.unknownLoopDepth);
  out.effects.workHasUnknownLoops |= summary.unknownLoopDepth > 0;
  out.effects.workIsHeavy |= summary.unknownLoopDepth > 1 || summary.recursive;
}

void CallModel::addUnknown(const CallSite &site, std::string name, const Location &declared, bool indirect,
                           CallOutcome &out, bool withReceiver) const {
  const bool reachesMemory =
      (withReceiver && site.call->receiver) ||
      std::ranges::any_of(site.call->args, [&](const Arg &arg) { return engine.holdsPointers(arg.type); });
  out.effects.unknowns.push_back({std::move(name), declared, site.event, indirect, reachesMemory, {}});
  addArgumentReach(site, withReceiver, out);
}

/// All that a function can touch through what it is given.
void CallModel::addArgumentReach(const CallSite &site, bool withReceiver, CallOutcome &out) const {
  Resolver &resolver = engine.state(site.body).resolver;
  // An object of a derived class may lead further.
  auto ownsAll = [&](Id type) {
    const Id record = engine.recordOf(type);
    return engine.isValue(type) &&
           (!record || (!engine.isBase(record) && !engine.program.tables.records[record].isPolymorphic));
  };
  auto reach = [&](AccessPath path, Id type, SummaryPath from) {
    // Not what elements share, nor what a container runs code of the user's own on.
    const bool isOwn = !site.api && (path.steps.empty() || path.steps.back().kind != AccessStep::Deref);
    if (!ownsAll(type))
      for (AccessPath *p : {&path, &from})
        append(*p, {AccessStep::Reach, 0, 0, 0});
    for (const bool isWrite : {false, true}) {
      if (path.base == BaseKind::Literal)
        return;
      addAccess(site, path, isWrite, out);
      if (!isExact(path) && isOwn && site.function)
        out.effects.accesses.back().passed = resolver.asPassed({site, *site.function, nullptr}, from);
    }
  };
  auto behind = [](std::size_t slot) {
    SummaryPath from = pathTo(BaseKind::Var, static_cast<Id>(slot));
    append(from, {AccessStep::Deref, 0, 0, 0});
    return from;
  };
  if (withReceiver && site.call->receiver)
    reach(resolver.path(site.call->receiver), site.call->receiverType, behind(0));
  for (const Arg &arg : site.call->args) {
    const Type &type = engine.type(arg.type);
    bool isIndirect = type.kind == TypeKind::Pointer || type.kind == TypeKind::LValueRef ||
                      type.kind == TypeKind::RValueRef;
    if (arg.value == 0 || !(isIndirect || type.kind == TypeKind::Record || type.kind == TypeKind::Unknown))
      continue;
    AccessPath path = resolver.pointee(arg.value);
    SummaryPath from = behind(static_cast<std::size_t>(&arg - site.call->args.data()) + 1);
    if (isIndirect && engine.type(type.element).isConst) {
      addAccess(site, path, false, out);
      if (!engine.holdsPointers(type.element) || (type.kind != TypeKind::Pointer && ownsAll(type.element)))
        continue;
      for (AccessPath *p : {&path, &from})
        append(*p, {AccessStep::Deref, 0, 0, 0});
    }
    const bool isReference = type.kind == TypeKind::LValueRef || type.kind == TypeKind::RValueRef;
    reach(std::move(path),
          isReference                     ? type.element
          : type.kind == TypeKind::Record ? arg.type
                                          : 0,
          std::move(from));
  }
  for (const Callable &callable : site.call->callables)
    if (engine.isDefined(callable.function))
      addCallable(site, {}, callable.arg, out);
}

std::vector<Id> CallModel::runs(const CallSite &site) const {
  std::vector<Id> result = engine.targets(site);
  for (const Callable &callable : site.call->callables)
    if (callable.function) {
      result.push_back(callable.function);
    } else if (callable.arg < site.call->args.size()) {
      const auto found = userCode.callOperators(engine.recordOf(site.call->args[callable.arg].type));
      result.insert(result.end(), found.begin(), found.end());
    }
  auto addElementCode = [&](CallSpec::Kind kind) {
    UserCode::Found found = userCode.find(site, kind);
    result.insert(result.end(), found.functions.begin(), found.functions.end());
  };
  if (site.api && site.api->effects)
    for (const CallSpec &spec : site.api->effects->calls) {
      addElementCode(spec.kind);
      if (spec.kind == CallSpec::Kind::Receiver && site.call->receiver) {
        const std::vector<Id> stored =
            engine.storedCallables(engine.body(site.body).paths[site.call->receiver]);
        result.insert(result.end(), stored.begin(), stored.end());
      }
      if (spec.kind == CallSpec::Kind::Registered || spec.kind == CallSpec::Kind::Any)
        if (const Engine::Callbacks *kept = engine.callbacks(*site.api.entry, site.body))
          result.insert(result.end(), kept->functions.begin(), kept->functions.end());
    }
  if (site.function && (site.function->attrs & AttrImplicit)) {
    addElementCode(CallSpec::Kind::Copy);
    addElementCode(CallSpec::Kind::Construct);
    addElementCode(CallSpec::Kind::Destroy);
  }
  std::erase_if(result, [&](Id function) { return !engine.isDefined(function); });
  std::ranges::sort(result);
  result.erase(std::ranges::unique(result).begin(), result.end());
  return result;
}

std::vector<ChainLink> chainLinks(const Program &program, const CallChain *chain) {
  std::vector<ChainLink> links;
  for (; chain && links.size() < kMaxChain; chain = chain->next.get())
    links.push_back({chain->function, location(program, chain->body, chain->loc)});
  return links;
}

} // namespace overlap::rules
