#include "rules/effects/Engine.h"

#include "rules/effects/UsedValues.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

bool isMadeByName(const ApiEntry &entry, const ApiResource &handle) {
  using Mode = ApiResource::Mode;
  if (handle.isName() || handle.handle == ApiResource::Handle::Global)
    return false;
  return std::ranges::any_of(entry.resources, [&](const ApiResource &name) {
    const bool isReopened = handle.handle == ApiResource::Handle::This || name.mode == Mode::Open;
    return name.isName() && (handle.mode == Mode::Fresh || (handle.mode == Mode::Write && isReopened));
  });
}

BodyState::BodyState(const Engine &engine, Id body)
    : index(engine.body(body)), exchanges(engine, body), resolver(engine, body), reach(engine, body),
      terms(static_cast<Id>(engine.body(body).values.size())), facts(engine.body(body)) {
  for (Id event = 1; event < facts.events.size(); ++event) {
    if (facts.events[event].kind != EventKind::Call)
      continue;
    const ApiMatch api = engine.api(facts.calls[facts.events[event].call].function);
    if (api && (!api->memory.empty() || std::ranges::any_of(api->resources, [&](const ApiResource &use) {
          return isMadeByName(*api.entry, use);
        }) || std::ranges::any_of(api->derives, [](const DerivedHandle &derived) {
          return derived.handle.root != PathPattern::Root::Ret;
        })))
      connecting.push_back(event);
  }
}

Engine::Engine(const Program &program, const Catalogue &catalogue)
    : program(program), catalogue(catalogue), functionOfBody(program.tables.bodies.size(), 0),
      states(program.tables.bodies.size()), summaries(program.tables.functions.size()),
      apis(program.tables.functions.size()), classes(program.tables.records.size()) {
  bases.resize(program.tables.records.size());
  for (const Record &record : program.tables.records)
    for (const BaseClass &base : record.bases)
      bases[base.record] = true;
  for (Id function = 1; function < program.bodiesOf.size(); ++function)
    for (Id body : program.bodiesOf[function])
      functionOfBody[body] = function;
  for (Id global = 1; global < program.tables.globals.size(); ++global)
    if (const std::string &name = program.str(program.tables.globals[global].name);
        isLibraryObject(program, global))
      libraryObjects.emplace(name, global);
    else if (const GlobalObject *known = catalogue.globalObject(name))
      globalsByResource[known->resource].push_back(global);
  findPrivateGlobals();
  findCallbacks();
  findHandlers();
}

Engine::~Engine() = default;

Id Engine::libraryObject(const std::string &name) const {
  const auto found = libraryObjects.find(name);
  return found == libraryObjects.end() ? 0 : found->second;
}

const std::vector<Id> &Engine::globalsOf(const std::string &resource) const {
  static const std::vector<Id> none;
  const auto found = globalsByResource.find(resource);
  return found == globalsByResource.end() ? none : found->second;
}

BodyState &Engine::state(Id body) const {
  if (!states[body])
    states[body] = std::make_unique<BodyState>(*this, body);
  return *states[body];
}

void Engine::reset(Id body) const { states[body].reset(); }

ApiMatch Engine::api(Id function) const {
  if (function == 0)
    return {};
  auto &[known, match] = apis[function];
  if (!known) {
    known = true;
    match = catalogue.lookup(program.tables, program.function(function), isDefined(function));
  }
  return match;
}

ApiMatch Engine::api(const Call &call, const Callable &callable) const {
  if (callable.function || callable.arg >= call.args.size())
    return api(callable.function);
  const Id record = recordOf(call.args[callable.arg].type);
  if (!record || !program.tables.records[record].inSystemHeader)
    return {};
  const std::string name = program.str(program.tables.records[record].name) + "::operator()";
  ApiQuery query;
  query.qualifiedName = name;
  query.kind = MatchKind::Method;
  query.inSystemHeader = true;
  return catalogue.lookup(query);
}

bool Engine::onlyReads(const ApiMatch &match) {
  if (!match || match->pure)
    return static_cast<bool>(match);
  // What a std::function runs is not known to it.
  auto runsOther = [](const CallSpec &spec) {
    return spec.kind == CallSpec::Kind::Argument || spec.kind == CallSpec::Kind::Last ||
           spec.kind == CallSpec::Kind::Registered || spec.kind == CallSpec::Kind::Any ||
           spec.kind == CallSpec::Kind::Receiver;
  };
  const std::optional<ApiEffects> &effects = match->effects;
  return effects && effects->writes.empty() && effects->keeps.empty() &&
         effects->arguments == ArgumentRule::None && std::ranges::none_of(effects->calls, runsOther);
}

bool Engine::touchesOnlyItsObject(const ApiEntry &entry) {
  auto isObject = [](const PathPattern &pattern) {
    return pattern.root == PathPattern::Root::This && pattern.steps.empty();
  };
  return entry.effects && entry.effectsKnown && !entry.opaque && !entry.blocking && entry.resources.empty() &&
         entry.effects->keeps.empty() && entry.effects->calls.empty() &&
         entry.effects->arguments == ArgumentRule::None &&
         std::ranges::all_of(entry.effects->reads, isObject) &&
         std::ranges::all_of(entry.effects->writes, isObject);
}

CallSite Engine::site(Id bodyId, Id event) const {
  CallSite site;
  site.body = bodyId;
  site.event = event;
  site.call = &body(bodyId).calls[body(bodyId).events[event].call];
  if (site.call->function) {
    site.function = &program.function(site.call->function);
    site.api = api(site.call->function);
  }
  return site;
}

std::vector<Id> Engine::targets(const CallSite &site) const {
  std::vector<Id> result;
  switch (site.call->target) {
  case TargetKind::Direct:
    if (site.call->function)
      result.push_back(site.call->function);
    break;
  case TargetKind::Virtual: {
    Id method = site.call->function;
    if (method == 0)
      break;
    result = program.overriders[method];
    if (isDefined(method) || result.empty()) // a pure one without overriders is unknown
      result.push_back(method);
    break;
  }
  case TargetKind::Indirect:
    addPointedTo(site, site.call->callee, result);
    break;
  case TargetKind::Unknown:
    break;
  }
  return result;
}

bool Engine::isOpen(const CallSite &site) const {
  if (site.call->target == TargetKind::Indirect) {
    std::vector<Id> known;
    return !addPointedTo(site, site.call->callee, known);
  }
  if (site.call->target != TargetKind::Virtual || !site.function)
    return false;
  const Record &record = program.tables.records[site.function->record];
  Linkage linkage = program.tables.symbols[record.symbol].linkage;
  return !(site.function->attrs & AttrFinal) && !record.isFinal && linkage != Linkage::Internal &&
         linkage != Linkage::None;
}

bool Engine::neverReturns(const CallSite &site) const {
  const std::vector<Id> targets = this->targets(site);
  return !targets.empty() && !isOpen(site) && std::ranges::all_of(targets, [&](Id target) {
    const Function &function = program.function(target);
    const bool isKnown = program.tables.symbols[function.symbol].linkage != Linkage::Weak;
    const ApiMatch known = api(target);
    return (function.attrs & AttrNoReturn) || (known && known->noReturn) ||
           (isKnown && isDefined(target) && summary(target).noReturn);
  });
}

std::vector<Id> Engine::blocksThatEnd(Id id) const {
  const Body &facts = body(id);
  std::vector<Id> result;
  for (Id block = 1; block < facts.blocks.size(); ++block)
    if (std::ranges::any_of(facts.blocks[block].events, [&](Id event) {
          return facts.events[event].kind == EventKind::Call && neverReturns(site(id, event));
        }))
      result.push_back(block);
  return result;
}

Id Engine::valueType(Id id) const {
  const TypeKind kind = type(id).kind;
  return kind == TypeKind::LValueRef || kind == TypeKind::RValueRef ? type(id).element : id;
}

Id Engine::recordOf(Id id) const {
  const Type &t = type(valueType(id));
  return t.kind == TypeKind::Record ? t.record : 0;
}

const ClassEntry *Engine::classOfRecord(Id record) const {
  if (record == 0)
    return nullptr;
  auto &[known, entry] = classes[record];
  if (!known) {
    known = true;
    entry = catalogue.classEntry(program.str(program.tables.records[record].name));
  }
  return entry;
}

const ClassEntry *Engine::classOfType(Id type) const { return classOfRecord(recordOf(type)); }

bool Engine::holdsPointers(Id id) const {
  const Type &t = this->type(id);
  switch (t.kind) {
  case TypeKind::Void:
  case TypeKind::Bool:
  case TypeKind::Int:
  case TypeKind::Float:
  case TypeKind::Enum:
  case TypeKind::Complex:
  case TypeKind::Vector:
  case TypeKind::NullPtr:
  case TypeKind::MemberPointer:
  case TypeKind::Function:
    return false;
  case TypeKind::Array:
  case TypeKind::Atomic:
    return holdsPointers(t.element);
  case TypeKind::Record: { // std::pair<int, double>
    const ClassEntry *entry = classOfRecord(t.record);
    const std::vector<Id> &elements = program.tables.records[t.record].templateArgs;
    return !entry || entry->kind != ClassEntry::Kind::Tuple || !entry->inlineStorage || elements.empty() ||
           std::ranges::any_of(elements, [&](Id element) { return element && holdsPointers(element); });
  }
  default:
    return true;
  }
}

bool Engine::isValue(Id id, unsigned depth) const {
  constexpr unsigned maxDepth = 4;
  if (!holdsPointers(id))
    return true;
  const Type &t = this->type(id);
  if (t.kind != TypeKind::Record || depth > maxDepth)
    return false;
  const Record &record = program.tables.records[t.record];
  auto isPart = [&](Id part) { return part && isValue(part, depth + 1); };
  const ClassEntry *entry = classOfRecord(t.record);
  const bool isOfMembers =
      entry && !entry->ownsElements &&
      (entry->kind == ClassEntry::Kind::Plain || entry->kind == ClassEntry::Kind::Engine);
  if (entry && !isOfMembers) {
    if ((entry->kind == ClassEntry::Kind::Tuple && entry->elementArgs.empty()) ||
        entry->kind == ClassEntry::Kind::AtomicType)
      return std::ranges::all_of(record.templateArgs, isPart);
    return entry->ownsElements && // without element types: numbers or text
           std::ranges::all_of(entry->elementArgs, [&](unsigned arg) {
             return arg < record.templateArgs.size() && isPart(record.templateArgs[arg]);
           });
  }
  return record.isComplete && !record.isPolymorphic &&
         std::ranges::all_of(record.bases,
                             [&](const BaseClass &base) { // as if it were a member
                               const ClassEntry *entry = classOfRecord(base.record);
                               return !entry && program.tables.records[base.record].fields.empty();
                             }) &&
         std::ranges::all_of(record.fields, [&](const Field &field) { return isPart(field.type); });
}

bool Engine::holdsReferences(Id type) const {
  const Id record = recordOf(type);
  return record && std::ranges::any_of(program.tables.records[record].templateArgs, [&](Id argument) {
           const TypeKind kind = this->type(argument).kind;
           return kind == TypeKind::LValueRef || kind == TypeKind::RValueRef;
         });
}

bool Engine::derivesFrom(Id record, Id base) const {
  std::vector<Id> pending{record};
  for (std::size_t i = 0; i < pending.size() && i < 64; ++i)
    for (const BaseClass &b : program.tables.records[pending[i]].bases) {
      if (b.record == base)
        return true;
      pending.push_back(b.record);
    }
  return false;
}

namespace {

bool returnsNoAddress(const ReturnSpec &returns) {
  using Kind = ReturnSpec::Kind;
  return returns.kind == Kind::Value || returns.kind == Kind::Fresh || returns.kind == Kind::Handle ||
         returns.kind == Kind::Size || returns.kind == Kind::Distance;
}

} // namespace

void Engine::findPrivateGlobals() {
  const Tables &tables = program.tables;
  privateGlobals.resize(tables.globals.size());
  for (Id global = 1; global < tables.globals.size(); ++global) {
    Linkage linkage = tables.symbols[tables.globals[global].symbol].linkage;
    privateGlobals[global] = linkage == Linkage::Internal || linkage == Linkage::None;
  }
  for (const Body &body : tables.bodies) {
    auto expose = [&](Id path) {
      if (path && body.paths[path].root == RootKind::Global)
        privateGlobals[body.paths[path].id] = false;
    };
    // An address that is only read or written through is never taken.
    const std::vector<bool> used = usedValues(body, {.byBranch = true});
    for (Id value = 1; value < body.values.size(); ++value)
      if (used[value] && body.values[value].kind == ValueKind::Addr)
        expose(body.values[value].a);
    for (Id value = 1; value < body.values.size(); ++value)
      if (used[value] && body.values[value].kind == ValueKind::Call) {
        const Call &call = body.calls[body.events[body.values[value].a].call];
        expose(call.receiver);
        if (const ApiMatch match = api(call.function); match && match->effects)
          privateGlobals[libraryObject(match->effects->returns.path.global)] = false;
      }
    for (const Call &call : body.calls) {
      const ApiMatch match = api(call.function);
      const bool isKept = call.result && holdsPointers(body.paths[call.result].type) &&
                          !(match && match->effects && returnsNoAddress(match->effects->returns));
      if (!match || isKept)
        expose(call.receiver);
    }
  }
}

namespace {

Id withoutCasts(const Body &body, Id value) {
  while (body.values[value].kind == ValueKind::Cast && body.values[value].a)
    value = body.values[value].a;
  return value;
}

} // namespace

namespace {

/// The file that the body stands in.
Id fileOf(const Body &body) { return body.stmts.size() > 1 ? body.locs[body.stmts[1].loc].file : 0; }

} // namespace

namespace {

/// True if what argument `arg` passes is another handle that the first one is connected to from then on:
/// CURLOPT_SHARE.
bool isHandle(const ApiMatch &match, const Body &body, const Call &call, unsigned arg) {
  return std::ranges::any_of(match->derives, [&](const DerivedHandle &derived) {
    return derived.from.root == PathPattern::Root::Arg && derived.from.arg == arg &&
           std::ranges::all_of(derived.when.terms, [&](const CallCondition::Term &term) {
             std::int64_t number = 0;
             const std::size_t at = term.arg + match.argShift;
             return term.op == CallCondition::Op::Is && !term.isTarget && at < call.args.size() &&
                    isConstant(body, call.args[at].value, number) && number == term.number;
           });
  });
}

} // namespace

void Engine::Callbacks::add(const Callbacks &more) {
  functions.insert(more.functions.begin(), more.functions.end());
  hasOthers |= more.hasOthers;
}

void Engine::findCallbacks() {
  auto isHarmless = [&](const Body &body, const Arg &arg) {
    if (body.values[withoutCasts(body, arg.value)].kind == ValueKind::Str)
      return true;
    const Type &passed = type(arg.type);
    switch (passed.kind) {
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Enum:
    case TypeKind::Float:
    case TypeKind::NullPtr:
      return true;
    case TypeKind::Pointer: // else what comes may be written there
      return type(passed.element).isConst && !holdsPointers(passed.element);
    default:
      return false;
    }
  };
  for (Id function = 1; function < program.bodiesOf.size(); ++function)
    if (program.str(program.function(function).qualifiedName) == "main")
      for (Id id : program.bodiesOf[function])
        mainFiles.insert(fileOf(body(id)));
  std::map<std::string, std::map<Id, Callbacks>> given; // by library and program
  for (Id id = 1; id < program.tables.bodies.size(); ++id)
    for (const Call &call : body(id).calls) {
      const ApiMatch match = api(call.function);
      if (!match || !match->effects)
        continue;
      for (const CallSpec &spec : match->effects->calls) {
        if (spec.when != CallSpec::When::Kept || spec.kind != CallSpec::Kind::Argument)
          continue;
        Callbacks &callbacks = given[match->library][programOf(id)];
        const std::size_t arg = spec.arg + match.argShift;
        if (arg >= call.args.size() || isNull(body(id), call.args[arg].value) ||
            isHandle(match, body(id), call, spec.arg))
          continue;
        if (const Id function = passedFunction(body(id), call, static_cast<unsigned>(arg)))
          callbacks.functions.insert(function);
        else
          callbacks.hasOthers |= !isHarmless(body(id), call.args[arg]);
      }
    }
  for (const auto &[library, byProgram] : given)
    for (const auto &[file, callbacks] : byProgram) {
      std::map<Id, Callbacks> &known = callbacksByLibrary[library];
      known[0].add(callbacks);
      for (Id main : file ? std::set<Id>{file} : mainFiles)
        known[main].add(callbacks);
    }
}

/// The file of the `main` that the body can only be linked with, 0 if it may be part of several programs.
Id Engine::programOf(Id id) const {
  const Id file = fileOf(body(id));
  return mainFiles.contains(file) ? file : 0;
}

const Engine::Callbacks *Engine::callbacks(const ApiEntry &entry, Id body) const {
  const auto library = callbacksByLibrary.find(entry.library);
  if (library == callbacksByLibrary.end())
    return nullptr;
  const auto found = library->second.find(programOf(body));
  return found == library->second.end() ? nullptr : &found->second;
}

Id passedFunction(const Body &body, const Call &call, unsigned arg) {
  for (const Callable &callable : call.callables)
    if (callable.arg == arg && callable.function)
      return callable.function;
  const Id value = withoutCasts(body, call.args[arg].value);
  return body.values[value].kind == ValueKind::Function ? body.values[value].a : 0;
}

Location location(const Program &program, const Loc &loc) {
  Location result;
  result.file = program.str(program.tables.files[loc.file].name);
  result.line = loc.line;
  result.column = loc.col;
  result.endLine = loc.endLine;
  result.endColumn = loc.endCol;
  return result;
}

Location location(const Program &program, Id body, Id loc) {
  return location(program, program.tables.bodies[body].locs[loc]);
}

} // namespace overlap::rules
