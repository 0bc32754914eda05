#include "rules/effects/Summarise.h"

#include "rules/effects/Guards.h"

#include <algorithm>
#include <map>
#include <set>

namespace overlap::rules {

using namespace facts;
using Object = Reachability::Object;

/// True if `value` is the same whoever computes it first.
bool Summariser::isFixed(const Body &body, Id value) const {
  const Value &v = body.values[value];
  switch (v.kind) {
  case ValueKind::Int:
  case ValueKind::Float:
  case ValueKind::Str:
  case ValueKind::Null:
  case ValueKind::Function:
    return true;
  case ValueKind::Addr:
    return body.paths[v.a].root == RootKind::Global && body.paths[v.a].steps.empty();
  case ValueKind::Call: {
    // What the call itself reads and writes is an effect of its own.
    const Call &call = body.calls[body.events[v.a].call];
    return !call.receiver &&
           std::ranges::all_of(call.args, [&](const Arg &arg) { return isFixed(body, arg.value); });
  }
  case ValueKind::Cast:
  case ValueKind::Un:
    return isFixed(body, v.a);
  case ValueKind::Bin:
    return isFixed(body, v.a) && isFixed(body, v.b);
  default:
    return false;
  }
}

namespace {

/// The path of the object that the call constructs, or that is what a function without an object returns; 0
/// if it makes none.
Id madeBy(const Call &call) {
  if (call.syntax == CallSyntax::Construct)
    return call.receiver;
  return call.receiver ? 0 : call.result;
}

} // namespace

/// The initialisation of a static local: it happens once, before anybody reads it, and threads wait for it
/// ([stmt.dcl]/3). Only where its value depends on who comes first does it tie the callers.
bool Summariser::isOnceInit(const Body &body, const Event &event) const {
  if (event.kind == EventKind::Call) {
    const Call &call = body.calls[event.call];
    const Path &object = body.paths[madeBy(call)];
    return object.root == RootKind::Global && object.steps.empty() &&
           engine.program.tables.globals[object.id].storage == Storage::StaticLocal &&
           std::ranges::all_of(call.args, [&](const Arg &arg) { return isFixed(body, arg.value); });
  }
  if (event.kind != EventKind::Write || event.how != WriteHow::Init)
    return false;
  const Path &path = body.paths[event.path];
  return path.root == RootKind::Global && path.steps.empty() &&
         engine.program.tables.globals[path.id].storage == Storage::StaticLocal && isFixed(body, event.value);
}

/// What the call does with the object that it initialises.
void Summariser::eraseOnceInit(const Body &body, const Event &event, std::vector<Access> &accesses) const {
  if (isOnceInit(body, event))
    std::erase_if(accesses, [&](const Access &access) {
      return access.path.base == BaseKind::Global &&
             access.path.id == body.paths[madeBy(body.calls[event.call])].id && !hasDeref(access.path);
    });
}

std::vector<Access> Summariser::accesses(Id bodyId, Id event) const {
  const Body &body = engine.body(bodyId);
  const Event &e = body.events[event];
  std::vector<Access> result;
  auto unknown = [&](bool isWrite) {
    Access access;
    access.path = unknownMemory();
    access.isWrite = isWrite;
    access.event = event;
    result.push_back(std::move(access));
  };
  switch (e.kind) {
  case EventKind::Read:
  case EventKind::Write:
  case EventKind::Atomic: {
    if (isOnceInit(body, e))
      break;
    Access access;
    access.path = engine.state(bodyId).resolver.path(e.path);
    access.isWrite =
        e.kind == EventKind::Write || (e.kind == EventKind::Atomic && !(e.op == BinOp::None && e.value == 0));
    access.isAtomic = e.kind == EventKind::Atomic;
    access.isVolatile = e.isVolatile;
    access.event = event;
    access.facts = e.path;
    TypeKind kind = engine.type(body.paths[e.path].type).kind;
    bool isScalar = kind != TypeKind::Record && kind != TypeKind::Array && kind != TypeKind::Unknown;
    access.type = isScalar ? body.paths[e.path].type : 0;
    result.push_back(std::move(access));
    break;
  }
  case EventKind::Call:
    result = calls.outcome(bodyId, event).effects.accesses;
    eraseOnceInit(body, e, result);
    break;
  case EventKind::Unknown:
  case EventKind::Await:
    unknown(false);
    unknown(true);
    break;
  default:
    break;
  }
  return result;
}

/// The same path for the callers, if they can see it as it is.
std::optional<SummaryPath> Summariser::exportedExactly(Id bodyId, const AccessPath &path) const {
  const Body &body = engine.body(bodyId);
  const BodyIndex &index = engine.state(bodyId).index;
  SummaryPath result = pathTo(path.base, path.id);
  if (path.base == BaseKind::Var) {
    int slot = index.slot(path.id);
    if (slot < 0)
      return std::nullopt;
    result.id = static_cast<Id>(slot);
    if (int field = index.captureField(path.id); field >= 0) {
      Id closure = engine.program.function(engine.functionOf(bodyId)).record;
      append(result, {AccessStep::Deref, 0, 0, 0});
      append(result, {AccessStep::Field, static_cast<Id>(field), closure, body.vars[path.id].type});
    } else if (!path.steps.empty() && path.steps[0].kind == AccessStep::Deref && path.steps[0].a != 0) {
      return std::nullopt; // the parameter may have been made to point elsewhere
    }
  } else if (path.base != BaseKind::Global && path.base != BaseKind::Unknown) {
    return std::nullopt;
  }
  for (AccessPathStep step : path.steps) {
    if (step.kind == AccessStep::Index || step.kind == AccessStep::Element)
      step.a = term(bodyId, step.a);
    else if (step.kind != AccessStep::Field && step.kind != AccessStep::Reach)
      step.a = 0;
    append(result, step);
  }
  result.truncated = path.truncated;
  result.type = 0;
  return result;
}

/// True if the slot is a pointer parameter: with arithmetic it leads to neighbours of what was passed.
bool Summariser::mayBeMoved(Id bodyId, Id slot) const {
  const Body &body = engine.body(bodyId);
  return slot > 0 && slot <= body.paramVars.size() &&
         engine.type(body.vars[body.paramVars[slot - 1]].type).kind == TypeKind::Pointer;
}

std::vector<SummaryPath> Summariser::exported(Id bodyId, const AccessPath &path) const {
  const Body &body = engine.body(bodyId);
  const BodyIndex &index = engine.state(bodyId).index;
  bool leaves = hasDeref(path) || endsInReach(path);
  if (path.base == BaseKind::Literal)
    return {};
  if (!leaves && path.base == BaseKind::Fresh)
    return {};
  // Parameters and locals themselves vanish with the call; what a closure holds by value stays.
  if (!leaves && path.base == BaseKind::Var && index.captureField(path.id) < 0)
    return {};
  bool startsAtPointer =
      path.base != BaseKind::Var || (!path.steps.empty() && path.steps[0].kind == AccessStep::Deref) ||
      engine.type(body.vars[path.id].type).kind == TypeKind::Record || index.captureField(path.id) >= 0;
  if (startsAtPointer)
    if (std::optional<SummaryPath> exact = exportedExactly(bodyId, path))
      return {*exact};
  std::vector<SummaryPath> result;
  for (const Object &object : engine.state(bodyId).reach.origins(path)) {
    SummaryPath from;
    switch (object.kind) {
    case Object::Kind::Outside:
      from = unknownMemory();
      break;
    case Object::Kind::Slot:
      from = pathTo(BaseKind::Var, object.id);
      append(from, {AccessStep::Deref, 0, 0, 0});
      if (mayBeMoved(bodyId, object.id)) // to other elements
        append(from, {AccessStep::Index, 0, 0, 0});
      append(from, {AccessStep::Reach, 0, 0, 0});
      break;
    case Object::Kind::Global:
      from = pathTo(BaseKind::Global, object.id);
      append(from, {AccessStep::Reach, 0, 0, 0});
      break;
    default:
      continue;
    }
    result.push_back(std::move(from));
  }
  return result;
}

void Summariser::addAccess(Id body, const Access &access, Summary &summary) const {
  for (SummaryPath &path : exported(body, access.path)) {
    if (path.base == BaseKind::Global && !access.isWrite && path.steps.empty() &&
        engine.program.tables.globals[path.id].isConst)
      continue;
    SummaryAccess added;
    added.isWrite = access.isWrite;
    added.isAtomic = access.isAtomic;
    added.isVolatile = access.isVolatile;
    added.isLocking = access.isLocking;
    added.guard = exportedGuard(body, access.guard);
    added.type = endsInReach(path) ? 0 : access.type;
    if (endsInReach(path) && !path.truncated && !endsInReach(access.path)) // where it is was lost, not what
      path.steps.back().a = access.type;
    added.path = std::move(path);
    summary.accesses.push_back(std::move(added));
  }
}

MutexPath Summariser::exportedGuard(Id body, const MutexPath &guard) const {
  if (!guard.isSet() || guard.base == BaseKind::Global)
    return guard;
  const BodyIndex &index = engine.state(body).index;
  MutexPath result = guard;
  if (!guard.isBehind || index.slot(guard.id) < 0 || index.captureField(guard.id) >= 0)
    return {};
  result.id = static_cast<Id>(index.slot(guard.id));
  return result;
}

Summary Summariser::summarise(Id function) const {
  Summary summary;
  summary.known = true;
  const Function &declared = engine.program.function(function);
  bool mayReturn = false;
  summary.endsProcess = true;
  for (Id body : engine.program.bodiesOf[function]) {
    const std::vector<Id> ends = engine.blocksThatEnd(body);
    const std::vector<bool> doomed = processEnds.doomed(body, ends);
    addBody(body, doomed, summary);
    mayReturn |= this->mayReturn(body, ends);
    summary.endsProcess &= !doomed.empty() && doomed[engine.body(body).entry];
  }
  summary.noReturn = (declared.attrs & AttrNoReturn) != 0 || !mayReturn;
  const bool hasLastWords = std::ranges::any_of(
      summary.resources, [](const SummaryResource &resource) { return resource.use.lastWords; });
  if ((hasLastWords || summary.endsProcess) &&
      std::ranges::any_of(engine.program.bodiesOf[function],
                          [&](Id body) { return processEnds.mayFork(body); })) {
    summary.endsProcess = false;
    for (SummaryResource &resource : summary.resources)
      resource.use.lastWords = false;
  }
  if (declared.attrs & AttrNoThrow)
    summary.mayThrow = false;
  if (engine.program.bodiesOf[function].size() == 1 && !summary.mayThrow)
    addSureStores(engine.program.bodiesOf[function].front(), summary);
  normalise(summary);
  return summary;
}

/// True unless each way through the body ends in a call that does not return, or in a throw. A loop without
/// end is no end of the process.
bool Summariser::mayReturn(Id bodyId, const std::vector<Id> &ends) const {
  const Body &body = engine.body(bodyId);
  // Most bodies show by their first return that they may.
  const bool hasEnd = !ends.empty() || std::ranges::any_of(body.blocks, [](const Block &block) {
    return block.term == TermKind::Unreachable || block.term == TermKind::Throw;
  });
  if (!hasEnd)
    return true;
  const Cfg cfg(body, ends);
  std::vector<bool> leads(body.blocks.size(), false); // to an end
  for (Id block = 1; block < body.blocks.size(); ++block) {
    const TermKind term = body.blocks[block].term;
    const bool isEnd = std::ranges::binary_search(ends, block);
    if (!cfg.isReachable(block))
      continue;
    if ((term == TermKind::Return || term == TermKind::Exit) && !isEnd)
      return true;
    leads[block] = isEnd || term == TermKind::Unreachable || term == TermKind::Throw;
  }
  const std::vector<Id> &order = cfg.reversePostOrder();
  for (bool changed = true; changed;) {
    changed = false;
    for (auto it = order.rbegin(); it != order.rend(); ++it)
      if (!leads[*it] && std::ranges::any_of(cfg.successors(*it), [&](Id s) { return s && leads[s]; }))
        leads[*it] = changed = true;
  }
  return !std::ranges::all_of(order, [&](Id block) { return leads[block]; });
}

void Summariser::addBody(Id bodyId, const std::vector<bool> &doomed, Summary &summary) const {
  const Body &body = engine.body(bodyId);
  const BodyState &state = engine.state(bodyId);
  double work = 0;
  const Guards guards(engine, calls, bodyId);
  const std::size_t first = summary.accesses.size();
  std::map<MutexPath, std::set<Id>> stretches; // that each mutex is held in, by what begins them
  constexpr Id kAgain = ~Id(0);
  auto protect = [&](Access &access, Id event, bool isRepeated) {
    const std::optional<Guards::Held> held = guards.at(event);
    if (held && !access.isLocking)
      access.guard = held->guard;
    if (!access.guard.isSet())
      return;
    std::set<Id> &begins = stretches[exportedGuard(bodyId, access.guard)];
    begins.insert(held ? held->taken : event);
    if (isRepeated && !(held && state.index.cfg().loopOf(state.index.cfg().blockOf(held->taken)) == 0))
      begins.insert(kAgain);
  };
  for (Id block = 1; block < body.blocks.size(); ++block) {
    double times = 1;
    unsigned unknownLoops = 0;
    const bool isRepeated = state.index.cfg().loopOf(block) != 0;
    for (Id loop = state.index.cfg().loopOf(block); loop; loop = state.index.cfg().enclosing(loop)) {
      if (std::optional<std::int64_t> trips = state.index.trips(loop))
        times = std::min(times * static_cast<double>(*trips), 1e18);
      else
        ++unknownLoops;
    }
    summary.unknownLoopDepth = std::max(summary.unknownLoopDepth, unknownLoops);
    for (Id event : body.blocks[block].events) {
      const Event &e = body.events[event];
      if (e.kind == EventKind::Call) {
        CallOutcome out = calls.outcome(bodyId, event);
        eraseOnceInit(body, e, out.effects.accesses);
        work = std::min(work + times * (1 + out.effects.work), 1e18);
        summary.unknownLoopDepth =
            std::max(summary.unknownLoopDepth, std::min(unknownLoops + out.unknownLoopDepth, 8u));
        for (Access &access : out.effects.accesses)
          protect(access, event, isRepeated);
        if (!doomed.empty() && doomed[block])
          ProcessEnds::markLastWords(out.effects.resources);
        addCall(bodyId, event, std::move(out), summary);
        continue;
      }
      work = std::min(work + times, 1e18);
      for (Access &access : accesses(bodyId, event)) {
        protect(access, event, isRepeated);
        addAccess(bodyId, access, summary);
      }
      if (e.kind == EventKind::Return && e.value) {
        addReturn(bodyId, e.value, summary);
        addReturnedFields(bodyId, event, summary);
        addReturnedHandle(bodyId, e.value, summary); // before the number, which says that there was a return
        addReturnedNumber(bodyId, e.value, summary);
      }
      if (e.kind == EventKind::Throw && !isInTry(body, e.stmt))
        summary.mayThrow = true;
      if (e.kind == EventKind::Unknown || e.kind == EventKind::Await) {
        summary.writesAnything = true;
        summary.writesAnythingReason =
            engine.program.str(engine.program.function(engine.functionOf(bodyId)).qualifiedName) +
            "() does something that is not understood";
      }
    }
  }
  for (const Exchanges::Exchange &exchange : engine.state(bodyId).exchanges.all())
    for (const Exchanges::Party &party : exchange.parties)
      if (const AccessPath &path = party.path;
          party.isAdopted && path.base == BaseKind::Var && state.index.slot(path.id) > 0)
        summary.adopted.push_back(static_cast<Id>(state.index.slot(path.id)));
  // Where a mutex is given back in between, what was read under it may be out of date.
  for (std::size_t i = first; i < summary.accesses.size(); ++i)
    if (MutexPath &guard = summary.accesses[i].guard; guard.isSet() && stretches[guard].size() > 1)
      guard = {};
  summary.work += work;
  for (const Keep &keep : state.reach.keeps())
    summary.keeps.push_back(keep);
  state.reach.addReturned(summary);
}

bool Summariser::isInTry(const Body &body, Id stmt) {
  for (; stmt; stmt = body.stmts[stmt].parent)
    if (body.stmts[stmt].role == StmtRole::TryBody)
      return true;
  return false;
}

void Summariser::addCall(Id bodyId, Id event, CallOutcome out, Summary &summary) const {
  const Body &body = engine.body(bodyId);
  for (const Access &access : out.effects.accesses) {
    addAccess(bodyId, access, summary);
    if (out.effects.frees && access.isWrite && !summary.frees)
      summary.frees = !exported(bodyId, access.path).empty();
  }
  for (ResourceAccess &use : out.effects.resources) {
    SummaryResource added;
    if (use.hasHandle) {
      std::vector<SummaryPath> handles = exportedHandle(bodyId, use.handle);
      // A handle of its own is nobody else's; but the names it opens are, and the rows it asks for.
      added.isOwn = handles.empty() && use.kind == "database" && use.mode != ResourceMode::Close;
      if (handles.empty() && use.mode != ResourceMode::Fresh && use.key.empty() && !use.byName &&
          !added.isOwn)
        continue;
      use.hasHandle = !handles.empty();
      if (use.hasHandle)
        added.handle = handles.front();
    }
    if (use.kind == "database" && !use.changesNothing)
      added.querySlot = querySlot(bodyId, event);
    use.handle = {};
    use.event = 0;
    added.use = std::move(use);
    summary.resources.push_back(std::move(added));
  }
  for (CallOutcome::Blocking &blocking : out.blocking) {
    SummaryBlocking added;
    added.api = blocking.use.api;
    added.isElsewhere = blocking.use.isElsewhere;
    added.chain = std::move(blocking.chain);
    if (blocking.use.hasHandle)
      if (std::vector<SummaryPath> handles = exportedHandle(bodyId, blocking.use.handle); !handles.empty()) {
        added.hasHandle = true;
        added.handle = handles.front();
      }
    summary.blocking.push_back(std::move(added));
  }
  for (const UnknownCallee &unknown : out.effects.unknowns)
    summary.unknowns.push_back(
        {unknown.name, unknown.declared, unknown.indirect, unknown.reachesMemory, unknown.heldBy});
  if (out.effects.mayThrow && !body.calls[body.events[event].call].inTry)
    summary.mayThrow = true;
  summary.maySpawn |= out.effects.maySpawn;
  summary.recursive |= out.effects.recursive;
  if (out.effects.writesAnything) {
    summary.writesAnything = true;
    summary.writesAnythingReason = out.effects.writesAnythingReason;
  }
}

/// The parameter whose text a catalogued function gets, if it is one and stays as it is.
Id Summariser::querySlot(Id bodyId, Id event) const {
  const CallSite site = engine.site(bodyId, event);
  if (!site.api)
    return 0;
  for (const Arg &arg : site.call->args) {
    const Type &type = engine.type(arg.type);
    const Type &character = engine.type(type.element);
    if (arg.value == 0 || type.kind != TypeKind::Pointer || !character.isConst || character.width != 8)
      continue;
    return parameterSlot(bodyId, arg.value);
  }
  return 0;
}

/// A handle passed by value designates what the caller passed: the slot itself.
std::vector<SummaryPath> Summariser::exportedHandle(Id bodyId, const AccessPath &path) const {
  if (path.base == BaseKind::Var && !hasDeref(path) && engine.state(bodyId).index.slot(path.id) > 0) {
    return {pathTo(BaseKind::Var, static_cast<Id>(engine.state(bodyId).index.slot(path.id)))};
  }
  return exported(bodyId, path);
}

/// `return dup(fd);`
void Summariser::addReturnedHandle(Id bodyId, Id value, Summary &summary) const {
  if (engine.type(engine.program.function(engine.functionOf(bodyId)).result).kind != TypeKind::Int)
    return;
  const AccessPath handle = calls.handleOf(bodyId, value);
  const int slot =
      handle.base == BaseKind::Var && handle.steps.empty() ? engine.state(bodyId).index.slot(handle.id) : -1;
  const Id from = slot > 0 ? static_cast<Id>(slot) : 0;
  summary.handleSlot = summary.returnsNumber && summary.handleSlot != from ? 0 : from;
}

/// What a returned pointer designates for the callers, if they can see it.
std::optional<SummaryPath> Summariser::exportedTarget(Id bodyId, const AccessPath &path) const {
  if (path.base != BaseKind::Global && !(path.base == BaseKind::Var && hasDeref(path)))
    return std::nullopt;
  std::optional<SummaryPath> exact = exportedExactly(bodyId, path);
  if (exact)
    for (AccessPathStep &step : exact->steps)
      if ((step.kind == AccessStep::Index || step.kind == AccessStep::Element) && engine.terms.varies(step.a))
        step.a = 0;
  return exact;
}

/// `return {data, width};`
void Summariser::addReturnedFields(Id bodyId, Id event, Summary &summary) const {
  const Body &body = engine.body(bodyId);
  const Type &type = engine.type(engine.program.function(engine.functionOf(bodyId)).result);
  if (type.kind != TypeKind::Record || engine.classOfRecord(type.record))
    return;
  Resolver &resolver = engine.state(bodyId).resolver;
  const std::vector<Field> &fields = engine.program.tables.records[type.record].fields;
  std::map<Id, SummaryPath> found;
  for (Id field = 0; field < fields.size(); ++field) {
    const TypeKind kind = engine.type(fields[field].type).kind;
    if (kind != TypeKind::Pointer && kind != TypeKind::LValueRef)
      continue;
    AccessPath member = resolver.pointee(body.events[event].value);
    append(member, {AccessStep::Field, field, type.record, fields[field].type});
    if (std::optional<SummaryPath> target = exportedTarget(bodyId, resolver.load(member, event)))
      found.emplace(field, std::move(*target));
  }
  if (summary.returnsObject)
    std::erase_if(found, [&](const auto &item) {
      const auto other = summary.returnedFields.find(item.first);
      return other == summary.returnedFields.end() || other->second != item.second;
    });
  summary.returnedFields = std::move(found);
  summary.returnsObject = true;
}

void Summariser::addReturn(Id bodyId, Id value, Summary &summary) const {
  const Body &body = engine.body(bodyId);
  TypeKind kind = engine.type(engine.program.function(engine.functionOf(bodyId)).result).kind;
  if (kind != TypeKind::Pointer && kind != TypeKind::LValueRef && kind != TypeKind::RValueRef)
    return;
  const AccessPath &path = engine.state(bodyId).resolver.pointee(value);
  auto merge = [&](Summary::Returns returns, SummaryPath result) {
    if (summary.returns == Summary::Returns::Nothing) {
      summary.returns = returns;
      summary.result = std::move(result);
    } else if (summary.returns != returns || summary.result != result) {
      summary.returns = Summary::Returns::Anything;
      summary.result = {};
    }
  };
  if (path.base == BaseKind::Literal && body.values[value].kind != ValueKind::Str)
    return;
  if (path.base == BaseKind::Fresh && path.steps.empty() &&
      !engine.state(bodyId).reach.escapes(BaseKind::Fresh, path.id))
    return merge(Summary::Returns::Fresh, {});
  if (std::optional<SummaryPath> exact = exportedTarget(bodyId, path))
    merge(Summary::Returns::Path, std::move(*exact));
  else
    merge(Summary::Returns::Anything, {});
}

} // namespace overlap::rules
