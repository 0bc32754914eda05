#include "rules/dependence/Symbolic.h"

#include "rules/effects/Paths.h"

#include <algorithm>

/// Pointers, iterators and locations.
namespace overlap::rules {

using namespace facts;

namespace {
PlaceStep subscript(PlaceStep::Kind kind, Poly index, Id type = 0) {
  return {kind, 0, 0, type, std::move(index)};
}
} // namespace

const ClassEntry *Symbolic::classOf(Id type) const {
  const Type *t = &context_.type(type);
  if (t->kind == TypeKind::LValueRef || t->kind == TypeKind::RValueRef)
    t = &context_.type(t->element);
  if (t->kind != TypeKind::Record)
    return nullptr;
  const Program &program = context_.program();
  return context_.effects().catalogue().classEntry(program.str(program.tables.records[t->record].name));
}

Id Symbolic::rootType(const Place &place) const {
  if (place.root == Place::Root::Var)
    return body_.vars[place.id].type;
  return place.root == Place::Root::Global ? context_.program().tables.globals[place.id].type : 0;
}

Id Symbolic::typeAfter(Id type, const PlaceStep &step) const {
  if (step.kind == PlaceStep::Kind::Field) {
    const Record &record = context_.program().tables.records[step.record];
    return step.a < record.fields.size() ? record.fields[step.a].type : 0;
  }
  if (step.kind == PlaceStep::Kind::Index && type && context_.type(type).kind == TypeKind::Array)
    return context_.type(type).element;
  if (step.kind == PlaceStep::Kind::Element && type && context_.type(type).kind == TypeKind::Record) {
    const ClassEntry *container = classOf(type);
    const auto &arguments = context_.program().tables.records[context_.type(type).record].templateArgs;
    if (container && container->elementArgs.size() == 1 && container->elementArgs[0] < arguments.size())
      return arguments[container->elementArgs[0]];
  }
  return step.type;
}

Id Symbolic::typeOf(const Place &place, std::size_t steps) const {
  Id type = rootType(place);
  for (std::size_t step = 0; step < steps; ++step)
    type = typeAfter(type, place.steps[step]);
  return type;
}

std::uint64_t Symbolic::extentOf(Id type) const {
  if (type && context_.type(type).kind == TypeKind::Record) {
    const Record &record = context_.program().tables.records[context_.type(type).record];
    type = record.isComplete && record.bases.empty() && record.fields.size() == 1 ? record.fields[0].type : 0;
  }
  return type && context_.type(type).kind == TypeKind::Array ? context_.type(type).extent : 0;
}

const std::string &Symbolic::calleeName(const Call &call) const {
  const Program &program = context_.program();
  return program.str(call.function ? program.function(call.function).qualifiedName : 0);
}

Place Symbolic::atPointer(AtomId a) const {
  Place p{Place::Root::Pointer, a, {}};
  p.steps.push_back(subscript(PlaceStep::Kind::Index, Poly(0)));
  return p;
}

Place Symbolic::pointee(Id value) {
  if (auto it = pointees_.find(value); it != pointees_.end())
    return it->second;
  if (++depth_ > kMaxDepth) {
    --depth_;
    return opaquePointee(value);
  }
  Place p = computePointee(value);
  --depth_;
  if (!p.isKnown())
    p = opaquePointee(value);
  pointees_[value] = p;
  if (!provisional_.empty())
    journal_.pointees.push_back(value);
  return p;
}

Place Symbolic::opaquePointee(Id value) {
  const Value &v = at(value);
  Atom a;
  a.kind = dependsOnLoop(value) ? Atom::Kind::Varying : Atom::Kind::Symbol;
  if (v.kind == ValueKind::Read || v.kind == ValueKind::Call) {
    a.event = v.a;
    a.text = eventText(v.a);
  }
  return atPointer(intern({KeyPointerValue, value, 0, {}, {}}, std::move(a)));
}

Place Symbolic::computePointee(Id id) {
  const Value &v = at(id);
  switch (v.kind) {
  case ValueKind::Entry:
    return atPointer(entryAtom(v.a, true).atoms().front());
  case ValueKind::Addr:
    return place(v.a);
  case ValueKind::Read:
    if (const Id var = context_.directVar(v.a))
      return defPointee(var, context_.slot(var).before(v.a), context_.cfg().blockOf(v.a));
    if (Place stored = storedPointee(v.a, id); stored.isKnown())
      return stored;
    if (auto p = memoryAtom(v.a, id, true))
      return atPointer(p->atoms().front());
    return {};
  case ValueKind::Call:
    return callPointee(v.a);
  case ValueKind::Bin:
    if (v.bin == BinOp::PtrAdd) {
      Place p = pointee(v.a);
      p.advance(value(v.b));
      return p;
    }
    return {};
  case ValueKind::Cast: {
    Place p = pointee(v.a);
    if (v.cast == CastKind::Reinterpret) {
      // Elements of another type count differently: only the very start is the same in both.
      const Type &to = context_.type(context_.type(v.type).element);
      const Type &from = context_.type(context_.type(body_.values[v.a].type).element);
      const bool same =
          to.kind == from.kind && to.width == from.width && to.record == from.record && to.width;
      if (!same && !(p.steps.empty() || p.steps.back().index.isZero())) {
        // What is accessed from there on may be wider than an element and reach into the next ones.
        while (!p.steps.empty() && (p.steps.back().kind == PlaceStep::Kind::Index ||
                                    p.steps.back().kind == PlaceStep::Kind::Element))
          p.steps.pop_back();
        p.steps.push_back({});
      }
      return p;
    }
    if (v.cast == CastKind::DerivedToBase || v.cast == CastKind::BaseToDerived)
      p.steps.push_back({});
    else if (v.cast != CastKind::Other && v.cast != CastKind::Dynamic)
      return {};
    return p;
  }
  default:
    return {};
  }
}

/// Where the pointer in a member of a local object leads, by what was stored there.
Place Symbolic::storedPointee(Id event, Id value) {
  const EffectAnalysis &effects = context_.effects();
  const AccessPath member = effects.resolve(context_.bodyId(), body_.events[event].path),
                   target = effects.resolvePointer(context_.bodyId(), value);
  const bool isTraced = member.base == BaseKind::Var && !member.steps.empty() && !hasDeref(member) &&
                        (target.base == BaseKind::Var || target.base == BaseKind::Global) &&
                        (target.base != member.base || target.id != member.id);
  if (!isTraced || !rules::isExact(target))
    return {};
  // A pointer as it is at entry, or as it was at a time that is not known.
  for (const AccessPathStep &step : target.steps)
    if (step.kind == AccessStep::Deref && !step.a &&
        (&step != &target.steps[0] || target.base != BaseKind::Var || !context_.writesOf(target.id).empty()))
      return {};
  Place p = place(target, event);
  return p.isPrecise() && countersFit(p.atoms(), context_.cfg().blockOf(event)) ? p : Place{};
}

void Symbolic::append(Place &place, PlaceStep next, bool merges) const {
  if (merges && next.kind == PlaceStep::Kind::Index) {
    PlaceStep *last = place.steps.empty() ? nullptr : &place.steps.back();
    if (last && (last->kind == PlaceStep::Kind::Index || last->kind == PlaceStep::Kind::Element)) {
      last->index += next.index;
      last->type = next.type;
      return;
    }
    if (!next.index.isZero())
      place.widen();
    return;
  }
  if (place.isKnown() && (place.steps.empty() || place.steps.back().kind != PlaceStep::Kind::Any))
    place.steps.push_back(std::move(next));
}

Place Symbolic::place(Id path) {
  const Path &p = body_.paths[path];
  Place result;
  switch (p.root) {
  case RootKind::Unknown:
    return result;
  case RootKind::Var: {
    const Type &t = context_.type(body_.vars[p.id].type);
    if (t.kind == TypeKind::LValueRef || t.kind == TypeKind::RValueRef)
      result = atPointer(entryAtom(p.id, true).atoms().front());
    else
      result = {Place::Root::Var, p.id, {}};
    break;
  }
  case RootKind::Global:
    result = {Place::Root::Global, p.id, {}};
    break;
  case RootKind::Pointer:
    result = pointee(p.id);
    break;
  }
  bool merges = p.root == RootKind::Pointer;
  for (const Step &s : p.steps) {
    switch (s.kind) {
    case StepKind::Field:
      append(result, {PlaceStep::Kind::Field, s.a, s.record, s.type, {}}, false);
      break;
    case StepKind::Base:
      append(result, {PlaceStep::Kind::Base, 0, s.record, s.type, {}}, false);
      break;
    case StepKind::Index:
      append(result, subscript(PlaceStep::Kind::Index, value(s.a), s.type), merges);
      break;
    case StepKind::Any:
      append(result, {}, false);
      break;
    }
    merges = false;
  }
  if (p.root == RootKind::Pointer && !result.steps.empty() && p.steps.empty() &&
      result.steps.back().kind == PlaceStep::Kind::Index)
    result.steps.back().type = p.type;
  return result;
}

/// A path from what is passed to a call as a path from where that comes from.
AccessPath Symbolic::traced(const AccessPath &path) const {
  if (path.base != BaseKind::Pointer)
    return path;
  const EffectAnalysis &effects = context_.effects();
  const Value &value = at(path.id);
  AccessPath result = value.kind == ValueKind::Addr ? effects.resolve(context_.bodyId(), value.a)
                                                    : effects.resolvePointer(context_.bodyId(), path.id);
  for (std::size_t i = 0; i < path.steps.size(); ++i)
    if (i == 0 && path.steps[i].kind == AccessStep::Index)
      appendIndex(result, 0, false, path.steps[i].type);
    else
      rules::append(result, path.steps[i]);
  return result;
}

Place Symbolic::place(const AccessPath &path, Id event) {
  Place result;
  std::size_t first = 0;
  auto dereference = [&](const Place &cell, std::size_t step) {
    const Id read = path.steps[step].a;
    if (read && body_.events[read].kind == EventKind::Read)
      for (Id v : valuesOfEvent(read))
        return pointee(v);
    if (!cell.isPrecise())
      return Place{};
    Atom a;
    AccessPath prefix = path;
    prefix.steps.resize(step);
    const bool fixed = !isVarying(cell) && !isWrittenInLoop(traced(prefix));
    a.kind = fixed ? Atom::Kind::Symbol : Atom::Kind::Varying;
    a.text = text(cell);
    a.source = cell;
    return atPointer(
        intern({fixed ? KeyCellPointer : KeyCellPointerAt, fixed ? 0 : event, 0, cell, {}}, std::move(a)));
  };
  switch (path.base) {
  case BaseKind::Var: {
    const Type &t = context_.type(body_.vars[path.id].type);
    const bool isReference = t.kind == TypeKind::LValueRef || t.kind == TypeKind::RValueRef;
    result = {Place::Root::Var, path.id, {}};
    if (!path.steps.empty() && path.steps[0].kind == AccessStep::Deref) {
      first = 1;
      if (isReference)
        result = atPointer(entryAtom(path.id, true).atoms().front());
      else if (path.steps[0].a)
        result = dereference(result, 0);
      else if (context_.isTracked(path.id) && isPointerLike(body_.vars[path.id].type))
        result = defPointee(path.id, context_.slot(path.id).before(event), context_.cfg().blockOf(event));
      else
        result = dereference(result, 0);
    }
    break;
  }
  case BaseKind::Global:
    result = {Place::Root::Global, path.id, {}};
    break;
  case BaseKind::Fresh:
    result = {Place::Root::Fresh, path.id, {}};
    result.steps.push_back(subscript(PlaceStep::Kind::Index, Poly(0)));
    break;
  case BaseKind::Pointer:
    result = pointee(path.id);
    break;
  default:
    return result;
  }
  bool merges = first == 1 || path.base == BaseKind::Fresh || path.base == BaseKind::Pointer;
  for (std::size_t i = first; i < path.steps.size() && result.isKnown(); ++i) {
    const AccessPathStep &s = path.steps[i];
    const bool hasIndex = (s.kind == AccessStep::Index || s.kind == AccessStep::Element) && s.a;
    const Poly index = hasIndex ? value(s.a) : Poly::invalid();
    switch (s.kind) {
    case AccessStep::Field:
      append(result, {PlaceStep::Kind::Field, s.a, s.record, s.type, {}}, false);
      break;
    case AccessStep::Base:
      append(result, {PlaceStep::Kind::Base, 0, s.record, s.type, {}}, false);
      break;
    case AccessStep::Index:
      append(result, subscript(PlaceStep::Kind::Index, index, s.type), merges);
      break;
    case AccessStep::Element:
      append(result, subscript(PlaceStep::Kind::Element, index, s.type), false);
      break;
    case AccessStep::Structure:
      append(result, {PlaceStep::Kind::Structure, 0, 0, 0, {}}, false);
      break;
    case AccessStep::Deref:
      result = dereference(result, i);
      merges = true;
      continue;
    case AccessStep::Reach:
      append(result, {}, false);
      break;
    }
    merges = false;
  }
  if (path.truncated)
    append(result, {}, false);
  return result;
}

const std::vector<Id> &Symbolic::valuesOfEvent(Id event) {
  if (eventValues_.empty()) {
    eventValues_.resize(body_.events.size());
    for (Id v = 1; v < body_.values.size(); ++v)
      if (body_.values[v].kind == ValueKind::Read)
        eventValues_[body_.values[v].a].push_back(v);
  }
  return eventValues_[event];
}

Place Symbolic::callPointee(Id event) {
  const Call &call = body_.calls[body_.events[event].call];
  const ApiEntry *api = context_.effects().api(context_.bodyId(), event);
  if (api && api->effects)
    if (auto p = apiPointee(event, api->effects->returns); p && p->isKnown())
      return *p;
  const std::string &name = calleeName(call);
  if (isIterator(call.receiverType) && call.receiver) {
    if (name.ends_with("::operator*") || name.ends_with("::operator->"))
      return iteratorAt(call.receiver, event);
    if (name.ends_with("::operator++") || name.ends_with("::operator--"))
      return iteratorAt(call.receiver, event);
    const bool adds = name.ends_with("::operator+"), subtracts = name.ends_with("::operator-");
    if ((adds || subtracts || name.ends_with("::operator[]")) && call.args.size() == 1) {
      Place p = iteratorAt(call.receiver, event);
      if (p.isKnown())
        p.advance(subtracts ? Poly(0) - value(call.args[0].value) : value(call.args[0].value));
      return p;
    }
  }
  const AccessPath made = context_.effects().resolvePointer(context_.bodyId(), valueOfCall(event));
  if (made.base == BaseKind::Fresh && made.id == event) {
    Place p{Place::Root::Fresh, event, {}};
    p.steps.push_back(subscript(PlaceStep::Kind::Index, Poly(0)));
    return p;
  }
  if (Place p = returnedPlace(event); p.isKnown())
    return p;
  const bool isTraced = made.base == BaseKind::Var || made.base == BaseKind::Global;
  return api && isTraced && rules::isExact(made) ? place(made, event) : Place{};
}

/// What a function of the program returns a pointer or reference to.
Place Symbolic::returnedPlace(Id event) {
  const std::optional<AccessPath> returned = context_.effects().returnedObject(context_.bodyId(), event);
  if (!returned)
    return {};
  Place p = place(*returned, event);
  // Of two parts of one object the summary keeps the object: some part of it is meant.
  const Type &result = context_.type(body_.calls[body_.events[event].call].type);
  Id end = returned->type;
  if (returned->steps.empty() && returned->base == BaseKind::Pointer) {
    const Value &passed = at(returned->id);
    end = passed.kind == ValueKind::Addr ? body_.paths[passed.a].type : context_.type(passed.type).element;
  }
  const Type &reached = context_.type(end), &wanted = context_.type(result.element);
  const bool isWhole = end && reached.kind == wanted.kind && reached.width == wanted.width &&
                       reached.record == wanted.record && reached.extent == wanted.extent;
  if (!isWhole)
    append(p, {}, false);
  return p;
}

Id Symbolic::valueOfCall(Id event) {
  if (callValues_.empty()) {
    callValues_.resize(body_.events.size());
    for (Id v = 1; v < body_.values.size(); ++v)
      if (body_.values[v].kind == ValueKind::Call)
        callValues_[body_.values[v].a] = v;
  }
  return callValues_[event];
}

std::optional<Place> Symbolic::apiPointee(Id event, const ReturnSpec &spec) {
  using K = ReturnSpec::Kind;
  switch (spec.kind) {
  case K::Fresh: {
    Place p{Place::Root::Fresh, event, {}};
    p.steps.push_back(subscript(PlaceStep::Kind::Index, Poly(0)));
    return p;
  }
  case K::Ref:
    return patternPlace(event, spec.path);
  case K::Alias:
    if (spec.path.steps.empty() && spec.path.root == PathPattern::Root::Arg)
      return argumentPointee(event, spec.path.arg);
    return patternPlace(event, spec.path);
  case K::Begin:
  case K::End:
  case K::Last: {
    auto p = patternPlace(event, spec.path);
    if (!p)
      return p;
    const Poly index =
        spec.kind == K::Begin ? Poly(0) : sizeOf(*p, event) - Poly(spec.kind == K::Last ? 1 : 0);
    const Id type = containerType(event, spec.path);
    elementOf(*p, index, type, event);
    const ClassEntry *entry = type ? classOf(type) : nullptr;
    if (entry && entry->kind == ClassEntry::Kind::Associative)
      p->steps.back().a = PlaceStep::kByPosition;
    return p;
  }
  case K::Target:
  case K::Copy:
  case K::Advance: {
    const Call &call = body_.calls[body_.events[event].call];
    const Id result = call.result ? body_.paths[call.result].type : 0;
    // A reverse iterator runs the other way.
    if (!spec.path.steps.empty() ||
        (spec.kind != K::Target && result && classOf(result) != classOf(containerType(event, spec.path))))
      return std::nullopt;
    Place p;
    const ClassEntry *own = spec.path.root == PathPattern::Root::This ? classOf(call.receiverType) : nullptr;
    if (own && own->ownsElements && spec.kind == K::Target && call.receiver) {
      p = place(call.receiver);
      append(p, {PlaceStep::Kind::Element, 0, 0, 0, Poly(0)}, false);
    } else if (spec.path.root == PathPattern::Root::This && call.receiver)
      p = iteratorAt(call.receiver, event);
    else if (spec.path.root == PathPattern::Root::Arg && spec.path.arg < call.args.size()) {
      const Arg &arg = call.args[spec.path.arg];
      p = context_.type(arg.type).kind == TypeKind::Pointer ? pointee(arg.value)
                                                            : iteratorOf(arg.value, event);
    }
    if (!p.isKnown() || p.root == Place::Root::Unknown)
      return std::nullopt;
    if (spec.kind == K::Advance) {
      if (spec.step)
        p.advance(Poly(spec.step));
      else if (spec.arg < call.args.size())
        p.advance(value(call.args[spec.arg].value));
      else
        return std::nullopt;
    }
    return p;
  }
  default:
    return std::nullopt;
  }
}

Id Symbolic::containerType(Id event, const PathPattern &pattern) const {
  const Call &call = body_.calls[body_.events[event].call];
  if (pattern.root == PathPattern::Root::This)
    return call.receiver ? body_.paths[call.receiver].type : 0;
  if (pattern.root == PathPattern::Root::Arg && pattern.arg < call.args.size())
    return call.args[pattern.arg].type;
  return 0;
}

std::optional<Place> Symbolic::argumentPointee(Id event, unsigned arg) {
  const Call &call = body_.calls[body_.events[event].call];
  if (arg >= call.args.size())
    return std::nullopt;
  const TypeKind kind = context_.type(call.args[arg].type).kind;
  if (kind != TypeKind::LValueRef && kind != TypeKind::RValueRef && kind != TypeKind::Pointer)
    return std::nullopt;
  Place p = pointee(call.args[arg].value);
  return p.isKnown() ? std::optional(p) : std::nullopt;
}

std::optional<Place> Symbolic::patternPlace(Id event, const PathPattern &pattern) {
  const Call &call = body_.calls[body_.events[event].call];
  Place p;
  if (pattern.root == PathPattern::Root::This) {
    if (!call.receiver)
      return std::nullopt;
    p = place(call.receiver);
  } else if (pattern.root == PathPattern::Root::Arg) {
    auto argument = argumentPointee(event, pattern.arg);
    if (!argument)
      return std::nullopt;
    p = *argument;
  } else
    return std::nullopt;
  Id type = containerType(event, pattern);
  for (const PatternStep &s : pattern.steps) {
    if (s.kind == PatternStep::Kind::Selected) {
      if (bindsReferences(type) || !selectElement(p, type, event))
        return std::nullopt;
      type = 0;
      continue;
    }
    const bool isOne = s.kind == PatternStep::Kind::Element && s.arg < call.args.size();
    if ((!isOne && s.kind != PatternStep::Kind::Elements) || bindsReferences(type))
      return std::nullopt;
    const Poly index =
        isOne && isInteger(call.args[s.arg].type) ? value(call.args[s.arg].value) : Poly::invalid();
    elementOf(p, index, type, event);
    type = 0;
  }
  return p.isKnown() ? std::optional(p) : std::nullopt;
}

std::optional<std::pair<Poly, Poly>> Symbolic::comparedPointers(const Place &a, const Place &b) const {
  if (a.root != b.root || a.id != b.id || a.steps.size() != b.steps.size() || a.steps.empty() || !a.isKnown())
    return std::nullopt;
  for (std::size_t i = 0; i + 1 < a.steps.size(); ++i)
    if (a.steps[i].kind != b.steps[i].kind || a.steps[i].a != b.steps[i].a ||
        a.steps[i].index != b.steps[i].index)
      return std::nullopt;
  const PlaceStep &x = a.steps.back(), &y = b.steps.back();
  if (x.kind != y.kind || x.a != y.a || !x.index.isValid() || !y.index.isValid())
    return std::nullopt;
  return std::pair(x.index, y.index);
}

} // namespace overlap::rules
