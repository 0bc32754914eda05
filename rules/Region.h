#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What the rules say: plain data with the names and meanings of docs/report.schema.json. The words are those
/// of docs/verdicts.md.
namespace overlap::rules {

struct Location {
  std::string file;
  unsigned line = 0, column = 0, endLine = 0, endColumn = 0;
  auto operator<=>(const Location &) const = default;
};

enum class RegionKind : std::uint8_t { Loop, Calls, Call };
enum class Boundness : std::uint8_t { Cpu, Io, Mixed, Light, Unknown };
enum class Status : std::uint8_t {
  Independent,
  Conditional,
  Partial,
  Unknown,
  Dependent
}; ///< from best to worst
enum class AssumptionKind : std::uint8_t {
  NoAlias,
  UnknownCallee,
  InjectiveIndex,
  DistinctResource,
  Order,
  NoException,
  Other
};
enum class DependenceKind : std::uint8_t { Flow, Anti, Output, Resource, Control, Order };

/// The spelling used in reports, policies and annotations, e.g. "no-alias".
const char *name(RegionKind);
const char *name(Boundness);
const char *name(Status);
const char *name(AssumptionKind);
const char *name(DependenceKind);

/// One sentence that a person can check. Independence holds if all of a region's assumptions do.
struct Assumption {
  AssumptionKind kind = AssumptionKind::Other;
  std::string message;
  Location location;
  std::string guardedBy; ///< of Order: the lock under which the state is changed, as the source spells it
  auto operator<=>(const Assumption &) const = default;
};

struct Dependence {
  DependenceKind kind = DependenceKind::Flow;
  std::string subject; ///< variable, memory or resource as the source spells it
  Location from, to;
  bool loopCarried = false;
  std::optional<std::int64_t> distance; ///< in iterations, where known
  std::string action; ///< what both ends do, where a word says more than the kind: "appends to"
  auto operator<=>(const Dependence &) const = default;
};

/// Why a loop that runs in parallel must not.
struct Race {
  Dependence tie; ///< the two accesses that may meet
  std::string why;
  std::string remedy; ///< what to change, where one change is enough
};

struct Reduction {
  /// What holds the elements of a reduced array.
  enum class Holder : std::uint8_t { Variable, Pointer, Object };
  std::string variable;
  std::string op; ///< + * - & | ^ && || min max, argmin argmax, or a function's name
  Holder holder = Holder::Variable;
  auto operator<=>(const Reduction &) const = default;
};

struct Independence {
  Status status = Status::Unknown;
  std::vector<Assumption> assumptions;
  std::vector<Dependence> dependences;
  std::vector<Reduction> reductions;
  std::vector<std::string> privates, lastprivates, firstprivates;
  std::string sharedAtomic;         ///< an atomic that iterations meet in, as the source spells it
  std::string reason;               ///< for Unknown: what stopped the analysis
  std::vector<std::string> hints;   ///< one change that would free a dependent region
  std::vector<std::string> notes;   ///< e.g. that a reduction's rounding may change
  std::vector<std::string> hazards; ///< what does not tie the tasks and has to be handled first
};

struct ChainLink {
  std::string function;
  Location location;
};

struct BlockingCall {
  std::string callee;
  std::string kind;    ///< file, network, ...
  std::string latency; ///< fast or slow: the catalogue's physical estimate
  Location location;
  std::vector<ChainLink> chain; ///< from the region down to the blocking call
  std::vector<std::string> asyncAlternatives;
  std::string handle;
  bool mayBeNonblocking = false; ///< if the handle is in a mode that was not seen
  bool counts = true;            ///< whether it makes a region I/O
  std::string policyLatency;     ///< fast or slow: the policy's class
};

struct Task {
  Location location;
  std::string callee;
  Boundness boundness = Boundness::Unknown;
  std::vector<unsigned> dependsOn; ///< indices into Region::tasks
  unsigned level = 0;
};

struct Message {
  std::string rule;
  std::string message;
};

struct Alternative {
  std::string strategy, message;
};

struct Note {
  Location location;
  std::string message;
};

struct Region {
  std::string id, rule;
  RegionKind kind = RegionKind::Loop;
  Location location;
  std::string function;
  Boundness boundness = Boundness::Unknown;
  std::string strategy; ///< a policy's word; "sequential" where nothing is advised
  Independence independence;
  std::vector<Task> tasks;
  std::string ioLatency, ioConnections; ///< empty where the region is not I/O
  std::vector<BlockingCall> operations;
  double work = 0; ///< estimated operations of one execution; a lower bound where trip counts are unknown
  bool workIsKnown = false;
  double worthFrom = 0;  ///< of loops of unknown length: iterations from which the work pays; 0 otherwise
  std::string worthText; ///< what `worthFrom` counts: "n", "n * m"; empty: iterations
  std::optional<std::int64_t> tripCount;
  std::string tripCountText; ///< symbolic, where not constant: "n"
  double speedupBound = 0;   ///< 0: not estimated
  std::vector<Message> reasons;
  std::vector<Alternative> alternatives;
  std::vector<std::string> hazards, hints;
  std::string strategyDetail;
  std::string alreadyParallel; ///< what lets it run at once with other code already: "'#pragma omp for'"
  std::optional<Race> race;
  std::string advisedOuterLoop; ///< "line N", of a loop inside one that is advised
  std::vector<std::string> instantiations;
  std::string blockedContext;  ///< of kind Call: "a coroutine", "a [[clang::nonblocking]] function"
  std::string message;         ///< the one line of the text report
  std::string whyOnlyUnderAll; ///< why the default report leaves it out; empty: it lists it
  bool suppressed = false;     ///< by a comment in the source
  std::string suppressionReason;
};

} // namespace overlap::rules
