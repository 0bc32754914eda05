#pragma once

#include "rules/effects/CallModel.h"

#include <vector>

/// What happens only on the way to the end of the process. Its messages are no order that ties others: the
/// process ends while they run, which is a hazard of its own.
namespace overlap::rules {

class ProcessEnds {
public:
  ProcessEnds(const Engine &engine, const CallModel &calls) : engine(engine), calls(calls) {}

  /// For each block of a body whether every way from its start ends the process: not by an exception, and not
  /// perhaps never. `ends` are the blocks in which a call never returns. Empty if there is no such block.
  std::vector<bool> doomed(Id body, const std::vector<Id> &ends) const;

  /// True if a call of the body may leave two processes, of which one ends and the other goes on.
  bool mayFork(Id body) const;

  /// Marks the messages among what a call in a doomed block does.
  static void markLastWords(std::vector<ResourceAccess> &uses);

private:
  bool endsProcess(const CallSite &site) const;
  bool mayThrow(Id body, Id event) const;

  const Engine &engine;
  const CallModel &calls;
};

} // namespace overlap::rules
