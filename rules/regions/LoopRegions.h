#pragma once

#include "rules/cost/Work.h"
#include "rules/regions/Context.h"

#include <vector>

namespace overlap::rules {

/// The verdicts on all loops of one body, and on its calls of standard algorithms with a callable. `advised`
/// receives the loops that got a strategy other than sequential.
std::vector<Judged> judgeLoops(const Context &context, const BodyInfo &info, const WorkModel &work,
                               std::vector<Id> &advised);

} // namespace overlap::rules
