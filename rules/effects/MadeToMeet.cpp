#include "rules/effects/Reachability.h"

#include "rules/effects/BodyIndex.h"
#include "rules/effects/Engine.h"

#include <algorithm>

/// Which pointers the body itself lets lead to an object.
namespace overlap::rules {

using namespace facts;
using Object = Reachability::Object;

std::optional<std::vector<Id>> Reachability::holdersOf(Id var) const {
  if (escapes(BaseKind::Var, var))
    return std::nullopt;
  std::vector<Id> holders;
  const auto found = numbers.find({Object::Kind::Var, var});
  for (Id object = 0; found != numbers.end() && object < content.size(); ++object)
    if (content[object].contains(found->second)) {
      if (objects[object].kind != Object::Kind::Var)
        return std::nullopt;
      holders.push_back(objects[object].id);
    }
  return holders;
}

bool Reachability::isHeldOnlyBy(BaseKind base, Id id,
                                const std::function<bool(const Object &)> &isOwn) const {
  if (escapes(base, id))
    return false;
  const auto found = numbers.find({base == BaseKind::Var ? Object::Kind::Var : Object::Kind::Fresh, id});
  for (Id object = 0; found != numbers.end() && object < content.size(); ++object)
    if (object != found->second && content[object].contains(found->second) && !isOwn(objects[object]))
      return false;
  return true;
}

/// The number of the one object that the body lets the pointer in variable or global `base` lead to, or 0.
/// What a global leads to on entry does not count.
Id Reachability::onlyTarget(BaseKind base, Id id) const {
  const auto holder = numbers.find({base == BaseKind::Var ? Object::Kind::Var : Object::Kind::Global, id});
  Id target = 0;
  if (holder == numbers.end())
    return 0;
  for (Id object : content[holder->second]) {
    if (object == holder->second)
      continue;
    const Object::Kind kind = objects[object].kind;
    if (target || (kind != Object::Kind::Var && kind != Object::Kind::Global))
      return 0; // what one call allocates may be several objects
    target = object;
  }
  return target;
}

/// True if `made` begins where the one pointer in a class object leads, and that was made of the parameter
/// or of what the global points to that `of` begins at.
bool Reachability::isMadeOf(const AccessPath &made, const AccessPath &of) const {
  const auto isOnePointer = [](const AccessPath &path) {
    return std::ranges::count(path.steps, AccessStep::Deref, &AccessPathStep::kind) == 1;
  };
  const int slot = of.base == BaseKind::Var ? engine.state(bodyId).index.slot(of.id) : -1;
  if (made.base != BaseKind::Var || !isOnePointer(made) || !isOnePointer(of) ||
      (slot < 0 && of.base != BaseKind::Global) ||
      (body.vars[made.id].kind != VarKind::Local && body.vars[made.id].kind != VarKind::Temp) ||
      engine.type(body.vars[made.id].type).kind != TypeKind::Record)
    return false;
  const auto holder = numbers.find({Object::Kind::Var, made.id});
  const auto target = numbers.find(slot < 0 ? Object{Object::Kind::Global, of.id}
                                            : Object{Object::Kind::Slot, static_cast<Id>(slot)});
  if (holder == numbers.end() || target == numbers.end())
    return false;
  for (Id object : content[holder->second])
    if (object != holder->second && object != target->second)
      return false;
  return content[holder->second].contains(target->second);
}

bool Reachability::isMadeToMeet(const AccessPath &a, const AccessPath &b) const {
  auto begins = [&](const AccessPath &path) -> Id {
    if (path.base != BaseKind::Var && path.base != BaseKind::Global)
      return 0;
    if (const auto derefs = std::ranges::count(path.steps, AccessStep::Deref, &AccessPathStep::kind))
      return derefs == 1 ? onlyTarget(path.base, path.id) : 0;
    const auto found =
        numbers.find({path.base == BaseKind::Var ? Object::Kind::Var : Object::Kind::Global, path.id});
    return found == numbers.end() ? 0 : found->second;
  };
  const Id first = begins(a);
  return (first && first == begins(b)) || isMadeOf(a, b) || isMadeOf(b, a);
}

} // namespace overlap::rules
