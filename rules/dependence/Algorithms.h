#pragma once

#include "rules/dependence/BodyContext.h"
#include "rules/dependence/LoopAnalysis.h"

/// Standard algorithms with a callable: loops whose body is a function.
namespace overlap::rules {

/// Judges the call of an algorithm at Call event `event`.
void analyseAlgorithm(BodyContext &context, Id event, LoopResult &result, std::vector<std::string> &unknown);

} // namespace overlap::rules
