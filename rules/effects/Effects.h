#pragma once

#include "rules/Catalogue.h"
#include "rules/Program.h"
#include "rules/Region.h"
#include "rules/effects/Access.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Effect summaries of functions, and what events do in terms of the body they stand in.
namespace overlap::rules {

enum class ResourceMode : std::uint8_t { Read, Write, Order, Fresh, Close };

/// Key of the resource that a call which may do anything (`system`, `dlsym`) uses: two of them are tied, one
/// is an unknown callee.
inline constexpr const char *kAnything = "anything";

/// Key of all files and streams at once: `sync`, `fflush(NULL)`.
inline constexpr const char *kAllFiles = "files";

/// A use of something outside memory. `key` names process-wide ones and literal names ("stdout", "environ",
/// "cwd", "path:out/a.txt"); where it is empty the resource is what `handle` designates.
struct ResourceAccess {
  std::string kind; ///< file, network, database, ..., or the global's name
  std::string key;
  AccessPath handle; ///< the variable or object that holds the handle, if hasHandle
  bool hasHandle = false;
  ResourceMode mode = ResourceMode::Write;
  bool logging = false;        ///< order that may change: an assumption, not a dependence
  bool positional = false;     ///< pread, pwrite: two uses of one handle need not conflict
  bool isLocking = false;      ///< taking or giving back a mutex
  bool isLink = false;         ///< the call makes this name one of several of its file
  bool inFiles = false;        ///< a database without a server: what it works on are files, whichever
  bool isStream = false;       ///< the class of the object that `handle` is decides what is used
  bool byName = false;         ///< `handle` holds a name (a path): different objects may hold equal names
  bool changesNothing = false; ///< a request to a database that is known to only read: a literal SELECT
  bool lastWords = false;      ///< a message on the way to the end of the process: a hazard, no order
  std::string callee;          ///< the catalogued function
  std::string hint;            ///< e.g. the re-entrant form
  Id event = 0;                ///< EventId of the call in this body
};

/// A blocking operation that a call leads to.
struct BlockingUse {
  const ApiEntry *api = nullptr;
  Id event = 0;                 ///< EventId of the call in this body
  std::vector<ChainLink> chain; ///< functions below this body down to the catalogued one, shortest
  AccessPath handle;
  bool hasHandle = false;
  bool isElsewhere = false; ///< on another thread, or later on an event loop: the caller does not wait

  /// True of a wait for what others have started: what a function both starts and waits for is its own
  /// affair.
  bool waitsForOthers() const;
};

/// A callee about which nothing is known.
struct UnknownCallee {
  std::string name;
  Location declared; ///< of the declaration, or of the call for an indirect one
  Id event = 0;
  bool indirect = false;      ///< through a pointer or std::function
  bool reachesMemory = false; ///< by what it is given
  /// The slot of the body (see Summary.h), or the global, that it is found in or behind.
  std::optional<std::pair<BaseKind, Id>> heldBy;
};

/// What the analysis takes for granted of a callee; `others` are what it then does not disturb.
std::string assumedOf(const UnknownCallee &callee, const std::string &name, const char *others);

/// What executing one call may do, in terms of the calling body.
struct CallEffects {
  std::vector<Access> accesses;
  std::vector<ResourceAccess> resources;
  std::vector<BlockingUse> blocking;
  std::vector<UnknownCallee> unknowns; ///< their effects on what their arguments reach are in `accesses`; on
                                       ///< the rest an assumption is needed
  bool mayThrow = false;               ///< an explicit throw in a seen body or by the catalogue
  bool noReturn = false;
  bool frees = false;          ///< frees some of the memory that it writes
  bool maySpawn = false;       ///< starts a thread or task that goes on after it returns
  bool writesAnything = false; ///< inline assembly, longjmp and the like: no assumption can save it
  std::string writesAnythingReason;
  double work = 0;                  ///< estimated operations of one call
  bool workHasUnknownLoops = false; ///< a lower bound: some trip counts are unknown
  bool workIsHeavy = false;         ///< unbounded loops or recursion inside
  bool recursive = false; ///< the callee calls back into its caller's own strongly connected component
};

/// Whole-program effect analysis. Construction computes the summaries bottom-up over the call graph's
/// strongly connected components; queries are cheap.
class EffectAnalysis {
public:
  EffectAnalysis(const Program &program, const Catalogue &catalogue);
  ~EffectAnalysis();

  /// Resolves a path of `body` (of function `function`): pointer values are traced to the variables,
  /// parameters, allocations or container elements they come from. Never narrower than the truth.
  AccessPath resolve(Id body, Id path) const;
  /// The object(s) that pointer or reference value `value` designates.
  AccessPath resolvePointer(Id body, Id value) const;

  /// What Read, Write and Atomic events access directly, and Calls through their callees. Empty for other
  /// kinds. Unknown events yield an access with base Unknown, read and write.
  std::vector<Access> accesses(Id body, Id event) const;

  /// Blocks in which a call never returns, in order: the callee says so, or its body ends the process or
  /// throws whichever way it takes.
  std::vector<Id> blocksThatEnd(Id body) const;

  /// Effects of Call event `event`.
  CallEffects call(Id body, Id event) const;

  /// The mutex that is surely held when `event` happens.
  std::optional<AccessPath> lockHeldAt(Id body, Id event) const;

  /// The catalogue's entry for the callee of Call event `event`, or null.
  const ApiEntry *api(Id body, Id event) const;

  /// What subscript `id` of an access path is: a value of the body, or one that is put together in the same
  /// way from such values and what callees compute with them. A sum of no type is one of subscripts, at the
  /// width of a pointer. Unknown with no reason: see `load` and `range`.
  const facts::Value &value(Id body, Id id) const;
  /// A subscript that a callee reads from memory.
  struct Load {
    AccessPath path;
    Id event = 0; ///< the call in this body
  };
  std::optional<Load> load(Id body, Id id) const;
  /// The least and the greatest value of a subscript that counts in a callee's loop.
  struct Range {
    Id low = 0, high = 0;
    bool isFull = false; ///< it takes each value between them
  };
  std::optional<Range> range(Id body, Id id) const;

  /// The integer that Call event `event` returns as a subscript of this body, or 0.
  Id returnedNumber(Id body, Id event) const;
  /// What the pointer or reference designates that Call event `event` returns, from what is passed, if the
  /// one function that it runs returns always the same part of that.
  std::optional<AccessPath> returnedObject(Id body, Id event) const;

  /// What Call event `event` stores into, whichever way its callee takes. `type` is what is stored.
  std::vector<Access> sureStores(Id body, Id event) const;

  /// True if callable argument `callable` of Call event `event` is catalogued and neither writes memory nor
  /// keeps a pointer: `std::less`.
  bool onlyReads(Id body, Id event, const facts::Callable &callable) const;

  /// True if the address of variable `var` may be known outside of the body's own direct accesses when
  /// `event` executes (0: ever).
  bool escapes(Id body, Id var) const;

  /// True if all that touches the storage of variable `var` has a path with base Var `var`, and such a path
  /// designates nothing else: no pointer of the body or of others leads to it, and it holds none itself.
  bool isTouchedOnlyByName(Id body, Id var) const;

  /// The variables in which the address of variable `var`, or of a part of it, may lie at some time; nothing
  /// if it may lie anywhere else.
  std::optional<std::vector<Id>> holdersOf(Id body, Id var) const;

  /// True if no object of the type holds an address but of memory of its own.
  bool isValue(Id type) const;

  /// True if the address of variable or allocation `id`, or of a part of it, lies in variables and
  /// allocations of the body only that `isOwn` accepts.
  bool isHeldOnlyBy(Id body, BaseKind base, Id id, const std::function<bool(BaseKind, Id)> &isOwn) const;

  /// True if all that `path` may designate lies in variables and allocations of the body that `isOwn`
  /// accepts.
  bool staysWithin(Id body, const AccessPath &path, const std::function<bool(BaseKind, Id)> &isOwn) const;

  /// True if `a` and `b` may designate overlapping memory on some execution, comparing bases, fields and
  /// types but not subscripts. If only an assumption could tell them apart, `needsNoAlias` is set when not
  /// null (the answer is then true).
  bool mayOverlap(Id body, const AccessPath &a, const AccessPath &b, bool *needsNoAlias = nullptr) const;

  /// True if the two lie in one object by what the body, or what it calls, stores in the pointers that they
  /// go through: no assumption can keep them apart.
  bool areMadeToMeet(Id body, const AccessPath &a, const AccessPath &b) const;

  /// `path` as `event` sees it, by way of where its pointers were copied from, as far as the body shows it by
  /// the names of what it stores into: enough to contradict an assumption, and no proof.
  const AccessPath &traced(Id body, const AccessPath &path, Id event) const;
  /// True if the body stores one address in several elements of what `element` is one of.
  bool holdsOneTwice(Id body, const AccessPath &element) const;

  /// True if `path` designates all that some object reaches, and pointers in there may lead out of what the
  /// object owns.
  bool leadsElsewhere(Id body, const AccessPath &path) const;

  /// True if both paths lead to one object of the body, by pointers that it was itself seen to store or pass
  /// on: where `mayOverlap` needs an assumption, it is known to be false. Elements of arrays are not told
  /// apart.
  bool isSameObject(Id body, const AccessPath &a, const AccessPath &b) const;

  /// The elements that argument `arg` of Call event `event` leads to: of a container or other range, or
  /// behind a pointer or iterator. Nothing if the catalogue does not know the call or the argument is
  /// neither.
  std::optional<AccessPath> elementsOf(Id body, Id event, unsigned arg, bool isRange) const;

  /// Whether a handle is the standard stream of that name ("stdout"); nothing if it may be.
  std::optional<bool> isStandardStream(Id body, const AccessPath &handle, const std::string &name) const;

  /// As the source would spell it: "grid[i].x", "*out", "this->cache_".
  std::string spell(Id body, const AccessPath &path) const;

  const Program &program() const;
  const Catalogue &catalogue() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Report location of a LocId of a body.
Location location(const Program &program, Id body, Id loc);

} // namespace overlap::rules
