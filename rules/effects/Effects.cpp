#include "rules/effects/Effects.h"

#include "rules/effects/Components.h"
#include "rules/effects/Guards.h"
#include "rules/effects/Overlap.h"
#include "rules/effects/Provenance.h"
#include "rules/effects/Spell.h"
#include "rules/effects/Summarise.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace overlap::rules {

using namespace facts;

namespace {

/// A function of a component that is summarised more often is widened, and joined with what it was before:
/// from then on its effects only grow, and there are few left that they can grow to.
constexpr unsigned kRoundsBeforeWidening = 3, kRoundsBeforeRoots = 6;

} // namespace

struct EffectAnalysis::Impl {
  Impl(const Program &program, const Catalogue &catalogue)
      : forks(program.tables.bodies.size()), provenances(program.tables.bodies.size()),
        engine(program, catalogue), userCode(engine), modes(engine),
        calls(engine, userCode, modes, componentOf), processEnds(engine, calls),
        summariser(engine, calls, processEnds) {}

  void prepare(Id function) {
    for (Id body : engine.program.bodiesOf[function]) {
      engine.reset(body);
      engine.state(body).reach.solve();
    }
  }

  /// Summarises the functions of a component again and again until nothing changes; a function only when
  /// something that it calls has changed: so each was last looked at with what is known in the end.
  void settle(const std::vector<Id> &component, const std::vector<std::vector<Id>> &callees) {
    std::unordered_map<Id, std::vector<Id>> callers; // within the component
    std::unordered_map<Id, unsigned> visits;
    std::unordered_set<Id> pending(component.begin(), component.end());
    for (Id function : component) {
      engine.summary(function).known = true;
      for (Id callee : callees[function])
        if (pending.contains(callee))
          callers[callee].push_back(function);
    }
    while (!pending.empty())
      for (Id function : component) {
        if (!pending.erase(function))
          continue;
        prepare(function);
        Summary next = summariser.summarise(function);
        if (const unsigned round = visits[function]++; round >= kRoundsBeforeWidening)
          widen(next, engine.summary(function),
                round < kRoundsBeforeRoots ? Widening::Subscripts : Widening::Everything);
        const bool changed = !sameEffects(next, engine.summary(function));
        engine.summary(function) = std::move(next);
        if (changed)
          pending.insert(callers[function].begin(), callers[function].end());
      }
  }

  /// All answers about paths are worked out once, so that queries only read.
  void resolveAll(Id body) {
    Resolver &resolver = engine.state(body).resolver;
    for (Id path = 1; path < engine.body(body).paths.size(); ++path)
      resolver.path(path);
    for (Id value = 1; value < engine.body(body).values.size(); ++value)
      resolver.pointee(value);
  }

  void run() {
    const Program &program = engine.program;
    std::vector<std::vector<Id>> callees(program.tables.functions.size());
    for (Id function = 1; function < callees.size(); ++function)
      for (Id bodyId : program.bodiesOf[function]) {
        const Body &body = engine.body(bodyId);
        for (Id event = 1; event < body.events.size(); ++event)
          if (body.events[event].kind == EventKind::Call)
            for (Id callee : calls.runs(engine.site(bodyId, event)))
              callees[function].push_back(callee);
      }
    std::vector<std::vector<Id>> components = stronglyConnected(callees);
    componentOf.assign(callees.size(), 0);
    for (Id i = 0; i < components.size(); ++i)
      for (Id function : components[i])
        componentOf[function] = i + 1;
    for (const std::vector<Id> &component : components) {
      if (!engine.isDefined(component[0]))
        continue;
      settle(component, callees);
      for (Id function : component)
        for (Id body : program.bodiesOf[function])
          resolveAll(body);
    }
  }

  /// To be asked once all summaries are known.
  bool mayFork(Id body) {
    std::optional<bool> &known = forks[body];
    if (!known)
      known = processEnds.mayFork(body);
    return *known;
  }

  const Provenance &provenanceOf(Id body) {
    std::unique_ptr<Provenance> &known = provenances[body];
    if (!known)
      known = std::make_unique<Provenance>(engine, body);
    return *known;
  }

  std::vector<std::optional<bool>> forks;                 ///< by body
  std::vector<std::unique_ptr<Provenance>> provenances;   ///< by body
  std::unordered_map<Id, std::unique_ptr<Guards>> guards; ///< by body; only what was asked for
  std::vector<Id> componentOf;
  Engine engine;
  UserCode userCode;
  HandleModes modes;
  CallModel calls;
  ProcessEnds processEnds;
  Summariser summariser;
};

EffectAnalysis::EffectAnalysis(const Program &program, const Catalogue &catalogue)
    : impl_(std::make_unique<Impl>(program, catalogue)) {
  impl_->run();
}

EffectAnalysis::~EffectAnalysis() = default;

bool BlockingUse::waitsForOthers() const {
  const bool isOfHandle = api && std::ranges::any_of(api->resources, [](const ApiResource &r) {
                            return r.handle != ApiResource::Handle::Global;
                          });
  return api && api->role == Role::Join && (hasHandle || !isOfHandle);
}

std::string assumedOf(const UnknownCallee &callee, const std::string &name, const char *others) {
  return name + (callee.indirect ? ", called indirectly, " : ", whose body was not seen, ") +
         (callee.reachesMemory ? "touches only its arguments"
                               : std::string("changes no state that ") + others + " use");
}

AccessPath EffectAnalysis::resolve(Id body, Id path) const {
  return impl_->engine.state(body).resolver.path(path);
}

AccessPath EffectAnalysis::resolvePointer(Id body, Id value) const {
  return impl_->engine.state(body).resolver.pointee(value);
}

std::vector<Access> EffectAnalysis::accesses(Id body, Id event) const {
  return impl_->summariser.accesses(body, event);
}

std::vector<Id> EffectAnalysis::blocksThatEnd(Id body) const { return impl_->engine.blocksThatEnd(body); }

CallEffects EffectAnalysis::call(Id body, Id event) const {
  CallOutcome out = impl_->calls.outcome(body, event);
  CallEffects effects = std::move(out.effects);
  if (std::ranges::any_of(effects.resources, &ResourceAccess::lastWords) && impl_->mayFork(body))
    for (ResourceAccess &use : effects.resources)
      use.lastWords = false;
  for (CallOutcome::Blocking &blocking : out.blocking) {
    blocking.use.chain = chainLinks(impl_->engine.program, blocking.chain.get());
    effects.blocking.push_back(std::move(blocking.use));
  }
  return effects;
}

std::optional<AccessPath> EffectAnalysis::lockHeldAt(Id body, Id event) const {
  auto &guards = impl_->guards[body];
  if (!guards)
    guards = std::make_unique<Guards>(impl_->engine, impl_->calls, body);
  const std::optional<Guards::Held> held = guards->at(event);
  return held ? std::optional(pathOf(held->guard)) : std::nullopt;
}

const ApiEntry *EffectAnalysis::api(Id body, Id event) const {
  return impl_->engine.site(body, event).api.entry;
}

const Value &EffectAnalysis::value(Id body, Id id) const { return impl_->engine.state(body).value(id); }

std::optional<EffectAnalysis::Load> EffectAnalysis::load(Id body, Id id) const {
  const TermTable &terms = impl_->engine.state(body).terms;
  if (!terms.contains(id) || !terms[id].isLoad())
    return std::nullopt;
  return Load{terms[id].load, terms[id].event};
}

std::optional<EffectAnalysis::Range> EffectAnalysis::range(Id body, Id id) const {
  const TermTable &terms = impl_->engine.state(body).terms;
  if (!terms.contains(id) || !terms[id].isCounter())
    return std::nullopt;
  const Value &value = terms[id].value;
  return Range{value.a, value.b, value.imm != 0};
}

Id EffectAnalysis::returnedNumber(Id body, Id event) const {
  return impl_->engine.state(body).resolver.returnedNumber(event);
}

std::optional<AccessPath> EffectAnalysis::returnedObject(Id body, Id event) const {
  return impl_->engine.state(body).resolver.returnedObject(event);
}

std::vector<Access> EffectAnalysis::sureStores(Id body, Id event) const {
  return impl_->engine.state(body).resolver.sureStores(event);
}

bool EffectAnalysis::onlyReads(Id body, Id event, const Callable &callable) const {
  return Engine::onlyReads(impl_->engine.api(*impl_->engine.site(body, event).call, callable));
}

bool EffectAnalysis::escapes(Id body, Id var) const {
  return impl_->engine.state(body).reach.escapes(BaseKind::Var, var);
}

bool EffectAnalysis::isTouchedOnlyByName(Id body, Id var) const {
  const Engine &engine = impl_->engine;
  const Reachability &reach = engine.state(body).reach;
  return !engine.holdsPointers(engine.body(body).vars[var].type) && !reach.escapes(BaseKind::Var, var) &&
         !reach.isPointedTo(var);
}

std::optional<std::vector<Id>> EffectAnalysis::holdersOf(Id body, Id var) const {
  return impl_->engine.state(body).reach.holdersOf(var);
}

bool EffectAnalysis::isValue(Id type) const { return impl_->engine.isValue(type); }

bool EffectAnalysis::isHeldOnlyBy(Id body, BaseKind base, Id id,
                                  const std::function<bool(BaseKind, Id)> &isOwn) const {
  using Object = Reachability::Object;
  return impl_->engine.state(body).reach.isHeldOnlyBy(base, id, [&](const Object &holder) {
    return (holder.kind == Object::Kind::Var && isOwn(BaseKind::Var, holder.id)) ||
           (holder.kind == Object::Kind::Fresh && isOwn(BaseKind::Fresh, holder.id));
  });
}

bool EffectAnalysis::staysWithin(Id body, const AccessPath &path,
                                 const std::function<bool(BaseKind, Id)> &isOwn) const {
  using Object = Reachability::Object;
  const Engine &engine = impl_->engine;
  if (path.base == BaseKind::Var && !hasDeref(path) && engine.isValue(engine.body(body).vars[path.id].type))
    return isOwn(BaseKind::Var, path.id);
  const std::vector<Object> &origins = engine.state(body).reach.origins(path);
  return std::ranges::all_of(origins, [&](const Object &object) {
    return (object.kind == Object::Kind::Var && isOwn(BaseKind::Var, object.id)) ||
           (object.kind != Object::Kind::Var && object.isLocal() && isOwn(BaseKind::Fresh, object.id));
  });
}

bool EffectAnalysis::mayOverlap(Id body, const AccessPath &a, const AccessPath &b, bool *needsNoAlias) const {
  bool needs = false;
  bool result = OverlapCheck(impl_->engine, body).check(a, b, needs);
  if (needsNoAlias)
    *needsNoAlias = needs;
  return result;
}

bool EffectAnalysis::areMadeToMeet(Id body, const AccessPath &a, const AccessPath &b) const {
  return impl_->engine.state(body).reach.isMadeToMeet(a, b);
}

const AccessPath &EffectAnalysis::traced(Id body, const AccessPath &path, Id event) const {
  return impl_->provenanceOf(body).traced(path, event);
}

bool EffectAnalysis::holdsOneTwice(Id body, const AccessPath &element) const {
  return impl_->provenanceOf(body).holdsOneTwice(element);
}

bool EffectAnalysis::leadsElsewhere(Id body, const AccessPath &path) const {
  return impl_->engine.footprints.leadsElsewhere(body, path);
}

bool EffectAnalysis::isSameObject(Id body, const AccessPath &a, const AccessPath &b) const {
  const Reachability &reach = impl_->engine.state(body).reach;
  const auto object = reach.onlyObject(a);
  return object && object == reach.onlyObject(b);
}

std::optional<AccessPath> EffectAnalysis::elementsOf(Id body, Id event, unsigned arg, bool isRange) const {
  const CallSite site = impl_->engine.site(body, event);
  if (!site.api)
    return std::nullopt;
  PathPattern pattern;
  pattern.root = PathPattern::Root::Arg;
  pattern.arg = arg;
  pattern.steps.push_back({isRange ? PatternStep::Kind::Elements : PatternStep::Kind::Array, 0});
  return impl_->engine.state(body).resolver.locate(site, pattern);
}

std::optional<bool> EffectAnalysis::isStandardStream(Id body, const AccessPath &handle,
                                                     const std::string &name) const {
  const Engine &engine = impl_->engine;
  const TypeKind kind = engine.type(handle.type).kind;
  const ClassEntry *entry = engine.classOfType(handle.type);
  const bool isOtherClass =
      kind == TypeKind::Record &&
      (!entry || (entry->stream != StreamKind::Unknown && entry->stream != StreamKind::Terminal));
  if (handle.base == BaseKind::Fresh || isOtherClass)
    return false;
  bool may = handle.base == BaseKind::Pointer || handle.base == BaseKind::Unknown ||
             kind == TypeKind::Int || // a descriptor
             std::ranges::any_of(engine.state(body).reach.origins(handle), [](const auto &object) {
               return object.kind != Reachability::Object::Kind::Var &&
                      object.kind != Reachability::Object::Kind::Fresh;
             });
  for (const Id global : engine.globalsOf(name)) {
    const Id type = engine.program.tables.globals[global].type;
    AccessPath stream = pathTo(BaseKind::Global, global, type);
    if (engine.type(type).kind == TypeKind::Pointer)
      append(stream, {AccessStep::Deref, 0, 0, engine.type(type).element});
    bool needsNoAlias = false;
    if (!mayOverlap(body, handle, stream, &needsNoAlias))
      continue;
    if (!needsNoAlias)
      return true;
    may = true;
  }
  return may ? std::nullopt : std::optional(false);
}

std::string EffectAnalysis::spell(Id body, const AccessPath &path) const {
  return spellPath(impl_->engine, body, path);
}

const Program &EffectAnalysis::program() const { return impl_->engine.program; }
const Catalogue &EffectAnalysis::catalogue() const { return impl_->engine.catalogue; }

} // namespace overlap::rules
