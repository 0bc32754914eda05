#include "rules/regions/Notes.h"

#include "rules/rule/Words.h"

#include <algorithm>
#include <set>

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

/// Where the other end is, seen from the note's own place.
std::string place(const Location &here, const Location &there) {
  if (there == here)
    return "here";
  if (there.file != here.file)
    return "at " + there.file + ":" + std::to_string(there.line);
  if (there.line == here.line)
    return "at column " + std::to_string(there.column);
  return "at line " + std::to_string(there.line);
}

/// What happens at the two ends of a dependence between iterations.
std::string ends(const Dependence &d) {
  const std::string there = place(d.from, d.to);
  const std::string later = (d.distance == 1 ? "by the next iteration " : "by a later iteration ") + there +
                            (d.distance ? " (distance " + std::to_string(*d.distance) + ")" : std::string());
  if (!d.action.empty())
    return "each iteration " + d.action + " it here";
  switch (d.kind) {
  case DependenceKind::Flow:
    return "written here, read " + later;
  case DependenceKind::Anti:
    return "read here, overwritten " + later;
  case DependenceKind::Output:
    return d.from == d.to ? "written here by more than one iteration" : "written here, and " + later;
  case DependenceKind::Resource:
    return d.from == d.to ? "used here by each iteration" : "used here and " + there;
  case DependenceKind::Control:
    return "decides here whether a later iteration runs";
  case DependenceKind::Order:
    return d.from == d.to ? "its order is fixed here" : "its order is fixed here and " + there;
  }
  return {};
}

/// What happens at the two ends of a dependence between tasks.
std::string taskEnds(const Dependence &d) {
  const std::string there = place(d.from, d.to);
  switch (d.kind) {
  case DependenceKind::Flow:
    return "made here, needed " + there;
  case DependenceKind::Anti:
    return "read here, overwritten " + there;
  case DependenceKind::Output:
    return "written here, and again " + there;
  case DependenceKind::Resource:
    return "used here and " + there;
  case DependenceKind::Control:
    return "decides whether what stands " + there + " runs";
  case DependenceKind::Order:
    return "comes here before " + there;
  }
  return {};
}

std::string describe(const Dependence &d) {
  return std::string(name(d.kind)) + " dependence on '" + d.subject +
         "': " + (d.loopCarried ? ends(d) : taskEnds(d));
}

} // namespace

void addNotes(Region &region) {
  auto note = [&](const Location &location, std::string message) {
    region.notes.push_back({location, std::move(message)});
  };
  const Independence &independence = region.independence;

  for (std::size_t i = 0; i < std::min(region.operations.size(), kMostOfAKind); ++i) {
    const BlockingCall &operation = region.operations[i];
    note(operation.location, "waits (" + operation.kind + ", " + operation.latency +
                                 "): " + chain(operation) +
                                 (operation.mayBeNonblocking ? ", unless it is non-blocking" : ""));
  }
  // One a subject: a flow dependence comes with the anti and output dependences of the same writes.
  std::set<std::string> said;
  std::size_t shown = 0;
  if (region.race) {
    const Dependence &tie = region.race->tie;
    note(tie.from, std::string("one thread ") + (tie.kind == DependenceKind::Anti ? "reads" : "writes") +
                       " '" + tie.subject + "' here");
    note(tie.to, std::string("while another ") + (tie.kind == DependenceKind::Flow ? "reads" : "writes") +
                     " it here" + (tie.distance ? " (distance " + std::to_string(*tie.distance) + ")" : ""));
    said.insert(tie.subject);
  }
  for (const Dependence &d : independence.dependences)
    if (shown < kMostOfAKind && (!d.loopCarried || said.insert(d.subject).second)) {
      note(d.from, describe(d));
      ++shown;
    }
  for (std::size_t i = 0; i < std::min(independence.assumptions.size(), kMostOfAKind); ++i) {
    const Assumption &assumption = independence.assumptions[i];
    note(assumption.location.file.empty() ? region.location : assumption.location,
         std::string("assumes (") + name(assumption.kind) + ") that " + assumption.message);
  }
  if (region.race)
    return; // what the loop would need to run in parallel has been said, in one word or in all
  if (!independence.privates.empty())
    note(region.location, "private: " + list(independence.privates));
  if (!independence.lastprivates.empty())
    note(region.location, "lastprivate: " + list(independence.lastprivates));
  for (const Reduction &reduction : independence.reductions)
    note(region.location, "reduction (" + reduction.op + ") of '" + reduction.variable + "'");
  if (independence.status != Status::Dependent || !region.alreadyParallel.empty())
    for (const Message &reason : region.reasons) // the message has said what ties a dependent region
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
