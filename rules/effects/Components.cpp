#include "rules/effects/Components.h"

#include <algorithm>

namespace overlap::rules {

using facts::Id;

std::vector<std::vector<Id>> stronglyConnected(const std::vector<std::vector<Id>> &successors) {
  std::vector<std::vector<Id>> components;
  std::vector<Id> index(successors.size(), 0), low(successors.size(), 0), finished(successors.size(), 0),
      open;
  std::vector<bool> isOpen(successors.size(), false);
  std::vector<std::pair<Id, std::size_t>> stack;
  Id clock = 0, finishes = 0;
  auto enter = [&](Id node) {
    index[node] = low[node] = ++clock;
    open.push_back(node);
    isOpen[node] = true;
    stack.emplace_back(node, 0);
  };
  for (Id root = 0; root < successors.size(); ++root) {
    if (index[root])
      continue;
    enter(root);
    while (!stack.empty()) {
      auto &[node, next] = stack.back();
      if (next < successors[node].size()) {
        Id successor = successors[node][next++];
        if (!index[successor])
          enter(successor);
        else if (isOpen[successor])
          low[node] = std::min(low[node], index[successor]);
        continue;
      }
      Id done = node;
      finished[done] = ++finishes;
      stack.pop_back();
      if (!stack.empty())
        low[stack.back().first] = std::min(low[stack.back().first], low[done]);
      if (low[done] != index[done])
        continue;
      std::vector<Id> &component = components.emplace_back();
      for (Id member = 0; component.empty() || member != done;) {
        member = open.back();
        open.pop_back();
        isOpen[member] = false;
        component.push_back(member);
      }
      std::ranges::sort(component, {}, [&](Id member) { return finished[member]; });
    }
  }
  return components;
}

} // namespace overlap::rules
