#include "rules/regions/Advice.h"

#include "rules/tasks/TaskFinder.h"

#include <algorithm>

namespace overlap::rules {

namespace {

/// Orders of magnitude for a call whose physical class is fast or slow.
constexpr double kFastWait = 50e-6, kSlowWait = 5e-3;

std::string join(const std::vector<std::string> &items, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i)
    text += (i ? ", " : "") + items[i];
  return text;
}

/// The OpenMP directive that says what the analysis found.
std::string openMp(const Region &region) {
  std::string text = "'#pragma omp parallel for";
  const Independence &independence = region.independence;
  auto clause = [&](const char *name, const std::vector<std::string> &variables) {
    if (!variables.empty())
      text += std::string(" ") + name + "(" + join(variables, variables.size()) + ")";
  };
  clause("private", independence.privates);
  clause("firstprivate", independence.firstprivates);
  clause("lastprivate", independence.lastprivates);
  for (const Reduction &reduction : independence.reductions)
    text += " reduction(" + reduction.op + ":" + reduction.variable + ")";
  return text + "'";
}

/// Asynchronous forms of the region's own operations, the best known first.
std::string asyncApi(const Region &region) {
  std::vector<std::string> names;
  for (const BlockingCall &operation : region.operations)
    for (const std::string &name : operation.asyncAlternatives)
      if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
  if (names.empty())
    return "coroutines over io_uring or Asio";
  return "asynchronous forms: " + join(names, 3) + "; or coroutines over io_uring or Asio";
}

Features features(const Region &region, const AdviceInput &input, Boundness boundness) {
  Features f;
  f.set("kind", name(region.kind));
  f.set("boundness", name(boundness));
  f.set("independence", name(region.independence.status));
  if (!region.ioLatency.empty()) {
    f.set("latency", region.ioLatency);
    f.set("connections", region.ioConnections);
    f.set("asyncApi", asyncApi(region));
  }
  f.set("work", region.work);
  if (region.tripCount)
    f.set("iterations", static_cast<double>(*region.tripCount));
  if (region.kind == RegionKind::Calls)
    f.set("tasks", static_cast<double>(region.tasks.size()));
  f.set("locks", input.locks);
  f.set("sharesResults", input.sharesResults);
  if (region.kind == RegionKind::Loop)
    f.set("openmp", openMp(region));
  return f;
}

void take(Region &region, const Decision &decision) {
  region.strategy = decision.strategy;
  for (const std::string &reason : decision.reasons)
    region.reasons.push_back({decision.rule, reason});
  region.strategyDetail = decision.detail;
  for (const auto &alternative : decision.alternatives)
    region.alternatives.push_back({alternative.strategy, alternative.message});
  for (const std::string &hazard : decision.hazards)
    region.hazards.push_back(hazard);
}

} // namespace

double waitEstimate(const BlockingCall &operation) {
  return operation.latency == "fast" ? kFastWait : kSlowWait;
}

void addOperation(const BodyInfo &info, const Policy &policy, const BlockingUse &use,
                  std::vector<BlockingCall> &operations) {
  const Blocking &blocking = *use.api->blocking;
  BlockingCall call;
  call.callee = use.api->name;
  call.kind = toString(blocking.kind);
  call.latency = blocking.latency == Latency::Fast ? "fast" : "slow";
  call.location = info.locationOf(use.event);
  call.chain.push_back({info.calleeName(use.event), call.location});
  for (const ChainLink &link : use.chain)
    if (link.function != call.chain.back().function || link.location != call.chain.back().location)
      call.chain.push_back(link);
  call.asyncAlternatives = blocking.asyncAlternatives;
  if (use.hasHandle)
    call.handle = info.effects().spell(info.id(), use.handle);
  call.counts = countsAsIo(use);
  call.policyLatency = policy.latencyOf(blocking.kind, blocking.latency) == Latency::Fast ? "fast" : "slow";
  operations.push_back(std::move(call));
}

void advise(Region &region, const Policy &policy, const AdviceInput &input, std::optional<double> inFlight) {
  if (!region.operations.empty()) {
    region.ioLatency = "fast";
    for (const BlockingCall &operation : region.operations)
      if (operation.policyLatency == "slow")
        region.ioLatency = "slow";
    region.ioConnections = inFlight && *inFlight < policy.manyConnections() ? "limited" : "many";
    if (!inFlight)
      region.reasons.push_back(
          {"overlap-connections", "how many operations may be in flight is not known: it counts as many"});
  }
  if (region.boundness != Boundness::Mixed)
    return take(region, policy.decide(features(region, input, region.boundness)));

  const bool ioLeads = input.ioEstimate >= input.cpuEstimate;
  const Decision io = policy.decide(features(region, input, Boundness::Io));
  const Decision cpu = policy.decide(features(region, input, Boundness::Cpu));
  const Decision &first = ioLeads ? io : cpu, &second = ioLeads ? cpu : io;
  take(region, first);
  if (second.strategy != first.strategy)
    region.alternatives.insert(
        region.alternatives.begin(),
        {second.strategy,
         std::string(ioLeads ? "for the computing part: " : "for the waiting part: ") + second.detail});
}

} // namespace overlap::rules
