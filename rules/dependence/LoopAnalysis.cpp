#include "rules/dependence/LoopAnalysis.h"

#include "rules/dependence/Algorithms.h"
#include "rules/dependence/ControlExits.h"
#include "rules/dependence/Hints.h"
#include "rules/dependence/MemoryDependences.h"
#include "rules/dependence/Resources.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace overlap::rules {

using namespace facts;

namespace {

const char *words(UnknownReason reason) {
  switch (reason) {
  case UnknownReason::Asm:
    return "inline assembly";
  case UnknownReason::SetJmp:
    return "setjmp or longjmp";
  case UnknownReason::VaArg:
    return "variable arguments";
  case UnknownReason::IndirectGoto:
    return "a computed goto";
  case UnknownReason::BrokenCode:
    return "code with errors";
  case UnknownReason::Coroutine:
    return "a coroutine's suspension";
  case UnknownReason::Limit:
    return "a function over the extractor's limits";
  default:
    return "an expression that was not understood";
  }
}

/// Keeps the first of equal items.
template <typename T> void unique(std::vector<T> &items) {
  std::set<T> seen;
  std::erase_if(items, [&](const T &item) { return !seen.insert(item).second; });
}

void volatileAccesses(Symbolic &symbolic, Independence &result) {
  BodyContext &context = symbolic.context();
  for (Id block : context.cfg().blocksOf(symbolic.loop()))
    for (Id e : context.body().blocks[block].events)
      if (context.body().events[e].isVolatile) {
        Dependence d;
        d.kind = DependenceKind::Order;
        d.subject = symbolic.eventText(e);
        d.from = d.to = context.where(e);
        d.loopCarried = true;
        result.dependences.push_back(std::move(d));
        return;
      }
}

/// Whether a loop would be free of a control dependence if its items were counted first.
bool isFreedByCounting(const Independence &result, const Dependence &control) {
  return std::ranges::find(result.hints, endMarkHint(control.subject)) != result.hints.end();
}

// A hint is one change that frees the loop: it says nothing where the loop decides on its way when to end,
// where something that no hint names ties the iterations too, or where what was not seen or not understood
// may.
void dropIdleHints(Independence &result, const std::vector<std::string> &unknown) {
  const bool isSeen =
      std::none_of(result.assumptions.begin(), result.assumptions.end(),
                   [](const Assumption &a) { return a.kind == AssumptionKind::UnknownCallee; });

  auto nameOf = [](const Dependence &d) {
    const std::size_t start = std::min(d.subject.find_first_not_of('*'), d.subject.size());
    return d.subject.substr(start, d.subject.find('[') - start);
  };
  auto isAnswered = [&](const Dependence &d) {
    if (d.kind == DependenceKind::Control)
      return isFreedByCounting(result, d);
    const std::string name = "'" + nameOf(d) + "'";
    // What a library keeps is one thing, whether it is seen as a resource or as memory.
    const bool isOfResource =
        std::any_of(result.dependences.begin(), result.dependences.end(), [&](const Dependence &other) {
          return other.kind == DependenceKind::Resource && other.subject == d.subject;
        });
    return isOfResource || d.kind == DependenceKind::Order ||
           (name.size() > 2 &&
            std::any_of(result.hints.begin(), result.hints.end(),
                        [&](const std::string &hint) { return hint.find(name) != std::string::npos; }));
  };
  // "which element of 'out[n++]' is touched": it matters no more where the hint changes `out` or `n`.
  auto isMoot = [&](const std::string &reason) {
    return std::any_of(result.dependences.begin(), result.dependences.end(), [&](const Dependence &d) {
      const std::string name = nameOf(d);
      auto isPartOfName = [&](std::size_t at) { return std::isalnum(reason[at]) || reason[at] == '_'; };
      for (std::size_t at = reason.find(name); at != std::string::npos && !name.empty();
           at = reason.find(name, at + 1))
        if (at > 0 && !isPartOfName(at - 1) && !isPartOfName(at + name.size()))
          return true;
      return false;
    });
  };
  if (!isSeen || !std::all_of(result.dependences.begin(), result.dependences.end(), isAnswered) ||
      !std::all_of(unknown.begin(), unknown.end(), isMoot))
    result.hints.clear();
}

void conclude(Independence &result, std::vector<std::string> &unknown) {
  unique(result.dependences);
  std::set<std::pair<AssumptionKind, std::string>> said;
  std::erase_if(result.assumptions,
                [&](const Assumption &a) { return !said.emplace(a.kind, a.message).second; });
  unique(result.reductions);
  unique(result.hints);
  unique(result.notes);
  unique(result.hazards);
  for (auto *names : {&result.privates, &result.lastprivates, &result.firstprivates}) {
    std::sort(names->begin(), names->end());
    names->erase(std::unique(names->begin(), names->end()), names->end());
  }
  if (!result.dependences.empty())
    result.status = Status::Dependent;
  else if (!unknown.empty())
    result.status = Status::Unknown;
  else
    result.status = result.assumptions.empty() ? Status::Independent : Status::Conditional;
  if (result.status == Status::Unknown)
    result.reason = unknown.front();
  if (result.status == Status::Dependent || result.status == Status::Unknown)
    result.assumptions.clear(); // nothing rests on them
}

} // namespace

struct LoopAnalysis::Cache {
  Id body = 0;
  std::unique_ptr<BodyContext> context;
};

LoopAnalysis::LoopAnalysis(const EffectAnalysis &effects)
    : effects_(effects), cache_(std::make_unique<Cache>()) {}
LoopAnalysis::~LoopAnalysis() = default;

BodyContext &LoopAnalysis::contextOf(Id body) const {
  if (cache_->body != body || !cache_->context) {
    cache_->context = std::make_unique<BodyContext>(effects_, body);
    cache_->body = body;
  }
  return *cache_->context;
}

LoopResult LoopAnalysis::analyse(const LoopRef &loop) const {
  BodyContext &context = contextOf(loop.body);
  LoopResult result;
  std::vector<std::string> unknown;
  if (!loop.loop) {
    analyseAlgorithm(context, loop.algorithm, result, unknown);
    conclude(result.independence, unknown);
    return result;
  }
  const Body &body = context.body();
  const Cfg &cfg = context.cfg();
  if (cfg.blocksOf(loop.loop).empty()) {
    Dependence d;
    d.kind = DependenceKind::Control;
    d.subject = "an early exit";
    d.from = d.to = location(context.program(), loop.body, body.loops[loop.loop].loc);
    d.loopCarried = true;
    if (cfg.isIrregular(loop.loop))
      unknown.push_back("the flow of control is not that of nested loops");
    else
      result.independence.dependences.push_back(std::move(d));
    conclude(result.independence, unknown);
    return result;
  }
  if (cfg.isIrregular(loop.loop)) {
    unknown.push_back("the flow of control is not that of nested loops");
    conclude(result.independence, unknown);
    return result;
  }
  for (Id block : cfg.blocksOf(loop.loop))
    for (Id e : body.blocks[block].events) {
      const Event &event = body.events[e];
      if (event.kind == EventKind::Unknown)
        unknown.push_back(words(event.reason));
      if (event.kind == EventKind::Await)
        unknown.push_back(words(UnknownReason::Coroutine));
    }
  for (const Gap &gap : body.gaps)
    if (&gap != body.gaps.data()) // number 0 is "none"
      unknown.push_back(words(gap.reason));

  Symbolic symbolic(context, loop.loop);
  PairTest pairs(symbolic);
  ScalarAnalysis scalars(symbolic, pairs);
  scalars.addVariables();
  MemoryDependences memory(symbolic, pairs, scalars);
  memory.analyse(result.independence, unknown);
  scalars.conclude(result.independence);
  LoopCalls(symbolic, pairs).analyse(result.independence, unknown);
  result.endsByFetch = ControlExits(symbolic).analyse(result.independence, unknown);
  if (result.endsByFetch) // what comes next on a connection comes on that one
    std::erase_if(result.independence.hints,
                  [](const std::string &h) { return h.starts_with("one handle"); });
  addHints(symbolic, result.independence);
  dropIdleHints(result.independence, unknown);
  volatileAccesses(symbolic, result.independence);
  const Trips trips = countTrips(symbolic);
  result.trips = {trips.constant, trips.text};
  conclude(result.independence, unknown);
  return result;
}

bool LoopAnalysis::decidesWhenToEnd(const LoopRef &loop) const {
  BodyContext &context = contextOf(loop.body);
  if (context.cfg().blocksOf(loop.loop).empty() || context.cfg().isIrregular(loop.loop))
    return false;
  Symbolic symbolic(context, loop.loop);
  Independence exits;
  std::vector<std::string> unknown;
  ControlExits(symbolic).analyse(exits, unknown);
  return !std::ranges::all_of(exits.dependences,
                              [&](const Dependence &d) { return isFreedByCounting(exits, d); });
}

TripCount LoopAnalysis::tripCount(const LoopRef &loop) const {
  if (!loop.loop)
    return {};
  BodyContext &context = contextOf(loop.body);
  if (context.cfg().blocksOf(loop.loop).empty()) // it never comes back
    return {1, ""};
  Symbolic symbolic(context, loop.loop);
  const Trips trips = countTrips(symbolic);
  return {trips.constant, trips.text};
}

} // namespace overlap::rules
