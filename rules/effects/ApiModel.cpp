#include "rules/effects/CallModel.h"

#include <algorithm>
#include <cctype>
#include <string_view>

/// The part of the call model that reads the catalogue.
namespace overlap::rules {

using namespace facts;

namespace {

/// The range that a pattern designates, if arguments tell where it ends.
std::optional<AccessRange> rangeOf(const ApiMatch &api, const PathPattern &pattern) {
  if (pattern.root != PathPattern::Root::Arg || pattern.steps.size() != 1)
    return std::nullopt;
  const PatternStep &step = pattern.steps[0];
  const unsigned shift = api.argShift, start = pattern.arg + shift;
  if (step.kind == PatternStep::Kind::Range)
    return AccessRange{start, start, step.arg + shift, false, true};
  if (step.kind == PatternStep::Kind::CountedRange)
    return AccessRange{start, start, step.arg + shift, true, true};
  // What an algorithm writes to, or reads beside its range, is as long as that.
  const std::optional<Algorithm> &algorithm = api->algorithm;
  if (step.kind != PatternStep::Kind::Array || !algorithm || !algorithm->first ||
      (algorithm->output != pattern.arg && algorithm->first2 != pattern.arg))
    return std::nullopt;
  using Kind = Algorithm::Kind;
  const bool isFull = algorithm->kind == Kind::Transform || algorithm->kind == Kind::Copy ||
                      algorithm->kind == Kind::Replace || algorithm->kind == Kind::Swap;
  const bool isBounded = isFull || algorithm->kind == Kind::CopyIf || algorithm->kind == Kind::Accumulate ||
                         algorithm->kind == Kind::Reduce || algorithm->kind == Kind::Scan ||
                         algorithm->kind == Kind::AdjacentDifference;
  if (!isBounded || (!algorithm->last && !algorithm->count))
    return std::nullopt;
  return AccessRange{start, *algorithm->first + shift,
                     (algorithm->last ? *algorithm->last : *algorithm->count) + shift, !algorithm->last,
                     isFull};
}

bool isHandleOf(const ApiEntry &entry, ApiResource::Handle kind, unsigned arg) {
  return std::ranges::any_of(entry.resources, [&](const ApiResource &resource) {
    return resource.handle == kind && (kind != ApiResource::Handle::Arg || resource.arg == arg);
  });
}

} // namespace

void CallModel::addPattern(const CallSite &site, const PathPattern &pattern, bool isWrite,
                           CallOutcome &out) const {
  if (pattern.root == PathPattern::Root::Global) {
    addState(site, pattern.global, isWrite ? ResourceMode::Write : ResourceMode::Read, out);
    // The address of what changes may have been returned before, or the program may look at it itself.
    if (const Id object = engine.libraryObject(pattern.global)) {
      AccessPath path = pathTo(BaseKind::Global, object);
      if (engine.program.tables.globals[object].type == 0) // it only keeps pointers
        append(path, {AccessStep::Reach, 0, 0, 0});
      addAccess(site, std::move(path), isWrite, out);
    }
    for (const Id global : engine.globalsOf(pattern.global)) {
      AccessPath path = pathTo(BaseKind::Global, global, engine.program.tables.globals[global].type);
      append(path, {AccessStep::Reach, 0, 0, 0});
      addAccess(site, std::move(path), isWrite, out);
    }
    return;
  }
  Resolver &resolver = engine.state(site.body).resolver;
  if (auto bound = resolver.boundElements(site, pattern)) {
    for (AccessPath &path : *bound)
      addAccess(site, std::move(path), isWrite, out);
    return;
  }
  std::optional<AccessPath> path = resolver.locate(site, pattern);
  if (!path)
    return;
  const bool isLiteral = path->base == BaseKind::Literal, isKnown = isExact(*path);
  addAccess(site, std::move(*path), isWrite, out);
  if (isLiteral)
    return;
  Access &access = out.effects.accesses.back();
  if (!isKnown)
    access.passed = resolver.locateAsPassed(site, pattern);
  access.range = rangeOf(site.api, pattern);
}

void CallModel::addApi(const CallSite &site, CallOutcome &out) const {
  const ApiEntry &entry = *site.api.entry;
  out.effects.work += entry.cost.operations;
  // Algorithms are loops; what merely copies or clears elements costs little beside making them.
  if (entry.cost.per != Cost::Per::Call && entry.algorithm) {
    out.effects.workHasUnknownLoops = true;
    out.unknownLoopDepth = std::max(out.unknownLoopDepth, 1u);
  }
  out.effects.mayThrow |= entry.throws == Throws::May;
  out.effects.noReturn |= entry.noReturn;
  out.effects.frees |=
      entry.effects && std::ranges::any_of(entry.effects->invalidates, [](const PathPattern &p) {
        return p.root == PathPattern::Root::Arg && !p.steps.empty() &&
               p.steps.back().kind == PatternStep::Kind::Array;
      });
  if (!entry.orderedWithAll.empty()) {
    out.effects.writesAnything = true;
    out.effects.writesAnythingReason = entry.name + "() " + entry.orderedWithAll;
  }
  const Location declared = location(engine.program, site.function->loc);
  if (entry.opaque)
    addOpaque(site, out);
  if (!entry.effectsKnown || (entry.opaque && !entry.effects)) {
    addUnknown(site, entry.opaque ? entry.name + "()" : entry.name, declared, false, out);
  } else if (entry.effects) {
    for (const PathPattern &pattern : entry.effects->reads)
      addPattern(site, pattern, false, out);
    for (const PathPattern &pattern : entry.effects->writes)
      addPattern(site, pattern, true, out);
    for (const PathPattern &pattern : entry.effects->invalidates)
      addPattern(site, pattern, true, out);
    addApiArguments(site, ruleOf(site, entry.effects->arguments), false, out);
    for (const CallSpec &spec : entry.effects->calls)
      addApiCall(site, spec, out);
  } else if (!entry.pure && !entry.atomic) {
    addApiArguments(site, ArgumentRule::ByType, true, out);
  }
  addUnlistedCallables(site, out);
  out.effects.maySpawn |= entry.role == Role::Offload;
  if (entry.atomic && !entry.effects) {
    Resolver &resolver = engine.state(site.body).resolver;
    AccessPath path = resolver.slotObject({site, *site.function, nullptr}, site.call->receiver ? 0 : 1);
    addAccess(site, std::move(path), entry.atomic->op != Atomic::Op::Load, out);
    out.effects.accesses.back().isAtomic = true;
  } else if (entry.atomic) {
    for (Access &access : out.effects.accesses)
      access.isAtomic = true;
  }
  if (!entry.stream)
    addApiResources(site, out);
  else
    addApiStream(site, out);
}

/// What runs another program or code that is looked up by name may do anything: two such calls are tied.
void CallModel::addOpaque(const CallSite &site, CallOutcome &out) const {
  ResourceAccess use;
  use.kind = "process";
  use.key = kAnything;
  use.callee = site.api->name;
  use.event = site.event;
  out.effects.resources.push_back(std::move(use));
  if (site.api->effects)
    out.effects.unknowns.push_back(
        {site.api->name + "()", location(engine.program, site.function->loc), site.event, false, true, {}});
}

/// A callable that the entry does not speak of, because the overload has it in another place, is run all the
/// same, unless it is only stored or handed back.
void CallModel::addUnlistedCallables(const CallSite &site, CallOutcome &out) const {
  const ApiEntry &entry = *site.api.entry;
  for (const Callable &callable : site.call->callables) {
    auto isThis = [&](unsigned arg) { return arg + site.api.argShift == callable.arg; };
    const bool isListed =
        entry.effects && std::ranges::any_of(entry.effects->calls, [&](const CallSpec &spec) {
          if (spec.kind == CallSpec::Kind::Last)
            return callable.arg + 1 == site.call->args.size();
          return spec.kind == CallSpec::Kind::Argument && isThis(spec.arg);
        });
    const bool isStored =
        entry.effects && (std::ranges::any_of(entry.effects->keeps,
                                              [&](const KeepSpec &keep) {
                                                return !keep.receiver && isThis(keep.arg) &&
                                                       (keep.into.root == PathPattern::Root::This ||
                                                        keep.into.root == PathPattern::Root::Ret);
                                              }) ||
                          (entry.effects->returns.kind == ReturnSpec::Kind::Alias &&
                           entry.effects->returns.path.root == PathPattern::Root::Arg &&
                           isThis(entry.effects->returns.path.arg)));
    const ClassEntry *given = engine.classOfType(site.call->args[callable.arg].type);
    const bool isData = given && given->kind != ClassEntry::Kind::Callable; // std::locale can compare strings
    if (isListed || isStored || isData)
      continue;
    const std::size_t before = out.blocking.size();
    addCallable(site, {}, callable.arg, out);
    for (std::size_t i = before; i < out.blocking.size(); ++i)
      out.blocking[i].use.isElsewhere |= entry.role == Role::Offload;
  }
}

/// True for a tuple with an rvalue reference among its elements.
bool CallModel::movesElements(Id type) const {
  const Id record = engine.recordOf(type);
  return record && std::ranges::any_of(engine.program.tables.records[record].templateArgs, [&](Id argument) {
           return engine.type(argument).kind == TypeKind::RValueRef;
         });
}

/// What is printed is read, and what `%n` stands for written.
ArgumentRule CallModel::ruleOf(const CallSite &site, ArgumentRule rule) const {
  if (rule != ArgumentRule::Printed)
    return rule;
  const std::size_t named = site.function ? site.function->params.size() : 0;
  const std::optional<std::string> format =
      named ? literal(site, static_cast<unsigned>(named) - 1) : std::nullopt;
  return format && format->find("%n") == std::string::npos ? ArgumentRule::ReadOnly : ArgumentRule::ByType;
}

/// What the types of the arguments say.
void CallModel::addApiArguments(const CallSite &site, ArgumentRule rule, bool withReceiver,
                                CallOutcome &out) const {
  if (rule == ArgumentRule::None)
    return;
  Resolver &resolver = engine.state(site.body).resolver;
  const ApiEntry &entry = *site.api.entry;
  bool isMethod = site.call->receiver != 0;
  if (isMethod && (withReceiver || rule == ArgumentRule::ReadOnly) &&
      !isHandleOf(entry, ApiResource::Handle::This, 0)) {
    AccessPath path = resolver.path(site.call->receiver);
    append(path, {AccessStep::Reach, 0, 0, path.type});
    addAccess(site, path, false, out);
    bool writes = rule == ArgumentRule::ByType && site.function && !(site.function->attrs & AttrConstMethod);
    if (writes)
      addAccess(site, std::move(path), true, out);
  }
  for (std::size_t i = site.api.argShift; i < site.call->args.size(); ++i) {
    const Arg &arg = site.call->args[i];
    const Type &type = engine.type(arg.type);
    bool isReference = type.kind == TypeKind::LValueRef || type.kind == TypeKind::RValueRef;
    bool isIndirect = isReference || type.kind == TypeKind::Pointer;
    if (arg.value == 0 || !(isIndirect || type.kind == TypeKind::Record) ||
        isHandleOf(entry, ApiResource::Handle::Arg, static_cast<unsigned>(i - site.api.argShift)))
      continue;
    if (rule == ArgumentRule::Forward && type.kind == TypeKind::Pointer)
      continue;
    AccessPath path = resolver.pointee(arg.value), passed = pathTo(BaseKind::Pointer, arg.value, path.type);
    const Id object = isIndirect ? type.element : arg.type;
    const bool reaches =
        rule != ArgumentRule::Forward && engine.holdsPointers(object) && !comparesIterators(site, arg);
    for (AccessPath *p : {&path, &passed}) {
      if (type.kind == TypeKind::Pointer)
        appendIndex(*p, 0, false, type.element);
      if (reaches)
        append(*p, {AccessStep::Reach, 0, 0, path.type});
    }
    if (rule == ArgumentRule::Forward &&
        engine.holdsReferences(object)) { // what a tuple of references is bound to is copied, or moved from
      PathPattern elements;
      elements.root = PathPattern::Root::Arg;
      elements.arg = static_cast<unsigned>(i - site.api.argShift);
      elements.steps.push_back({PatternStep::Kind::Elements, 0});
      std::vector<AccessPath> bound;
      if (auto known = resolver.boundElements(site, elements))
        bound = std::move(*known);
      else if (auto any = resolver.locate(site, elements))
        bound.push_back(std::move(*any));
      for (const AccessPath &element : bound) {
        addAccess(site, element, false, out);
        if (movesElements(object))
          addAccess(site, element, true, out);
      }
    }
    bool writes = rule == ArgumentRule::Forward
                      ? type.kind == TypeKind::RValueRef
                      : rule == ArgumentRule::ByType && isIndirect && !engine.type(type.element).isConst;
    for (const bool isWrite : {false, true}) {
      if (path.base == BaseKind::Literal || (isWrite && !writes))
        break;
      addAccess(site, path, isWrite, out);
      if (!isExact(path) && isIndirect)
        out.effects.accesses.back().passed = passed;
    }
  }
}

/// Whether two iterators are the same does not depend on what they point to.
bool CallModel::comparesIterators(const CallSite &site, const Arg &arg) const {
  const ClassEntry *type = engine.classOfType(arg.type);
  if (!type || type->kind != ClassEntry::Kind::Iterator)
    return false;
  const std::string &name = site.api->name;
  const std::string_view op =
      std::string_view(name).substr(name.rfind("::") == std::string::npos ? 0 : name.rfind("::") + 2);
  return op == "operator==" || op == "operator!=" || op == "operator<" || op == "operator<=" ||
         op == "operator>" || op == "operator>=" || op == "operator<=>";
}

std::optional<std::string> CallModel::literal(const CallSite &site, unsigned arg) const {
  return arg < site.call->args.size() ? textOf(site.body, site.call->args[arg].value) : std::nullopt;
}

/// The literals that the argument may be, `c ? "a" : "b"` included; none if it may be anything else.
std::vector<std::string> CallModel::literals(const CallSite &site, unsigned arg) const {
  if (arg >= site.call->args.size())
    return {};
  const Body &body = engine.body(site.body);
  std::vector<std::string> texts;
  std::vector<Id> pending{site.call->args[arg].value};
  while (!pending.empty()) {
    const Value &value = body.values[pending.back()];
    pending.pop_back();
    if (value.kind == ValueKind::Str)
      texts.push_back(engine.program.str(static_cast<Id>(value.imm)));
    else if (value.kind == ValueKind::Cast && value.a)
      pending.push_back(value.a);
    else if (value.kind == ValueKind::Select)
      pending.insert(pending.end(), {value.b, value.c});
    else
      return {};
  }
  return texts;
}

bool CallModel::isLiteralSelect(const CallSite &site, unsigned arg) const {
  const std::vector<std::string> texts = literals(site, arg);
  return !texts.empty() && std::ranges::all_of(texts, [](const std::string &text) {
    const std::size_t end = text.find(';');
    if (end != std::string::npos && text.find_first_not_of(" \t\n", end + 1) != std::string::npos)
      return false; // more than one request
    constexpr std::string_view select = "select ";
    const std::size_t start = std::min(text.find_first_not_of(" \t\n("), text.size());
    return std::ranges::equal(std::string_view(text).substr(start, select.size()), select,
                              [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
  });
}

/// True if a mode such as "rb" or O_RDONLY says that nothing is written.
bool CallModel::opensForReading(const CallSite &site, unsigned arg) const {
  if (std::optional<std::string> mode = literal(site, arg))
    return mode->starts_with('r') && mode->find('+') == std::string::npos;
  std::int64_t flags = 0;
  constexpr std::int64_t kAccessMode = 3, kCreate = 0100; // as Linux has them
  return arg < site.call->args.size() && engine.type(site.call->args[arg].type).kind == TypeKind::Int &&
         isConstant(engine.body(site.body), site.call->args[arg].value, flags) &&
         (flags & (kAccessMode | kCreate)) == 0;
}

void CallModel::addApiResources(const CallSite &site, CallOutcome &out) const {
  const ApiEntry &entry = *site.api.entry;
  Resolver &resolver = engine.state(site.body).resolver;
  std::optional<AccessPath> first;
  bool names = false, namesRelatively = false, creates = false, asksOnly = false;
  if (entry.blocking && entry.blocking->kind == BlockKind::Database)
    for (unsigned arg = 0; arg < site.call->args.size(); ++arg)
      if (!literals(site, arg).empty()) { // the first text is the request
        asksOnly = isLiteralSelect(site, arg);
        break;
      }
  for (const ApiResource &resource : entry.resources) {
    ResourceAccess use;
    unsigned arg = resource.arg + site.api.argShift;
    use.kind = entry.blocking ? toString(entry.blocking->kind) : resource.name;
    use.mode = modeOf(site, resource);
    use.logging = entry.role == Role::Logging;
    use.positional = resource.treatment == ApiResource::Treatment::Positional;
    use.isLink = resource.treatment == ApiResource::Treatment::Link;
    use.changesNothing = asksOnly;
    use.byName = resource.isName();
    use.inFiles =
        entry.blocking &&
        std::ranges::find(entry.blocking->otherKinds, BlockKind::File) != entry.blocking->otherKinds.end() &&
        entry.blocking->kind == BlockKind::Database;
    use.callee = entry.name;
    use.hint = entry.hint;
    use.event = site.event;
    Id handleValue = 0;
    switch (resource.handle) {
    case ApiResource::Handle::Global:
      use.kind = use.key = resource.name;
      break;
    case ApiResource::Handle::This:
    case ApiResource::Handle::PathThis:
      if (site.call->receiver) {
        use.handle = original(site.body, resolver.path(site.call->receiver));
        use.hasHandle = true;
      }
      break;
    case ApiResource::Handle::Arg:
    case ApiResource::Handle::ArgTarget:
    case ApiResource::Handle::PathArg:
      if (arg < site.call->args.size())
        handleValue = site.call->args[arg].value;
      break;
    case ApiResource::Handle::Ret:
    case ApiResource::Handle::PathRet:
      use.handle = site.call->result ? resolver.path(site.call->result) : pathTo(BaseKind::Fresh, site.event);
      use.hasHandle = true;
      break;
    }
    if (handleValue) {
      use.handle = handleOf(site.body, handleValue);
      use.hasHandle = true;
      nameByValue(site.body, handleValue, use);
      if (!use.byName && entry.blocking && entry.blocking->kind == BlockKind::File &&
          isNull(engine.body(site.body), handleValue)) { // no stream means all of them
        use.kind = use.key = kAllFiles;
        use.hasHandle = false;
      }
    }
    if (use.hasHandle && !first && !namedGlobal(use.handle))
      first = use.handle;
    // What a name that is not known to be absolute means depends on the current directory, and who may see or
    // make the file on the state of the process.
    names |= use.byName;
    namesRelatively |= use.byName && !use.key.starts_with("path:/");
    creates |= use.byName && use.mode != ResourceMode::Read;
    addHandleUse(site, std::move(use), out);
  }
  for (const auto &[isRead, state] :
       {std::pair(namesRelatively, "cwd"), {names, "credentials"}, {creates, "umask"}})
    if (isRead)
      addState(site, state, ResourceMode::Read, out);
  if (entry.blocking)
    addBlocking(site, first, out);
}

void CallModel::addState(const CallSite &site, const std::string &name, ResourceMode mode,
                         CallOutcome &out) const {
  ResourceAccess use;
  use.kind = use.key = name;
  use.mode = mode;
  use.callee = site.api->name;
  use.hint = site.api->hint;
  use.event = site.event;
  out.effects.resources.push_back(std::move(use));
}

void CallModel::addBlocking(const CallSite &site, const std::optional<AccessPath> &handle,
                            CallOutcome &out) const {
  const Function &around = engine.program.function(engine.functionOf(site.body));
  if (!engine.catalogue.isHeaderOnly(site.api->library) &&
      engine.catalogue.isInHeaderOnly(engine.program.str(around.header)))
    return; // a library's way to do what its entries say
  if (modes.isNonblocking(site))
    return;
  CallOutcome::Blocking blocking;
  blocking.use.api = site.api.entry;
  blocking.use.event = site.event;
  if (handle) {
    blocking.use.handle = *handle;
    blocking.use.hasHandle = true;
  }
  auto chain = std::make_shared<CallChain>();
  chain->function = site.api->name;
  chain->body = site.body;
  chain->loc = engine.body(site.body).events[site.event].loc;
  blocking.chain = std::move(chain);
  out.blocking.push_back(std::move(blocking));
}

/// Operations on streams: what they are depends on what the stream is connected to.
void CallModel::addApiStream(const CallSite &site, CallOutcome &out) const {
  const ApiEntry &entry = *site.api.entry;
  const auto addUse = [&](AccessPath stream, ResourceMode mode) {
    ResourceAccess use;
    use.callee = entry.name;
    use.event = site.event;
    use.mode = mode;
    use.handle = std::move(stream);
    use.hasHandle = use.isStream = true;
    return addHandleUse(site, std::move(use), out);
  };
  const std::optional<AccessPath> object = engine.state(site.body).resolver.locate(site, *entry.stream);
  const AccessPath stream = object ? original(site.body, *object) : unknownMemory();
  const ResourceMode mode =
      entry.resources.empty() ? ResourceMode::Order : modeOf(site, entry.resources.front());
  for (const ApiResource &other : entry.resources) {
    if (other.handle == ApiResource::Handle::Global)
      addState(site, other.name, modeOf(site, other), out);
    else if (const std::size_t arg = other.arg + site.api.argShift; // another stream: `copyfmt`
             &other != &entry.resources.front() && other.handle == ApiResource::Handle::Arg &&
             arg < site.call->args.size())
      addUse(handleOf(site.body, site.call->args[arg].value), modeOf(site, other));
  }
  if (addUse(stream, mode) && entry.blocking)
    addBlocking(site, namedGlobal(stream) ? std::nullopt : std::optional(stream), out);
}

} // namespace overlap::rules
