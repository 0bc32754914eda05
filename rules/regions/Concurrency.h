#pragma once

#include "rules/regions/BodyInfo.h"
#include "rules/regions/Pragma.h"

#include <map>
#include <set>

/// What runs at once with other code already, and so gets no advice of its own.
namespace overlap::rules {

/// Functions that are given to something that runs them on other threads (std::thread, std::async, a pool's
/// submit, tbb::parallel_for, an algorithm with a parallel execution policy): lambdas, and functions that
/// nothing calls directly. And those that an event loop calls when something has happened.
class ConcurrentFunctions {
public:
  explicit ConcurrentFunctions(const EffectAnalysis &effects);
  /// What runs `function` on other threads, as a report names it ("std::async"); empty if nothing does.
  const std::string &startedBy(Id function) const;
  /// What makes an event loop call `function` ("asio::async_read"); empty if nothing does.
  const std::string &handledFor(Id function) const;

private:
  std::map<Id, std::string> startedBy_, handledFor_;
};

/// The OpenMP directives right before a statement.
std::vector<Directive> directivesOf(const BodyInfo &info, Id stmt);

/// The loop whose directive shares the iterations of `loop` among threads: itself, or one around it that the
/// directive collapses with it; 0 if there is none.
Id worksharingLoop(const BodyInfo &info, Id loop);

/// What lets the code of `stmt` run at once with other code: a directive around it, inside of it if it is a
/// loop, or the function's thread, as in "'#pragma omp task' around it, line 9"; empty if nothing does.
/// Directives of `stmt` itself do not count.
std::string runsAtOnce(const BodyInfo &info, const ConcurrentFunctions &functions, Id stmt);

/// The threads that some of `events` start, as a report names them; empty if they start none.
std::string threadsStartedBy(const BodyInfo &info, const std::vector<Id> &events);

/// True for std::execution::par and par_unseq.
bool isParallelPolicy(const Program &program, const facts::Arg &arg);

/// What runs the callable of the algorithm called by `event` on several threads: "std::execution::par",
/// "tbb::parallel_for"; empty if nothing does.
std::string parallelAlgorithm(const BodyInfo &info, Id event);

} // namespace overlap::rules
