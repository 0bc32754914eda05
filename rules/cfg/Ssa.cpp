#include "rules/cfg/Ssa.h"

namespace overlap::rules {

Ssa::Ssa(const Cfg &cfg, std::unordered_map<Id, Role> roles, DefKind entry)
    : cfg_(cfg), roles_(std::move(roles)), defs_(2), replacedBy_(2, 0), entry_(entry) {
  defs_[1].kind = entry_; // DefId 0 is "none"; 1 is what the body begins with
}

Id Ssa::resolve(Id id) const {
  while (replacedBy_[id])
    id = replacedBy_[id];
  return id;
}

Id Ssa::phiAt(Id block) const {
  auto it = start_.find(block);
  if (it == start_.end())
    return 0;
  const Id d = resolve(it->second);
  return defs_[d].kind == DefKind::Phi && defs_[d].id == block ? d : 0;
}

Id Ssa::scan(Id block, std::size_t end) {
  const auto &events = cfg_.body().blocks[block].events;
  for (std::size_t i = end; i-- > 0;) {
    auto role = roles_.find(events[i]);
    if (role == roles_.end())
      continue;
    Id &d = eventDef_[events[i]];
    if (!d) {
      d = static_cast<Id>(defs_.size());
      defs_.push_back({role->second == Role::Defines ? DefKind::Event : DefKind::Undefined, events[i], {}});
      replacedBy_.push_back(0);
    }
    return d;
  }
  return atStart(block);
}

Id Ssa::before(Id event) { return scan(cfg_.blockOf(event), cfg_.indexOf(event)); }

Id Ssa::atEnd(Id block) { return scan(block, cfg_.body().blocks[block].events.size()); }

Id Ssa::atStart(Id block) {
  if (auto it = start_.find(block); it != start_.end())
    return resolve(it->second);
  const auto &preds = cfg_.predecessors(block);
  if (block == cfg_.body().entry && preds.empty())
    return start_[block] = 1;
  if (preds.empty())
    return start_[block] = 1; // unreachable
  if (preds.size() == 1 && block != cfg_.body().entry) {
    const Id d = atEnd(preds[0]);
    start_[block] = d;
    return resolve(d);
  }
  const Id phi = static_cast<Id>(defs_.size());
  defs_.push_back({DefKind::Phi, block, {}});
  replacedBy_.push_back(0);
  start_[block] = phi;
  std::vector<Id> operands;
  for (Id p : preds)
    operands.push_back(atEnd(p));
  if (block == cfg_.body().entry)
    operands.push_back(1);
  for (Id o : operands)
    usersOf_[o].push_back(phi);
  defs_[phi].operands = std::move(operands);
  return simplify(phi);
}

Id Ssa::simplify(Id phi) {
  Id same = 0;
  for (Id o : defs_[phi].operands) {
    const Id r = resolve(o);
    if (r == phi || r == same)
      continue;
    if (same)
      return phi;
    same = r;
  }
  if (!same)
    same = 1;
  replacedBy_[phi] = same;
  const auto users = usersOf_[phi];
  auto &inherited = usersOf_[same];
  inherited.insert(inherited.end(), users.begin(), users.end());
  for (Id u : users)
    if (u != phi && !replacedBy_[u] && !defs_[u].operands.empty())
      simplify(u);
  return resolve(same);
}

} // namespace overlap::rules
