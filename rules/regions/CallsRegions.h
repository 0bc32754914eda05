#pragma once

#include "rules/cost/Work.h"
#include "rules/regions/Context.h"

#include <vector>

namespace overlap::rules {

/// The verdicts on the groups of sequential tasks in one body. `advisedLoops`: loops that are advised
/// themselves.
std::vector<Judged> judgeCalls(const Context &context, const BodyInfo &info, const WorkModel &work,
                               const std::vector<Id> &advisedLoops);

} // namespace overlap::rules
