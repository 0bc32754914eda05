#include "rules/regions/Concurrency.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

bool runsOnThreads(const ApiEntry &api) {
  return api.effects && std::ranges::any_of(api.effects->calls, [](const CallSpec &call) {
           return call.when == CallSpec::When::Thread || call.when == CallSpec::When::Parallel;
         });
}

/// The record behind references.
Id recordOf(const Tables &tables, Id type) {
  while (type &&
         (tables.types[type].kind == TypeKind::LValueRef || tables.types[type].kind == TypeKind::RValueRef))
    type = tables.types[type].element;
  return type ? tables.types[type].record : 0;
}

/// A container that makes its threads in place: std::vector<std::thread>::emplace_back.
bool isThreadList(const Tables &tables, Id type) {
  const Id list = recordOf(tables, type);
  if (!list || tables.records[list].templateArgs.empty())
    return false;
  const Id element = recordOf(tables, tables.records[list].templateArgs.front());
  const std::string name = element ? tables.str(tables.records[element].name) : std::string();
  return name == "std::thread" || name == "std::jthread";
}

/// What runs the callables of a call on other threads; empty if nothing does.
std::string starterOf(const EffectAnalysis &effects, Id id, Id event) {
  const Tables &tables = effects.program().tables;
  const Body &body = tables.bodies[id];
  const Call &call = body.calls[body.events[event].call];
  if (call.callables.empty())
    return {};
  const Id receiver = receiverTypeOf(body, call);
  if (call.receiver && isThreadList(tables, receiver))
    return "std::thread";
  const ApiEntry *api = effects.api(id, event);
  if (!api || !(runsOnThreads(*api) ||
                (!call.args.empty() && isParallelPolicy(effects.program(), call.args.front()))))
    return {};
  const std::size_t last = api->name.rfind("::"), before = api->name.rfind("::", last - 1);
  const bool isConstructor = last != std::string::npos && before != std::string::npos &&
                             api->name.substr(last) == api->name.substr(before, last - before);
  return isConstructor ? api->name.substr(0, last) : api->name; // the class is what a reader knows
}

} // namespace

bool isParallelPolicy(const Program &program, const Arg &arg) {
  const Id record = recordOf(program.tables, arg.type);
  if (!record)
    return false;
  const std::string &name = program.str(program.tables.records[record].name);
  return name.find("execution::") != std::string::npos &&
         (name.ends_with("parallel_policy") || name.ends_with("parallel_unsequenced_policy"));
}

namespace {

/// Functions that may be called through an argument: a function, a lambda, one of a generic lambda's
/// instances, or what std::bind wraps.
class Callees {
public:
  explicit Callees(const EffectAnalysis &effects) : effects_(effects) {
    const Program &program = effects.program();
    for (Id id = 1; id < program.tables.functions.size(); ++id)
      if (const Function &function = program.function(id);
          function.kind == FunctionKind::Lambda && function.record && !program.bodiesOf[id].empty())
        lambdas_[function.record].push_back(id);
  }

  std::vector<Id> of(Id id, const Call &call, const Callable &callable) const {
    if (callable.function)
      return {callable.function};
    const Tables &tables = effects_.program().tables;
    if (const auto generic = lambdas_.find(recordOf(tables, call.args[callable.arg].type));
        generic != lambdas_.end())
      return generic->second;
    const Body &body = tables.bodies[id];
    const Value &value = body.values[call.args[callable.arg].value];
    if (value.kind != ValueKind::Addr || body.paths[value.a].root != RootKind::Var)
      return {};
    std::vector<Id> wrapped;
    for (Id event = 1; event < body.events.size(); ++event) {
      if (body.events[event].kind != EventKind::Call)
        continue;
      const Call &maker = body.calls[body.events[event].call];
      const ApiEntry *api = maker.result && body.paths[maker.result].id == body.paths[value.a].id &&
                                    body.paths[maker.result].root == RootKind::Var
                                ? effects_.api(id, event)
                                : nullptr;
      if (api && api->effects && !api->effects->keeps.empty())
        for (const Callable &inner : maker.callables)
          if (inner.function)
            wrapped.push_back(inner.function);
    }
    return wrapped;
  }

private:
  const EffectAnalysis &effects_;
  std::map<Id, std::vector<Id>> lambdas_; ///< call operators by closure type
};

/// True of an entry that has an event loop run its argument `arg` of `count`.
bool runsOnLoop(const ApiEntry &api, std::size_t arg, std::size_t count) {
  return api.effects && std::ranges::any_of(api.effects->calls, [&](const CallSpec &call) {
           const bool isThis = call.kind == CallSpec::Kind::Last
                                   ? arg + 1 == count
                                   : call.kind == CallSpec::Kind::Argument && call.arg == arg;
           return call.when == CallSpec::When::EventLoop && isThis;
         });
}

/// True for the executors of a pool of threads: what they run may wait.
bool isOnPool(const Tables &tables, const Call &call) {
  const Id record = call.args.empty() ? 0 : recordOf(tables, call.args.front().type);
  return record && tables.str(tables.records[record].name).find("thread_pool") != std::string::npos;
}

} // namespace

ConcurrentFunctions::ConcurrentFunctions(const EffectAnalysis &effects) {
  const Program &program = effects.program();
  const Callees callees(effects);
  std::set<Id> called;
  for (const std::vector<Id> &bodies : program.bodiesOf)
    for (Id id : bodies) {
      const Body &body = program.tables.bodies[id];
      for (Id event = 1; event < body.events.size(); ++event) {
        if (body.events[event].kind != EventKind::Call)
          continue;
        const Call &call = body.calls[body.events[event].call];
        called.insert(call.function);
        if (call.callables.empty())
          continue;
        const std::string starter = starterOf(effects, id, event);
        if (!starter.empty())
          for (const Callable &callable : call.callables)
            startedBy_.try_emplace(callable.function, starter);
        const ApiEntry *api = effects.api(id, event);
        for (const Callable &callable : call.callables)
          if (api && runsOnLoop(*api, callable.arg, call.args.size()))
            for (Id function : callees.of(id, call, callable))
              (isOnPool(program.tables, call) ? startedBy_ : handledFor_).try_emplace(function, api->name);
      }
    }
  std::erase_if(startedBy_, [&](const auto &entry) {
    return !entry.first ||
           (program.function(entry.first).kind != FunctionKind::Lambda && called.contains(entry.first));
  });
}

const std::string &ConcurrentFunctions::handledFor(Id function) const {
  static const std::string nothing;
  const auto it = handledFor_.find(function);
  return it == handledFor_.end() ? nothing : it->second;
}

const std::string &ConcurrentFunctions::startedBy(Id function) const {
  static const std::string nothing;
  const auto it = startedBy_.find(function);
  return it == startedBy_.end() ? nothing : it->second;
}

std::vector<Directive> directivesOf(const BodyInfo &info, Id stmt) {
  std::vector<Directive> result;
  for (Id pragma : info.body().stmts[stmt].pragmas)
    result.emplace_back(info.program().str(pragma));
  return result;
}

Id worksharingLoop(const BodyInfo &info, Id loop) {
  unsigned depth = 1;
  for (Id l = loop; l; l = info.body().loops[l].parent, ++depth)
    for (const Directive &directive : directivesOf(info, info.body().loops[l].stmt))
      if (directive.sharesIterations() && directive.loops() >= depth)
        return l;
  return 0;
}

std::string runsAtOnce(const BodyInfo &info, const ConcurrentFunctions &functions, Id stmt) {
  const Body &body = info.body();
  for (Id s = body.stmts[stmt].parent; s; s = body.stmts[s].parent)
    for (const Directive &directive : directivesOf(info, s))
      if (directive.startsTasks())
        return "'#pragma " + directive.text() + "' around it, line " +
               std::to_string(info.stmtLocation(s).line);
  if (info.loopOf(stmt) && body.loops[info.loopOf(stmt)].stmt == stmt)
    for (Id s = stmt + 1; s < info.subtreeEnd(stmt); ++s)
      for (const Directive &directive : directivesOf(info, s))
        if (directive.startsTasks())
          return "'#pragma " + directive.text() + "' inside it, line " +
                 std::to_string(info.stmtLocation(s).line);
  if (const std::string &starter = functions.startedBy(info.function()); !starter.empty())
    return starter + ", which runs this function on other threads";
  if (const std::string &cause = functions.handledFor(info.function()); !cause.empty())
    return "the event loop, which calls this function for " + cause;
  return {};
}

std::string threadsStartedBy(const BodyInfo &info, const std::vector<Id> &events) {
  for (Id event : events)
    if (info.body().events[event].kind == EventKind::Call)
      if (const ApiEntry *api = info.effects().api(info.id(), event);
          !api || !api->algorithm) // an algorithm is done when the call is
        if (std::string starter = starterOf(info.effects(), info.id(), event); !starter.empty())
          return starter + ", which its iterations start";
  return {};
}

std::string parallelAlgorithm(const BodyInfo &info, Id event) {
  const Call &call = info.body().calls[info.body().events[event].call];
  const ApiEntry *api = info.effects().api(info.id(), event);
  if (api && !call.args.empty() && isParallelPolicy(info.program(), call.args.front()))
    return "std::execution::par";
  return api && runsOnThreads(*api) ? api->name : std::string();
}

} // namespace overlap::rules
