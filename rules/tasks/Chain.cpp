#include "rules/tasks/Chain.h"

#include "rules/tasks/Conflict.h"

#include <algorithm>
#include <set>

namespace overlap::rules {

using namespace facts;

namespace {

class Chain {
public:
  Chain(UseTable &uses, const TaskGroup &group) : uses_(uses), control_(uses.info().control()) {
    for (const TaskSite &site : group.tasks) {
      const std::vector<Id> events = eventsOf(uses.info(), site);
      Task &task = tasks_.emplace_back();
      task.block = uses.info().blockOf(events.front());
      std::set<Id> seen;
      for (Id event : events)
        for (const UseTable::Use &use : uses.usesOf(event))
          if (seen.insert(use.kind).second)
            task.uses.push_back({use, event});
    }
  }

  bool run() {
    const std::size_t size = tasks_.size();
    std::vector<std::vector<bool>> waits(size, std::vector<bool>(size, false));
    bool any = false;
    for (std::size_t later = 1; later < size; ++later)
      for (std::size_t earlier = later; earlier-- > 0;) {
        if (!control_.reaches(tasks_[earlier].block, tasks_[later].block))
          continue;
        any = true;
        bool isTied = false;
        for (std::size_t between = earlier + 1; between < later && !isTied; ++between)
          isTied = waits[earlier][between] && waits[between][later];
        if (!isTied && !areTied(tasks_[earlier], tasks_[later]))
          return false;
        waits[earlier][later] = true;
      }
    return any;
  }

private:
  struct Doing {
    UseTable::Use use;
    Id event = 0; ///< the first of the task's that does it
  };
  struct Task {
    Id block = 0; ///< of the first event
    std::vector<Doing> uses;
  };

  bool areTied(const Task &earlier, const Task &later) {
    return std::ranges::any_of(later.uses, [&](const Doing &y) {
      return std::ranges::any_of(earlier.uses, [&](const Doing &x) { return areTied(x, y); });
    });
  }

  bool areTied(const Doing &earlier, const Doing &later) {
    const UseTable::Use &x = earlier.use, &y = later.use;
    if (x.resource && y.resource) {
      std::vector<Conflict> conflicts;
      addResourceConflict(uses_, *x.resource, *y.resource, conflicts);
      return std::ranges::any_of(conflicts, [](const Conflict &c) { return c.tie != Tie::Assumed; });
    }
    if (x.resource || y.resource)
      return false;
    const UseTable::Kind &a = uses_.kind(x.kind), &b = uses_.kind(y.kind);
    const std::optional<Tie> tie = memoryTie(uses_, earlier.event, a, later.event, b);
    return tie && *tie != Tie::Assumed && !mayDivide(uses_, a, b);
  }

  UseTable &uses_;
  const ControlDependence &control_;
  std::vector<Task> tasks_;
};

} // namespace

bool isChain(UseTable &uses, const TaskGroup &group) { return Chain(uses, group).run(); }

} // namespace overlap::rules
