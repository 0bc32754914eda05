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

ConcurrentFunctions::ConcurrentFunctions(const EffectAnalysis &effects) {
  const Program &program = effects.program();
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
      }
    }
  std::erase_if(startedBy_, [&](const auto &entry) {
    return !entry.first ||
           (program.function(entry.first).kind != FunctionKind::Lambda && called.contains(entry.first));
  });
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
