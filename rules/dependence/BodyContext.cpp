#include "rules/dependence/BodyContext.h"

#include "rules/effects/BodyIndex.h"
#include "rules/effects/Paths.h"

#include <algorithm>
#include <map>

namespace overlap::rules {

using namespace facts;

BodyContext::BodyContext(const EffectAnalysis &effects, Id body)
    : effects_(effects), id_(body), body_(effects.program().tables.bodies[body]),
      ends_(effects.blocksThatEnd(body)), cfg_(body_, ends_) {}

const std::vector<Access> &BodyContext::accesses(Id event) {
  auto [it, isNew] = accesses_.try_emplace(event);
  if (isNew)
    it->second = effects_.accesses(id_, event);
  return it->second;
}

const CallEffects &BodyContext::call(Id event) {
  auto [it, isNew] = calls_.try_emplace(event);
  if (isNew)
    it->second = effects_.call(id_, event);
  return it->second;
}

/// True if after the call the variable that `write` is to may still hold what it held before.
bool BodyContext::mayKeep(Id event, const Access &write) {
  if (body_.events[event].kind != EventKind::Call || !write.viaFunction ||
      type(body_.vars[write.path.id].type).kind == TypeKind::Record)
    return false;
  if (program().bodiesOf[write.viaFunction].empty()) {
    const ApiEntry *api = effects_.api(id_, event);
    if (!api || !api->effects || !api->effects->storesAlways)
      return true;
    if (write.path.steps.empty() || endsInReach(write.path))
      return !write.path.steps.empty(); // "something there", says the catalogue
    // A range, whose length comes last.
    const auto &args = body_.calls[body_.events[event].call].args;
    std::int64_t bytes = 0;
    return args.empty() || !isConstant(body_, args.back().value, bytes) ||
           bytes * 8 < type(body_.vars[write.path.id].type).width;
  }
  const auto sure = effects_.sureStores(id_, event);
  return std::none_of(sure.begin(), sure.end(), [&](const Access &store) {
    return store.path.base == BaseKind::Var && store.path.id == write.path.id && store.path.steps.empty() &&
           store.viaFunction == write.viaFunction;
  });
}

/// What a pointer may lead to is not only read and written by its name. What a library function returns, as
/// std::max does, is read where it is.
void BodyContext::addPointedTo() {
  struct Uses {
    std::vector<Id> results; ///< reads of what calls return
    bool others = false;
  };
  std::map<AccessPath, Uses> pointers;
  for (Id block : cfg_.reversePostOrder())
    for (Id e : body_.blocks[block].events)
      for (const Access &a : accesses(e)) {
        if (a.path.base != BaseKind::Pointer && !hasDeref(a.path) && !endsInReach(a.path))
          continue;
        const bool isResult = body_.events[e].kind == EventKind::Read && a.path.base == BaseKind::Pointer &&
                              body_.values[a.path.id].kind == ValueKind::Call;
        Uses &uses = pointers[a.path];
        if (isResult)
          uses.results.push_back(e);
        else
          uses.others = true;
      }
  for (Id v = 1; v < vars_.size(); ++v) {
    VarInfo &info = vars_[v];
    const Var &var = body_.vars[v];
    if (!info.tracked || (!var.addressTaken && !var.capturedByReference))
      continue;
    const AccessPath own = pathTo(BaseKind::Var, v, var.type);
    for (const auto &[path, uses] : pointers) {
      if ((path.base == BaseKind::Var && path.id == v) || !effects_.mayOverlap(id_, path, own))
        continue;
      info.tracked &= !uses.others;
      info.reads.insert(info.reads.end(), uses.results.begin(), uses.results.end());
    }
  }
}

void BodyContext::buildVars() {
  vars_.resize(body_.vars.size());
  for (Id v = 1; v < body_.vars.size(); ++v) {
    const Var &var = body_.vars[v];
    const Type &t = type(var.type);
    const bool isReference = t.kind == TypeKind::LValueRef || t.kind == TypeKind::RValueRef;
    vars_[v].tracked = !isReference && !t.isVolatile && t.kind != TypeKind::Array &&
                       t.kind != TypeKind::Atomic && t.kind != TypeKind::Unknown && !effects_.escapes(id_, v);
  }
  for (Id block : cfg_.reversePostOrder())
    for (Id e : body_.blocks[block].events) {
      for (const Access &a : accesses(e)) {
        if (a.path.base != BaseKind::Var || hasDeref(a.path))
          continue;
        VarInfo &info = vars_[a.path.id];
        if (a.isAtomic)
          info.tracked = false; // one event reads and writes it; no copy of the iteration's own would do
        const Type &seen = type(a.facts ? body_.paths[a.facts].type : 0),
                   &own = type(body_.vars[a.path.id].type);
        if (a.path.steps.empty() && seen.width && own.width && seen.width != own.width)
          info.tracked = false; // a part of it, through a pointer of another type
        const bool isWhole = a.path.steps.empty() || a.path.steps[0].kind == AccessStep::Structure ||
                             a.path.steps[0].kind == AccessStep::Reach;
        if (!isWhole && type(body_.vars[a.path.id].type).kind == TypeKind::Record && a.isWrite)
          info.tracked = false; // written in parts: a record, not an iterator
        auto add = [e](std::vector<Id> &list) {
          if (list.empty() || list.back() != e)
            list.push_back(e);
        };
        add(a.isWrite ? info.writes : info.reads);
        if (a.isWrite && mayKeep(e, a))
          add(info.reads);
      }
    }
  addPointedTo();
  for (VarInfo &info : vars_) {
    std::sort(info.reads.begin(), info.reads.end());
    info.reads.erase(std::unique(info.reads.begin(), info.reads.end()), info.reads.end());
    std::sort(info.writes.begin(), info.writes.end());
  }
}

bool BodyContext::isTracked(Id var) {
  if (vars_.empty())
    buildVars();
  return vars_[var].tracked;
}

const std::vector<Id> &BodyContext::readsOf(Id var) {
  isTracked(var);
  return vars_[var].reads;
}

const std::vector<Id> &BodyContext::writesOf(Id var) {
  isTracked(var);
  return vars_[var].writes;
}

Ssa &BodyContext::slot(Id var) {
  isTracked(var);
  VarInfo &info = vars_[var];
  if (!info.ssa) {
    std::unordered_map<Id, Ssa::Role> roles;
    for (Id e : info.writes)
      roles[e] = Ssa::Role::Defines;
    for (Id block : cfg_.reversePostOrder())
      for (Id e : body_.blocks[block].events)
        if (body_.events[e].kind == EventKind::Begin && body_.events[e].var == var)
          roles.try_emplace(e, Ssa::Role::EndsLifetime);
    const VarKind kind = body_.vars[var].kind;
    const bool hasEntry = kind == VarKind::Param || kind == VarKind::This || kind == VarKind::Capture;
    info.ssa = std::make_unique<Ssa>(cfg_, std::move(roles), hasEntry ? DefKind::Entry : DefKind::Undefined);
  }
  return *info.ssa;
}

Id BodyContext::directVar(Id event) {
  const Event &e = body_.events[event];
  if (e.kind != EventKind::Read && e.kind != EventKind::Write)
    return 0;
  const Path &p = body_.paths[e.path];
  return p.root == RootKind::Var && p.steps.empty() && isTracked(p.id) ? p.id : 0;
}

} // namespace overlap::rules
