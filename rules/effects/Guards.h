#pragma once

#include "rules/effects/CallModel.h"

#include <map>
#include <optional>
#include <set>

/// Mutexes that a body surely holds while it touches something: by a guard object (lock_guard, scoped_lock,
/// unique_lock) or a catalogued call (pthread_mutex_lock, std::mutex::lock). Whatever may give a lock back
/// ends it: the guard's destructor, an unlock, and any other call that is given the guard or unlocks
/// something.
namespace overlap::rules {

class Guards {
public:
  Guards(const Engine &engine, const CallModel &calls, Id body);

  struct Held {
    MutexPath guard;
    Id taken = 0;    ///< the call that took it
    Id variable = 0; ///< whose destructor gives it back, or 0
    auto operator<=>(const Held &) const = default;
  };
  std::optional<Held> at(Id event) const;

private:
  using State = std::set<Held>;
  void solve();
  void step(Id event, State &state) const;
  void acquire(const CallSite &site, State &state) const;
  Id variableOf(Id path) const;

  const Engine &engine;
  const CallModel &calls;
  Id bodyId;
  const facts::Body &body;
  std::map<Id, State> before; ///< by event; none where nothing is held
};

/// The mutex that `path` designates, if it is one object whoever asks.
MutexPath guardAt(const AccessPath &path);
/// The other way round; not to be asked of no guard.
AccessPath pathOf(const MutexPath &guard);

} // namespace overlap::rules
