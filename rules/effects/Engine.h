#pragma once

#include "rules/effects/BodyIndex.h"
#include "rules/effects/Exchanges.h"
#include "rules/effects/Footprint.h"
#include "rules/effects/Reachability.h"
#include "rules/effects/Resolver.h"
#include "rules/effects/Summary.h"
#include "rules/effects/Terms.h"

#include <map>
#include <memory>
#include <set>

namespace overlap::rules {

/// What is known of one body.
struct BodyState {
  BodyState(const Engine &engine, Id body);
  BodyIndex index;
  Exchanges exchanges;
  Resolver resolver;
  Reachability reach;
  /// Subscripts that are no values of the body: what callees touch, and sums. Their ids follow its values'.
  TermTable terms;
  /// A value of the body, or a term that is no load as if it were one.
  const facts::Value &value(Id id) const { return terms.contains(id) ? terms[id].value : facts.values[id]; }
  const facts::Body &facts;
  /// Calls that connect a handle to another one, to a file or to memory: SSL_set_fd, open, setvbuf.
  std::vector<Id> connecting;
};

/// A call in a body, with what can be said of its callee without looking inside.
struct CallSite {
  Id body = 0, event = 0;
  const facts::Call *call = nullptr;
  const facts::Function *function = nullptr; ///< null where not known
  ApiMatch api;
};

/// Shared state of the effect analysis: the program and what has been found out about its bodies and
/// functions so far.
class Engine {
public:
  Engine(const Program &program, const Catalogue &catalogue);
  ~Engine();

  const Program &program;
  const Catalogue &catalogue;
  mutable TermTable terms{1}; ///< of summaries

  const facts::Body &body(Id id) const { return program.tables.bodies[id]; }
  const facts::Type &type(Id id) const { return program.tables.types[id]; }
  Id functionOf(Id body) const { return functionOfBody[body]; }
  BodyState &state(Id body) const;
  /// Makes `body` be looked at anew, because summaries of callees have changed.
  void reset(Id body) const;
  Summary &summary(Id function) const { return summaries[function]; }

  CallSite site(Id body, Id event) const;
  ApiMatch api(Id function) const;
  /// What the catalogue says of a callable argument of a call: of its function, or where there are several
  /// (`std::less<>`) of its class.
  ApiMatch api(const facts::Call &call, const facts::Callable &callable) const;
  /// True if the match is of something that neither writes memory nor keeps a pointer.
  static bool onlyReads(const ApiMatch &match);
  /// True of a generator of random numbers: all that a call of it reads and writes is its own state.
  static bool touchesOnlyItsObject(const ApiEntry &entry);
  /// Functions of the program that the call may run: the callee and, where it is virtual, its overriders; of
  /// an indirect call what its pointer is known to hold. Empty where nothing is known.
  std::vector<Id> targets(const CallSite &site) const;
  /// Functions that some call or store puts into the std::function, or pointer, that `path` is: a global or a
  /// member.
  std::vector<Id> storedCallables(const facts::Path &path) const;
  /// True if code outside of the program may override what a virtual call runs.
  bool isOpen(const CallSite &site) const;
  /// True if no function that the call may run ever returns.
  bool neverReturns(const CallSite &site) const;
  /// Blocks of a body that hold such a call, in order.
  std::vector<Id> blocksThatEnd(Id body) const;
  /// True if the project itself defines the function.
  bool isDefined(Id function) const { return !program.bodiesOf[function].empty(); }
  const ClassEntry *classOfType(Id type) const;
  const ClassEntry *classOfRecord(Id record) const;
  /// The record of a record type, or 0; references are looked through.
  Id recordOf(Id type) const;
  /// The type itself, or what it refers to.
  Id valueType(Id type) const;
  /// True if an object of the type may hold the address of another one.
  bool holdsPointers(Id type) const;
  /// True if no object of the type holds an address but of memory of its own: numbers, strings, containers
  /// and structures of such.
  bool isValue(Id type, unsigned depth = 0) const;
  /// True for (a reference to) a tuple or the like with a reference among its elements.
  bool holdsReferences(Id type) const;
  /// True if nothing in the program takes the address of the variable and no unseen code can.
  bool isPrivateGlobal(Id global) const { return privateGlobals[global]; }
  /// The GlobalId of an object that a library keeps and returns the address of (addLibraryObjects), or 0.
  Id libraryObject(const std::string &name) const;
  /// The program's names of what the catalogue calls `resource`: `stdout` and `std::cout`, `environ`.
  const std::vector<Id> &globalsOf(const std::string &resource) const;
  /// What the pointers to functions in a global, or in an array or record that it is, may hold.
  struct Handlers {
    std::vector<Id> functions;
    bool isComplete = false;
  };
  bool derivesFrom(Id record, Id base) const;
  /// True if some class of the program derives from the record.
  bool isBase(Id record) const { return bases[record]; }
  /// What the program gives a library to keep for later calls (`curl_easy_setopt`).
  struct Callbacks {
    std::set<Id> functions;
    bool hasOthers = false; ///< functions that are not known, or memory to write to
    bool isEmpty() const { return functions.empty() && !hasOthers; }
    void add(const Callbacks &more);
  };
  /// What may run in a call that stands in `body`. Null if the program calls no function of the entry's
  /// library that keeps anything.
  const Callbacks *callbacks(const ApiEntry &entry, Id body) const;

  const Footprints footprints{*this};

private:
  void findPrivateGlobals();
  void findCallbacks();
  void findHandlers();
  bool addPointedTo(const CallSite &site, Id value, std::vector<Id> &result) const;
  bool addHandlers(const CallSite &site, Id global, std::vector<Id> &result) const;
  void addMemberHandlers(const CallSite &site, const facts::Step &member, std::vector<Id> &result) const;
  bool addStored(const facts::Body &body, Id value, std::vector<Id> &result) const;
  void addStore(const facts::Body &body, const facts::Path &path, Id value);
  void addCallables(const facts::Path &path, const facts::Call &call);
  bool canBeCalled(const CallSite &site, Id function) const;
  Id globalBehind(Id body, const facts::Path &path) const;

  std::vector<Id> functionOfBody;
  std::vector<bool> privateGlobals, bases;
  std::map<std::string, Id> libraryObjects;
  std::map<std::string, std::vector<Id>> globalsByResource;
  std::vector<Handlers> handlers;                     ///< by global
  std::map<std::pair<Id, Id>, std::set<Id>> inFields; ///< functions stored in a field of a record
  std::map<Id, std::set<Id>> inRecords;               ///< in globals that are, or consist of, such records
  Id programOf(Id body) const;
  std::set<Id> mainFiles; ///< FileIds: each belongs to a program of its own
  /// By library and program: the file of its `main`, 0 for what stands in none such and may run in all.
  std::map<std::string, std::map<Id, Callbacks>> callbacksByLibrary;
  mutable std::vector<std::unique_ptr<BodyState>> states;
  mutable std::vector<Summary> summaries;
  mutable std::vector<std::pair<bool, ApiMatch>> apis;
  mutable std::vector<std::pair<bool, const ClassEntry *>> classes;
};

/// The function that a call passes as argument `arg`, by its name or as a lambda; 0 where that is not known.
Id passedFunction(const facts::Body &body, const facts::Call &call, unsigned arg);

/// True for a handle that the function makes of what a name designates: `fopen`, `std::ofstream::open`.
bool isMadeByName(const ApiEntry &entry, const ApiResource &handle);

/// Report location of a Loc.
Location location(const Program &program, const facts::Loc &loc);

} // namespace overlap::rules
