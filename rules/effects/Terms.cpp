#include "rules/effects/Terms.h"

#include <algorithm>

namespace overlap::rules {

namespace {
/// Substitution doubles terms as fast as it copies them.
constexpr std::size_t kMaxNodes = 32;
} // namespace

Id TermTable::intern(Term term) {
  std::size_t nodes = 1 + term.counter.size() / 2;
  if (term.isLoad()) {
    for (const AccessPathStep &step : term.load.steps)
      if (step.kind == AccessStep::Index || step.kind == AccessStep::Element)
        nodes += nodesOf(step.a);
  } else {
    const bool isLeaf = term.value.kind == facts::ValueKind::Int ||
                        term.value.kind == facts::ValueKind::Entry ||
                        term.value.kind == facts::ValueKind::Addr;
    for (Id operand : {term.value.a, term.value.b, term.value.c})
      if (operand && !isLeaf)
        nodes += nodesOf(operand);
  }
  if (nodes > kMaxNodes)
    return 0;
  auto [it, isNew] = ids_.try_emplace(std::move(term), static_cast<Id>(first_ + terms_.size()));
  if (isNew) {
    terms_.push_back(it->first);
    nodes_.push_back(nodes);
  }
  return it->second;
}

bool TermTable::varies(Id id) const {
  if (!contains(id))
    return false;
  const Term &term = (*this)[id];
  if (term.isCounter())
    return true;
  if (term.isLoad())
    return std::ranges::any_of(term.load.steps, [&](const AccessPathStep &step) {
      return (step.kind == AccessStep::Index || step.kind == AccessStep::Element) && varies(step.a);
    });
  const facts::ValueKind kind = term.value.kind;
  return kind != facts::ValueKind::Int && kind != facts::ValueKind::Entry && kind != facts::ValueKind::Addr &&
         (varies(term.value.a) || varies(term.value.b) || varies(term.value.c));
}

} // namespace overlap::rules
