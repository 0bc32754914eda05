#include "rules/effects/Engine.h"

#include <algorithm>
#include <iterator>
#include <span>

/// The part of the engine that knows which functions are stored where: tables of handlers, members that are
/// pointers to functions, and std::function.
namespace overlap::rules {

using namespace facts;

namespace {

/// Where more functions may be called, none is followed: the call is an unknown callee.
constexpr std::size_t kMaxHandlers = 16;

/// Drops those that were added if they are too many.
bool isFew(std::vector<Id> &functions, std::size_t before) {
  const bool isFew = functions.size() - before <= kMaxHandlers;
  if (!isFew)
    functions.resize(before);
  return isFew;
}

} // namespace

/// The global that holds what is read from `path`: by its name, or through a local pointer into it that is
/// set once.
Id Engine::globalBehind(Id bodyId, const Path &path) const {
  const Body &facts = body(bodyId);
  if (path.root == RootKind::Global)
    return path.id;
  if (path.root != RootKind::Pointer || facts.values[path.id].kind != ValueKind::Read)
    return 0;
  const Path &pointer = facts.paths[facts.events[facts.values[path.id].a].path];
  if (pointer.root != RootKind::Var || !pointer.steps.empty() || facts.vars[pointer.id].addressTaken ||
      facts.vars[pointer.id].kind != VarKind::Local)
    return 0;
  const std::vector<Id> &definitions = state(bodyId).index.definitions(pointer.id);
  if (definitions.size() != 1 || facts.events[definitions[0]].kind != EventKind::Write)
    return 0;
  const Value &stored = facts.values[facts.events[definitions[0]].value];
  return stored.kind == ValueKind::Addr && facts.paths[stored.a].root == RootKind::Global
             ? facts.paths[stored.a].id
             : 0;
}

/// Functions that `value`, which a call calls, may be the address of: named at the call, stored in a local
/// that nothing else sets, or in a global. False if it may be another one.
bool Engine::addPointedTo(const CallSite &site, Id value, std::vector<Id> &result) const {
  const Body &facts = body(site.body);
  while (facts.values[value].kind == ValueKind::Cast && facts.values[value].a)
    value = facts.values[value].a;
  if (facts.values[value].kind == ValueKind::Function) {
    result.push_back(facts.values[value].a);
    return true;
  }
  if (facts.values[value].kind != ValueKind::Read)
    return false;
  const Path &path = facts.paths[facts.events[facts.values[value].a].path];
  if (const Id global = globalBehind(site.body, path))
    return addHandlers(site, global, result);
  if (!path.steps.empty() && path.steps.back().kind == StepKind::Field) {
    addMemberHandlers(site, path.steps.back(), result);
    return false; // an object may have been filled by other means
  }
  if (path.root != RootKind::Var || !path.steps.empty() || facts.vars[path.id].addressTaken ||
      facts.vars[path.id].capturedByReference || facts.vars[path.id].kind != VarKind::Local)
    return false;
  bool isComplete = true;
  for (Id definition : state(site.body).index.definitions(path.id)) {
    const Event &event = facts.events[definition];
    if (event.kind != EventKind::Write)
      return false;
    const Value &stored = facts.values[event.value];
    if (stored.kind == ValueKind::Function) {
      result.push_back(stored.a);
      continue;
    }
    const Path *source = stored.kind == ValueKind::Read ? &facts.paths[facts.events[stored.a].path] : nullptr;
    const Id global = source ? globalBehind(site.body, *source) : 0;
    isComplete &= global && addHandlers(site, global, result);
  }
  return isComplete;
}

/// True if the function takes what the call passes.
bool Engine::canBeCalled(const CallSite &site, Id id) const {
  const Function &function = program.function(id);
  const std::vector<Arg> &args = site.call->args;
  return function.params.size() <= args.size() &&
         std::ranges::equal(function.params, std::span(args).first(function.params.size()),
                            [&](const Param &param, const Arg &arg) {
                              return type(param.type).kind == type(arg.type).kind;
                            });
}

/// Of the functions in a global those that can be called so.
bool Engine::addHandlers(const CallSite &site, Id global, std::vector<Id> &result) const {
  const std::size_t before = result.size();
  std::ranges::copy_if(handlers[global].functions, std::back_inserter(result),
                       [&](Id function) { return canBeCalled(site, function); });
  return isFew(result, before) && handlers[global].isComplete && result.size() > before;
}

/// Functions that a stored value may be the address of. False if it may be another one.
bool Engine::addStored(const Body &facts, Id value, std::vector<Id> &result) const {
  constexpr std::size_t kMaxChoices = 64;
  bool isComplete = true;
  std::vector<Id> pending{value};
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const Value &v = facts.values[pending[i]];
    if (v.kind == ValueKind::Function)
      result.push_back(v.a);
    else if (v.kind == ValueKind::Cast && v.a)
      pending.push_back(v.a);
    else if (v.kind == ValueKind::Select && pending.size() < kMaxChoices)
      pending.insert(pending.end(), {v.b, v.c});
    else
      isComplete &= v.kind == ValueKind::Null;
  }
  return isComplete;
}

void Engine::findHandlers() {
  const std::vector<Global> &globals = program.tables.globals;
  handlers.resize(globals.size());
  for (Id global = 1; global < globals.size(); ++global) {
    handlers[global].functions = globals[global].functions;
    handlers[global].isComplete =
        globals[global].constInit && (globals[global].isConst || privateGlobals[global]);
    Id type = globals[global].type;
    while (this->type(type).kind == TypeKind::Array)
      type = this->type(type).element;
    if (const Id record = recordOf(type); record && !globals[global].functions.empty())
      inRecords[record].insert(globals[global].functions.begin(), globals[global].functions.end());
  }
  for (const Body &facts : program.tables.bodies) {
    for (const Event &event : facts.events)
      if ((event.kind == EventKind::Write || event.kind == EventKind::Atomic) && event.path && event.value)
        addStore(facts, facts.paths[event.path], event.value);
    for (const Call &call : facts.calls)
      for (const Id path : {call.result, call.receiver})
        if (path)
          addCallables(facts.paths[path], call);
  }
}

void Engine::addStore(const Body &facts, const Path &path, Id value) {
  const TypeKind kind = type(facts.values[value].type).kind;
  const bool isField = !path.steps.empty() && path.steps.back().kind == StepKind::Field;
  if (path.root != RootKind::Global && !isField)
    return;
  std::vector<Id> stored;
  const bool isComplete = addStored(facts, value, stored);
  if (isField)
    inFields[{path.steps.back().record, path.steps.back().a}].insert(stored.begin(), stored.end());
  if (path.root != RootKind::Global)
    return;
  Handlers &into = handlers[path.id];
  into.functions.insert(into.functions.end(), stored.begin(), stored.end());
  if (kind == TypeKind::Pointer || kind == TypeKind::Record || kind == TypeKind::Unknown)
    into.isComplete &= isComplete;
}

/// What a call stores in its object: `onDone = [] { ... }` of a std::function.
void Engine::addCallables(const Path &path, const Call &call) {
  const bool isField = !path.steps.empty() && path.steps.back().kind == StepKind::Field;
  for (const Callable &callable : call.callables) {
    if (callable.function && isField)
      inFields[{path.steps.back().record, path.steps.back().a}].insert(callable.function);
    if (callable.function && path.root == RootKind::Global)
      handlers[path.id].functions.push_back(callable.function);
  }
  if (path.root == RootKind::Global)
    handlers[path.id].isComplete = false;
}

std::vector<Id> Engine::storedCallables(const Path &path) const {
  std::vector<Id> functions;
  if (path.root == RootKind::Global && path.steps.empty()) {
    functions = handlers[path.id].functions;
  } else if (!path.steps.empty() && path.steps.back().kind == StepKind::Field) {
    const auto found = inFields.find({path.steps.back().record, path.steps.back().a});
    if (found != inFields.end())
      functions.assign(found->second.begin(), found->second.end());
  }
  isFew(functions, 0);
  return functions;
}

/// Of the functions that are stored in a member, of whatever object, those that can be called so.
void Engine::addMemberHandlers(const CallSite &site, const Step &member, std::vector<Id> &result) const {
  const std::size_t before = result.size();
  std::set<Id> functions;
  if (const auto found = inFields.find({member.record, member.a}); found != inFields.end())
    functions = found->second;
  if (const auto found = inRecords.find(member.record); found != inRecords.end())
    functions.insert(found->second.begin(), found->second.end());
  for (Id function : functions)
    if (canBeCalled(site, function))
      result.push_back(function);
  isFew(result, before);
}

} // namespace overlap::rules
