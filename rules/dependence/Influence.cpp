#include "rules/dependence/Influence.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

/// Values and variables that hold something of the sources.
class Influenced {
public:
  Influenced(Symbolic &symbolic, const std::vector<Id> &sources)
      : symbolic_(symbolic), body_(symbolic.context().body()), values_(body_.values.size(), false),
        vars_(body_.vars.size(), false), sources_(sources.begin(), sources.end()) {
    while (valuesChange() || varsChange())
      ;
  }
  bool holds(Id value) const { return value && values_[value]; }
  bool holds(const Path &path) const {
    return (path.root == RootKind::Pointer && holds(path.id)) ||
           std::any_of(path.steps.begin(), path.steps.end(),
                       [&](const Step &s) { return s.kind == StepKind::Index && holds(s.a); });
  }

private:
  bool isInfluenced(const Value &v) const {
    switch (v.kind) {
    case ValueKind::Read:
    case ValueKind::Atomic:
    case ValueKind::Call: {
      if (sources_.contains(v.a))
        return true;
      const Event &e = body_.events[v.a];
      if (v.kind == ValueKind::Call) {
        const Call &call = body_.calls[e.call];
        return std::any_of(call.args.begin(), call.args.end(), [&](const Arg &a) { return holds(a.value); });
      }
      const Path &p = body_.paths[e.path];
      return holds(p) || (p.root == RootKind::Var && vars_[p.id] && symbolic_.isInLoop(v.a));
    }
    case ValueKind::Addr:
      return holds(body_.paths[v.a]);
    case ValueKind::Bin:
    case ValueKind::Un:
    case ValueKind::Cast:
    case ValueKind::Select:
      return holds(v.a) || holds(v.b) || holds(v.c);
    default:
      return false;
    }
  }
  bool valuesChange() {
    bool changed = false;
    for (Id v = 1; v < body_.values.size(); ++v)
      if (!values_[v] && isInfluenced(body_.values[v]))
        values_[v] = changed = true;
    return changed;
  }
  bool varsChange() {
    bool changed = false;
    for (Id block : symbolic_.context().cfg().blocksOf(symbolic_.loop()))
      for (Id id : body_.blocks[block].events) {
        const Event &e = body_.events[id];
        if (e.kind != EventKind::Write || !holds(e.value) || sources_.contains(id))
          continue;
        const Path &p = body_.paths[e.path];
        if (p.root == RootKind::Var && !vars_[p.id])
          vars_[p.id] = changed = true;
      }
    return changed;
  }

  Symbolic &symbolic_;
  const Body &body_;
  std::vector<bool> values_, vars_;
  std::set<Id> sources_;
};

} // namespace

bool decidesIndexOrExit(Symbolic &symbolic, const std::vector<Id> &sources,
                        const std::function<bool(Id)> &isExempt) {
  BodyContext &context = symbolic.context();
  const Body &body = context.body();
  const Influenced influenced(symbolic, sources);
  for (Id block : context.cfg().blocksOf(symbolic.loop())) {
    const Block &b = body.blocks[block];
    if (influenced.holds(b.cond) && std::any_of(b.succs.begin(), b.succs.end(), [&](Id s) {
          return s && !context.cfg().contains(symbolic.loop(), s);
        }))
      return true;
    for (Id id : b.events) {
      const Event &e = body.events[id];
      if (isExempt(id))
        continue;
      if (e.path && influenced.holds(body.paths[e.path]))
        return true;
      if (e.kind != EventKind::Call)
        continue;
      const Call &call = body.calls[e.call];
      const bool isCatalogued = context.effects().api(context.bodyId(), id) != nullptr;
      for (const Arg &a : call.args) {
        const bool isPointer = context.type(a.type).kind == TypeKind::Pointer;
        if (influenced.holds(a.value) && (!isCatalogued || call.receiver || isPointer))
          return true;
      }
    }
  }
  return false;
}

} // namespace overlap::rules
