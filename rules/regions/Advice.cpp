#include "rules/regions/Advice.h"

#include "rules/dependence/ControlExits.h"
#include "rules/tasks/TaskFinder.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iterator>

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

bool isVariable(const std::string &name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

bool hasClause(const Reduction &reduction) {
  return isVariable(reduction.variable) && reduction.holder == Reduction::Holder::Variable &&
         !reduction.op.starts_with("arg");
}

/// The clauses of the OpenMP directive that says what the analysis found, as far as clauses can.
std::string ompClauses(const Independence &independence) {
  std::string text;
  auto clause = [&](const std::string &name, const std::vector<std::string> &variables) {
    std::vector<std::string> named;
    std::ranges::copy_if(variables, std::back_inserter(named), isVariable);
    if (!named.empty())
      text += (text.empty() ? "" : " ") + name + "(" + join(named, named.size()) + ")";
  };
  clause("private", independence.privates);
  clause("firstprivate", independence.firstprivates);
  clause("lastprivate", independence.lastprivates);
  for (const Reduction &reduction : independence.reductions)
    if (hasClause(reduction))
      text += (text.empty() ? "" : " ") + std::string("reduction(") + reduction.op + ":" +
              reduction.variable + ")";
  return text;
}

/// What has to be changed in the loop because no clause of a directive can say it.
std::vector<std::string> beyondClauses(const Independence &independence) {
  std::vector<std::string> result;
  for (const auto *names : {&independence.privates, &independence.firstprivates, &independence.lastprivates})
    for (const std::string &name : *names)
      if (!isVariable(name))
        result.push_back("use a local variable in each iteration instead of '" + name +
                         "': no OpenMP clause can name it");
  for (const Reduction &reduction : independence.reductions) {
    const std::string name = "'" + reduction.variable + "'";
    if (hasClause(reduction))
      continue;
    if (reduction.op.starts_with("arg"))
      result.push_back("reduce " + name +
                       " together with its extremum, as a pair: '#pragma omp declare reduction'");
    else if (isVariable(reduction.variable) && reduction.holder == Reduction::Holder::Pointer)
      result.push_back(name +
                       " is a pointer: an OpenMP reduction clause needs the number of its elements, as in "
                       "reduction(" +
                       reduction.op + ":" + reduction.variable + "[:n])");
    else
      result.push_back("update " + name +
                       " atomically, or in a copy for each worker that is merged at the end: no OpenMP "
                       "reduction clause can name it");
  }
  return result;
}

/// "gnu++17" -> 17; C++98 counts as 3, its own revision.
double standardNumber(const std::string &standard) {
  const std::size_t digits = standard.find_first_of("0123456789");
  if (digits == std::string::npos)
    return 0;
  const double number = std::strtod(standard.c_str() + digits, nullptr);
  return number >= 90 ? 3 : number;
}

/// Asynchronous forms of the region's own operations, the best known first.
std::string asyncApi(const Region &region) {
  std::vector<std::string> names;
  for (const BlockingCall &operation : region.operations)
    for (const std::string &name : operation.asyncAlternatives)
      if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
  return names.empty() ? "" : "asynchronous forms: " + join(names, 3);
}

Features features(const Region &region, const facts::Language &language, const facts::Tables &tables,
                  const AdviceInput &input) {
  Features f;
  auto setText = [&](const char *feature, const std::string &text) {
    if (!text.empty())
      f.set(feature, text);
  };
  f.set("kind", name(region.kind));
  f.set("boundness", name(region.boundness));
  f.set("independence", name(region.independence.status));
  setText("latency", region.ioLatency);
  setText("connections", region.ioConnections);
  setText("asyncApi", asyncApi(region));
  setText("whyUnknown", region.independence.reason);
  setText("enclosing",
          region.advisedOuterLoop.empty() ? "" : "the loop around it at " + region.advisedOuterLoop);
  setText("context", region.blockedContext);
  setText("lock", input.lock);
  setText("atomic", input.atomic);
  f.set("work", region.work);
  f.set("language", language.cplusplus ? "c++" : "c");
  f.set("standard", standardNumber(tables.str(language.standard)));
  f.set("openmp", language.openmp);
  f.set("larger", input.ioEstimate >= input.cpuEstimate ? "io" : "cpu");
  f.set("writesMemory", input.writesMemory);
  f.set("sharesMemory", input.writesMemory);
  f.set("ownsMemory", input.ownsMemory);
  f.set("workPerTask", input.workPerTask);
  f.set("holdsHandles", input.holdsHandles);
  f.set("buffers", !region.operations.empty());
  f.set("throws", input.throws);
  if (region.kind == RegionKind::Loop) {
    f.set("form", input.isAlgorithm ? "algorithm" : "loop");
    setText("ompClauses", ompClauses(region.independence));
    if (region.tripCount)
      f.set("tripCount", static_cast<double>(*region.tripCount));
    else
      setText("tripCount", region.tripCountText);
  } else {
    f.set("tripCount", static_cast<double>(region.tasks.size()));
  }
  return f;
}

} // namespace

bool isNearMiss(const Region &region) {
  // That the items must be counted first is no change that is worth a word of its own.
  std::vector<Dependence> dependences = region.independence.dependences;
  std::vector<std::string> hints = region.hints;
  std::erase_if(dependences, [&](const Dependence &d) {
    return d.kind == DependenceKind::Control && std::erase(hints, endMarkHint(d.subject)) > 0;
  });
  auto isAbout = [](const Dependence &d, const std::string &text) {
    const std::size_t start = std::min(d.subject.find_first_not_of('*'), d.subject.size());
    const std::string name = d.subject.substr(start, d.subject.find_first_of(".[-", start) - start);
    return !name.empty() && text.find("'" + name) != std::string::npos;
  };
  auto isOneThing = [&](const std::string &text) {
    return std::ranges::all_of(dependences, [&](const Dependence &d) { return isAbout(d, text); });
  };
  return !hints.empty() && !dependences.empty() &&
         (isOneThing("'" + dependences.front().subject) || isOneThing(hints.front()));
}

std::string whyNotAdvised(const Region &region, const Policy &policy) {
  const Independence &independence = region.independence;
  if (independence.status == Status::Dependent)
    return isNearMiss(region) ? "" : "it is dependent, and no one change is known that would free it";
  if (region.strategy == "sequential")
    return independence.status == Status::Unknown ? "its independence was not understood"
                                                  : "the policy advises nothing for it";
  if (const double most = policy.maxAssumptions();
      static_cast<double>(independence.assumptions.size()) > most)
    return "it needs " + std::to_string(independence.assumptions.size()) + " assumptions, more than " +
           std::to_string(static_cast<int>(most));
  return {};
}

std::string adviceGoesTo(const std::string &line) {
  return "the loop around it (" + line + ") is advised instead";
}

double waitEstimate(Latency latency) { return latency == Latency::Fast ? kFastWait : kSlowWait; }

double waitEstimate(const BlockingCall &operation) {
  return waitEstimate(operation.latency == "fast" ? Latency::Fast : Latency::Slow);
}

void addOperation(const Context &context, const BodyInfo &info, const BlockingUse &use,
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
  call.asyncAlternatives = context.libraries.knownFirst(blocking.asyncAlternatives);
  call.mayBeNonblocking = use.hasHandle && !blocking.nonblockingWhen.empty();
  if (use.hasHandle)
    call.handle = info.effects().spell(info.id(), use.handle);
  call.counts = countsAsIo(use);
  call.policyLatency =
      context.policy.latencyOf(blocking.kind, blocking.latency) == Latency::Fast ? "fast" : "slow";
  operations.push_back(std::move(call));
}

void advise(Region &region, const Policy &policy, const facts::Language &language,
            const facts::Tables &tables, const AdviceInput &input) {
  if (!region.operations.empty()) {
    region.ioLatency = std::ranges::all_of(region.operations,
                                           [](const BlockingCall &o) { return o.policyLatency == "fast"; })
                           ? "fast"
                           : "slow";
    region.ioConnections = input.inFlight && *input.inFlight < policy.manyConnections() ? "limited" : "many";
  }
  const Decision decision = policy.decide(features(region, language, tables, input));
  region.strategy = decision.strategy;
  for (const std::string &reason : decision.reasons)
    region.reasons.push_back({decision.rule, reason});
  region.strategyDetail = decision.detail;
  for (const auto &alternative : decision.alternatives)
    region.alternatives.push_back({alternative.strategy, alternative.message});
  region.hazards.insert(region.hazards.end(), decision.hazards.begin(), decision.hazards.end());
  if (region.strategy != "sequential" && region.kind == RegionKind::Loop && !input.isAlgorithm) {
    const std::vector<std::string> more = beyondClauses(region.independence);
    region.hazards.insert(region.hazards.end(), more.begin(), more.end());
  }
}

} // namespace overlap::rules
