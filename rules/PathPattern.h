#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What catalogue entries say about memory, in terms of the call: `this`, arguments, the result, named global
/// state.
namespace overlap::rules {

/// One step from what a pattern has designated so far.
struct PatternStep {
  enum class Kind : std::uint8_t {
    Deref,        ///< `*P`: the one object that the pointer (iterator, smart pointer) P points to
    Array,        ///< `P[]`: array of any length that begins at pointer P
    Range,        ///< `range(P,aN)`: elements from iterator or pointer P up to iterator or pointer aN
    CountedRange, ///< `range(P,+aN)`: aN elements from P on (bytes where P is `void *`)
    Elements,     ///< `elements(P)`: all elements of the container, string, span, array P
    Element,      ///< `element(P,aN)`: the element that subscript or key aN selects
    Selected, ///< `selected(P)`: the element that the function's first template argument numbers: std::get
    All,      ///< `all(P)`: P and everything reachable from it
  };
  Kind kind = Kind::Deref;
  unsigned arg = 0; ///< N of Range, CountedRange, Element
  bool operator==(const PatternStep &) const = default;
};

/// A set of memory locations that a call touches. A root alone is the whole object:
/// - `this`: the receiver with its size and structure, without the elements it owns (`elements(this)`) or
/// points to;
/// - `aN`: the argument's value, or the object a reference parameter refers to (again without owned
/// elements); N from 0,
///   the receiver does not count;
/// - `ret`: the object returned (by value or by reference);
/// - `global:NAME`: named hidden state, such as `global:rand`; `thread:NAME`: of which each thread has its
///   own, such as `thread:errno`.
struct PathPattern {
  enum class Root : std::uint8_t { This, Arg, Ret, Global };
  Root root = Root::This;
  unsigned arg = 0;               ///< N of Arg
  std::string global;             ///< NAME of Global
  bool perThread = false;         ///< Global: each thread's own
  std::vector<PatternStep> steps; ///< outermost last: `elements(*a0)` is a0, Deref, Elements

  bool operator==(const PathPattern &) const = default;
};

/// Parses `text`; grammar: P := this | aN | ret | global:NAME | thread:NAME | *P | P[] | (P) | range(P,aN) |
/// range(P,+aN) | elements(P) | element(P,aN) | all(P), where `*a0[]` is as in C what each element of a0[]
/// points to. Throws overlap::Error with a one-line message that quotes `text`.
PathPattern parsePathPattern(std::string_view text);

/// The canonical text of `pattern`: parsePathPattern(toString(p)) == p.
std::string toString(const PathPattern &pattern);

/// What a call's result is.
struct ReturnSpec {
  enum class Kind : std::uint8_t {
    Unspecified, ///< the entry does not say: may be anything reachable from the arguments and the entry's
                 ///< globals
    Value,       ///< holds no pointer to memory that existed before
    Fresh,       ///< points to memory (or is an object) that nothing else reaches
    Handle,      ///< a handle of a resource: see the entry's resources for `ret`
    Alias,       ///< `alias(P)`: equals P: reference to that object, or a copy of that pointer
    Ref, ///< `element(this,a0)` and other patterns: a reference or pointer to what the pattern designates
    Iterator, ///< `iterator(P)`: an iterator to some element of P
    Begin,    ///< `begin(P)`: iterator to (or pointer at) the first element
    End,      ///< `end(P)`
    Last,     ///< `last(P)`: the last element
    Target,   ///< `deref(P)`: reference to what the iterator or smart pointer P points to
    Advance,  ///< `advance(P,aN)`, `advance(P,+1)`, `advance(P,-1)`: P moved by that many elements
    Distance, ///< `distance(P,aN)`: number of elements from P to aN
    Size,     ///< `size(P)`: number of elements of P
    Copy,     ///< `copy(P)`: an object of its own with the value of P; pointers inside are those of P
    Part,     ///< `part(P)`: an owner of what was a part of the container P
  };
  Kind kind = Kind::Unspecified;
  PathPattern path; ///< P
  int step = 0;     ///< Advance: constant distance; 0 means argument `arg`
  unsigned arg = 0; ///< Advance, Distance
};

/// Parses a `returns` field. Throws overlap::Error.
ReturnSpec parseReturn(std::string_view text);

/// User code that a call runs.
struct CallSpec {
  enum class Kind : std::uint8_t {
    Argument, ///< `aN(P,...)`: the callable argument N, with references to (elements of) the patterns as
              ///< arguments
    Last,     ///< `last(...)`: the last argument, a callable
    Receiver, ///< `this(...)`: the callable that the receiver holds (std::function, packaged_task)
    Copy,
    Move,
    Construct,
    Destroy,
    Assign,
    Swap, ///< `T::copy` ...: of the element type
    Compare,
    Equal,
    Hash,
    Allocator,
    Deleter, ///< the container's, or the element type's operator where it has the default
    Input,
    Output,     ///< `T::input`, `T::output`: operator>> and operator<< of the element type
    Arithmetic, ///< `T::arithmetic`: the element type's +, - or *
    Iterator,   ///< `Iterator`: the iterators' ++, * and ==
    Registered, ///< `registered`: what the program has given the library to keep
    Any,        ///< `any`: the same, and where nothing was given to keep, code that nothing is known of
  };
  /// Where and when that code runs.
  enum class When : std::uint8_t {
    Now,       ///< before the call returns, on the calling thread
    Thread,    ///< `thread:`: on another thread, from now until joined
    EventLoop, ///< `loop:`: later, on an event loop
    Later,     ///< `later:`: later, on a thread that is not known (signal handlers)
    Kept,      ///< `kept:`: in later calls of the same library, those that call what was `registered`
    Parallel,  ///< `parallel:`: before the call returns, by several threads at once
  };
  Kind kind = Kind::Any;
  When when = When::Now;
  unsigned arg = 0;                ///< N of Argument
  std::vector<PathPattern> passes; ///< what the callable gets, by position; empty: not said
};

/// Parses an element of `calls`. Throws overlap::Error.
CallSpec parseCall(std::string_view text);

/// A pointer that outlives the call: the value of argument `arg` (or pointers in it) may be stored in `into`.
struct KeepSpec {
  bool receiver = false; ///< `this in P`
  unsigned arg = 0;      ///< `aN in P`
  PathPattern into;
};

/// Parses an element of `keeps`: `aN in P`. Throws overlap::Error.
KeepSpec parseKeep(std::string_view text);

} // namespace overlap::rules
