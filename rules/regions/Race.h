#pragma once

#include "rules/regions/Concurrency.h"

#include <optional>

/// Loops that run in parallel although they must not.
namespace overlap::rules {

/// The race of `loop`, whose iterations OpenMP shares among threads; nothing if there is none that is sure.
/// What the directives give each thread its own of (private, reduction, linear, threadprivate, variables
/// declared inside the parallel region), what critical, atomic and ordered sections or locks protect, and
/// loops that other constructs steer or that look at the thread's number are no race. `independence` is what
/// the analysis found of the loop run one iteration after another.
std::optional<Race> raceInLoop(const BodyInfo &info, Id loop, const Independence &independence);

/// The race of an algorithm that runs its callable on several threads.
std::optional<Race> raceInAlgorithm(const BodyInfo &info, Id event, const Independence &independence);

} // namespace overlap::rules
