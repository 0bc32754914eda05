#include "rules/dependence/BodyContext.h"

#include "rules/effects/Paths.h"

#include <algorithm>

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
        auto &list = a.isWrite ? info.writes : info.reads;
        if (list.empty() || list.back() != e)
          list.push_back(e);
      }
    }
  for (VarInfo &info : vars_) {
    std::sort(info.reads.begin(), info.reads.end());
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
