#include "rules/dependence/Resources.h"

#include "rules/dependence/Locks.h"

#include <algorithm>
#include <tuple>

namespace overlap::rules {

using namespace facts;

LoopCalls::LoopCalls(Symbolic &symbolic, PairTest &pairs)
    : symbolic_(symbolic), pairs_(pairs), context_(symbolic.context()), body_(context_.body()) {}

void LoopCalls::analyse(Independence &result, std::vector<std::string> &unknown) {
  callees(result, unknown);
  resources(result);
  joins(result);
}

bool LoopCalls::isInBody(Id stmt) const {
  for (const Id whole = body_.loops[symbolic_.loop()].bodyStmt; stmt; stmt = body_.stmts[stmt].parent)
    if (stmt == whole)
      return true;
  return false;
}

void LoopCalls::callees(Independence &result, std::vector<std::string> &unknown) {
  std::set<std::string> named;
  auto assume = [&](AssumptionKind kind, std::string message, const Location &at) {
    if (!named.insert(message).second)
      return;
    Assumption a;
    a.kind = kind;
    a.message = std::move(message);
    a.location = at;
    result.assumptions.push_back(std::move(a));
  };
  // What may leave the loop in a call: exceptions, and the end of the process.
  auto leaving = [&](Id e) {
    const CallEffects &call = context_.call(e);
    const Id handled = body_.calls[body_.events[e].call].inTry;
    if (call.mayThrow && !(handled && isInBody(handled)))
      assume(AssumptionKind::NoException, "'" + symbolic_.eventText(e) + "' throws no exception",
             context_.where(e));
    if (call.noReturn)
      result.hazards.push_back("'" + symbolic_.eventText(e) +
                               "' ends the process while other iterations run");
  };
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id e : body_.blocks[block].events) {
      if (body_.events[e].kind != EventKind::Call)
        continue;
      const CallEffects &call = context_.call(e);
      for (const UnknownCallee &u : call.unknowns)
        assume(AssumptionKind::UnknownCallee, assumedOf(u, "'" + u.name + "'", "other iterations"),
               u.declared.file.empty() ? context_.where(e) : u.declared);
      if (call.writesAnything)
        unknown.push_back(call.writesAnythingReason.empty() ? "a call may write any memory"
                                                            : call.writesAnythingReason);
      if (call.maySpawn)
        unknown.push_back("'" + symbolic_.eventText(e) + "' starts a task that goes on after the call");
      leaving(e);
    }
  // Calls that never return stand outside of the graph's loop.
  for (Id b = 1; b < body_.blocks.size(); ++b)
    if (!context_.cfg().contains(symbolic_.loop(), b) && context_.cfg().isReachable(b) &&
        (context_.isEnd(b) || body_.blocks[b].term == TermKind::Unreachable))
      for (Id e : body_.blocks[b].events)
        if (body_.events[e].kind == EventKind::Call && context_.call(e).noReturn &&
            isInBody(body_.events[e].stmt))
          leaving(e);
  // A throw in the body itself leaves the loop, or the iteration if it is caught inside.
  for (Id b = 1; b < body_.blocks.size(); ++b) {
    if (body_.blocks[b].term != TermKind::Throw || !context_.cfg().isReachable(b))
      continue;
    for (Id e : body_.blocks[b].events) {
      if (body_.events[e].kind != EventKind::Throw)
        continue;
      for (Id s = body_.events[e].stmt; s; s = body_.stmts[s].parent)
        if (s == body_.loops[symbolic_.loop()].bodyStmt)
          assume(AssumptionKind::NoException, "no iteration throws", context_.where(e));
    }
  }
}

std::string LoopCalls::nameOf(const ResourceAccess &r) const {
  if (!r.key.empty())
    return r.key.starts_with("path:") ? r.key.substr(5) : r.key;
  if (r.hasHandle)
    return context_.effects().spell(context_.bodyId(), r.handle);
  return r.kind;
}

/// True for an object, not the name or number in it, that each iteration has one of its own of.
bool LoopCalls::isIterationsOwn(const ResourceAccess &use) const {
  const bool leavesObject =
      std::any_of(use.handle.steps.begin(), use.handle.steps.end(), [](const AccessPathStep &s) {
        return s.kind != AccessStep::Field && s.kind != AccessStep::Base;
      });
  if (use.byName || use.handle.base != BaseKind::Var || leavesObject)
    return false;
  const Var &var = body_.vars[use.handle.id];
  const TypeKind kind = context_.type(var.type).kind;
  if (kind != TypeKind::Record || var.kind == VarKind::Param)
    return false;
  const Id bodyStmt = body_.loops[symbolic_.loop()].bodyStmt;
  for (Id stmt = var.stmt; stmt; stmt = body_.stmts[stmt].parent)
    if (stmt == bodyStmt)
      return true;
  return false;
}

/// True if `path` designates one object in all iterations: a variable from outside of the loop, a member of
/// it, what a smart pointer there owns that the loop leaves alone.
bool LoopCalls::isOneObject(const AccessPath &path) {
  if (path.truncated || (path.base != BaseKind::Var && path.base != BaseKind::Global) ||
      (path.base == BaseKind::Var && pairs_.isDeclaredInLoop(path.id)))
    return false;
  const bool isThis = path.base == BaseKind::Var && body_.vars[path.id].kind == VarKind::This;
  Id type =
      path.base == BaseKind::Var ? body_.vars[path.id].type : context_.program().tables.globals[path.id].type;
  AccessPath holder = path;
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const AccessPathStep &step = path.steps[i];
    if (step.kind == AccessStep::Element) {
      const ClassEntry *owner = type ? symbolic_.classOf(type) : nullptr;
      holder.steps.resize(i);
      if (!owner || owner->kind != ClassEntry::Kind::Pointer || !owner->ownsElements ||
          symbolic_.isWrittenInLoop(holder))
        return false;
      const std::vector<Id> &held =
          context_.program().tables.records[context_.type(type).record].templateArgs;
      if (held.empty() || context_.type(held.front()).kind == TypeKind::Array)
        return false;
    } else if (step.kind != AccessStep::Field && step.kind != AccessStep::Base &&
               !(step.kind == AccessStep::Deref && isThis && i == 0)) {
      return false;
    }
    type = step.type;
  }
  return true;
}

LoopCalls::Handle LoopCalls::compareHandles(const ResourceAccess &a, const ResourceAccess &b) {
  if (isIterationsOwn(a) || isIterationsOwn(b))
    return Handle::Different;
  // A name against a handle that the iteration made: what the handle was made of is a name of its own.
  auto isMadeInside = [&](const ResourceAccess &use) {
    return !use.byName && use.handle.base == BaseKind::Fresh && symbolic_.isInLoop(use.handle.id);
  };
  if ((a.byName && isMadeInside(b)) || (b.byName && isMadeInside(a)))
    return Handle::Different;
  const bool isName = a.byName || b.byName;
  if (!isName && a.handle == b.handle && !a.handle.steps.empty() && isOneObject(a.handle))
    return Handle::Same;
  MemoryAccess x, y;
  x.event = a.event;
  y.event = b.event;
  x.block = context_.cfg().blockOf(a.event);
  y.block = context_.cfg().blockOf(b.event);
  x.isWrite = y.isWrite = true;
  x.path = a.handle;
  y.path = b.handle;
  x.place = symbolic_.place(a.handle, a.event);
  y.place = symbolic_.place(b.handle, b.event);
  x.text = nameOf(a);
  y.text = nameOf(b);
  const auto tracked = [&](const AccessPath &p) {
    return p.base == BaseKind::Var && p.steps.empty() && context_.isTracked(p.id);
  };
  if (tracked(a.handle) && tracked(b.handle)) {
    // A descriptor or pointer in a variable: what matters is the value that reaches the call.
    Ssa &s = context_.slot(a.handle.id), &t = context_.slot(b.handle.id);
    const Def &d = s.def(s.before(a.event)), &e = t.def(t.before(b.event));
    const bool madeInside = d.kind == DefKind::Event && symbolic_.isInLoop(d.id) &&
                            e.kind == DefKind::Event && symbolic_.isInLoop(e.id);
    if (!madeInside)
      return a.handle.id == b.handle.id ? Handle::Same : Handle::Assumed;
    auto isFresh = [&](const Def &def) {
      const Event &event = body_.events[def.id];
      Id source = event.kind == EventKind::Call ? def.id : 0;
      if (event.kind == EventKind::Write) {
        const Value *v = &body_.values[event.value];
        while (v->kind == ValueKind::Cast)
          v = &body_.values[v->a];
        if (v->kind == ValueKind::Call)
          source = v->a;
      }
      if (!source)
        return false;
      const auto &made = context_.call(source).resources;
      return std::any_of(made.begin(), made.end(), [](auto &r) { return r.mode == ResourceMode::Fresh; });
    };
    return !isName && isFresh(d) && isFresh(e) ? Handle::Different : Handle::Assumed;
  }
  const PairResult apart = pairs_.test(x, y);
  switch (apart.verdict) {
  case PairResult::Verdict::None:
    // Objects of the iteration's own; but two elements of one array may hold the same descriptor, and two
    // texts the same name.
    return !isName && (x.place.root == Place::Root::Var || x.place.root == Place::Root::Fresh)
               ? Handle::Different
               : Handle::Assumed;
  case PairResult::Verdict::Dependent:
    return Handle::Same;
  default:
    return Handle::Assumed;
  }
}

/// True of what the loop does to its own iterator to fetch the next item, where the body only looks at it.
bool LoopCalls::isStep(const ResourceAccess &use, const std::vector<ResourceAccess> &uses) const {
  if (use.byName || use.handle.base != BaseKind::Var || !use.handle.steps.empty())
    return false;
  const Var &var = body_.vars[use.handle.id];
  const ClassEntry *entry = symbolic_.classOf(var.type);
  const Id loop = body_.loops[symbolic_.loop()].stmt;
  bool isOfLoop = false;
  for (Id stmt = var.stmt; stmt && !isOfLoop; stmt = body_.stmts[stmt].parent)
    isOfLoop = stmt == loop;
  return entry && entry->kind == ClassEntry::Kind::Iterator && isOfLoop && !isInBody(var.stmt) &&
         std::ranges::none_of(uses, [&](const ResourceAccess &other) {
           return other.handle == use.handle && other.mode != ResourceMode::Read &&
                  isInBody(body_.events[other.event].stmt);
         });
}

void LoopCalls::resources(Independence &result) {
  std::vector<ResourceAccess> uses;
  std::set<std::tuple<std::string, std::string, ResourceMode, AccessPath, bool, bool, Id>> seen;
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id e : body_.blocks[block].events)
      if (body_.events[e].kind == EventKind::Call && !Locks::isLocking(context_, e))
        for (const ResourceAccess &r : context_.call(e).resources) {
          if (r.lastWords) {
            result.hazards.push_back("'" + symbolic_.eventText(e) +
                                     "' may end the process, with a message on '" + r.key +
                                     "', while other iterations run");
            continue;
          }
          // One use in the loop speaks for all of its kind, unless the handle's value may differ between
          // them, or two of them are worse than one.
          const bool isSlot =
              r.key == kAnything || (r.handle.base == BaseKind::Var && r.handle.steps.empty());
          if (!seen.insert({r.kind, r.key, r.mode, r.handle, r.logging, r.positional, isSlot ? e : 0}).second)
            continue;
          uses.push_back(r);
          uses.back().event = e;
        }
  std::erase_if(uses, [&](const ResourceAccess &r) { return isStep(r, uses); });
  std::set<AccessPath> connections;
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id e : body_.blocks[block].events)
      if (body_.events[e].kind == EventKind::Call)
        for (const BlockingUse &u : context_.call(e).blocking)
          if (u.api && u.api->blocking && u.api->blocking->perConnection && u.hasHandle &&
              std::ranges::none_of(u.api->resources, [](const ApiResource &r) { // parts of a conversation
                return r.treatment == ApiResource::Treatment::Stream;
              })) {
            connections.insert(u.handle);
            if (u.chain.size() == 1) // called here: and what that handle belongs to
              for (const ResourceAccess &r : context_.call(e).resources)
                if (r.hasHandle && !r.byName)
                  connections.insert(r.handle);
          }
  std::set<std::string> said;
  auto assume = [&](AssumptionKind kind, const std::string &message, Id event) {
    if (!said.insert(message).second)
      return;
    Assumption a;
    a.kind = kind;
    a.message = message;
    a.location = context_.where(event);
    result.assumptions.push_back(std::move(a));
  };
  auto depend = [&](DependenceKind kind, const ResourceAccess &a, const ResourceAccess &b) {
    const std::string subject = nameOf(a);
    if (!said.insert("dependence " + subject).second)
      return;
    Dependence d;
    d.kind = kind;
    d.subject = subject;
    d.from = context_.where(a.event);
    d.to = context_.where(b.event);
    d.loopCarried = true;
    result.dependences.push_back(std::move(d));
    if (a.key.empty() && connections.contains(a.handle))
      result.hints.push_back("one handle per task instead of '" + subject + "' for all");
    for (const std::string &hint : {a.hint, b.hint})
      if (!hint.empty() && std::find(result.hints.begin(), result.hints.end(), hint) == result.hints.end())
        result.hints.push_back(hint);
  };
  for (std::size_t i = 0; i < uses.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const ResourceAccess &a = uses[j], &b = uses[i];
      const bool reads = a.mode == ResourceMode::Read && b.mode == ResourceMode::Read;
      const bool fresh = a.mode == ResourceMode::Fresh || b.mode == ResourceMode::Fresh;
      if (reads || fresh)
        continue;
      const DependenceKind kind = a.mode == ResourceMode::Order && b.mode == ResourceMode::Order
                                      ? DependenceKind::Order
                                      : DependenceKind::Resource;
      if (a.key.empty() != b.key.empty() && a.byName && b.byName) {
        assume(AssumptionKind::DistinctResource,
               "'" + nameOf(a) + "' and '" + nameOf(b) + "' are different resources", a.event);
        continue;
      }
      if (!a.key.empty() || !b.key.empty()) {
        if (a.key != b.key || (i == j && a.key == kAnything)) // one is an unknown callee
          continue;
        if (a.logging && b.logging)
          assume(AssumptionKind::Order, "the order of what is written to '" + nameOf(a) + "' may change",
                 a.event);
        else
          depend(kind, a, b);
        continue;
      }
      if (a.kind != b.kind && a.hasHandle != b.hasHandle)
        continue;
      if (!a.hasHandle || !b.hasHandle) {
        assume(AssumptionKind::DistinctResource,
               "the " + a.kind + " that '" + a.callee + "' names differs between iterations", a.event);
        continue;
      }
      if (a.positional && b.positional) {
        assume(AssumptionKind::Other,
               a.callee + " and " + b.callee + " do not touch the same bytes of '" + nameOf(a) +
                   "' in two iterations",
               a.event);
        continue;
      }
      switch (compareHandles(a, b)) {
      case Handle::Different:
        break;
      case Handle::Same:
        if (a.logging && b.logging)
          assume(AssumptionKind::Order, "the order of what is written to '" + nameOf(a) + "' may change",
                 a.event);
        else
          depend(kind, a, b);
        break;
      case Handle::Assumed:
        assume(AssumptionKind::DistinctResource,
               nameOf(a) == nameOf(b) ? "'" + nameOf(a) + "' is another resource in each iteration"
                                      : "'" + nameOf(a) + "' and '" + nameOf(b) + "' are different resources",
               a.event);
        break;
      }
    }
}

/// Waiting for what others have started is an order edge: one join waits no shorter beside another. What the
/// loop, or a callee, starts itself is its own affair.
void LoopCalls::joins(Independence &result) {
  std::set<std::string> said;
  for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
    for (Id e : body_.blocks[block].events) {
      if (body_.events[e].kind != EventKind::Call)
        continue;
      if (context_.call(e).maySpawn)
        return;
      for (const BlockingUse &use : context_.call(e).blocking)
        if (use.waitsForOthers() && use.api->blocking->kind == BlockKind::Sync &&
            use.api->match != MatchKind::Destructor && said.insert(use.api->name).second) {
          Dependence d;
          d.kind = DependenceKind::Order;
          d.subject = use.api->name;
          d.action = "waits in";
          d.from = d.to = context_.where(e);
          d.loopCarried = true;
          result.dependences.push_back(std::move(d));
        }
    }
}

} // namespace overlap::rules
