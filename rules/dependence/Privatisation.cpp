#include "rules/dependence/Privatisation.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

bool isSameObject(const Place &a, const Place &b) { return a.root == b.root && a.id == b.id; }

/// The members that all places lie in.
Place commonPart(const std::vector<const MemoryAccess *> &group) {
  Place part = group[0]->place;
  for (const MemoryAccess *m : group) {
    std::size_t same = 0;
    while (
        same < part.steps.size() && same < m->place.steps.size() &&
        part.steps[same] == m->place.steps[same] &&
        (part.steps[same].kind == PlaceStep::Kind::Field || part.steps[same].kind == PlaceStep::Kind::Base))
      ++same;
    part.steps.resize(same);
  }
  return part;
}

} // namespace

// A copy would go unnoticed: nothing but this body knows the object, and no address of it outlives an
// iteration.
bool Privatisation::mayBeCopied(const Place &object) {
  BodyContext &context = symbolic_.context();
  if (object.root == Place::Root::Var) {
    const Type &type = context.type(context.body().vars[object.id].type);
    if (type.isVolatile || type.kind == TypeKind::LValueRef || type.kind == TypeKind::RValueRef)
      return false;
    const auto holders = context.effects().holdersOf(context.bodyId(), object.id);
    return holders && std::all_of(holders->begin(), holders->end(),
                                  [&](Id holder) { return pairs_.isDeclaredInLoop(holder); });
  }
  if (object.root != Place::Root::Global)
    return false;
  // Of a global, others may know: it must only be used by name, and here.
  for (Id block : context.cfg().blocksOf(symbolic_.loop()))
    for (Id id : context.body().blocks[block].events) {
      const Event &e = context.body().events[id];
      auto leads = [&](Id value) {
        const AccessPath path =
            value ? context.effects().resolvePointer(context.bodyId(), value) : AccessPath{};
        return path.base == BaseKind::Global && path.id == object.id;
      };
      if (e.kind == EventKind::Write &&
          context.type(context.body().paths[e.path].type).kind == TypeKind::Pointer && leads(e.value))
        return false;
      if (e.kind != EventKind::Call)
        continue;
      const Call &call = context.body().calls[e.call];
      if (std::any_of(call.args.begin(), call.args.end(), [&](const Arg &a) {
            const TypeKind kind = context.type(a.type).kind;
            return kind != TypeKind::Int && kind != TypeKind::Float && kind != TypeKind::Bool &&
                   kind != TypeKind::Enum && leads(a.value);
          }))
        return false;
    }
  return true;
}

// A record that is returned may be built where the caller wants it: there is no read then, and its lifetime
// seems to end before.
bool Privatisation::isHandedOut(const Event &event, const Place &object) const {
  const Body &body = symbolic_.context().body();
  Id value = event.value;
  while (body.values[value].kind == ValueKind::Cast)
    value = body.values[value].a;
  return body.values[value].kind == ValueKind::Addr &&
         body.paths[body.values[value].a].root == RootKind::Var &&
         body.paths[body.values[value].a].id == object.id;
}

/// True for what a library keeps for each thread, such as errno: nobody but the body that wrote it expects a
/// value there.
bool Privatisation::isThreadsOwn(const Place &object) const {
  const Program &program = symbolic_.context().program();
  return object.root == Place::Root::Global && isLibraryObject(program, object.id) &&
         program.tables.globals[object.id].storage == Storage::ThreadLocal;
}

/// True if the iteration itself asks where the object is: an address from before the loop is that of the
/// thread that starts the others.
bool Privatisation::isAddressedHere(const MemoryAccess &access) const {
  const BodyContext &context = symbolic_.context();
  const Body &body = context.body();
  const Path &path = body.paths[body.events[access.event].path];
  return path.root == RootKind::Pointer && body.values[path.id].kind == ValueKind::Call &&
         context.cfg().contains(symbolic_.loop(), context.cfg().blockOf(body.values[path.id].a));
}

bool Privatisation::isReadAfter(const Place &object) {
  if (object.root != Place::Root::Var && !isThreadsOwn(object))
    return true;
  const BaseKind base = object.root == Place::Root::Var ? BaseKind::Var : BaseKind::Global;
  BodyContext &context = symbolic_.context();
  const Cfg &cfg = context.cfg();
  const Body &body = context.body();
  std::set<Id> seen;
  std::vector<Id> work;
  for (Id block : cfg.blocksOf(symbolic_.loop()))
    for (Id next : body.blocks[block].succs)
      if (next && !cfg.contains(symbolic_.loop(), next) && seen.insert(next).second)
        work.push_back(next);
  while (!work.empty()) {
    const Id block = work.back();
    work.pop_back();
    bool isDead = false;
    for (Id id : body.blocks[block].events) {
      const Event &e = body.events[id];
      isDead = base == BaseKind::Var && e.kind == EventKind::Begin && e.var == object.id;
      if (isDead)
        break;
      if (e.kind == EventKind::Call && body.calls[e.call].syntax == CallSyntax::Destroy)
        continue;
      if (e.kind == EventKind::Return && isHandedOut(e, object))
        return true;
      for (const Access &a : context.accesses(id))
        if (!a.isWrite && a.path.base == base && a.path.id == object.id)
          return true;
    }
    if (!isDead)
      for (Id next : body.blocks[block].succs)
        if (next && seen.insert(next).second)
          work.push_back(next);
  }
  return false;
}

// What the iterations read of the object they have written before.
bool Privatisation::isWrittenFirst(const std::vector<const MemoryAccess *> &group, Coverage &coverage,
                                   Found &found) {
  for (const MemoryAccess *m : group)
    if (m->isWrite && found.events.insert(m->event).second)
      for (SureWrite &write : sureWritesOf(symbolic_, m->event))
        if (isSameObject(write.place, found.object)) {
          found.isRefilled |= write.place.steps.empty();
          coverage.add(std::move(write));
        }
  const EffectAnalysis &effects = symbolic_.context().effects();
  const Id body = symbolic_.context().bodyId();
  // What no write of the group touches keeps its value from before the loop.
  auto isWritten = [&](const MemoryAccess &read) {
    return std::any_of(group.begin(), group.end(), [&](const MemoryAccess *w) {
      return w->isWrite && effects.mayOverlap(body, read.path, w->path);
    });
  };
  for (const MemoryAccess *m : group)
    if (!m->isWrite && isWritten(*m) && !replacesWhole(symbolic_, m->event, found.object) &&
        !coverage.covers(m->place, m->path.type, m->event))
      return false;
  return true;
}

bool Privatisation::isPrivate(const std::vector<const MemoryAccess *> &group, std::string &hint) {
  const Place &first = group[0]->place;
  Found found;
  found.object = commonPart(group);
  if (!first.isKnown() || (first.root == Place::Root::Pointer && symbolic_.isVarying(Poly::atom(first.id))))
    return false;
  bool hasRead = false, isScalar = true;
  for (const MemoryAccess *m : group) {
    if (isThreadsOwn(first) && !isAddressedHere(*m))
      return false;
    if (!isSameObject(m->place, first) || m->isVolatile || m->isAtomic || !m->wordsHint.empty() ||
        pairs_.leavesObject(*m))
      return false;
    hasRead |= !m->isWrite;
    isScalar &= std::none_of(m->place.steps.begin(), m->place.steps.end(), [](const PlaceStep &s) {
      return s.kind != PlaceStep::Kind::Field && s.kind != PlaceStep::Kind::Base;
    });
    if (found.text.empty() || m->text < found.text)
      found.text = m->text;
  }
  const bool isNamed = first.root == Place::Root::Var || first.root == Place::Root::Global;
  if (isNamed ? !mayBeCopied(first) : !hasRead)
    return false;
  Coverage coverage(symbolic_, pairs_);
  if (!isWrittenFirst(group, coverage, found))
    return false;
  found.isLast = isReadAfter(first);
  const std::string name = found.text.substr(0, found.text.find('['));
  if (!isNamed || (found.isLast && (!isScalar || first.root == Place::Root::Global))) {
    if (hasRead)
      hint = "give each iteration a '" + name + "' of its own: every iteration writes it before it reads it";
    return false;
  }
  if (found.isLast && !coverage.covers(found.object, 0, 0))
    return false;
  for (const MemoryAccess *m : group)
    found.events.insert(m->event);
  found_.push_back(std::move(found));
  return true;
}

void Privatisation::conclude(const std::vector<MemoryAccess> &all, Independence &result) {
  BodyContext &context = symbolic_.context();
  for (const Found &f : found_) {
    if (isThreadsOwn(f.object))
      continue;
    std::string name = f.object.root == Place::Root::Var
                           ? context.varName(f.object.id)
                           : symbolic_.text(Place{f.object.root, f.object.id, {}});
    if (name.empty())
      continue; // a temporary
    bool keepsOthers = false, sharesOthers = false;
    for (const MemoryAccess &m : all) {
      if (!isSameObject(m.place, f.object) || std::any_of(found_.begin(), found_.end(), [&](const Found &o) {
            return isSameObject(o.object, m.place) && o.events.contains(m.event);
          }))
        continue;
      (m.isWrite ? sharesOthers : keepsOthers) = true;
    }
    if (sharesOthers)
      name = f.text;
    // A new container has no elements to write to.
    const ClassEntry *type = f.object.root == Place::Root::Var
                                 ? symbolic_.classOf(context.body().vars[f.object.id].type)
                                 : nullptr;
    if (f.isLast)
      result.lastprivates.push_back(name);
    if ((type && type->kind == ClassEntry::Kind::Sequence && !type->inlineStorage && !f.isRefilled) ||
        keepsOthers)
      result.firstprivates.push_back(name);
    else if (!f.isLast)
      result.privates.push_back(name);
  }
}

} // namespace overlap::rules
