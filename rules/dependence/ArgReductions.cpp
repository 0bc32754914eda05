#include "rules/dependence/Scalars.h"

#include <algorithm>

/// Pairs of an extremum and what belongs to it: `if (e < best) { best = e; where = i; }`.
namespace overlap::rules {

using namespace facts;

// The stores beside the updates of an extremum are remembered; other slots that are written nowhere else make
// a pair with it.
bool ScalarAnalysis::keepsCompanions(const Slot &slot, const std::string &op) {
  std::set<Id> stores;
  for (auto &[update, beside] : found_)
    stores.insert(beside.begin(), beside.end());
  auto isDirect = [&](Id store) {
    const Event &e = body_.events[store];
    return e.kind == EventKind::Write && !e.isVolatile && context_.accesses(store).size() == 1;
  };
  if (!std::all_of(stores.begin(), stores.end(), isDirect))
    return false;
  // Every such store is all that its slot sees in the loop, and each update has its own.
  for (Id store : stores) {
    const auto owner = std::find_if(slots_.begin(), slots_.end(), [&](const Slot &s) {
      return std::find(s.writes.begin(), s.writes.end(), store) != s.writes.end();
    });
    if (owner == slots_.end())
      return false;
    const Id block = context_.cfg().blockOf(store);
    auto isHere = [&](Id e) { return context_.cfg().blockOf(e) == block; };
    if (owner->var && pairs_.isDeclaredInLoop(owner->var) &&
        std::all_of(owner->reads.begin(), owner->reads.end(), isHere))
      continue; // seen nowhere but beside the update
    if (!owner->reads.empty() || owner->writes.size() != found_.size())
      return false;
    for (auto &[update, beside] : found_)
      if (std::none_of(owner->writes.begin(), owner->writes.end(), [&](Id w) { return beside.contains(w); }))
        return false;
  }
  if (!stores.empty() && found_.size() != slot.writes.size())
    return false;
  for (auto &[update, beside] : found_)
    for (Id store : beside)
      companions_[store] = {op == "min" ? "argmin" : "argmax", slot.name, isStrict_};
  return true;
}

/// True if subscripts of what `read` reads are computed from value `subscript`.
bool ScalarAnalysis::namesElement(Id read, Id subscript) const {
  const Path &path = body_.paths[body_.events[read].path];
  std::vector<Id> work;
  for (const Step &s : path.steps)
    if (s.kind == StepKind::Index)
      work.push_back(s.a);
  if (path.root == RootKind::Pointer)
    work.push_back(path.id);
  while (!work.empty()) {
    const Id id = work.back();
    work.pop_back();
    if (id == subscript)
      return true;
    const Value &v = body_.values[id];
    if (v.kind == ValueKind::Bin || v.kind == ValueKind::Cast || v.kind == ValueKind::Un)
      work.insert(work.end(), {v.a, v.b});
    if (v.kind == ValueKind::Call)
      for (const Arg &arg : body_.calls[body_.events[v.a].call].args)
        work.push_back(arg.value);
  }
  return false;
}

// if (a[i] < a[at]) at = i;
std::string ScalarAnalysis::indexOperator(const Slot &slot, Id write, std::vector<Id> &consumed) {
  const Cfg &cfg = context_.cfg();
  const auto guards = cfg.guardsOf(cfg.blockOf(write));
  if (slot.reads.size() != 1 || guards.empty() || !cfg.contains(symbolic_.loop(), guards[0].block))
    return "";
  const Block &from = body_.blocks[guards[0].block];
  const Value &c = body_.values[strip(from.cond)];
  const bool less = c.bin == BinOp::LT || c.bin == BinOp::LE,
             greater = c.bin == BinOp::GT || c.bin == BinOp::GE;
  if (c.kind != ValueKind::Bin || (!less && !greater))
    return "";
  Id known = 0; // the value of the slot
  for (Id v = 1; v < body_.values.size(); ++v)
    if (body_.values[v].kind == ValueKind::Read && body_.values[v].a == slot.reads[0])
      known = known ? 0 : v;
  const Value &left = body_.values[strip(c.a)], &right = body_.values[strip(c.b)];
  if (!known || uses_.count(known) != 1 || left.kind != ValueKind::Read || right.kind != ValueKind::Read)
    return "";
  const bool isLeft = namesElement(left.a, known);
  const Id best = isLeft ? left.a : right.a, other = isLeft ? right.a : left.a;
  if (!namesElement(best, known))
    return "";
  for (Id read : {best, other}) {
    const auto &accesses = context_.accesses(read);
    if (accesses.size() != 1 || accesses[0].isVolatile || symbolic_.isWrittenInLoop(accesses[0].path))
      return "";
  }
  // With what is stored for the slot the one element is the other.
  const auto atoms = symbolic_.value(known).atoms();
  const Poly stored = symbolic_.value(body_.events[write].value);
  if (atoms.size() != 1 || symbolic_.value(known) != Poly::atom(atoms[0]) || !stored.isValid() ||
      stored.uses(atoms[0]))
    return "";
  const Place kept = symbolic_.place(body_.events[best].path),
              seen = symbolic_.place(body_.events[other].path);
  if (!kept.isPrecise() || !seen.isPrecise() || kept.substitute(atoms[0], stored) != seen || kept == seen)
    return "";
  for (Id b : cfg.blocksOf(symbolic_.loop()))
    for (const Cfg::Guard &g : cfg.guardsOf(b))
      if (g.block == guards[0].block && !isPlain(b, write))
        return "";
  for (Id s : from.succs)
    if (s && !cfg.contains(symbolic_.loop(), s))
      return "";
  consumed.push_back(slot.reads[0]);
  isStrict_ = c.bin == BinOp::LT || c.bin == BinOp::GT;
  return (less == !isLeft) == guards[0].isTrue ? "argmin" : "argmax";
}

bool ScalarAnalysis::isCompanion(const Slot &slot, Independence &result) {
  const auto found = slot.writes.empty() ? companions_.end() : companions_.find(slot.writes.front());
  if (found == companions_.end() || !slot.reads.empty())
    return false;
  const Companion &pair = found->second;
  result.reductions.push_back({slot.name, pair.op});
  result.notes.push_back("'" + slot.name + "' belongs to '" + pair.extremum +
                         "': reduce them as a pair; of equal values the one of the " +
                         (pair.keepsFirst ? "lowest" : "highest") + " iteration counts");
  return true;
}

} // namespace overlap::rules
