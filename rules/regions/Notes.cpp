#include "rules/regions/Notes.h"

#include "rules/rule/Words.h"

#include <algorithm>

namespace overlap::rules {

namespace {

/// Longer lists help nobody in a text report; the JSON has them all.
constexpr std::size_t kMostOfAKind = 4;

std::string list(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

std::string chain(const BlockingCall &operation) {
  std::string text;
  for (const ChainLink &link : operation.chain)
    text += (text.empty() ? "" : " -> ") + link.function;
  if (operation.chain.empty() || operation.chain.back().function != operation.callee)
    text += (text.empty() ? "" : " -> ") + operation.callee;
  if (operation.chain.size() > 1) {
    const Location &leaf = operation.chain.back().location;
    text += " (" + leaf.file + ":" + std::to_string(leaf.line) + ")";
  }
  return text;
}

std::string describe(const Dependence &d) {
  std::string text = std::string(name(d.kind)) + " dependence on '" + d.subject + "'";
  if (d.from.file == d.to.file && d.from.line == d.to.line)
    text += ", within line " + std::to_string(d.to.line);
  else
    text += ", to line " + std::to_string(d.to.line);
  if (d.loopCarried)
    text +=
        d.distance ? " (distance " + std::to_string(*d.distance) + ")" : " (from one iteration to another)";
  return text;
}

} // namespace

void addNotes(Region &region) {
  auto note = [&](const Location &location, std::string message) {
    region.notes.push_back({location, std::move(message)});
  };
  const Independence &independence = region.independence;

  for (std::size_t i = 0; i < std::min(region.operations.size(), kMostOfAKind); ++i) {
    const BlockingCall &operation = region.operations[i];
    note(operation.location,
         "waits (" + operation.kind + ", " + operation.latency + "): " + chain(operation));
  }
  for (std::size_t i = 0; i < std::min(independence.dependences.size(), kMostOfAKind); ++i)
    note(independence.dependences[i].from, describe(independence.dependences[i]));
  for (std::size_t i = 0; i < std::min(independence.assumptions.size(), kMostOfAKind); ++i) {
    const Assumption &assumption = independence.assumptions[i];
    note(assumption.location.file.empty() ? region.location : assumption.location,
         std::string("assumes (") + name(assumption.kind) + ") that " + assumption.message);
  }
  if (!independence.privates.empty())
    note(region.location, "private: " + list(independence.privates));
  if (!independence.lastprivates.empty())
    note(region.location, "lastprivate: " + list(independence.lastprivates));
  for (const Reduction &reduction : independence.reductions)
    note(region.location, "reduction (" + reduction.op + ") of '" + reduction.variable + "'");
  for (const Message &reason : region.reasons)
    note(region.location, reason.message);
  for (const std::string &hazard : region.hazards)
    note(region.location, "first: " + hazard);
  for (const Alternative &alternative : region.alternatives)
    note(region.location, "or " + alternative.strategy + ": " + alternative.message);
  for (const std::string &hint : region.hints)
    note(region.location, "would be free after one change: " + hint);
  if (!region.strategyDetail.empty())
    note(region.location, region.strategyDetail);
}

} // namespace overlap::rules
