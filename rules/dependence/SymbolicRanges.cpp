#include "rules/dependence/Symbolic.h"
#include "rules/effects/Paths.h"

#include <algorithm>

/// Iterators, views and ranges of elements.
namespace overlap::rules {

using namespace facts;

bool Symbolic::isIterator(Id type) const {
  const Type &t = context_.type(type);
  if (t.kind != TypeKind::Record)
    return false;
  const ClassEntry *c = classOf(type);
  return c && c->kind == ClassEntry::Kind::Iterator;
}

bool Symbolic::isView(Id type) const {
  const ClassEntry *c = classOf(type);
  return c && c->kind == ClassEntry::Kind::View && !c->sharesWords;
}

/// What a copy of leads to the same object: pointers, iterators, views, shared pointers.
bool Symbolic::isPointerLike(Id type) const {
  if (context_.type(type).kind == TypeKind::Pointer || isIterator(type) || isView(type))
    return true;
  const ClassEntry *c = classOf(type);
  return c && c->kind == ClassEntry::Kind::Pointer && !c->ownsElements;
}

Place Symbolic::iteratorAt(Id path, Id event) {
  const Path &p = body_.paths[path];
  const bool isWhole =
      std::all_of(p.steps.begin(), p.steps.end(), [](const Step &s) { return s.kind == StepKind::Base; });
  if (p.root == RootKind::Var && isWhole && context_.isTracked(p.id))
    return defPointee(p.id, context_.slot(p.id).before(event), context_.cfg().blockOf(event));
  return {};
}

Place Symbolic::iteratorOf(Id value, Id event) {
  const Value *v = &body_.values[value];
  while (v->kind == ValueKind::Cast && v->cast == CastKind::DerivedToBase) // what compares hash iterators
    v = &body_.values[v->a];
  return v->kind == ValueKind::Addr ? iteratorAt(v->a, event) : Place{};
}

/// Where iterator or view `var` begins that is made of `arg`: a pointer, an iterator, another view, a
/// container.
Place Symbolic::startOf(Id var, const Arg &arg, Id event) {
  const ClassEntry *from = classOf(arg.type), *to = classOf(typeOfVar(var));
  if (isIterator(typeOfVar(var)) && from != to && (from || to->name == "std::reverse_iterator"))
    return {}; // it runs the other way
  if (isPointerType(arg.type))
    return pointee(arg.value);
  return firstElement(arg.value, arg.type, event);
}

/// Goes on to the element of the tuple at `p` that the function called at `event` (std::get) selects.
bool Symbolic::selectElement(Place &p, Id type, Id event) {
  const Program &program = context_.program();
  const ClassEntry *entry = classOf(type);
  const auto which =
      selectedElement(program, program.function(body_.calls[body_.events[event].call].function));
  const Type &t = context_.type(type);
  const Id tuple = t.element ? context_.type(t.element).record : t.record;
  if (!entry || entry->kind != ClassEntry::Kind::Tuple || !which)
    return false;
  if (const Id record = fieldSelected(program, tuple, *which))
    append(p, {PlaceStep::Kind::Field, *which, record, 0, {}}, false);
  else
    elementOf(p, Poly(*which), type, event);
  return true;
}

/// A tuple or the like with a reference among its elements: they are not parts of it.
bool Symbolic::bindsReferences(Id type) const {
  const Type *t = &context_.type(type);
  if (t->kind == TypeKind::LValueRef || t->kind == TypeKind::RValueRef)
    t = &context_.type(t->element);
  const std::vector<Id> &args = context_.program().tables.records[t->record].templateArgs;
  return std::any_of(args.begin(), args.end(), [&](Id arg) {
    const TypeKind kind = context_.type(arg).kind;
    return kind == TypeKind::LValueRef || kind == TypeKind::RValueRef;
  });
}

void Symbolic::elementOf(Place &p, const Poly &index, Id type, Id event) {
  const ClassEntry *c = type ? classOf(type) : nullptr;
  const bool isWhole = std::all_of(p.steps.begin(), p.steps.end(),
                                   [](const PlaceStep &s) { return s.kind == PlaceStep::Kind::Base; });
  if (p.root == Place::Root::Var && isWhole && context_.isTracked(p.id) && isPointerLike(typeOfVar(p.id))) {
    p = defPointee(p.id, context_.slot(p.id).before(event), context_.cfg().blockOf(event));
    p.advance(index);
    return;
  }
  if (c && !c->ownsElements && p.root == Place::Root::Pointer && !isVarying(p)) {
    p = {}; // what the paths of the accesses say is better
    return;
  }
  if (c && !c->ownsElements) {
    // A view or a handle: the elements belong to something else.
    Atom a;
    const bool fixed = !isVarying(p) && !isPlaceWritten(p);
    a.kind = fixed ? Atom::Kind::Symbol : Atom::Kind::Varying;
    a.text = text(p);
    a.source = p;
    p = atPointer(intern({KeyView, fixed ? 0 : event, 0, p, {}}, std::move(a)));
    p.advance(index);
    return;
  }
  // Elements that share words are one location to threads.
  append(p, {PlaceStep::Kind::Element, 0, 0, 0, c && c->sharesWords ? Poly(0) : index}, false);
}

Place Symbolic::firstElement(Id value, Id type, Id event) {
  Place p = pointee(value);
  const Type &t = context_.type(type);
  const Type &object = t.element ? context_.type(t.element) : t;
  if (object.kind == TypeKind::Array)
    append(p, {PlaceStep::Kind::Index, 0, 0, object.element, Poly(0)}, false);
  else if (classOf(type))
    elementOf(p, Poly(0), type, event);
  else
    return {};
  return p;
}

Place Symbolic::iteratorArgument(Id value, Id type, Id event) {
  return isPointerType(type) ? pointee(withoutVoid(value)) : iteratorOf(value, event);
}

/// The pointer that was passed as `void *`.
Id Symbolic::withoutVoid(Id value) const {
  while (at(value).kind == ValueKind::Cast && at(value).cast == CastKind::Reinterpret &&
         context_.type(context_.type(at(value).type).element).kind == TypeKind::Void)
    value = at(value).a;
  return value;
}

Place Symbolic::rangePlace(const AccessRange &range, Id event) {
  const Call &call = body_.calls[body_.events[event].call];
  auto argument = [&](unsigned i) {
    return i < call.args.size() ? iteratorArgument(call.args[i].value, call.args[i].type, event) : Place{};
  };
  Place result = argument(range.start);
  if (!result.isPrecise() || result.steps.empty() ||
      (result.steps.back().kind != PlaceStep::Kind::Index &&
       result.steps.back().kind != PlaceStep::Kind::Element))
    return {};
  Poly count = Poly::invalid();
  if (range.isCounted) {
    const Type &start = context_.type(call.args[range.start].type);
    if (range.to < call.args.size())
      count = value(call.args[range.to].value);
    if (start.kind == TypeKind::Pointer && context_.type(start.element).width == 0) { // counted in bytes
      const Id element = context_.type(at(withoutVoid(call.args[range.start].value)).type).element;
      const std::int64_t width = context_.type(element).width;
      if (!width)
        return {};
      // What is seen as another type is compared with nothing.
      result.steps.back().type = element;
      const auto whole = elementsIn(count, element);
      const auto bytes = count.constant();
      count = whole ? *whole : bytes ? Poly(*bytes * 8 / width + 1) : Poly::invalid();
    }
  } else if (const auto ends = comparedPointers(argument(range.from), argument(range.to))) {
    count = ends->second - ends->first;
  }
  Poly &index = result.steps.back().index;
  if (!count.isValid()) {
    index = Poly::invalid();
    return result;
  }
  Atom a;
  a.kind = Atom::Kind::Varying;
  a.text = "0.." + text(count - Poly(1));
  a.isNonNegative = true;
  a.isExact = range.isFull && isExact(count);
  const Poly atom = Poly::atom(intern({KeyRange, event, range.start, result, count}, std::move(a)));
  atoms_[atom.atoms().front()].facts = {{count - Poly(1) - atom, false}};
  index += atom;
  return result;
}

std::optional<Poly> Symbolic::elementsIn(const Poly &bytes, Id type) const {
  const std::int64_t width = type ? static_cast<std::int64_t>(context_.type(type).width) / 8 : 0;
  if (width <= 0 || !bytes.isValid())
    return std::nullopt;
  Poly count;
  for (auto &[atoms, c] : bytes.terms()) {
    if (c % width != 0)
      return std::nullopt;
    count += product(atoms, c / width);
  }
  return count;
}

/// Where a range that counts up begins and ends, by what variable `var` was made of; nothing if that does not
/// tell, invalid if there is no end.
std::optional<std::pair<Poly, Poly>> Symbolic::countedRange(Id var) {
  const ClassEntry *range = classOf(typeOfVar(var));
  if (!range || !range->counts)
    return std::nullopt;
  Id made = 0;
  for (Id e = 1; e < body_.events.size(); ++e)
    for (const Access &access : context_.accesses(e))
      if (access.isWrite && access.path.base == BaseKind::Var && access.path.id == var) {
        if (made && made != e)
          return std::nullopt;
        made = e;
      }
  if (!made || body_.events[made].kind != EventKind::Call)
    return std::nullopt;
  const std::vector<Arg> &args = body_.calls[body_.events[made].call].args;
  auto number = [&](unsigned arg) -> std::optional<Poly> {
    if (arg >= args.size())
      return std::nullopt;
    return isInteger(args[arg].type) ? value(args[arg].value) : referredValue(args[arg], made);
  };
  const auto first = number(0), last = number(1);
  return first ? std::optional(std::pair(*first, last ? *last : Poly::invalid())) : std::nullopt;
}

/// The number that `*it` is, of type `type`, where the range counts up from one that is known; else invalid.
Poly Symbolic::countedNumber(Id event, Id type) {
  const Place at = iteratorAt(body_.calls[body_.events[event].call].receiver, event);
  if (at.root != Place::Root::Var || !at.isPrecise() || at.steps.size() != 1)
    return Poly::invalid();
  const auto range = countedRange(at.id);
  return range ? fit(range->first + at.steps[0].index, type, true) : Poly::invalid();
}

/// The number of elements of a span by what it was made of; invalid if that does not tell.
Poly Symbolic::viewSize(Id var, Id event) {
  if (!context_.isTracked(var))
    return Poly::invalid();
  const Def &def = context_.slot(var).def(context_.slot(var).before(event));
  if (def.kind != DefKind::Event || body_.events[def.id].kind != EventKind::Call)
    return Poly::invalid();
  const Call &made = body_.calls[body_.events[def.id].call];
  const std::string &name = calleeName(made);
  auto number = [&](unsigned arg) {
    return arg < made.args.size() && !made.args[arg].isDefault && isInteger(made.args[arg].type)
               ? value(made.args[arg].value)
               : Poly::invalid();
  };
  Poly size = Poly::invalid();
  if (name == "std::span::subspan" || (name == "std::span::span" && made.args.size() == 2))
    size = number(1);
  else if (name == "std::span::first" || name == "std::span::last")
    size = number(0);
  const bool isReached = size.isValid() && countersFit(size.atoms(), context_.cfg().blockOf(event));
  return isReached ? size : Poly::invalid();
}

Poly Symbolic::sizeOf(const Place &container, Id event) {
  if (container.root == Place::Root::Var && container.steps.empty() && isView(typeOfVar(container.id)))
    if (Poly size = viewSize(container.id, event); size.isValid())
      return size;
  if (container.root == Place::Root::Var && container.steps.empty())
    if (const auto range = countedRange(container.id); range && range->second.isValid())
      return range->second - range->first;
  const Id type = typeOf(container, container.steps.size());
  if (const ClassEntry *entry = type ? classOf(type) : nullptr; entry && entry->inlineStorage)
    if (const std::uint64_t extent = extentOf(type))
      return Poly(static_cast<std::int64_t>(extent));
  Atom a;
  const bool fixed = !isVarying(container) && (!isInLoop(event) || isFixedCall(event));
  a.kind = fixed ? Atom::Kind::Symbol : Atom::Kind::Varying;
  a.isNonNegative = true;
  a.text = text(container) + ".size()";
  // Before the loop it may have been another one.
  const Id when = fixed && isInLoop(event) ? 0 : event;
  return Poly::atom(intern({KeySize, when, 0, container, {}}, std::move(a)));
}

std::optional<Poly> Symbolic::fixedSize(const Place &container) {
  if (container.root != Place::Root::Var || !container.steps.empty())
    return std::nullopt;
  AccessPath structure;
  structure.base = BaseKind::Var;
  structure.id = container.id;
  structure.steps.push_back({AccessStep::Structure, 0, 0, 0});
  if (isWrittenInLoop(structure))
    return std::nullopt;
  Atom a;
  a.isNonNegative = true;
  a.text = text(container) + ".size()";
  return Poly::atom(intern({KeySize, 0, 0, container, {}}, std::move(a)));
}

} // namespace overlap::rules
