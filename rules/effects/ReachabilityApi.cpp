#include "rules/effects/Engine.h"
#include "rules/effects/Reachability.h"

#include <algorithm>

/// What the catalogue says of the pointers that a call keeps and returns.
namespace overlap::rules {

using namespace facts;

/// The arguments that what a catalogued function returns may lead to: those that its entry names, or all.
ObjectSet Reachability::returnable(const CallSite &site) {
  const std::optional<ApiEffects> &effects = site.api->effects;
  using Kind = ReturnSpec::Kind;
  if (!effects || !site.api->effectsKnown || effects->returns.kind == Kind::Unspecified ||
      std::ranges::any_of(effects->calls, [](const CallSpec &spec) {
        return spec.kind == CallSpec::Kind::Argument || spec.kind == CallSpec::Kind::Last ||
               spec.kind == CallSpec::Kind::Receiver;
      }))
    return argumentsOf(*site.call);
  const PathPattern &pattern = effects->returns.path;
  switch (effects->returns.kind) {
  case Kind::Value:
  case Kind::Size:
  case Kind::Distance:
    return {};
  case Kind::Fresh:
  case Kind::Handle:
    return makesValue(site) ? ObjectSet{} : argumentsOf(*site.call);
  default:
    break;
  }
  if (pattern.root == PathPattern::Root::This || pattern.root == PathPattern::Root::Arg) {
    const Call &call = *site.call;
    const Id slot = pattern.root == PathPattern::Root::This ? 0 : pattern.arg + site.api.argShift + 1;
    const bool isCopy = effects->returns.kind == Kind::Copy && slot <= call.args.size() &&
                        handleClass(call.type) &&
                        handleClass(slot == 0 ? call.receiverType : call.args[slot - 1].type);
    return isCopy ? contentOf(slotOf(call, slot)) : slotOf(call, slot);
  }
  if (pattern.root == PathPattern::Root::Global)
    if (const Id object = engine.libraryObject(pattern.global)) {
      ObjectSet result;
      result.insert(number({Object::Kind::Global, object}));
      return result;
    }
  return argumentsOf(*site.call);
}

/// True if what it is kept in has values of its own and no addresses: `numbers.push_back(i)` copies `i`.
bool Reachability::keepsCopies(const CallSite &site, const KeepSpec &keep) const {
  const Call &call = *site.call;
  if (keep.into.root == PathPattern::Root::Ret && makesValue(site))
    return true;
  Id type = 0;
  switch (keep.into.root) {
  case PathPattern::Root::This:
    type = receiverTypeOf(body, call);
    break;
  case PathPattern::Root::Ret:
    type = call.result ? body.paths[call.result].type : 0;
    break;
  case PathPattern::Root::Arg:
    if (const unsigned arg = keep.into.arg + site.api.argShift; arg < call.args.size())
      type = call.args[arg].type;
    break;
  case PathPattern::Root::Global:
    return false;
  }
  return isValueObject(type);
}

/// True for a class object or a number, or a reference to one, that holds no address but of memory of its
/// own.
bool Reachability::isValueObject(Id type) const {
  type = engine.valueType(type);
  const TypeKind kind = engine.type(type).kind;
  const bool isNumber =
      kind == TypeKind::Int || kind == TypeKind::Float || kind == TypeKind::Bool || kind == TypeKind::Enum;
  return type && (isNumber || (kind == TypeKind::Record && engine.isValue(type)));
}

/// The class of pointers, iterators or views that an object or reference of type `type` belongs to, if any.
const ClassEntry *Reachability::handleClass(Id type) const {
  using Kind = ClassEntry::Kind;
  const ClassEntry *entry = engine.classOfType(type);
  const bool isHandle =
      entry && (entry->kind == Kind::Pointer || entry->kind == Kind::Iterator || entry->kind == Kind::View);
  return isHandle ? entry : nullptr;
}

/// True if argument `slot` is a pointer, iterator or view that is copied: into an object of the same class,
/// by its constructor or assignment, or into an element of a container.
bool Reachability::copiesHandle(const CallSite &site, Id slot) const {
  if (slot == 0 || slot > site.call->args.size() || !site.function || !site.function->record)
    return false;
  const Id given = engine.valueType(site.call->args[slot - 1].type);
  const ClassEntry *handle = handleClass(given), *into = engine.classOfRecord(site.function->record);
  if (handle && handle == into)
    return true;
  const std::vector<Id> &args = engine.program.tables.records[site.function->record].templateArgs;
  return (handle || engine.type(given).kind == TypeKind::Pointer) &&
         given != site.call->args[slot - 1].type && into && into->ownsElements &&
         std::ranges::any_of(into->elementArgs, [&](unsigned arg) {
           return arg < args.size() && engine.type(args[arg]).kind == engine.type(given).kind &&
                  engine.type(args[arg]).element == engine.type(given).element &&
                  engine.type(args[arg]).record == engine.type(given).record;
         });
}

} // namespace overlap::rules
