#include "rules/regions/BodyInfo.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

BodyInfo::BodyInfo(const EffectAnalysis &effects, Id function, Id body)
    : effects_(effects), function_(function), id_(body), body_(effects.program().tables.bodies[body]),
      cfg_(body_, effects.blocksThatEnd(body)), control_(cfg_) {
  order_.assign(body_.events.size(), 0);
  std::uint32_t next = 0;
  for (Id block : cfg_.reversePostOrder())
    for (Id event : body_.blocks[block].events) {
      order_[event] = next++;
      ordered_.push_back(event);
    }

  subtreeEnd_.resize(body_.stmts.size());
  for (Id stmt = static_cast<Id>(body_.stmts.size()); stmt-- > 0;) {
    subtreeEnd_[stmt] = std::max(subtreeEnd_[stmt], stmt + 1);
    if (Id parent = body_.stmts[stmt].parent; parent && parent < stmt)
      subtreeEnd_[parent] = std::max(subtreeEnd_[parent], subtreeEnd_[stmt]);
  }
  loopOf_.assign(body_.stmts.size(), 0);
  for (Id loop = 1; loop < body_.loops.size(); ++loop) // inner loops come later and overwrite
    for (Id stmt = body_.loops[loop].stmt; stmt && stmt < subtreeEnd_[body_.loops[loop].stmt]; ++stmt)
      loopOf_[stmt] = loop;

  stamp_.assign(body_.values.size(), 0);
  operands_.resize(body_.events.size());
  for (Id event : ordered_) {
    const Event &e = body_.events[event];
    std::vector<Id> &into = operands_[event];
    ++walk_;
    collectPath(e.path, into);
    collect(e.value, into);
    if (e.kind == EventKind::Call) {
      const Call &call = body_.calls[e.call];
      collect(call.callee, into);
      collect(call.count, into);
      collectPath(call.receiver, into);
      collectPath(call.result, into);
      for (const Arg &arg : call.args)
        collect(arg.value, into);
    }
    std::sort(into.begin(), into.end());
  }
  byStmt_ = ordered_;
  std::sort(byStmt_.begin(), byStmt_.end(), [&](Id a, Id b) {
    return std::pair(body_.events[a].stmt, order_[a]) < std::pair(body_.events[b].stmt, order_[b]);
  });
}

void BodyInfo::collect(Id value, std::vector<Id> &into) const {
  if (!value || stamp_[value] == walk_)
    return;
  stamp_[value] = walk_;
  const Value &v = body_.values[value];
  switch (v.kind) {
  case ValueKind::Read:
  case ValueKind::Call:
  case ValueKind::Atomic:
    into.push_back(v.a);
    return;
  case ValueKind::Addr:
    collectPath(v.a, into);
    return;
  case ValueKind::Bin:
  case ValueKind::Un:
  case ValueKind::Cast:
  case ValueKind::Select:
    collect(v.a, into);
    collect(v.b, into);
    collect(v.c, into);
    return;
  default:
    return;
  }
}

void BodyInfo::collectPath(Id path, std::vector<Id> &into) const {
  if (!path)
    return;
  const Path &p = body_.paths[path];
  if (p.root == RootKind::Pointer)
    collect(p.id, into);
  for (const Step &step : p.steps)
    if (step.kind == StepKind::Index)
      collect(step.a, into);
}

std::vector<Id> BodyInfo::producers(Id value) const {
  std::vector<Id> result;
  ++walk_;
  collect(value, result);
  return result;
}

std::vector<Id> BodyInfo::eventsWithin(Id stmt) const {
  auto stmtOf = [&](Id event) { return body_.events[event].stmt; };
  auto first = std::partition_point(byStmt_.begin(), byStmt_.end(), [&](Id e) { return stmtOf(e) < stmt; });
  auto last = std::partition_point(first, byStmt_.end(), [&](Id e) { return stmtOf(e) < subtreeEnd_[stmt]; });
  std::vector<Id> result(first, last);
  std::sort(result.begin(), result.end(), [&](Id a, Id b) { return order_[a] < order_[b]; });
  return result;
}

const CallEffects &BodyInfo::callEffects(Id event) const {
  auto it = calls_.find(event);
  if (it == calls_.end())
    it = calls_.emplace(event, effects_.call(id_, event)).first;
  return it->second;
}

const std::vector<Access> &BodyInfo::accesses(Id event) const {
  auto it = accesses_.find(event);
  if (it == accesses_.end()) {
    it = accesses_.emplace(event, effects_.accesses(id_, event)).first;
    addRecordArguments(event, it->second);
  }
  return it->second;
}

/// A record handed over by value is an object that the caller filled: the call reads it, whatever the callee
/// does with its copy.
void BodyInfo::addRecordArguments(Id event, std::vector<Access> &accesses) const {
  if (body_.events[event].kind != EventKind::Call)
    return;
  for (const Arg &arg : body_.calls[body_.events[event].call].args) {
    if (program().tables.types[arg.type].kind != TypeKind::Record || !arg.value)
      continue;
    Access read;
    read.path = effects_.resolvePointer(id_, arg.value);
    read.event = event;
    accesses.push_back(std::move(read));
  }
}

std::string BodyInfo::calleeName(Id event) const {
  const Call &call = body_.calls[body_.events[event].call];
  if (call.function)
    return program().str(program().function(call.function).qualifiedName);
  if (call.syntax == CallSyntax::New)
    return "operator new";
  if (call.syntax == CallSyntax::Delete)
    return "operator delete";
  if (call.callee) {
    const Value &callee = body_.values[call.callee];
    if (callee.kind == ValueKind::Read) {
      const Path &path = body_.paths[body_.events[callee.a].path];
      if (path.spelling)
        return "(*" + program().str(path.spelling) + ")";
    }
  }
  return "a function pointer";
}

} // namespace overlap::rules
