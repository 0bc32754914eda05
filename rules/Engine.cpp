#include "rules/Engine.h"

#include "rules/regions/Advice.h"
#include "rules/regions/CallsRegions.h"
#include "rules/regions/LoopRegions.h"
#include "rules/regions/MisplacedCalls.h"
#include "rules/rule/Rule.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace overlap::rules {

using namespace facts;

namespace {

std::uint64_t mix(std::uint64_t hash, std::string_view text) { // FNV-1a
  for (unsigned char c : text)
    hash = (hash ^ c) * 0x100000001b3ull;
  return (hash ^ 0xff) * 0x100000001b3ull;
}

/// How good a verdict is; the worst of a template's instantiations is reported.
int badness(Status status) {
  switch (status) {
  case Status::Dependent:
    return 4;
  case Status::Unknown:
    return 3;
  case Status::Partial:
    return 2;
  case Status::Conditional:
    return 1;
  case Status::Independent:
    return 0;
  }
  return 3;
}

class Engine {
public:
  Engine(const Program &program, const Catalogue &catalogue, const Policy &policy, Scope scope,
         const Guard &guard)
      : program_(program), scope_(scope), guard_(guard), effects_(program, catalogue), loops_(effects_),
        concurrent_(effects_), libraries_(program),
        context_{program, policy, effects_, loops_, concurrent_, libraries_} {}

  Report run() {
    Report report;
    countBodies();
    for (Id function = 1; function < program_.tables.functions.size(); ++function)
      if (!program_.function(function).inSystemHeader)
        for (Id body : program_.bodiesOf[function]) {
          const std::string &name = program_.str(program_.function(function).displayName);
          if (!guard_(name, [&] { judgeBody(function, body); }))
            report.unjudged.push_back(
                {program_.str(program_.tables.files[program_.function(function).loc.file].name), name});
        }
    report.functions = program_.functionsSeen;
    report.unseenBodies = unseen_.size();
    report.regions = mergeAndSort();
    report.blockingCalls.assign(blocking_.begin(), blocking_.end());
    return report;
  }

private:
  struct ByLocation {
    bool operator()(const BlockingCall &a, const BlockingCall &b) const {
      return std::tie(a.location, a.callee) < std::tie(b.location, b.callee);
    }
  };

  /// Instantiations of one template, and bodies that several units define, stand at one place.
  void countBodies() {
    if (scope_ == Scope::DefaultReport)
      for (Id function = 1; function < program_.tables.functions.size(); ++function)
        bodiesAt_[placeOf(function)] += program_.bodiesOf[function].size();
  }

  using Place = std::tuple<Id, std::uint32_t, std::uint32_t>;
  Place placeOf(Id function) const {
    const Loc &loc = program_.function(function).loc;
    return {loc.file, loc.line, loc.col};
  }

  void judgeBody(Id function, Id body) {
    // The worst verdict at a place is reported, so that none of them may be passed over.
    context_.judgesHidden = scope_ == Scope::Everything || bodiesAt_.at(placeOf(function)) > 1;
    const BodyInfo info(effects_, function, body);
    const WorkModel work(info, loops_);
    std::vector<Id> advised;
    take(function, judgeLoops(context_, info, work, advised));
    take(function, judgeCalls(context_, info, work, advised));
    take(function, judgeMisplacedCalls(context_, info));
    for (Id event : info.orderedEvents())
      if (info.body().events[event].kind == EventKind::Call)
        noteCall(info, event);
  }

  void noteCall(const BodyInfo &info, Id event) {
    const ApiEntry *api = effects_.api(info.id(), event);
    if (api && api->blocking) {
      std::vector<BlockingCall> direct;
      for (const BlockingUse &use : info.callEffects(event).blocking)
        if (use.api == api)
          addOperation(context_, info, use, direct);
      for (BlockingCall &call : direct)
        blocking_.insert(std::move(call));
    }
    const Id callee = info.body().calls[info.body().events[event].call].function;
    if (!api && callee && program_.bodiesOf[callee].empty() && !program_.function(callee).inSystemHeader)
      unseen_.insert(callee);
  }

  void take(Id function, std::vector<Judged> judged) {
    for (Judged &one : judged) {
      one.function = function;
      judged_.push_back(std::move(one));
    }
  }

  std::vector<Region> mergeAndSort() {
    // Instantiations of one template, and bodies that several units define, meet at one place.
    std::map<std::pair<Location, RegionKind>, Judged> byPlace;
    for (Judged &one : judged_) {
      const std::string instance =
          program_.function(one.function).isTemplateInstance ? one.region.function : std::string();
      auto [it, isNew] = byPlace.try_emplace({one.region.location, one.region.kind}, Judged{});
      std::vector<std::string> instances = std::move(it->second.region.instantiations);
      // Of equal verdicts, the one that matters most.
      auto weight = [](const Judged &j) { return std::pair(badness(j.region.independence.status), j.gain); };
      if (isNew || weight(one) > weight(it->second))
        it->second = std::move(one);
      if (!instance.empty() && std::ranges::find(instances, instance) == instances.end())
        instances.push_back(instance);
      it->second.region.instantiations = std::move(instances);
    }
    std::vector<Judged> merged;
    std::map<std::string, unsigned> seen;
    for (auto &[place, one] : byPlace) {
      const std::uint64_t hash =
          mix(mix(mix(0xcbf29ce484222325ull, one.region.location.file), one.region.function),
              name(one.region.kind)) ^
          one.textHash;
      char text[32];
      std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
      const unsigned ordinal = seen[text]++;
      if (one.isPassedOver)
        continue;
      one.region.id = ordinal ? std::string(text) + "-" + std::to_string(ordinal) : text;
      merged.push_back(std::move(one));
    }
    std::ranges::sort(merged, [](const Judged &a, const Judged &b) {
      return std::tie(b.gain, a.region.location, a.region.kind) <
             std::tie(a.gain, b.region.location, b.region.kind);
    });
    std::vector<Region> regions;
    for (Judged &one : merged)
      regions.push_back(std::move(one.region));
    return regions;
  }

  const Program &program_;
  const Scope scope_;
  const Guard &guard_;
  EffectAnalysis effects_;
  LoopAnalysis loops_;
  ConcurrentFunctions concurrent_;
  Libraries libraries_;
  Context context_;
  std::map<Place, std::size_t> bodiesAt_;
  std::vector<Judged> judged_;
  std::set<BlockingCall, ByLocation> blocking_;
  std::set<Id> unseen_;
};

} // namespace

Report analyse(const Program &program, const Catalogue &catalogue, const Policy &policy, Scope scope,
               const Guard &guard) {
  return Engine(program, catalogue, policy, scope, guard).run();
}

} // namespace overlap::rules
