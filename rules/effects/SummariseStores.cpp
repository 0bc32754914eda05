#include "rules/effects/Summarise.h"

#include <map>
#include <set>

/// What a function stores into whichever way it takes.
namespace overlap::rules {

using namespace facts;

namespace {

/// A function with more stores and calls is not looked at.
constexpr std::size_t kMaxStores = 64;

} // namespace

/// The path for the callers, if it is what a parameter, `this` or a capture designates at entry, or a member.
std::optional<SummaryPath> Summariser::exportedWhole(Id bodyId, const AccessPath &path) const {
  const BodyIndex &index = engine.state(bodyId).index;
  if (path.base != BaseKind::Var || path.truncated || index.slot(path.id) < 0 || path.steps.empty() ||
      path.steps[0].kind != AccessStep::Deref || path.steps[0].a != 0)
    return std::nullopt;
  for (std::size_t i = 1; i < path.steps.size(); ++i)
    if (path.steps[i].kind != AccessStep::Field && path.steps[i].kind != AccessStep::Base)
      return std::nullopt;
  return exportedExactly(bodyId, path);
}

void Summariser::addSureStores(Id bodyId, Summary &summary) const {
  const Body &body = engine.body(bodyId);
  Resolver &resolver = engine.state(bodyId).resolver;
  std::map<SureStore, std::set<Id>> found;
  std::size_t looked = 0;
  auto add = [&](Id event, const AccessPath &path, Id type) {
    if (std::optional<SummaryPath> whole = exportedWhole(bodyId, path))
      found[{*whole, type}].insert(event);
  };
  for (Id event = 1; event < body.events.size(); ++event) {
    const Event &e = body.events[event];
    if (e.kind != EventKind::Write && e.kind != EventKind::Call)
      continue;
    if (++looked > kMaxStores)
      return;
    if (e.kind == EventKind::Call) {
      for (const Access &store : resolver.sureStores(event))
        add(event, store.path, store.type);
    } else if (!e.isVolatile) {
      const AccessPath &path = resolver.path(e.path);
      add(event, path, path.type);
    }
  }
  for (const auto &[store, events] : found)
    if (engine.state(bodyId).index.cfg().everyRunPasses(events))
      summary.sureStores.push_back(store);
}

} // namespace overlap::rules
