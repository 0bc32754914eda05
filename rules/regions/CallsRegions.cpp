#include "rules/regions/CallsRegions.h"

#include "rules/regions/Advice.h"
#include "rules/regions/IoAdvice.h"
#include "rules/regions/Ownership.h"
#include "rules/rule/Rule.h"
#include "rules/tasks/Chain.h"
#include "rules/tasks/Conflict.h"
#include "rules/tasks/TaskGraph.h"

#include <algorithm>
#include <set>

namespace overlap::rules {

using namespace facts;

namespace {

/// What a task of unknown weight is taken for in the estimates.
constexpr double kUnknownSeconds = 1e-3;

class Judge {
public:
  Judge(const Context &context, const BodyInfo &info, const WorkModel &work,
        const std::vector<Id> &advisedLoops)
      : context_(context), info_(info), body_(info.body()), advisedLoops_(advisedLoops), work_(work),
        uses_(info) {}

  std::vector<Judged> run() {
    if (info_.program().function(info_.function()).attrs & AttrCoroutine)
      return {}; // concurrent already
    for (const TaskGroup &group : findTaskGroups(info_, work_, context_.policy.minWork()))
      judge(group);
    return std::move(result_);
  }

private:
  void judge(const TaskGroup &group) {
    if (!context_.judgesHidden && (advisedLoopAround(group) || !mayHaveWeight(group) ||
                                   (!mayShareHandle(group) && isChain(uses_, group)))) {
      passOver(group);
      return;
    }
    const TaskGraph graph = buildTaskGraph(uses_, group);
    if (graph.pairs.empty() && graph.gaveUp.empty())
      return; // all in different branches
    Judged judged;
    Region &region = judged.region;
    region.kind = RegionKind::Calls;
    region.function = info_.program().str(info_.program().function(info_.function()).displayName);
    addTasks(region, group, graph);
    region.location = region.tasks.front().location;
    setIndependence(region, graph);
    const std::vector<unsigned> advised = advisedTasks(region, graph);
    setBoundness(region, group, advised);

    AdviceInput input;
    bool limited = true;
    for (unsigned i : advised) {
      const TaskSite &site = group.tasks[i];
      for (const BlockingUse *use : site.operations)
        addOperation(context_, info_, *use, region.operations);
      region.work += site.work.operations;
      limited &= !site.loop || !site.isIo || work_.trips(site.loop).constant;
      input.throws |= site.event && info_.callEffects(site.event).mayThrow;
      input.ownsMemory |= isBoundToProcess(site);
    }
    for (const BlockingCall &operation : region.operations)
      input.ioEstimate += waitEstimate(operation);
    input.cpuEstimate = region.work * kSecondsPerOperation;
    input.writesMemory = true;
    for (const Assumption &assumption : region.independence.assumptions)
      if (!assumption.guardedBy.empty())
        input.lock = assumption.guardedBy;
    if (limited)
      input.inFlight = static_cast<double>(advised.size());
    region.alreadyParallel = runsAtOnceAlready(group);
    if (region.alreadyParallel.empty()) {
      advise(region, context_.policy, context_.program.language, context_.program.tables, input);
      addHandleHints(region, graph);
      addEndHazards(region, group, advised);
      for (unsigned i : advised)
        addLockHazards(info_, eventsOf(info_, group.tasks[i]), region);
    } else {
      region.strategy = "sequential";
      region.reasons.push_back(
          {"overlap-already-parallel", "runs in parallel already: " + region.alreadyParallel});
    }
    setBound(judged, group);
    region.whyOnlyUnderAll = whyOnlyUnderAll(region, group);
    judged.textHash = body_.stmts[group.stmt].textHash;
    nameRegion(region);
    result_.push_back(std::move(judged));
  }

  void passOver(const TaskGroup &group) {
    Judged judged;
    judged.isPassedOver = true;
    judged.region.kind = RegionKind::Calls;
    judged.region.function = info_.program().str(info_.program().function(info_.function()).displayName);
    judged.region.location = locationOf(group.tasks.front());
    judged.textHash = body_.stmts[group.stmt].textHash;
    result_.push_back(std::move(judged));
  }

  Location locationOf(const TaskSite &site) const {
    return site.event ? info_.locationOf(site.event)
                      : location(info_.program(), info_.id(), body_.loops[site.loop].loc);
  }

  /// Whether a task frees memory, or leaves pointers to some: those that it returns, too.
  bool isBoundToProcess(const TaskSite &site) const {
    if (site.event) {
      const Call &call = body_.calls[body_.events[site.event].call];
      if (call.resultUsed && call.type && !info_.effects().isValue(call.type))
        return true;
    }
    const std::vector<Id> events = eventsOf(info_, site);
    return std::ranges::any_of(events, [&](Id event) {
      return rules::isBoundToProcess(info_, event, [&](const AccessPath &path) {
        return info_.effects().staysWithin(info_.id(), path, [&](BaseKind base, Id id) {
          return base == BaseKind::Fresh && std::ranges::find(events, id) != events.end();
        });
      });
    });
  }

  /// What runs some of the tasks at once with others already.
  std::string runsAtOnceAlready(const TaskGroup &group) const {
    for (const TaskSite &site : group.tasks) {
      for (const Directive &directive : directivesOf(info_, site.stmt))
        if (directive.startsTasks())
          return "'#pragma " + directive.text() + "', line " +
                 std::to_string(info_.stmtLocation(site.stmt).line);
      if (std::string around = runsAtOnce(info_, context_.concurrent, site.stmt); !around.empty())
        return around;
    }
    return {};
  }

  void addTasks(Region &region, const TaskGroup &group, const TaskGraph &graph) const {
    for (unsigned i = 0; i < group.tasks.size(); ++i) {
      const TaskSite &site = group.tasks[i];
      Task task;
      task.location = locationOf(site);
      task.callee = site.event ? info_.calleeName(site.event) : "loop";
      task.boundness = site.boundness();
      task.level = graph.level[i];
      for (const TaskTie &tie : graph.ties)
        if (tie.to == i && tie.tie != Tie::Assumed)
          task.dependsOn.push_back(tie.from);
      region.tasks.push_back(std::move(task));
    }
  }

  /// The tasks that the advice is about: where some wait for others, those that overlap with one at least.
  std::vector<unsigned> advisedTasks(const Region &region, const TaskGraph &graph) const {
    std::set<unsigned> result;
    if (region.independence.status == Status::Partial) {
      for (const auto &[a, b] : graph.pairs)
        if (!ordered(region, a, b))
          result.insert({a, b});
    } else {
      for (unsigned i = 0; i < region.tasks.size(); ++i)
        result.insert(i);
    }
    return {result.begin(), result.end()};
  }

  void setIndependence(Region &region, const TaskGraph &graph) const {
    Independence &independence = region.independence;
    if (!graph.gaveUp.empty()) {
      independence.status = Status::Unknown;
      independence.reason = graph.gaveUp;
      return;
    }
    std::set<Assumption> assumptions;
    bool anyUnclear = false;
    for (const TaskTie &tie : graph.ties)
      switch (tie.tie) {
      case Tie::Hard:
        independence.dependences.push_back(tie.dependence);
        break;
      case Tie::Unclear:
        anyUnclear = true;
        independence.reason = tie.reason;
        break;
      case Tie::Assumed:
        assumptions.insert(tie.assumptions.begin(), tie.assumptions.end());
        break;
      }
    // The reason that leads is one that the source has a name for.
    std::vector<Dependence> vague;
    std::erase_if(independence.dependences, [&](const Dependence &d) {
      if (isVagueSubject(d.subject))
        vague.push_back(d);
      return isVagueSubject(d.subject);
    });
    independence.dependences.insert(independence.dependences.end(), vague.begin(), vague.end());
    const bool overlaps = std::ranges::any_of(
        graph.pairs, [&](const auto &pair) { return !ordered(region, pair.first, pair.second); });
    if (overlaps) {
      for (const Assumption &assumption : assumptions) // one sentence once, wherever it is needed
        if (std::ranges::none_of(independence.assumptions, [&](const Assumption &known) {
              return known.kind == assumption.kind && known.message == assumption.message;
            }))
          independence.assumptions.push_back(assumption);
      independence.status = !independence.dependences.empty() || anyUnclear ? Status::Partial
                            : independence.assumptions.empty()              ? Status::Independent
                                                                            : Status::Conditional;
    } else {
      independence.status = anyUnclear ? Status::Unknown : Status::Dependent;
    }
    if (independence.status != Status::Unknown)
      independence.reason.clear();
  }

  /// True if `later` waits for `earlier`, directly or by way of others.
  static bool ordered(const Region &region, unsigned earlier, unsigned later) {
    for (unsigned direct : region.tasks[later].dependsOn)
      if (direct == earlier || (direct > earlier && ordered(region, earlier, direct)))
        return true;
    return false;
  }

  /// Tasks that only share a connection, or another handle that they ask through, would be free with one
  /// each.
  static void addHandleHints(Region &region, const TaskGraph &graph) {
    std::set<std::string> handles;
    for (const TaskTie &tie : graph.ties)
      if (tie.isOfHandle)
        handles.insert(tie.dependence.subject);
    for (const std::string &handle : handles) {
      Region split = region;
      for (Task &task : split.tasks)
        task.dependsOn.clear();
      for (const TaskTie &tie : graph.ties)
        if (tie.tie != Tie::Assumed && !(tie.isOfHandle && tie.dependence.subject == handle))
          split.tasks[tie.to].dependsOn.push_back(tie.from);
      if (std::ranges::any_of(graph.pairs, [&](const auto &pair) {
            return ordered(region, pair.first, pair.second) && !ordered(split, pair.first, pair.second);
          }))
        region.hints.push_back("one connection per task instead of '" + handle + "' for all");
    }
  }

  /// Tasks that may end the process while others run.
  void addEndHazards(Region &region, const TaskGroup &group, const std::vector<unsigned> &advised) const {
    if (region.strategy == "sequential")
      return;
    std::set<std::string> hazards;
    for (unsigned i : advised)
      for (Id event : eventsOf(info_, group.tasks[i])) {
        if (body_.events[event].kind != EventKind::Call)
          continue;
        for (const ResourceAccess &use : info_.callEffects(event).resources)
          if (use.lastWords)
            hazards.insert(info_.calleeName(event) + " may end the process, with a message on '" + use.key +
                           "', while other tasks run");
      }
    region.hazards.insert(region.hazards.end(), hazards.begin(), hazards.end());
  }

  /// True if addHandleHints may have something to say.
  static bool mayShareHandle(const TaskGroup &group) {
    return std::ranges::count_if(group.tasks, asksThroughHandle) >= 2;
  }

  /// True unless setBoundness will find too few, whichever tasks the advice is about.
  static bool mayHaveWeight(const TaskGroup &group) {
    return std::ranges::count_if(group.tasks, [](const TaskSite &t) { return t.isIo || t.isCpu; }) >= 2;
  }

  Id advisedLoopAround(const TaskGroup &group) const {
    Id loop = info_.loopOf(group.stmt);
    while (loop && std::ranges::find(advisedLoops_, loop) == advisedLoops_.end())
      loop = body_.loops[loop].parent;
    return loop;
  }

  static void setBoundness(Region &region, const TaskGroup &group, const std::vector<unsigned> &advised) {
    // One task that is known to take long has no known partner.
    auto count = [&](auto property) { return std::ranges::count_if(advised, property); };
    const auto io = count([&](unsigned i) { return group.tasks[i].isIo; });
    const auto cpu = count([&](unsigned i) { return group.tasks[i].isCpu; });
    const auto known = count([&](unsigned i) { return group.tasks[i].isIo || group.tasks[i].isCpu; });
    region.boundness = known < 2   ? Boundness::Unknown
                       : io && cpu ? Boundness::Mixed
                       : io        ? Boundness::Io
                                   : Boundness::Cpu;
  }

  double seconds(const TaskSite &site) const {
    double wait = 0;
    for (const BlockingUse *use : site.operations)
      wait += waitEstimate(use->api->blocking->latency);
    if (!site.isIo && !site.weightIsKnown)
      return kUnknownSeconds;
    return wait + site.work.operations * kSecondsPerOperation +
           (site.work.mayBeHeavy() ? kUnknownSeconds : 0);
  }

  void setBound(Judged &judged, const TaskGroup &group) const {
    Region &region = judged.region;
    std::vector<double> finish(group.tasks.size(), 0);
    double sum = 0, longest = 0;
    for (unsigned i = 0; i < group.tasks.size(); ++i) {
      double start = 0;
      for (unsigned before : region.tasks[i].dependsOn)
        start = std::max(start, finish[before]);
      finish[i] = start + seconds(group.tasks[i]);
      sum += seconds(group.tasks[i]);
      longest = std::max(longest, finish[i]);
    }
    region.speedupBound = longest > 0 ? sum / longest : 0;
    judged.gain = sum - longest;
  }

  std::string whyOnlyUnderAll(const Region &region, const TaskGroup &group) const {
    if (!region.alreadyParallel.empty())
      return "it runs in parallel already";
    if (!hasWeight(region.boundness))
      return "fewer than two of its tasks are known to take long";
    if (allOnOneHandle(region))
      return "its tasks all wait on '" + region.operations.front().handle + "'";
    if (const Id loop = advisedLoopAround(group); loop && region.independence.status != Status::Dependent)
      return adviceGoesTo("line " +
                          std::to_string(location(info_.program(), info_.id(), body_.loops[loop].loc).line));
    return whyNotAdvised(region, context_.policy);
  }

  static bool allOnOneHandle(const Region &region) {
    return std::ranges::all_of(region.tasks, [](const Task &t) { return t.boundness == Boundness::Io; }) &&
           !region.operations.empty() && !region.operations.front().handle.empty() &&
           std::ranges::all_of(region.operations, [&](const BlockingCall &operation) {
             return operation.handle == region.operations.front().handle;
           });
  }

  const Context &context_;
  const BodyInfo &info_;
  const Body &body_;
  const std::vector<Id> &advisedLoops_;
  const WorkModel &work_;
  UseTable uses_;
  std::vector<Judged> result_;
};

} // namespace

std::vector<Judged> judgeCalls(const Context &context, const BodyInfo &info, const WorkModel &work,
                               const std::vector<Id> &advisedLoops) {
  return Judge(context, info, work, advisedLoops).run();
}

} // namespace overlap::rules
