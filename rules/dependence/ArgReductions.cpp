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
