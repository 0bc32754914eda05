#include "rules/dependence/Place.h"

#include <algorithm>

namespace overlap::rules {

namespace {
bool isSubscript(const PlaceStep &s) {
  return s.kind == PlaceStep::Kind::Index || s.kind == PlaceStep::Kind::Element;
}
} // namespace

bool Place::isPrecise() const {
  return isKnown() && std::all_of(steps.begin(), steps.end(), [](const PlaceStep &s) {
           return s.kind != PlaceStep::Kind::Any && s.index.isValid();
         });
}

void Place::advance(const Poly &by) {
  if (by.isZero())
    return;
  if (!steps.empty() && isSubscript(steps.back()))
    steps.back().index += by;
  else
    widen();
}

void Place::widen() {
  steps.resize(root == Root::Pointer || root == Root::Fresh ? std::min<std::size_t>(steps.size(), 1) : 0);
  if (!steps.empty())
    steps[0].index = Poly::invalid();
  steps.push_back({PlaceStep::Kind::Any, 0, 0, 0, {}});
}

std::vector<AtomId> Place::atoms() const {
  std::vector<AtomId> all;
  if (root == Root::Pointer)
    all.push_back(id);
  for (const PlaceStep &s : steps) {
    const auto more = s.index.atoms();
    all.insert(all.end(), more.begin(), more.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Place Place::substitute(AtomId a, const Poly &by) const {
  Place result = *this;
  for (PlaceStep &s : result.steps)
    s.index = s.index.substitute(a, by);
  return result;
}

} // namespace overlap::rules
