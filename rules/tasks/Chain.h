#pragma once

#include "rules/tasks/TaskFinder.h"
#include "rules/tasks/UseTable.h"

namespace overlap::rules {

/// True if of each two tasks, one of which can run after the other, the later waits for the earlier, directly
/// or by way of a third, because of what they touch: nothing overlaps. It looks at the tasks alone and ends
/// at the first two that are free; false says only that it takes a TaskGraph to tell.
bool isChain(UseTable &uses, const TaskGroup &group);

} // namespace overlap::rules
