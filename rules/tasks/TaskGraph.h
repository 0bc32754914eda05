#pragma once

#include "rules/tasks/TaskFinder.h"

#include <string>
#include <vector>

/// The graph of a task group's dependences. Nodes are the events of the statement list in order (a nested
/// loop is one node); an edge says that the later node must not run before the earlier one has finished.
/// Cheap nodes between tasks go with the task that needs them, so one task depends on another when the graph
/// has a path between them.
namespace overlap::rules {

/// How firmly an edge holds.
enum class Tie : std::uint8_t {
  Hard,    ///< shown
  Unclear, ///< neither shown nor refuted: ends as `unknown`
  Assumed, ///< gone if an assumption holds
};

struct TaskTie {
  unsigned from = 0, to = 0; ///< indices into TaskGroup::tasks
  Tie tie = Tie::Hard;
  Dependence dependence;   ///< of Hard
  bool isOfHandle = false; ///< of Hard: gone if each asked through a handle of its own instead of the subject
  std::string reason;      ///< of Unclear
  std::vector<Assumption> assumptions; ///< of Assumed
};

struct TaskGraph {
  std::vector<TaskTie>
      ties; ///< direct ones: not by way of another task; at most one a pair and kind of tie, in order
  std::vector<unsigned> level;
  /// Pairs that may both run in one execution; tasks in different branches are none.
  std::vector<std::pair<unsigned, unsigned>> pairs;
  std::string gaveUp; ///< not empty: the group was not analysed, and why
};

class UseTable;

/// `uses` are those of the body that the group stands in.
TaskGraph buildTaskGraph(UseTable &uses, const TaskGroup &group);

} // namespace overlap::rules
