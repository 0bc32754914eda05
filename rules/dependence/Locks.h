#pragma once

#include "rules/dependence/Pairs.h"

/// Mutexes that one iteration holds while it touches shared state.
namespace overlap::rules {

/// What is held where in a loop, on all paths from the start of the iteration. Only locks taken inside the
/// iteration count, of a mutex that is one object for all iterations, by a guard object (lock_guard,
/// scoped_lock, unique_lock) or by a catalogued call (pthread_mutex_lock, std::mutex::lock). Whatever may
/// give a lock back ends it: the guard's destructor, an unlock, and any other call that is given the guard or
/// the mutex.
class Locks {
public:
  Locks(Symbolic &symbolic, PairTest &pairs);

  /// The mutex, as the source spells it, that is held at each of `events`; empty if there is none.
  std::string guardOf(const std::vector<Id> &events);
  /// True if the call does nothing but take or give back a lock.
  static bool isLocking(BodyContext &context, Id event);

private:
  struct Held {
    Place mutex;
    Id guard = 0; ///< variable whose destructor gives it back, or 0
    auto operator<=>(const Held &) const = default;
  };
  using State = std::set<Held>;

  void solve();
  void step(Id event, State &state);
  void acquire(Id event, State &state);
  void add(const AccessPath &mutex, Id guard, Id event, State &state);

  Symbolic &symbolic_;
  PairTest &pairs_;
  BodyContext &context_;
  const facts::Body &body_;
  bool isSolved_ = false;
  std::map<Id, State> before_; ///< by event of the loop
  std::map<Place, std::string> names_;
};

} // namespace overlap::rules
