#include "rules/regions/LoopRegions.h"

#include "rules/regions/Advice.h"
#include "rules/regions/Evidence.h"
#include "rules/regions/IoAdvice.h"
#include "rules/regions/Ownership.h"
#include "rules/regions/Race.h"
#include "rules/rule/Rule.h"
#include "rules/tasks/TaskFinder.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace overlap::rules {

using namespace facts;

namespace {

/// Iterations assumed where only the order of findings depends on it.
constexpr double kGuessedTrips = 64;

class Judge {
public:
  Judge(const Context &context, const BodyInfo &info, const WorkModel &work)
      : context_(context), info_(info), body_(info.body()), work_(work) {}

  std::vector<Judged> run(std::vector<Id> &advised) {
    advisedAbove_.assign(body_.loops.size(), 0);
    for (Id loop = 1; loop < body_.loops.size(); ++loop) {
      if (body_.loops[loop].form == LoopForm::Do && info_.cfg().blocksOf(loop).empty())
        continue; // `do { ... } while (0)` in a macro is a block
      const Id parent = body_.loops[loop].parent;
      advisedAbove_[loop] = parent;
      while (advisedAbove_[loop] && std::ranges::find(advised, advisedAbove_[loop]) == advised.end())
        advisedAbove_[loop] = body_.loops[advisedAbove_[loop]].parent;
      if (judgeLoop(loop))
        advised.push_back(loop);
    }
    for (Id event : info_.orderedEvents())
      if (body_.events[event].kind == EventKind::Call)
        if (const ApiEntry *api = info_.effects().api(info_.id(), event);
            api && api->algorithm && api->algorithm->callable &&
            !body_.calls[body_.events[event].call].callables.empty())
          judgeAlgorithm(event);
    return std::move(result_);
  }

private:
  bool judgeLoop(Id loop) {
    const Loop &l = body_.loops[loop];
    Judged judged;
    Region &region = judged.region;
    region.location = location(info_.program(), info_.id(), l.loc);
    const Work iteration = work_.ofIteration(loop);

    const std::vector<Id> events = info_.eventsWithin(l.stmt);
    std::vector<Id> calls;
    for (Id event : events)
      if (body_.events[event].kind == EventKind::Call)
        calls.push_back(event);
    addOperations(region, calls);
    setCost(judged, work_.trips(loop), iteration, calls, loop);
    judged.textHash = body_.stmts[l.stmt].textHash;
    const Id shared = worksharingLoop(info_, loop);
    if (!context_.judgesHidden && !shared &&
        (!mayPay(region, iteration) || context_.loops.decidesWhenToEnd({info_.id(), loop, 0}))) {
      passOver(std::move(judged));
      return false;
    }
    setIndependence(region, context_.loops.analyse({info_.id(), loop, 0}), events);

    if (shared) {
      for (const Directive &directive : directivesOf(info_, body_.loops[shared].stmt))
        if (directive.sharesIterations())
          region.alreadyParallel = "'#pragma " + directive.text() + "'";
      region.race = raceInLoop(info_, loop, region.independence);
    } else {
      region.alreadyParallel = runsAtOnce(info_, context_.concurrent, l.stmt);
      if (region.alreadyParallel.empty())
        region.alreadyParallel = threadsStartedBy(info_, events);
    }
    if (const Id outer = advisedAbove_[loop])
      region.advisedOuterLoop =
          "line " + std::to_string(location(info_.program(), info_.id(), body_.loops[outer].loc).line);
    finish(judged, iteration, l.stmt, events);
    return result_.back().region.strategy != "sequential" && hasWeight(result_.back().region.boundness);
  }

  void passOver(Judged judged) {
    judged.isPassedOver = true;
    judged.region.function = info_.program().str(info_.program().function(info_.function()).displayName);
    result_.push_back(std::move(judged));
  }

  void setIndependence(Region &region, const LoopResult &analysed, const std::vector<Id> &events) const {
    region.independence = analysed.independence;
    region.hints = analysed.independence.hints;
    region.hazards = analysed.independence.hazards;
    refineEvidence(info_, events, region.independence);
  }

  void judgeAlgorithm(Id event) {
    Judged judged;
    Region &region = judged.region;
    region.location = info_.locationOf(event);
    const LoopResult analysed = context_.loops.analyse({info_.id(), 0, event});
    addOperations(region, {event});
    const CallEffects &effects = info_.callEffects(event);
    Work iteration;
    iteration.operations = WorkModel::kCallOverhead + effects.work;
    iteration.heavyCall = effects.workIsHeavy || effects.recursive;
    iteration.unknownDepth = effects.workHasUnknownLoops ? 1 : 0;
    setCost(judged, analysed.trips, iteration, {event}, 0);
    judged.textHash = body_.stmts[body_.events[event].stmt].textHash;
    setIndependence(region, analysed, {event});
    region.alreadyParallel = parallelAlgorithm(info_, event);
    region.race = raceInAlgorithm(info_, event, region.independence);
    if (region.alreadyParallel.empty())
      region.alreadyParallel = runsAtOnce(info_, context_.concurrent, body_.events[event].stmt);
    for (Id outer = info_.loopOf(body_.events[event].stmt); outer; outer = body_.loops[outer].parent)
      if (std::ranges::any_of(result_, [&](const Judged &j) {
            return j.region.strategy != "sequential" &&
                   j.region.location == location(info_.program(), info_.id(), body_.loops[outer].loc);
          }))
        region.advisedOuterLoop =
            "line " + std::to_string(location(info_.program(), info_.id(), body_.loops[outer].loc).line);
    finish(judged, iteration, 0, {event});
  }

  void addOperations(Region &region, const std::vector<Id> &calls) const {
    for (Id event : calls)
      for (const BlockingUse &use : info_.callEffects(event).blocking)
        if (countsAsIo(use) && holdsUp(info_.callEffects(event), use) && use.api->role != Role::EventLoop &&
            (use.api->role != Role::Sleep || !isOrderEdge(info_, event)))
          addOperation(context_, info_, use, region.operations);
  }

  /// `count` iterations are worth it. Of two nested loops of unknown length it is their product that counts.
  void setWorth(Region &region, double count, const Work &iteration, Id loop) const {
    region.worthFrom = std::max(count, static_cast<double>(context_.policy.minIterations()));
    std::string counted = region.tripCountText;
    if (iteration.unknownDepth == 1 && loop && !counted.empty())
      for (Id inner = loop + 1; inner < body_.loops.size(); ++inner)
        if (const std::string &text = work_.trips(inner).text;
            body_.loops[inner].parent == loop && isReadable(text) && !dependsOn(text, loop)) {
          auto factor = [](const std::string &t) {
            return t.find(' ') == std::string::npos ? t : "(" + t + ")";
          };
          region.worthText = factor(counted) + " * " + factor(text);
          return;
        }
    // "-1 + n" reaches 99 where n reaches 100, and "(n) / 4" where it reaches 396.
    if (const std::size_t divided = counted.rfind(") / ");
        divided != std::string::npos && counted.starts_with("(")) {
      if (const double by = std::strtod(counted.c_str() + divided + 4, nullptr); by > 0) {
        region.worthFrom *= by;
        counted = counted.substr(1, divided - 1);
      }
    }
    char *end = nullptr;
    const double offset = std::strtod(counted.c_str(), &end);
    if (end != counted.c_str() && std::string_view(end).starts_with(" + ")) {
      region.worthFrom -= offset;
      counted = end + 3;
    }
    region.worthText = counted;
  }

  /// `i + 1` is no number that a reader knows before the loop over `i` runs.
  bool dependsOn(const std::string &text, Id loop) const {
    if (text.empty())
      return true;
    for (Id event : info_.eventsWithin(body_.loops[loop].stmt)) {
      const Event &e = body_.events[event];
      if (e.kind != EventKind::Write || body_.paths[e.path].root != RootKind::Var)
        continue;
      const std::string &name = info_.program().str(body_.vars[body_.paths[e.path].id].name);
      for (std::size_t at = text.find(name); !name.empty() && at != std::string::npos;
           at = text.find(name, at + 1)) {
        auto isPart = [&](std::size_t i) {
          return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_');
        };
        if (!(at && isPart(at - 1)) && !isPart(at + name.size()))
          return true;
      }
    }
    return false;
  }

  /// What has no name in the source (the range of `for (x : f())`) is no text for a report.
  static bool isReadable(const std::string &text) {
    return !text.starts_with(".") && text.find("...") == std::string::npos &&
           text.find("operator") == std::string::npos;
  }

  /// `loop` is 0 for an algorithm.
  void setCost(Judged &judged, const TripCount &counted, const Work &iteration, const std::vector<Id> &calls,
               Id loop) {
    Region &region = judged.region;
    region.kind = RegionKind::Loop;
    region.tripCount = counted.constant;
    region.tripCountText = isReadable(counted.text) ? counted.text : "";
    const double trips =
        region.tripCount ? static_cast<double>(std::max<std::int64_t>(*region.tripCount, 0)) : 1;
    region.work = iteration.operations * trips;
    region.workIsKnown = region.tripCount && !iteration.mayBeHeavy();
    const double minWork = context_.policy.minWork();
    if (!region.tripCount)
      setWorth(region, std::ceil(minWork / std::max(iteration.operations, 1.0)), iteration, loop);

    const bool unknownCallee =
        std::ranges::any_of(calls, [&](Id call) { return !info_.callEffects(call).unknowns.empty(); });
    const bool heavy =
        region.work >= minWork || iteration.heavyCall || iteration.unknownDepth > (region.tripCount ? 1 : 0);
    const bool tooFew = region.tripCount && trips < context_.policy.minIterations();
    if (!region.operations.empty())
      region.boundness = heavy && region.workIsKnown ? Boundness::Mixed : Boundness::Io;
    else if (region.workIsKnown && unknownCallee && !heavy)
      region.boundness = Boundness::Unknown;
    else if ((region.workIsKnown && !heavy) || tooFew)
      region.boundness = Boundness::Light;
    else
      region.boundness = Boundness::Cpu;
  }

  /// `stmt` is the loop's statement, 0 for an algorithm; `events` what runs in it.
  void finish(Judged &judged, const Work &iteration, Id stmt, const std::vector<Id> &events) {
    Region &region = judged.region;
    const double trips = region.tripCount ? static_cast<double>(*region.tripCount) : kGuessedTrips;
    AdviceInput input;
    input.isAlgorithm = !stmt;
    for (const Assumption &assumption : region.independence.assumptions)
      if (!assumption.guardedBy.empty())
        input.lock = assumption.guardedBy;
    input.atomic = region.independence.sharedAtomic;
    if (!stmt) // what the iterations of an algorithm do with atomics is not compared
      for (const Access &access : info_.accesses(events.front()))
        if (access.isAtomic && access.isWrite && input.atomic.empty())
          input.atomic = info_.effects().spell(info_.id(), access.path);
    input.writesMemory = writesMemory(region, stmt, events);
    input.ownsMemory = std::ranges::any_of(events, [&](Id event) {
      return isBoundToProcess(info_, event,
                              [&](const AccessPath &path) { return isIterationsOwn(region, stmt, path); });
    });
    input.workPerTask = iteration.operations;
    input.throws = std::ranges::any_of(region.independence.assumptions, [](const Assumption &a) {
      return a.kind == AssumptionKind::NoException;
    });
    for (const BlockingCall &operation : region.operations)
      input.ioEstimate += waitEstimate(operation) * trips;
    input.cpuEstimate = (region.tripCount ? region.work : region.work * kGuessedTrips) * kSecondsPerOperation;
    if (region.tripCount)
      input.inFlight = trips;

    if (region.race) {
      region.strategy = "sequential";
      region.reasons.push_back({"overlap-race", "it runs in parallel already (" + region.alreadyParallel +
                                                    "), and as it stands it must not"});
    } else if (!region.alreadyParallel.empty()) {
      region.strategy = "sequential";
      region.reasons.push_back(
          {"overlap-already-parallel", "runs in parallel already: " + region.alreadyParallel});
    } else {
      advise(region, context_.policy, context_.program.language, context_.program.tables, input);
    }
    if (region.alreadyParallel.empty()) {
      addLoopAlternatives(info_, events,
                          iteration.heavyCall || iteration.unknownDepth > 0 ||
                              iteration.operations >= context_.policy.minWork(),
                          region);
      addLockHazards(info_, events, region);
    }
    for (const std::string &note : region.independence.notes)
      region.reasons.push_back({"overlap-loop", note});

    judged.gain = input.ioEstimate + input.cpuEstimate;
    region.speedupBound = region.strategy == "sequential" ? 0 : trips;
    region.whyOnlyUnderAll = whyOnlyUnderAll(region, iteration);
    region.function = info_.program().str(info_.program().function(info_.function()).displayName);
    nameRegion(region);
    result_.push_back(std::move(judged));
  }

  /// Whether iterations write memory that outlives them.
  bool writesMemory(const Region &region, Id stmt, const std::vector<Id> &events) const {
    if (!region.independence.reductions.empty() || !region.independence.lastprivates.empty())
      return true;
    return std::ranges::any_of(events, [&](Id event) {
      return std::ranges::any_of(info_.accesses(event), [&](const Access &access) {
        return access.isWrite && !isIterationsOwn(region, stmt, access.path);
      });
    });
  }

  /// `stmt` is 0 for an algorithm, whose iterations are calls of functions.
  bool isIterationsOwn(const Region &region, Id stmt, const AccessPath &path) const {
    return info_.effects().staysWithin(info_.id(), path, [&](BaseKind base, Id id) {
      if (base == BaseKind::Fresh)
        return stmt && info_.isWithin(body_.events[id].stmt, stmt);
      const Var &var = body_.vars[id];
      return (stmt && info_.isWithin(var.stmt, stmt)) ||
             std::ranges::find(region.independence.privates, info_.program().str(var.name)) !=
                 region.independence.privates.end();
    });
  }

  std::string whyOnlyUnderAll(const Region &region, const Work &iteration) const {
    if (region.race)
      return {};
    if (!region.alreadyParallel.empty())
      return "it runs in parallel already";
    if (!region.advisedOuterLoop.empty())
      return adviceGoesTo(region.advisedOuterLoop);
    if (region.boundness == Boundness::Light)
      return "its work is light";
    if (region.boundness == Boundness::Unknown)
      return "what its calls do is not known";
    if (!mayPay(region, iteration))
      return "its length is unknown in one dimension, so that it may be too short";
    return whyNotAdvised(region, context_.policy);
  }

  /// A loop of unknown length in one dimension may be too short as well as not.
  bool mayPay(const Region &region, const Work &iteration) const {
    if (!hasWeight(region.boundness))
      return false;
    return !region.operations.empty() || region.workIsKnown || region.work >= context_.policy.minWork() ||
           iteration.heavyCall || iteration.unknownDepth + (region.tripCount ? 0 : 1) >= 2;
  }

  const Context &context_;
  const BodyInfo &info_;
  const Body &body_;
  const WorkModel &work_;
  std::vector<Id> advisedAbove_;
  std::vector<Judged> result_;
};

} // namespace

std::vector<Judged> judgeLoops(const Context &context, const BodyInfo &info, const WorkModel &work,
                               std::vector<Id> &advised) {
  return Judge(context, info, work).run(advised);
}

} // namespace overlap::rules
