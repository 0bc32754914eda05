#pragma once

#include "rules/cost/Work.h"
#include "rules/regions/BodyInfo.h"

#include <vector>

/// Finding what a `calls` region consists of.
namespace overlap::rules {

/// A statement or operand that is worth overlapping: a call, or a whole loop.
struct TaskSite {
  Id event = 0; ///< Call event, or 0 for a loop
  Id loop = 0;
  Id stmt = 0;                                 ///< innermost statement, or the loop's
  std::vector<const BlockingUse *> operations; ///< the blocking operations in it that make it I/O
  Work work;
  bool isIo = false, isCpu = false;
  bool weightIsKnown = false; ///< false: it calls something unseen

  Boundness boundness() const;
};

/// The tasks that one statement list or one expression controls, in order of execution; at least two.
struct TaskGroup {
  Id stmt = 0; ///< the list, or the statement that holds the expression
  std::vector<TaskSite> tasks;
};

/// Groups of tasks in one body, outermost lists first; every loop body is a root of its own.
/// `minWork` is the number of operations from which work is worth a task.
std::vector<TaskGroup> findTaskGroups(const BodyInfo &info, const WorkModel &work, double minWork);

/// What runs in a task, in order.
std::vector<Id> eventsOf(const BodyInfo &info, const TaskSite &site);

/// Whether a blocking operation makes a task or region I/O.
bool countsAsIo(const BlockingUse &use);

/// True if the task asks something by way of a handle of which there could be several.
bool asksThroughHandle(const TaskSite &site);

/// True if the task makes requests through the handle that the source spells so, each of which is complete in
/// itself: queries and look-ups, not the parts of a conversation.
bool asksThrough(const BodyInfo &info, const TaskSite &site, const std::string &handle);

/// True if the call waits for the operation: it does so itself, or for the thread that does.
bool holdsUp(const CallEffects &call, const BlockingUse &use);

/// True for calls that other tasks must not be moved across: joins, barriers, sleeps between tasks.
bool isOrderEdge(const BodyInfo &info, Id event);

/// True for calls of functions that wait for what others have started: what those did is done behind them.
bool waitsForOthers(const BodyInfo &info, Id event);

} // namespace overlap::rules
