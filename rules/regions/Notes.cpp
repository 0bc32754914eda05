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

class Notes {
public:
  Notes(const Region &region, const std::function<std::string(const std::string &)> &fileName,
        NoteLists lists)
      : region_(region), independence_(region.independence), fileName_(fileName), lists_(lists) {}

  std::vector<Note> run() {
    addOperations();
    addDependences();
    addAssumptions();
    if (!region_.race) // what the loop would need to run in parallel has been said, in one word or in all
      addActions();
    return std::move(notes_);
  }

private:
  void note(const Location &location, std::string message) {
    notes_.push_back({location, std::move(message)});
  }

  /// A list of notes, cut where it is long.
  void add(std::vector<Note> list) {
    const std::size_t most = lists_ == NoteLists::Whole ? list.size() : kMostOfAKind;
    for (std::size_t i = 0; i < std::min(list.size(), most); ++i)
      notes_.push_back(std::move(list[i]));
    if (list.size() > most)
      note(region_.location,
           "... and " + std::to_string(list.size() - most) + " more (--explain-at shows all)");
  }

  void addOperations() {
    std::vector<Note> list;
    for (const BlockingCall &operation : region_.operations)
      list.push_back({operation.location,
                      "waits (" + operation.kind + ", " + operation.latency + "): " + chain(operation) +
                          (operation.mayBeNonblocking ? ", unless it is non-blocking" : "")});
    add(std::move(list));
  }

  void addDependences() {
    // One a subject: a flow dependence comes with the anti and output dependences of the same writes.
    std::set<std::string> said;
    if (region_.race) {
      const Dependence &tie = region_.race->tie;
      note(tie.from, std::string("one thread ") + (tie.kind == DependenceKind::Anti ? "reads" : "writes") +
                         " '" + tie.subject + "' here");
      note(tie.to, std::string("while another ") + (tie.kind == DependenceKind::Flow ? "reads" : "writes") +
                       " it here" +
                       (tie.distance ? " (distance " + std::to_string(*tie.distance) + ")" : ""));
      said.insert(tie.subject);
    }
    std::vector<Note> list;
    for (const Dependence &d : independence_.dependences)
      if (!d.loopCarried || said.insert(d.subject).second || lists_ == NoteLists::Whole)
        list.push_back({d.from, describe(d)});
    add(std::move(list));
  }

  void addAssumptions() {
    std::vector<Note> list;
    for (const Assumption &assumption : independence_.assumptions)
      list.push_back({assumption.location.file.empty() ? region_.location : assumption.location,
                      std::string("assumes (") + name(assumption.kind) + ") that " + assumption.message});
    add(std::move(list));
  }

  void addActions() {
    if (!independence_.privates.empty())
      note(region_.location, "private: " + list(independence_.privates));
    if (!independence_.lastprivates.empty())
      note(region_.location, "lastprivate: " + list(independence_.lastprivates));
    for (const Reduction &reduction : independence_.reductions)
      note(region_.location, "reduction (" + reduction.op + ") of '" + reduction.variable + "'");
    if (independence_.status != Status::Dependent || !region_.alreadyParallel.empty())
      for (const Message &reason : region_.reasons) // the message has said what ties a dependent region
        note(region_.location, reason.message);
    for (const std::string &hazard : region_.hazards)
      note(region_.location, "first: " + hazard);
    for (const Alternative &alternative : region_.alternatives)
      note(region_.location, "or " + alternative.strategy + ": " + alternative.message);
    for (const std::string &hint : region_.hints)
      note(region_.location, "would be free after one change: " + hint);
    if (!region_.strategyDetail.empty())
      note(region_.location, region_.strategyDetail);
  }

  std::string chain(const BlockingCall &operation) const {
    std::string text;
    for (const ChainLink &link : operation.chain)
      text += (text.empty() ? "" : " -> ") + link.function;
    if (operation.chain.empty() || operation.chain.back().function != operation.callee)
      text += (text.empty() ? "" : " -> ") + operation.callee;
    if (operation.chain.size() > 1) {
      const Location &leaf = operation.chain.back().location;
      text += " (" + fileName_(leaf.file) + ":" + std::to_string(leaf.line) + ")";
    }
    return text;
  }

  /// Where the other end is, seen from the note's own place.
  std::string place(const Location &here, const Location &there) const {
    if (there == here)
      return "here";
    if (there.file != here.file)
      return "at " + fileName_(there.file) + ":" + std::to_string(there.line);
    if (there.line == here.line)
      return "at column " + std::to_string(there.column);
    return "at line " + std::to_string(there.line);
  }

  /// What happens at the two ends of a dependence between iterations.
  std::string ends(const Dependence &d) const {
    const std::string there = place(d.from, d.to);
    const std::string later =
        (d.distance == 1 ? "by the next iteration " : "by a later iteration ") + there +
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
  std::string taskEnds(const Dependence &d) const {
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

  std::string describe(const Dependence &d) const {
    return std::string(name(d.kind)) + " dependence on '" + d.subject +
           "': " + (d.loopCarried ? ends(d) : taskEnds(d));
  }

  const Region &region_;
  const Independence &independence_;
  const std::function<std::string(const std::string &)> &fileName_;
  const NoteLists lists_;
  std::vector<Note> notes_;
};

} // namespace

std::vector<Note> notesOf(const Region &region,
                          const std::function<std::string(const std::string &)> &fileName, NoteLists lists) {
  return Notes(region, fileName, lists).run();
}

} // namespace overlap::rules
