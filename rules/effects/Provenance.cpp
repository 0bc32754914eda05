#include "rules/effects/Provenance.h"

#include "rules/effects/Engine.h"
#include "rules/effects/Paths.h"

#include <algorithm>
#include <set>

namespace overlap::rules {

using namespace facts;

namespace {

constexpr unsigned kMaxDepth = 8;

bool isSubscript(const AccessPathStep &step) {
  return step.kind == AccessStep::Index || step.kind == AccessStep::Element;
}

/// What follows step `from` of `path` behind `start`.
AccessPath joined(AccessPath start, const AccessPath &path, std::size_t from) {
  std::size_t next = from + 1;
  if (next < path.steps.size() && path.steps[next].kind == AccessStep::Index) {
    appendIndex(start, path.steps[next].a, false, path.steps[next].type);
    ++next;
  }
  for (; next < path.steps.size(); ++next)
    append(start, path.steps[next]);
  start.type = path.type;
  start.truncated |= path.truncated;
  return start;
}

} // namespace

Provenance::Provenance(const Engine &engine, Id bodyId) : engine(engine), bodyId(bodyId) {
  const Body &body = engine.body(bodyId);
  for (Id event = 1; event < body.events.size(); ++event) {
    const Event &e = body.events[event];
    if (e.kind == EventKind::Call)
      addCall(event);
    else if ((e.kind == EventKind::Write || e.kind == EventKind::Atomic) && e.path &&
             engine.holdsPointers(body.paths[e.path].type))
      add(event, engine.state(bodyId).resolver.path(e.path));
  }
}

void Provenance::add(Id event, AccessPath into) {
  if (into.base == BaseKind::Unknown || into.base == BaseKind::Literal || endsInReach(into))
    return;
  // The array in a std::array is its elements.
  for (std::size_t i = 0; i + 1 < into.steps.size(); ++i) {
    const AccessPathStep &field = into.steps[i];
    const ClassEntry *entry = field.kind == AccessStep::Field ? engine.classOfRecord(field.record) : nullptr;
    if (!entry || entry->kind != ClassEntry::Kind::Sequence || into.steps[i + 1].kind != AccessStep::Index)
      continue;
    into.steps.erase(into.steps.begin() + static_cast<std::ptrdiff_t>(i));
    into.steps[i].kind = AccessStep::Element;
  }
  const std::pair base{into.base, into.id};
  storesOf[base].push_back({event, std::move(into)});
}

/// True if the method may change the object that it is called on: `v[i]` does not.
bool Provenance::changesObject(const CallSite &site) const {
  if (!site.function || (site.function->attrs & AttrConstMethod))
    return false;
  if (site.api && site.api->effects)
    return std::ranges::any_of(site.api->effects->writes, [](const PathPattern &written) {
      return written.root == PathPattern::Root::This;
    });
  const std::vector<SummaryAccess> &accesses = engine.summary(site.call->function).accesses;
  return !engine.isDefined(site.call->function) ||
         std::ranges::any_of(accesses, [](const SummaryAccess &access) {
           return access.isWrite && access.path.base == BaseKind::Var && access.path.id == 0;
         });
}

void Provenance::addCall(Id event) {
  const CallSite site = engine.site(bodyId, event);
  const Call &call = *site.call;
  Resolver &resolver = engine.state(bodyId).resolver;
  if (call.receiver && call.syntax != CallSyntax::Destroy && changesObject(site) &&
      engine.holdsPointers(receiverTypeOf(engine.body(bodyId), call)))
    add(event, resolver.path(call.receiver));
  if (call.result && engine.holdsPointers(engine.body(bodyId).paths[call.result].type))
    add(event, resolver.path(call.result));
  // memcpy: all that is read is put into what is written.
  if (site.api && site.api->effects && site.api->effects->storesAlways && !call.args.empty() &&
      site.api->effects->writes.front().root == PathPattern::Root::Arg)
    add(event, resolver.pointee(call.args[site.api->effects->writes.front().arg].value));
}

/// Whether the store puts something where `pointer` lies: `Maybe` if that depends on subscripts.
Provenance::Match Provenance::match(const Store &store, const AccessPath &pointer) const {
  const std::vector<AccessPathStep> &into = store.into.steps;
  if (into.size() > pointer.steps.size())
    return Match::No;
  const Body &body = engine.body(bodyId);
  Match result = Match::Yes;
  for (std::size_t i = 0; i < into.size(); ++i) {
    const AccessPathStep &x = into[i], &y = pointer.steps[i];
    if (x.kind != y.kind || x.record != y.record ||
        (!isSubscript(x) && x.kind == AccessStep::Field && x.a != y.a))
      return Match::No;
    if (!isSubscript(x) || (x.a == y.a && x.a))
      continue;
    std::int64_t one = 0, other = 0;
    const bool areKnown = x.a && y.a && isConstant(body, engine.state(bodyId).value(x.a), one) &&
                          isConstant(body, engine.state(bodyId).value(y.a), other);
    if (areKnown && one != other)
      return Match::No;
    if (!areKnown)
      result = Match::Maybe;
  }
  return result;
}

/// The one store that `event` finds the result of in `pointer`, or null.
const Provenance::Store *Provenance::lastStore(const AccessPath &pointer, Id event) const {
  const auto found = storesOf.find({pointer.base, pointer.id});
  if (found == storesOf.end() || event == 0)
    return nullptr;
  const Cfg &cfg = engine.state(bodyId).index.cfg();
  std::map<Id, std::vector<const Store *>> inBlock;
  for (const Store &store : found->second)
    if (const Match matches = match(store, pointer); matches == Match::Maybe)
      return nullptr;
    else if (matches == Match::Yes)
      inBlock[cfg.blockOf(store.event)].push_back(&store);
  if (inBlock.empty())
    return nullptr;
  auto lastIn = [&](Id block, std::size_t before) {
    const Store *last = nullptr;
    if (const auto stores = inBlock.find(block); stores != inBlock.end())
      for (const Store *store : stores->second)
        if (const std::size_t at = cfg.indexOf(store->event);
            at < before && (!last || cfg.indexOf(last->event) < at))
          last = store;
    return last;
  };
  if (const Store *here = lastIn(cfg.blockOf(event), cfg.indexOf(event)))
    return here;
  const Store *only = nullptr;
  std::set<Id> seen;
  std::vector<Id> pending(cfg.predecessors(cfg.blockOf(event)));
  while (!pending.empty()) {
    const Id block = pending.back();
    pending.pop_back();
    if (!seen.insert(block).second)
      continue;
    if (const Store *last = lastIn(block, SIZE_MAX)) {
      if (only && only != last)
        return nullptr;
      only = last;
      continue;
    }
    if (cfg.predecessors(block).empty())
      return nullptr; // it may be what was there on entry
    pending.insert(pending.end(), cfg.predecessors(block).begin(), cfg.predecessors(block).end());
  }
  return only;
}

const AccessPath &Provenance::traced(const AccessPath &path, Id event) const {
  const auto [known, isNew] = tracedPaths.try_emplace({event, path});
  if (isNew)
    known->second = traced(path, event, 0);
  return known->second;
}

AccessPath Provenance::traced(AccessPath path, Id event, unsigned depth) const {
  const Body &body = engine.body(bodyId);
  for (std::size_t i = 0; i < path.steps.size() && depth < kMaxDepth; ++i) {
    const AccessPathStep &step = path.steps[i];
    if (step.kind != AccessStep::Deref || (i == 0 && path.base == BaseKind::Pointer))
      continue;
    AccessPath pointer = path;
    pointer.steps.resize(i);
    pointer.truncated = false;
    const Id seen = step.a && body.events[step.a].kind == EventKind::Read ? step.a : event;
    const Store *store = lastStore(pointer, seen);
    std::optional<AccessPath> target = store ? stored(*store, pointer, depth + 1) : std::nullopt;
    if (!target || target->base == BaseKind::Unknown || target->base == BaseKind::Literal)
      continue;
    const std::size_t known = target->steps.size();
    path = joined(std::move(*target), path, i);
    i = std::max<std::size_t>(known, 1) - 1;
    ++depth;
  }
  return path;
}

/// What the pointer at `pointer` leads to once `store` has happened.
std::optional<AccessPath> Provenance::stored(const Store &store, const AccessPath &pointer,
                                             unsigned depth) const {
  const Body &body = engine.body(bodyId);
  const Event &e = body.events[store.event];
  Resolver &resolver = engine.state(bodyId).resolver;
  std::optional<AccessPath> target;
  if (e.kind == EventKind::Call) {
    target = given(engine.site(bodyId, store.event), store, pointer);
  } else if (e.kind == EventKind::Write && store.into.steps.size() == pointer.steps.size()) {
    target = resolver.pointee(e.value);
  } else if (e.kind == EventKind::Write && body.values[e.value].kind == ValueKind::Read) {
    const Id read = body.values[e.value].a;
    AccessPath source = resolver.path(body.events[read].path);
    for (std::size_t i = store.into.steps.size(); i < pointer.steps.size(); ++i)
      append(source, pointer.steps[i]);
    source.type = pointer.type;
    target = resolver.load(source, 0);
  }
  return target ? std::optional(traced(std::move(*target), store.event, depth)) : std::nullopt;
}

/// What argument `arg` leads to: a pointer or a handle, a reference to one, or a reference that is kept.
AccessPath Provenance::leadsTo(const CallSite &site, unsigned arg) const {
  Resolver &resolver = engine.state(bodyId).resolver;
  const Arg &given = site.call->args[arg];
  const AccessPath object = resolver.pointee(given.value);
  const Id type = engine.valueType(given.type);
  const ClassEntry *entry = engine.classOfType(type);
  if (entry && entry->kind == ClassEntry::Kind::Pointer)
    return resolver.objectPointee(object, type, site.event);
  return engine.type(given.type).kind == TypeKind::Pointer || engine.type(type).kind != TypeKind::Pointer
             ? object
             : resolver.load(object, site.event);
}

/// The object that a call copies to what it makes or changes, with no code of the user's own.
std::optional<AccessPath> Provenance::copied(const CallSite &site) const {
  const Call &call = *site.call;
  Resolver &resolver = engine.state(bodyId).resolver;
  if (!site.function || (engine.isDefined(call.function) && !(site.function->attrs & AttrImplicit)))
    return std::nullopt;
  const std::string &name = engine.program.str(site.function->qualifiedName);
  const bool isMember = site.function->record != 0;
  if (isMember && call.args.size() == 1 && engine.recordOf(call.args[0].type) == site.function->record &&
      (call.syntax == CallSyntax::Construct || name.ends_with("::operator=")))
    return resolver.pointee(call.args[0].value);
  if (!site.api || !site.api->effects)
    return std::nullopt;
  const ApiEffects &effects = *site.api->effects;
  if (effects.returns.kind == ReturnSpec::Kind::Copy) // `weak.lock()`
    return resolver.locate(site, effects.returns.path);
  constexpr Id kSource = 1; // of memcpy
  if (!isMember && effects.storesAlways && call.args.size() > kSource)
    return resolver.pointee(call.args[kSource].value);
  return std::nullopt;
}

/// What the pointer at `pointer` leads to once a call has copied an object there, or has made one of
/// pointers.
std::optional<AccessPath> Provenance::given(const CallSite &site, const Store &store,
                                            const AccessPath &pointer) const {
  const Call &call = *site.call;
  const std::size_t inside = store.into.steps.size();
  if (std::optional<AccessPath> source = copied(site)) {
    for (std::size_t i = inside; i < pointer.steps.size(); ++i)
      append(*source, pointer.steps[i]);
    source->type = pointer.type;
    return engine.state(bodyId).resolver.load(*source, site.event);
  }
  const Id type = inside == 0 && store.into.base == BaseKind::Var
                      ? engine.body(bodyId).vars[store.into.id].type
                      : store.into.type;
  const ClassEntry *entry = engine.classOfType(type);
  if (!site.api || !site.api->effects || !entry || call.args.empty() ||
      (site.function->record && call.syntax != CallSyntax::Construct))
    return std::nullopt;
  std::vector<AccessPathStep> rest(pointer.steps.begin() + static_cast<std::ptrdiff_t>(inside),
                                   pointer.steps.end());
  std::erase_if(rest, [](const AccessPathStep &step) { return step.kind == AccessStep::Base; });
  std::int64_t which = 0;
  if (entry->kind == ClassEntry::Kind::Pointer && !entry->ownsElements && rest.empty()) {
    which = static_cast<std::int64_t>(call.args.size()) - 1; // `std::shared_ptr<T>(owner, part)`
  } else if (entry->kind == ClassEntry::Kind::Tuple && rest.size() == 1) {
    const AccessPathStep &part = rest.front();
    if (part.kind == AccessStep::Field)
      which = part.a;
    else if (entry->elementArgs.size() != 1 &&
             !(part.a && isConstant(engine.body(bodyId), engine.state(bodyId).value(part.a), which)))
      return std::nullopt;
  } else {
    return std::nullopt;
  }
  const bool isKept = std::ranges::any_of(
      site.api->effects->keeps, [&](const KeepSpec &keep) { return !keep.receiver && keep.arg == which; });
  if (!isKept || which < 0 || static_cast<std::size_t>(which) >= call.args.size() ||
      call.args[which].value == 0)
    return std::nullopt;
  return leadsTo(site, static_cast<unsigned>(which));
}

/// True if the path is one place for as long as `loop` runs (0: always).
bool Provenance::isInvariant(const AccessPath &path, Id loop) const {
  const Body &body = engine.body(bodyId);
  const BodyIndex &index = engine.state(bodyId).index;
  const Cfg &cfg = index.cfg();
  auto isInLoop = [&](Id event) { return loop && cfg.containsEvent(loop, event); };
  if (path.base == BaseKind::Pointer || path.base == BaseKind::Unknown || path.base == BaseKind::Literal ||
      endsInReach(path) || (path.base == BaseKind::Fresh && isInLoop(path.id)))
    return false;
  const bool isParameter = path.base == BaseKind::Var && index.slot(path.id) >= 0;
  if (path.base == BaseKind::Var && !isParameter)
    for (Id block : loop ? cfg.blocksOf(loop) : std::vector<Id>())
      for (Id event : body.blocks[block].events)
        if (body.events[event].kind == EventKind::Begin && body.events[event].var == path.id)
          return false;
  if (path.base == BaseKind::Var && std::ranges::any_of(index.definitions(path.id), isInLoop))
    return false;
  return std::ranges::all_of(path.steps, [&](const AccessPathStep &step) {
    std::int64_t subscript = 0;
    if (isSubscript(step))
      return step.a && isConstant(body, engine.state(bodyId).value(step.a), subscript);
    return step.kind != AccessStep::Deref || !step.a || !isInLoop(step.a) || isParameter;
  });
}

bool Provenance::holdsOneTwice(const AccessPath &element, unsigned depth) const {
  const auto found = storesOf.find({element.base, element.id});
  if (found == storesOf.end() || element.steps.empty() || depth > kMaxDepth)
    return false;
  const Body &body = engine.body(bodyId);
  const Cfg &cfg = engine.state(bodyId).index.cfg();
  std::vector<std::pair<AccessPath, AccessPath>> known; // what is stored, and where
  auto isAgain = [&](AccessPath object, const AccessPath &into, Id event) {
    const Id loop = cfg.loopOf(cfg.blockOf(event));
    const bool isSpread = !isExact(into) || !isInvariant(into, 0);
    object = traced(std::move(object), event, depth);
    if (loop && isSpread && isInvariant(object, loop))
      return true;
    generalise(object); // when it was read makes no difference to what has no subscripts
    if (!isInvariant(object, 0))
      return false;
    const bool isKnown = std::ranges::any_of(known, [&](const auto &other) {
      return other.first == object && (isSpread || other.second != into);
    });
    known.emplace_back(std::move(object), into);
    return isKnown;
  };
  for (const Store &store : found->second) {
    const Event &e = body.events[store.event];
    if (e.kind != EventKind::Call) {
      AccessPath any = store.into, wanted = element;
      generalise(any);
      generalise(wanted);
      if (e.kind == EventKind::Write && any.steps.size() == wanted.steps.size() &&
          match({store.event, any}, wanted) != Match::No &&
          isAgain(engine.state(bodyId).resolver.pointee(e.value), store.into, store.event))
        return true;
      continue;
    }
    const CallSite site = engine.site(bodyId, store.event);
    if (!site.api || !site.api->effects || store.into.steps.size() >= element.steps.size() ||
        match(store, element) == Match::No)
      continue;
    for (const KeepSpec &keep : site.api->effects->keeps) {
      const std::size_t arg = keep.arg + site.api.argShift;
      if (keep.receiver || arg >= site.call->args.size() || !site.call->args[arg].value)
        continue;
      if (isRepeated(site, static_cast<unsigned>(arg)))
        return true;
      if (engine.type(engine.valueType(site.call->args[arg].type)).kind == TypeKind::Pointer) {
        AccessPath into = store.into;
        append(into, {AccessStep::Element, 0, 0, 0});
        if (isAgain(leadsTo(site, static_cast<unsigned>(arg)), into, store.event))
          return true;
      } else if (listHoldsOneTwice(engine.state(bodyId).resolver.pointee(site.call->args[arg].value),
                                   depth)) {
        return true;
      }
    }
  }
  return false;
}

/// True if the call is given a number of copies of argument `arg` to make: `std::vector<T *>(n, p)`.
bool Provenance::isRepeated(const CallSite &site, unsigned arg) const {
  const Id holder = engine.recordOf(receiverTypeOf(engine.body(bodyId), *site.call));
  const ClassEntry *entry = engine.classOfRecord(holder);
  const std::vector<Id> &elements = engine.program.tables.records[holder].templateArgs;
  if (!entry || entry->kind != ClassEntry::Kind::Sequence || entry->elementArgs.size() != 1 ||
      entry->elementArgs[0] >= elements.size() || arg == 0 ||
      engine.type(site.call->args[arg - 1].type).kind != TypeKind::Int)
    return false;
  const Type &element = engine.type(elements[entry->elementArgs[0]]),
             &given = engine.type(engine.valueType(site.call->args[arg].type));
  return element.kind == given.kind && element.record == given.record && element.element == given.element &&
         engine.holdsPointers(elements[entry->elementArgs[0]]);
}

/// True if the braced list at `list` that a call is given holds one address twice.
bool Provenance::listHoldsOneTwice(const AccessPath &list, unsigned depth) const {
  const auto found = storesOf.find({list.base, list.id});
  if (list.base != BaseKind::Var || !list.steps.empty() || found == storesOf.end() ||
      engine.body(bodyId).vars[list.id].kind != VarKind::Temp)
    return false;
  return std::ranges::any_of(found->second, [&](const Store &store) {
    const Event &e = engine.body(bodyId).events[store.event];
    return e.kind == EventKind::Write &&
           holdsOneTwice(engine.state(bodyId).resolver.pointee(e.value), depth + 1);
  });
}

} // namespace overlap::rules
