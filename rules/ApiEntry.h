#pragma once

#include "rules/CallCondition.h"
#include "rules/PathPattern.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the catalogue knows of one function, class or global object. Plain data; docs/catalogue.md is the
/// format of the files.
namespace overlap::rules {

enum class MatchKind : std::uint8_t { Any, Function, Method, Constructor, Destructor, Operator };

/// The report's kinds of blocking calls.
enum class BlockKind : std::uint8_t {
  File,
  Network,
  Dns,
  Database,
  Process,
  Sync,
  Sleep,
  Terminal,
  Device,
  Rpc
};

/// "file", "network", ... as report.schema.json spells them.
const char *toString(BlockKind kind);

enum class Latency : std::uint8_t { Fast, Slow };

/// How tasks treat a call.
enum class Role : std::uint8_t {
  Plain,
  Io,   ///< an operation that a task may wait for; it counts only if Blocking::counts
  Lock, ///< acquires the lock in its resources
  TryLock,
  Unlock,
  Join,  ///< waits for another thread, future, barrier or for data to reach the disk: an order edge, never a
         ///< partner to overlap
  Sleep, ///< an order edge between tasks; inside a callee it makes the callee wait
  Close, ///< ends a handle
  Logging,   ///< order of the lines is an assumption, not a dependence
  OnceInit,  ///< std::call_once, pthread_once
  EventLoop, ///< the event loop's own wait
  Offload,   ///< `calls` run elsewhere from here until a Join
  Atomic,    ///< see Atomic
  Notify,    ///< wakes a waiter: an order edge, does not block
};

struct Blocking {
  BlockKind kind = BlockKind::File;
  std::vector<BlockKind> otherKinds; ///< when the handle decides
  Latency latency = Latency::Slow;   ///< physical estimate
  bool latencyDependsOnHandle = false;
  std::string latencyWhy;
  bool unboundedWait = false; ///< may wait for ever for a peer or thread
  bool perConnection = false; ///< each handle is one connection: concurrency needs one per task
  bool counts = false;        ///< makes a task or region I/O
  bool asyncWorthwhile = false;
  std::vector<std::string> asyncAlternatives;
  std::optional<unsigned> timeoutArg;       ///< argument that bounds the wait
  std::string nonblockingWhen;              ///< condition in words under which it does not block
  std::vector<CallCondition> nonblockingIf; ///< arguments by any of which it is told not to
};

/// `HANDLE if CONDITION`: puts the handle into non-blocking mode.
struct ModeChange {
  PathPattern handle;
  CallCondition when; ///< without terms: always
};

/// What a call touches outside memory.
struct ApiResource {
  enum class Handle : std::uint8_t {
    This,      ///< the receiver
    Arg,       ///< argument `arg`
    ArgTarget, ///< the handle that pointer argument `arg` points to: `*aN`
    Ret,       ///< the handle that is returned
    PathArg,   ///< what the path or name string in argument `arg` names (through `this` for path objects: see
               ///< PathThis)
    PathThis,  ///< what the receiver names
    PathRet,   ///< a name made up by the call (tmpnam): unlike all others
    Global,    ///< process-wide: `name` is stdout, stdin, stderr, environ, cwd, signals, rand, locale, ...
  };
  enum class Mode : std::uint8_t {
    Read, ///< reads commute
    Write,
    Order, ///< appends to a stream: kind `order`
    Fresh, ///< makes a handle that is distinct from all others
    Open,  ///< reads or writes as argument `modeArg` says: fopen's mode, open's flags, an openmode; where it
           ///< cannot be told, writes
    Close, ///< ends it
  };
  enum class Treatment : std::uint8_t {
    Whole,      ///< the operation is on all of the resource
    Stream,     ///< advances a position: operations are ordered
    Positional, ///< at an offset that an argument gives: `pread`
    FetchFresh, ///< takes the next item and makes a fresh handle of it: `accept`, `readdir`
    Link,       ///< a name that becomes, or gets, another name of the same file: `link`, `symlink`, `mount`
  };
  Handle handle = Handle::This;
  unsigned arg = 0;
  std::string name;
  Mode mode = Mode::Write;
  unsigned modeArg = 0; ///< of Open
  Treatment treatment = Treatment::Whole;
  /// True for what a name designates that the caller has.
  bool isName() const { return handle == Handle::PathArg || handle == Handle::PathThis; }
};

/// `HANDLE from HANDLE`: the first stands for (a part of) the same resource as the second: a statement and
/// its connection, `fileno`, `dup`, a transaction object. Operations on both are ordered.
struct DerivedHandle {
  PathPattern handle; ///< this, ret, aN or *aN
  PathPattern from;
  CallCondition when; ///< without terms: always
};

/// `PATTERN behind HANDLE`: memory that operations on the handle read and write from then on: a stream's
/// buffer, a mapping of a file.
struct HandleMemory {
  PathPattern memory, handle;
};

enum class Throws : std::uint8_t {
  No,
  AllocOnly, ///< allocation failure and length errors only: mission.md never counts these
  May,
};

/// What parameter types say about arguments that the entry's patterns do not mention. Handles (arguments and
/// receivers that the entry's resources name) are no memory and exempt.
enum class ArgumentRule : std::uint8_t {
  None,     ///< the patterns are complete
  ReadOnly, ///< also reads all(aN) of every argument and, of methods, all(this)
  ByType,   ///< also reads all(aN) of every argument, and writes all(aN) of each whose parameter is a pointer
            ///< or reference to non-const
  Forward,  ///< also reads aN and what it owns, and writes it where the parameter is an rvalue reference (it
            ///< is moved from); pointers are copied, not followed
  Printed,  ///< as ReadOnly, but as ByType where the format, the last parameter with a name, has a `%n` or is
            ///< not known
};

struct ApiEffects {
  std::vector<PathPattern> reads;
  std::vector<PathPattern> writes;
  bool storesAlways = false; ///< what `writes` names is overwritten, whatever the call is given
  ArgumentRule arguments = ArgumentRule::None;
  ReturnSpec returns;
  std::vector<CallSpec> calls; ///< user code that runs because of the call
  std::vector<KeepSpec> keeps; ///< pointers that outlive it
  std::vector<PathPattern>
      invalidates; ///< memory whose addresses and iterators stop being valid; `frees` too
};

/// Estimated operations of a call.
struct Cost {
  enum class Per : std::uint8_t { Call, Element, NLogN, LogN };
  double operations = 1;
  Per per = Per::Call; ///< what `operations` is multiplied by; the number of elements comes from the ranges
};

/// A loop in disguise: a standard algorithm.
struct Algorithm {
  enum class Kind : std::uint8_t {
    ForEach,
    Transform,
    Generate,
    Fill,
    Copy,
    CopyIf,
    Count,
    Find,
    Search,
    Compare,
    Reduce,
    Accumulate,
    Scan,
    Sort,
    Partition,
    Merge,
    Permute,
    Remove,
    MinMax,
    BinarySearch,
    Replace,
    Swap,
    Shuffle,
    Heap,
    Iota,
    AdjacentDifference,
    Set
  };
  Kind kind = Kind::ForEach;
  std::optional<unsigned> first, last, count; ///< the input range [first, last), or first + count
  std::optional<unsigned> range;              ///< a range object (std::ranges)
  std::optional<unsigned> first2;             ///< start of a second input range
  std::optional<unsigned> output;             ///< iterator written through
  std::optional<unsigned> callable;
  std::optional<unsigned> init;
  bool parallelisable =
      false; ///< iterations may run in any order if callable and element operations allow it
  bool ordered =
      false; ///< the standard promises left-to-right application (accumulate, for_each, partial_sum)
  bool stopsEarly = false; ///< find, any_of: the result decides how far it goes
};

/// An operation on an atomic object: the receiver, or `*a0`.
struct Atomic {
  enum class Op : std::uint8_t {
    Load,
    Store,
    Exchange,
    CompareExchange,
    Add,
    Sub,
    And,
    Or,
    Xor,
    Max,
    Min,
    Fence,
    Wait,
    TestAndSet,
    Clear
  };
  Op op = Op::Load;
  bool commutative = false; ///< add, sub, and, or, xor, max, min
};

/// One function of the catalogue. An entry without `effects` means: ArgumentRule::ByType, reads all(this)
/// and, for non-const methods, writes it (handles are exempt, see there); touches the listed resources; keeps
/// no pointer; runs no user code. Where even that is in doubt, effectsKnown is false: the call is an unknown
/// callee, of which the other fields are known.
struct ApiEntry {
  std::string name; ///< qualified, template arguments dropped, inline namespaces skipped
  MatchKind match = MatchKind::Any;
  std::string library;
  std::optional<unsigned> minParams, maxParams; ///< overloads with that many parameters only
  Role role = Role::Plain;
  std::optional<Blocking> blocking;
  std::vector<ApiResource> resources;
  std::vector<DerivedHandle> derives;
  std::vector<HandleMemory> memory;
  std::optional<ApiEffects> effects;
  bool effectsKnown = true;
  bool opaque =
      false; ///< may do anything: system, dlsym, calls into scripts. Two of them in one region are dependent
  std::string orderedWithAll; ///< why nothing may change places with it, not even what only computes
  bool pure = false;          ///< writes nothing and touches no resource; equal arguments give equal results
  bool noReturn = false;
  bool endsProcess = false; ///< never returns because the process ends: not the thread, nor by an exception
  Throws throws = Throws::No;
  bool commutes =
      false; ///< `independent`: calls of it never tie tasks or iterations to one another (a user's word)
  std::optional<ModeChange> setsNonblocking;
  Cost cost;
  std::optional<Algorithm> algorithm;
  std::optional<Atomic> atomic;
  /// The stream this call works on: kind and resource come from that object (ClassEntry::stream of its static
  /// type, or GlobalObject).
  std::optional<PathPattern> stream;
  std::string hint; ///< e.g. the re-entrant form of a function with hidden state
  std::string note;
  bool assumed = false; ///< a user's `assume`: holds for project functions too
};

/// What kind of thing a stream, socket or file object of some class is connected to.
enum class StreamKind : std::uint8_t { None, Memory, File, Network, Terminal, Unknown };

/// One class of the catalogue.
struct ClassEntry {
  enum class Kind : std::uint8_t {
    Plain,
    Sequence,
    Associative,
    Adaptor,
    View,
    Iterator,
    Pointer,
    Tuple,
    Stream,
    Mutex,
    Guard,
    Thread,
    Future,
    AtomicType,
    Callable,
    Handle,
    Engine
  };
  std::string name;
  std::string library;
  Kind kind = Kind::Plain;
  bool ownsElements = false; ///< each object has elements of its own: two objects never share them
  bool contiguous = false;   ///< elements lie side by side, data() + i
  bool counts = false;       ///< its elements are numbers, each one more than the last (std::views::iota)
  bool sharesWords = false;  ///< neighbouring elements share a memory location (vector<bool>, bitset)
  bool arithmetic = false;   ///< +, - and * of it combine values in any order (std::complex)
  bool copySharesState =
      false; ///< a copy refers to the same state (shared_ptr, span, cv::Mat, QVector until it detaches)
  bool inlineStorage = false; ///< elements lie inside the object (array, optional, pair): no pointer to chase
  StreamKind stream = StreamKind::None;
  std::vector<unsigned> elementArgs;  ///< template arguments that are element types
  std::vector<unsigned> functionArgs; ///< that compare or hash elements: their call operators run
  std::optional<unsigned> allocatorArg;
  std::string hint;
};

/// A well-known global object such as std::cout.
struct GlobalObject {
  std::string name;
  std::string library;
  std::string resource; ///< stdout, stderr, stdin ...
  StreamKind stream = StreamKind::Terminal;
  bool logging = false;
};

} // namespace overlap::rules
