#pragma once

#include "rules/effects/Engine.h"
#include "rules/effects/HandleModes.h"
#include "rules/effects/UserCode.h"

/// What one call does, in terms of the calling body.
namespace overlap::rules {

/// The effects of a call with chains that are still shared; see CallEffects.
struct CallOutcome {
  CallEffects effects; ///< without `blocking`
  struct Blocking {
    BlockingUse use; ///< without `chain`
    std::shared_ptr<const CallChain> chain;
  };
  std::vector<Blocking> blocking;
  unsigned unknownLoopDepth = 0;
};

class CallModel {
public:
  CallModel(const Engine &engine, const UserCode &userCode, const HandleModes &modes,
            const std::vector<Id> &componentOf)
      : engine(engine), userCode(userCode), modes(modes), componentOf(componentOf) {}

  CallOutcome outcome(Id body, Id event) const;

  /// Functions of the program that the call may run, directly or through a library: the edges of the call
  /// graph.
  std::vector<Id> runs(const CallSite &site) const;

  /// What handle a value stands for: the variable that holds it, or the object that it designates.
  AccessPath handleOf(Id body, Id value, unsigned depth = 0) const;

private:
  void addTarget(const CallSite &site, Id target, CallOutcome &out) const;
  void addSummary(const CallSite &site, const Binding &binding, Id target, const Summary &summary,
                  CallOutcome &out) const;
  Id passedWhole(const Binding &binding, const SummaryResource &use) const;
  void addUnknown(const CallSite &site, std::string name, const Location &declared, bool indirect,
                  CallOutcome &out, bool withReceiver = true) const;
  void addStoredUnknown(const CallSite &site, const Location &here, CallOutcome &out) const;
  bool isStateless(Id type) const;
  void addHolder(const CallSite &site, AccessPath held, CallOutcome &out) const;
  void addArgumentReach(const CallSite &site, bool withReceiver, CallOutcome &out) const;
  void addApi(const CallSite &site, CallOutcome &out) const;
  void addOpaque(const CallSite &site, CallOutcome &out) const;
  void addApiArguments(const CallSite &site, ArgumentRule rule, bool withReceiver, CallOutcome &out) const;
  bool movesElements(Id type) const;
  const GlobalObject *namedGlobal(const AccessPath &path) const;
  void addApiResources(const CallSite &site, CallOutcome &out) const;
  AccessPath wholeObject(Id body, AccessPath path) const;
  void addApiStream(const CallSite &site, CallOutcome &out) const;
  void addBlocking(const CallSite &site, const std::optional<AccessPath> &handle, CallOutcome &out) const;
  void addApiCall(const CallSite &site, const CallSpec &spec, CallOutcome &out) const;
  void addApiRun(const CallSite &site, const CallSpec &spec, CallOutcome &out) const;
  Id madeRecord(const CallSite &site) const;
  AccessPath madeObject(const CallSite &site) const;
  bool takesAsItIs(Id wanted, Id given) const;
  bool addMade(const CallSite &site, const AccessPath &object, CallOutcome &out) const;
  bool comparesIterators(const CallSite &site, const facts::Arg &arg) const;
  bool addRegistered(const CallSite &site, CallOutcome &out) const;
  bool addStoredCallable(const CallSite &site, const CallSpec &spec, CallOutcome &out) const;
  void addCallable(const CallSite &site, const CallSpec &spec, unsigned arg, CallOutcome &out) const;
  void addCallable(const CallSite &site, const CallSpec &spec, unsigned arg, Id function,
                   CallOutcome &out) const;
  void addUnlistedCallables(const CallSite &site, CallOutcome &out) const;
  bool opensForReading(const CallSite &site, unsigned arg) const;
  ArgumentRule ruleOf(const CallSite &site, ArgumentRule rule) const;
  bool mayBeCallable(const CallSite &site, unsigned arg) const;
  void addPattern(const CallSite &site, const PathPattern &pattern, bool isWrite, CallOutcome &out) const;
  void addAccess(const CallSite &site, AccessPath path, bool isWrite, CallOutcome &out) const;
  std::string calleeSpelling(Id body, Id value) const;
  Id passedHandle(const CallSite &site) const;
  AccessPath original(Id body, AccessPath handle, unsigned depth = 0) const;
  std::optional<AccessPath> derivedFrom(const CallSite &site, unsigned depth) const;
  std::optional<AccessPath> handleAt(const CallSite &site, const PathPattern &pattern, unsigned depth) const;
  bool addHandleUse(const CallSite &site, ResourceAccess use, CallOutcome &out) const;
  bool addDesignated(const CallSite &site, ResourceAccess &use, CallOutcome &out) const;
  void addOriginals(const CallSite &site, const ResourceAccess &use, CallOutcome &out) const;
  void addFile(const CallSite &site, const CallSite &opening, const ResourceAccess &use,
               CallOutcome &out) const;
  void addMemoryBehind(const CallSite &site, const CallSite &connection, const PathPattern &memory,
                       bool isWrite, CallOutcome &out) const;
  bool isOn(const ResourceAccess &use, const CallSite &connection, const PathPattern &handle) const;
  ResourceMode modeOf(const CallSite &site, const ApiResource &resource) const;
  void addState(const CallSite &site, const std::string &name, ResourceMode mode, CallOutcome &out) const;
  AccessPath callerHandle(const Binding &binding, const SummaryPath &handle) const;
  std::optional<std::string> literal(const CallSite &site, unsigned arg) const;
  std::optional<std::string> textOf(Id body, Id value) const;
  std::optional<std::string> textIn(Id body, Id var) const;
  void nameByValue(Id body, Id value, ResourceAccess &use) const;
  void nameStream(const char *stream, ResourceAccess &use) const;
  std::vector<std::string> literals(const CallSite &site, unsigned arg) const;
  bool isLiteralSelect(const CallSite &site, unsigned arg) const;

  const Engine &engine;
  const UserCode &userCode;
  const HandleModes &modes;
  const std::vector<Id> &componentOf;
};

/// The links of a chain, the first ones if it is very long.
std::vector<ChainLink> chainLinks(const Program &program, const CallChain *chain);

} // namespace overlap::rules
