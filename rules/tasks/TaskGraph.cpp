#include "rules/tasks/TaskGraph.h"

#include "rules/tasks/ConflictTable.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace overlap::rules {

using namespace facts;

namespace {

/// Larger lists are not analysed: classes are compared pair by pair, and every pair of nodes may have an
/// edge.
constexpr std::size_t kMaxNodes = 400, kMaxClasses = 640, kMaxTasks = 40;

constexpr unsigned kNoTask = ~0u;

struct Node {
  std::vector<Id> events;
  Id block = 0; ///< of the first event
  unsigned task = kNoTask;
  bool isBarrier = false;
};

constexpr std::uint64_t kNoEdge = ~std::uint64_t(0);

/// All edges from one node to another. Of the shown ones and of the unclear ones the first by rank is the one
/// that is told; which assumptions there are is only asked where it matters.
struct Edges {
  std::uint64_t hard = kNoEdge, unclear = kNoEdge; ///< ranks, see ConflictTable
  /// The first of the shown ones by which something is handed on: not what is only read and overwritten
  /// later.
  std::uint64_t lasting = kNoEdge;
  bool assumed = false;

  void add(Tie tie, std::uint64_t rank) {
    const DependenceKind kind = ConflictTable::kindOf(rank);
    if (tie == Tie::Hard && kind != DependenceKind::Anti && kind != DependenceKind::Control)
      lasting = std::min(lasting, rank);
    if (tie == Tie::Hard)
      hard = std::min(hard, rank);
    else if (tie == Tie::Unclear)
      unclear = std::min(unclear, rank);
    else
      assumed = true;
  }
  void add(const Edges &other) {
    hard = std::min(hard, other.hard);
    lasting = std::min(lasting, other.lasting);
    unclear = std::min(unclear, other.unclear);
    assumed |= other.assumed;
  }
  bool any() const { return assumed || std::min(hard, unclear) != kNoEdge; }
};

Conflict tied(DependenceKind kind, std::string subject) {
  Conflict conflict;
  conflict.kind = kind;
  conflict.subject = std::move(subject);
  return conflict;
}

Conflict unclear(std::string reason) {
  Conflict conflict;
  conflict.tie = Tie::Unclear;
  conflict.message = std::move(reason);
  return conflict;
}

class Builder {
public:
  Builder(UseTable &uses, const TaskGroup &group)
      : uses_(uses), info_(uses.info()), body_(info_.body()), group_(group), control_(info_.control()),
        table_(uses) {}

  TaskGraph run() {
    makeNodes();
    if (nodes_.size() > kMaxNodes || group_.tasks.size() > kMaxTasks || !addConflictEdges()) {
      graph_.gaveUp = "the statement list has too many steps to compare each with each";
      graph_.level.assign(group_.tasks.size(), 0);
      return std::move(graph_);
    }
    addValueEdges();
    addCallEdges();
    addSignalEdges();
    addControlEdges();
    for (unsigned a = 0; a < group_.tasks.size(); ++a)
      for (unsigned b = a + 1; b < group_.tasks.size(); ++b)
        if (control_.reaches(nodes_[nodeOfTask_[a]].block, nodes_[nodeOfTask_[b]].block))
          graph_.pairs.emplace_back(a, b);
    for (unsigned task = 0; task < group_.tasks.size(); ++task)
      tieFrom(task);
    std::sort(graph_.ties.begin(), graph_.ties.end(), [](const TaskTie &a, const TaskTie &b) {
      return std::tuple(a.from, a.to, a.tie) < std::tuple(b.from, b.to, b.tie);
    });
    computeLevels();
    return std::move(graph_);
  }

private:
  void makeNodes() {
    std::map<Id, unsigned> taskOfEvent, taskOfLoop, nodeOfLoop;
    for (unsigned i = 0; i < group_.tasks.size(); ++i)
      (group_.tasks[i].event ? taskOfEvent[group_.tasks[i].event] : taskOfLoop[group_.tasks[i].loop]) = i;
    nodeOfTask_.assign(group_.tasks.size(), 0);
    nodeOf_.assign(body_.events.size(), ~0u);
    const Id around = info_.loopOf(group_.stmt);
    const Id outer = around && body_.loops[around].stmt == group_.stmt ? body_.loops[around].parent : around;
    for (Id event : info_.eventsWithin(group_.stmt)) {
      Id loop = info_.loopOf(body_.events[event].stmt);
      while (loop && loop != outer && body_.loops[loop].parent != outer)
        loop = body_.loops[loop].parent;
      if (loop && loop != outer) {
        auto [it, isNew] = nodeOfLoop.try_emplace(loop, static_cast<unsigned>(nodes_.size()));
        if (isNew)
          addNode(event, taskOfLoop.count(loop) ? taskOfLoop[loop] : kNoTask);
        else
          nodes_[it->second].events.push_back(event);
        nodes_[it->second].isBarrier |= isBarrier(event);
        nodeOf_[event] = it->second;
        continue;
      }
      nodeOf_[event] = static_cast<unsigned>(nodes_.size());
      addNode(event, taskOfEvent.count(event) ? taskOfEvent[event] : kNoTask);
      nodes_.back().isBarrier = isBarrier(event);
    }
  }

  bool isBarrier(Id event) const { return isOrderEdge(info_, event) || waitsForOthers(info_, event); }

  void addNode(Id event, unsigned task) {
    Node node;
    node.events.push_back(event);
    node.block = info_.blockOf(event);
    node.task = task;
    if (task != kNoTask)
      nodeOfTask_[task] = static_cast<unsigned>(nodes_.size());
    nodes_.push_back(std::move(node));
  }

  void addEdges(unsigned from, unsigned to, const Edges &edges) {
    if (from == to)
      return;
    if (control_.reaches(nodes_[from].block, nodes_[to].block))
      edges_[from * nodes_.size() + to].add(edges);
    else if (std::min(edges.hard, edges.unclear) != kNoEdge)
      meetsOtherWay_[from] = meetsOtherWay_[to] = true;
  }

  void addEdge(unsigned from, unsigned to, Id conflict) {
    Edges edges;
    edges.add(table_.conflict(conflict).tie, table_.rank(conflict));
    addEdges(from, to, edges);
  }

  void addEdge(unsigned from, unsigned to, DependenceKind kind, std::string subject) {
    addEdge(from, to, table_.intern(tied(kind, std::move(subject))));
  }

  const Edges &edges(unsigned from, unsigned to) const { return edges_[from * nodes_.size() + to]; }

  void addValueEdges() {
    for (unsigned to = 0; to < nodes_.size(); ++to)
      for (Id event : nodes_[to].events)
        for (Id operand : info_.operands(event))
          if (nodeOf_[operand] != ~0u && nodeOf_[operand] < to)
            addEdge(nodeOf_[operand], to, DependenceKind::Flow, writtenName(event));
  }

  std::string writtenName(Id event) const {
    const Event &e = body_.events[event];
    if (e.kind != EventKind::Write || !e.path)
      return {};
    return info_.program().str(body_.paths[e.path].spelling);
  }

  /// False if there is too much to compare.
  bool addConflictEdges() {
    edges_.resize(nodes_.size() * nodes_.size());
    meetsOtherWay_.resize(nodes_.size(), false);
    classesOf_.resize(nodes_.size());
    std::vector<std::vector<unsigned>> nodesOf; // by class
    for (unsigned node = 0; node < nodes_.size(); ++node) {
      std::vector<Id> &classes = classesOf_[node];
      for (Id event : nodes_[node].events)
        table_.addClassesOf(event, classes);
      std::ranges::sort(classes);
      classes.erase(std::ranges::unique(classes).begin(), classes.end());
      if (table_.classes() > kMaxClasses)
        return false;
      nodesOf.resize(table_.classes());
      std::vector<Edges> fromClass(table_.classes());
      for (Id c : classes)
        for (const ConflictTable::Meeting &meeting : table_.meetings(c))
          if (meeting.mayDivide)
            for (unsigned earlier : nodesOf[meeting.other])
              addDivided(earlier, node, meeting, c);
          else if (meeting.conflict == ConflictTable::kUntold)
            fromClass[meeting.other].assumed = true;
          else
            fromClass[meeting.other].add(table_.conflict(meeting.conflict).tie,
                                         table_.rank(meeting.conflict));
      for (Id c = 0; c < fromClass.size(); ++c)
        if (fromClass[c].any())
          for (unsigned earlier : nodesOf[c])
            addEdges(earlier, node, fromClass[c]);
      for (Id c : classes)
        nodesOf[c].push_back(node);
    }
    return true;
  }

  void addDivided(unsigned earlier, unsigned later, const ConflictTable::Meeting &meeting, Id c) {
    if (divides(earlier, later, c))
      addEdges(earlier, later, {.assumed = true});
    else
      addEdge(earlier, later, meeting.conflict);
  }

  bool divides(unsigned earlier, unsigned later, Id c) {
    auto onlyEvent = [&](unsigned node) {
      return nodes_[node].events.size() == 1 ? nodes_[node].events.front() : 0;
    };
    return uses_.divides(onlyEvent(earlier), onlyEvent(later), table_.pathOf(c));
  }

  void addCallEdges() {
    std::vector<std::pair<unsigned, Id>> calls;
    for (unsigned node = 0; node < nodes_.size(); ++node)
      for (Id event : nodes_[node].events)
        if (isCall(event)) {
          const UseTable::Call &later = uses_.call(event);
          for (auto [earlierNode, earlierEvent] : calls) {
            if (earlierNode == node)
              continue;
            const UseTable::Call &earlier = uses_.call(earlierEvent);
            if (needsCallAssumption(earlier, later))
              addEdges(earlierNode, node, {.assumed = true});
            for (const CallEffects *effects : {earlier.effects, later.effects})
              if (effects->writesAnything)
                addEdge(earlierNode, node, table_.intern(unclear(effects->writesAnythingReason)));
          }
          calls.emplace_back(node, event);
        }
    for (unsigned barrier = 0; barrier < nodes_.size(); ++barrier)
      if (nodes_[barrier].isBarrier)
        for (unsigned other = 0; other < nodes_.size(); ++other)
          if (nodes_[other].task != kNoTask || nodes_[other].isBarrier)
            addEdge(std::min(barrier, other), std::max(barrier, other), DependenceKind::Order,
                    barrierName(barrier));
  }

  bool hasRole(const Node &node, Role role) const {
    return std::ranges::any_of(node.events, [&](Id event) {
      const ApiEntry *api = isCall(event) ? info_.effects().api(info_.id(), event) : nullptr;
      return api && api->role == role;
    });
  }

  /// True if others get to know of it by what is sent: they may be waiting for it.
  bool mayWake(const Node &node) {
    return std::ranges::any_of(node.events, [&](Id event) {
      return std::ranges::any_of(uses_.usesOf(event), [](const UseTable::Use &use) {
        const ResourceAccess *resource = use.resource;
        return resource && resource->mode == ResourceMode::Write && resource->hasHandle &&
               !resource->byName && !resource->positional &&
               (resource->kind == "file" || resource->kind == "network");
      });
    });
  }

  /// True if a callee of the node writes under a mutex.
  bool writesGuarded(const Node &node) {
    return std::ranges::any_of(node.events, [&](Id event) {
      return std::ranges::any_of(uses_.usesOf(event), [&](const UseTable::Use &use) {
        return uses_.kind(use.kind).isWrite && uses_.kind(use.kind).guard.isSet();
      });
    });
  }

  bool writesShared(const Node &node) {
    return std::ranges::any_of(node.events, [&](Id event) {
      return isCall(event) && uses_.call(event).touchesSharedState &&
             std::ranges::any_of(uses_.usesOf(event), [&](const UseTable::Use &use) {
               return uses_.kind(use.kind).isWrite && !uses_.kind(use.kind).ownVariable;
             });
    });
  }

  /// What was done for other threads, under a mutex that has been given back, comes before what may wake
  /// them.
  void addSignalEdges() {
    std::vector<unsigned> done, locked;
    for (unsigned node = 0; node < nodes_.size(); ++node) {
      for (unsigned earlier : mayWake(nodes_[node]) ? done : std::vector<unsigned>()) {
        Conflict conflict;
        conflict.tie = Tie::Assumed;
        conflict.assumption = AssumptionKind::Order;
        conflict.message = "whoever gets what " + nodeName(node) + " sends does not look for what " +
                           nodeName(earlier) + " leaves under a mutex";
        addEdges(earlier, node, {.assumed = true});
        signals_[{earlier, node}] = table_.intern(std::move(conflict));
      }
      if (hasRole(nodes_[node], Role::Unlock))
        done.insert(done.end(), locked.begin(), locked.end());
      if (hasRole(nodes_[node], Role::Unlock) || hasRole(nodes_[node], Role::Lock))
        locked.clear();
      else if (writesShared(nodes_[node]))
        locked.push_back(node);
      if (writesGuarded(nodes_[node]))
        done.push_back(node);
    }
  }

  std::string nodeName(unsigned node) const {
    const Id event = nodes_[node].events.front();
    return isCall(event) ? info_.calleeName(event) : "the loop";
  }

  std::string barrierName(unsigned node) const {
    const std::vector<Id> &events = nodes_[node].events;
    const Id event = *std::ranges::find_if(events, [&](Id e) { return isBarrier(e); });
    return isCall(event) ? info_.calleeName(event) : "co_await";
  }

  /// True if what the node does is there when the process has ended.
  bool changesOutside(const Node &node) {
    return std::ranges::any_of(node.events, [&](Id event) {
      return std::ranges::any_of(uses_.usesOf(event), [](const UseTable::Use &use) {
        const ResourceAccess *resource = use.resource;
        return resource && !resource->logging && !resource->changesNothing &&
               (resource->mode == ResourceMode::Write || resource->mode == ResourceMode::Order) &&
               (resource->kind == "file" || resource->kind == "network" || resource->kind == "database" ||
                resource->kind == "process" || resource->kind == "device" || resource->kind == "rpc");
      });
    });
  }

  void addControlEdges() {
    for (unsigned to = 0; to < nodes_.size(); ++to) {
      const std::vector<Id> &usual = control_.controllers(nodes_[to].block);
      const std::vector<Id> &ofOutside = control_.controllersOfOutside(nodes_[to].block);
      const bool isSeen = usual != ofOutside && (meetsOtherWay_[to] || changesOutside(nodes_[to]));
      for (Id controller : isSeen ? ofOutside : usual)
        for (Id producer : info_.producers(body_.blocks[controller].cond))
          if (unsigned from = nodeOf_[producer]; from != ~0u && from < to)
            addEdge(from, to, DependenceKind::Control, {});
    }
  }

  /// How a search came to a node: from where, and the rank of the edge; kNoEdge where it never came.
  struct Step {
    unsigned from = 0;
    std::uint64_t rank = kNoEdge;
    bool found() const { return rank != kNoEdge; }
  };
  using Steps = std::vector<Step>;

  Id stmtOf(unsigned node) const { return body_.events[nodes_[node].events.front()].stmt; }

  /// Calls that make the arguments of the task at `start`: they are part of its statement, and whoever starts
  /// the statement elsewhere takes them along: `consume(std::move(v))`, `store(nextId())`.
  std::vector<unsigned> argumentsOf(unsigned start) const {
    std::vector<unsigned> result;
    std::vector<unsigned> leading{start};
    for (unsigned node = start; node-- > 0;) {
      if (stmtOf(node) != stmtOf(start) || nodes_[node].task != kNoTask)
        continue;
      if (std::ranges::none_of(leading, [&](unsigned next) { return edges(node, next).hard != kNoEdge; }))
        continue;
      leading.push_back(node);
      if (isCall(nodes_[node].events.front()))
        result.push_back(node);
    }
    return result;
  }

  /// What a call that makes an argument hands on to what comes after the statement.
  Edges lasting(unsigned from, unsigned to) const {
    Edges result;
    if (nodes_[to].task != kNoTask || stmtOf(to) != stmtOf(from)) {
      result.hard = edges(from, to).lasting;
      result.unclear = edges(from, to).unclear;
    }
    return result;
  }

  /// Nodes reachable from `start` along edges to which `rankOf` gives a rank, not going on from other tasks.
  template <class Rank> Steps search(unsigned start, Rank rankOf) const {
    Steps steps(nodes_.size());
    for (unsigned argument : arguments_)
      for (unsigned to = argument + 1; to < nodes_.size(); ++to)
        if (const std::uint64_t rank = rankOf(lasting(argument, to));
            rank != kNoEdge && to != start && !steps[to].found())
          steps[to] = {start, rank};
    std::deque<unsigned> work{start};
    for (unsigned to = 0; to < nodes_.size(); ++to)
      if (steps[to].found())
        work.push_back(to);
    while (!work.empty()) {
      const unsigned node = work.front();
      work.pop_front();
      if (node != start && nodes_[node].task != kNoTask)
        continue;
      for (unsigned to = node + 1; to < nodes_.size(); ++to) // edges lead to later nodes
        if (const std::uint64_t rank = rankOf(edges(node, to)); rank != kNoEdge && !steps[to].found()) {
          steps[to] = {node, rank};
          work.push_back(to);
        }
    }
    return steps;
  }

  /// The rank of an edge if it were not for what is asked through one handle.
  std::uint64_t without(const std::string &handle, std::uint64_t rank) const {
    if (rank == kNoEdge)
      return rank;
    const auto &conflict = table_.conflict(ConflictTable::ranked(rank));
    const bool isOfHandle =
        conflict.kind == DependenceKind::Resource || conflict.kind == DependenceKind::Flow;
    return isOfHandle && conflict.subject == handle ? kNoEdge : rank;
  }

  void tieFrom(unsigned task) {
    const unsigned start = nodeOfTask_[task];
    arguments_ = argumentsOf(start);
    const Steps hard = search(start, [](const Edges &e) { return e.hard; });
    const Steps unclear = search(start, [](const Edges &e) { return std::min(e.hard, e.unclear); });
    const Steps any = search(start, [](const Edges &e) { return e.any() ? 0 : kNoEdge; });
    for (unsigned other = task + 1; other < group_.tasks.size(); ++other) {
      const unsigned node = nodeOfTask_[other];
      if (hard[node].found()) {
        TaskTie tie = describe(task, other, hard);
        const std::string &handle = tie.dependence.subject;
        tie.isOfHandle =
            asksThrough(info_, group_.tasks[task], handle) &&
            asksThrough(info_, group_.tasks[other], handle) &&
            !search(start, [&](const Edges &e) { return without(handle, e.hard); })[node].found();
        graph_.ties.push_back(std::move(tie));
      } else if (unclear[node].found())
        graph_.ties.push_back(unclearTie(task, other, unclear));
      if (!hard[node].found() && any[node].found())
        addAssumptions(task, other, any);
    }
  }

  /// Conflicts of the path that the search found, first edge first.
  std::vector<Id> pathTo(unsigned node, unsigned start, const Steps &steps) const {
    std::vector<Id> path;
    for (; node != start; node = steps[node].from)
      path.push_back(ConflictTable::ranked(steps[node].rank));
    std::reverse(path.begin(), path.end());
    return path;
  }

  TaskTie describe(unsigned from, unsigned to, const Steps &steps) const {
    const std::vector<Id> path = pathTo(nodeOfTask_[to], nodeOfTask_[from], steps);
    TaskTie tie;
    tie.from = from;
    tie.to = to;
    Dependence &dependence = tie.dependence;
    const Id told = *std::ranges::min_element(path, {}, [&](Id conflict) {
      return std::pair(table_.conflict(conflict).kind != DependenceKind::Control, table_.distance(conflict));
    });
    dependence.kind = table_.conflict(told).kind;
    dependence.subject = table_.conflict(told).subject;
    for (Id conflict : path) // a decision, or a value without a name, is told by what led to it
      if (dependence.subject.empty() && !isVagueSubject(table_.conflict(conflict).subject))
        dependence.subject = table_.conflict(conflict).subject;
    if (dependence.subject.empty())
      dependence.subject = nameOf(from) + "()";
    dependence.from = locationOf(from);
    dependence.to = locationOf(to);
    return tie;
  }

  TaskTie unclearTie(unsigned from, unsigned to, const Steps &steps) const {
    TaskTie tie;
    tie.from = from;
    tie.to = to;
    tie.tie = Tie::Unclear;
    for (Id conflict : pathTo(nodeOfTask_[to], nodeOfTask_[from], steps))
      if (table_.conflict(conflict).tie == Tie::Unclear)
        tie.reason = table_.conflict(conflict).message;
    return tie;
  }

  /// Every assumed edge on some path between the two must be gone for them to be independent.
  void addAssumptions(unsigned from, unsigned to, const Steps &forward) {
    const unsigned target = nodeOfTask_[to], start = nodeOfTask_[from];
    std::vector<bool> reachesTarget(nodes_.size(), false);
    reachesTarget[target] = true;
    for (unsigned node = target; node-- > start;)
      if (node == start || nodes_[node].task == kNoTask)
        for (unsigned next = node + 1; next <= target && !reachesTarget[node]; ++next)
          reachesTarget[node] = reachesTarget[next] && edges(node, next).any();
    TaskTie tie;
    tie.from = from;
    tie.to = to;
    tie.tie = Tie::Assumed;
    std::set<Assumption> assumptions;
    for (unsigned node = start; node < target; ++node) {
      if (node != start && (!forward[node].found() || nodes_[node].task != kNoTask))
        continue;
      std::set<Id> conflicts;
      for (unsigned next = node + 1; next <= target; ++next)
        if (reachesTarget[next] && edges(node, next).assumed) {
          const std::vector<Id> &between = assumedBetween(node, next);
          conflicts.insert(between.begin(), between.end());
        }
      for (Id id : conflicts) {
        const Conflict &conflict = table_.conflict(id);
        assumptions.insert({conflict.assumption, conflict.message,
                            info_.locationOf(nodes_[node].events.front()), conflict.guardedBy});
      }
    }
    tie.assumptions.assign(assumptions.begin(), assumptions.end());
    if (!tie.assumptions.empty())
      graph_.ties.push_back(std::move(tie));
  }

  /// The assumptions without which `to` would have to wait for `from`.
  const std::vector<Id> &assumedBetween(unsigned from, unsigned to) {
    auto [it, isNew] = assumedBetween_.try_emplace({from, to});
    if (!isNew)
      return it->second;
    std::set<Id> found;
    auto add = [&](Id conflict) {
      if (table_.conflict(conflict).tie == Tie::Assumed)
        found.insert(conflict);
    };
    for (Id later : classesOf_[to])
      for (const ConflictTable::Meeting &meeting : table_.meetings(later))
        if (std::ranges::binary_search(classesOf_[from], meeting.other))
          add(meeting.mayDivide && divides(from, to, later) ? table_.parts(later)
                                                            : table_.told(meeting, later));
    for (Id earlier : nodes_[from].events)
      for (Id later : nodes_[to].events)
        if (isCall(earlier) && isCall(later)) {
          std::vector<Conflict> conflicts;
          addCallAssumptions(uses_, earlier, later, conflicts);
          for (Conflict &conflict : conflicts)
            add(table_.intern(std::move(conflict)));
        }
    if (const auto signal = signals_.find({from, to}); signal != signals_.end())
      found.insert(signal->second);
    it->second.assign(found.begin(), found.end());
    return it->second;
  }

  bool isCall(Id event) const { return body_.events[event].kind == EventKind::Call; }

  std::string nameOf(unsigned task) const {
    return group_.tasks[task].event ? info_.calleeName(group_.tasks[task].event) : "the loop";
  }

  Location locationOf(unsigned task) const {
    return group_.tasks[task].event
               ? info_.locationOf(group_.tasks[task].event)
               : location(info_.program(), info_.id(), body_.loops[group_.tasks[task].loop].loc);
  }

  void computeLevels() {
    graph_.level.assign(group_.tasks.size(), 0);
    for (const TaskTie &tie : graph_.ties) // sorted by `from`, and ties lead to later tasks
      if (tie.tie != Tie::Assumed)
        graph_.level[tie.to] = std::max(graph_.level[tie.to], graph_.level[tie.from] + 1);
  }

  UseTable &uses_;
  const BodyInfo &info_;
  const Body &body_;
  const TaskGroup &group_;
  const ControlDependence &control_;
  ConflictTable table_;
  TaskGraph graph_;
  std::vector<Node> nodes_;
  std::vector<unsigned> nodeOf_, nodeOfTask_;
  std::vector<unsigned> arguments_; ///< of the task whose ties are searched
  std::vector<Edges> edges_;        ///< by the earlier node, then by the later one
  /// Nodes that touch what another touches on another way: one in a branch that ends the process, say, which
  /// would find what comes after it.
  std::vector<bool> meetsOtherWay_;
  std::vector<std::vector<Id>> classesOf_; ///< by node
  std::map<std::pair<unsigned, unsigned>, std::vector<Id>> assumedBetween_;
  std::map<std::pair<unsigned, unsigned>, Id> signals_; ///< the assumption, see addSignalEdges
};

} // namespace

TaskGraph buildTaskGraph(UseTable &uses, const TaskGroup &group) { return Builder(uses, group).run(); }

} // namespace overlap::rules
