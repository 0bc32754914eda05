#include "rules/dependence/IterationPaths.h"

namespace overlap::rules {

using namespace facts;

namespace {

enum class Met : std::uint8_t { Nothing, Point, Target };

Met firstMet(const Body &body, Id block, const Waypoints &points, Id target) {
  if (block == points.block)
    return Met::Point;
  for (Id event : body.blocks[block].events) {
    if (event == target)
      return Met::Target;
    if (points.events.contains(event))
      return Met::Point;
  }
  return Met::Nothing;
}

} // namespace

bool everyWayPasses(const Cfg &cfg, Id loop, const Waypoints &points, Id target) {
  const Body &body = cfg.body();
  const Id header = body.loops[loop].header;
  std::set<Id> seen{header};
  std::vector<Id> work{header};
  while (!work.empty()) {
    const Id block = work.back();
    work.pop_back();
    const Met met = firstMet(body, block, points, target);
    if (met == Met::Target)
      return false;
    if (met == Met::Point)
      continue;
    for (Id next : body.blocks[block].succs) {
      if (next == header && !target)
        return false;
      if (next && cfg.contains(loop, next) && seen.insert(next).second)
        work.push_back(next);
    }
  }
  return true;
}

bool endsOnlyAtHeader(const Cfg &cfg, Id loop, Id scope) {
  const Body &body = cfg.body();
  for (Id block : cfg.blocksOf(loop)) {
    if (block == body.loops[loop].header)
      continue;
    for (Id next : body.blocks[block].succs)
      if (next && !cfg.contains(loop, next) && (!scope || cfg.contains(scope, next)))
        return false;
  }
  return true;
}

} // namespace overlap::rules
