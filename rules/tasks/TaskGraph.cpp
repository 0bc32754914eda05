#include "rules/tasks/TaskGraph.h"

#include "rules/tasks/ConflictTable.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace overlap::rules {

using namespace facts;

namespace {

/// Larger lists are not analysed: classes are compared pair by pair, and every pair of nodes may have an
/// edge.
constexpr std::size_t kMaxNodes = 400, kMaxClasses = 600, kMaxTasks = 40;

constexpr unsigned kNoTask = ~0u;

struct Node {
  std::vector<Id> events;
  Id block = 0; ///< of the first event
  unsigned task = kNoTask;
  bool isBarrier = false;
};

struct Edge {
  unsigned to = 0;
  Id conflict = 0; ///< of the table
};

Conflict tied(DependenceKind kind, std::string subject) {
  Conflict conflict;
  conflict.kind = kind;
  conflict.subject = std::move(subject);
  return conflict;
}

class Builder {
public:
  Builder(const BodyInfo &info, const TaskGroup &group)
      : info_(info), body_(info.body()), group_(group), control_(info.control()), table_(info) {}

  TaskGraph run() {
    makeNodes();
    edges_.resize(nodes_.size());
    if (nodes_.size() > kMaxNodes || group_.tasks.size() > kMaxTasks || !addConflictEdges()) {
      graph_.gaveUp = "the statement list has too many steps to compare each with each";
      graph_.level.assign(group_.tasks.size(), 0);
      return std::move(graph_);
    }
    addValueEdges();
    addCallEdges();
    addControlEdges();
    for (unsigned a = 0; a < group_.tasks.size(); ++a)
      for (unsigned b = a + 1; b < group_.tasks.size(); ++b)
        if (control_.reaches(nodes_[nodeOfTask_[a]].block, nodes_[nodeOfTask_[b]].block))
          graph_.pairs.emplace_back(a, b);
    orderEdges();
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
        nodeOf_[event] = it->second;
        continue;
      }
      nodeOf_[event] = static_cast<unsigned>(nodes_.size());
      addNode(event, taskOfEvent.count(event) ? taskOfEvent[event] : kNoTask);
      nodes_.back().isBarrier = isOrderEdge(info_, event);
    }
  }

  void addNode(Id event, unsigned task) {
    Node node;
    node.events.push_back(event);
    node.block = info_.blockOf(event);
    node.task = task;
    if (task != kNoTask)
      nodeOfTask_[task] = static_cast<unsigned>(nodes_.size());
    nodes_.push_back(std::move(node));
  }

  void addEdge(unsigned from, unsigned to, Id conflict) {
    if (from != to && control_.reaches(nodes_[from].block, nodes_[to].block))
      edges_[from].push_back({to, conflict});
  }

  void addEdge(unsigned from, unsigned to, DependenceKind kind, std::string subject) {
    addEdge(from, to, table_.intern(tied(kind, std::move(subject))));
  }

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
    std::vector<std::vector<unsigned>> nodesOf; // by class
    for (unsigned node = 0; node < nodes_.size(); ++node) {
      std::vector<Id> classes;
      for (Id event : nodes_[node].events)
        for (Id c : table_.classesOf(event))
          classes.push_back(c);
      std::ranges::sort(classes);
      classes.erase(std::ranges::unique(classes).begin(), classes.end());
      if (table_.classes() > kMaxClasses)
        return false;
      nodesOf.resize(table_.classes());
      for (Id c : classes)
        for (const ConflictTable::Meeting &meeting : table_.meetings(c))
          for (unsigned earlier : nodesOf[meeting.other])
            addEdge(earlier, node, meeting.conflict);
      for (Id c : classes)
        nodesOf[c].push_back(node);
    }
    return true;
  }

  void addCallEdges() {
    std::vector<std::pair<unsigned, Id>> calls;
    for (unsigned node = 0; node < nodes_.size(); ++node)
      for (Id event : nodes_[node].events)
        if (body_.events[event].kind == EventKind::Call) {
          for (auto [earlier, earlierEvent] : calls)
            if (earlier != node) {
              std::vector<Conflict> conflicts;
              addCallConflicts(info_, earlierEvent, event, conflicts);
              for (Conflict &conflict : conflicts)
                addEdge(earlier, node, table_.intern(std::move(conflict)));
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

  std::string barrierName(unsigned node) const {
    const Id event = nodes_[node].events.front();
    return body_.events[event].kind == EventKind::Call ? info_.calleeName(event) : "co_await";
  }

  void addControlEdges() {
    for (unsigned to = 0; to < nodes_.size(); ++to)
      for (Id controller : control_.controllers(nodes_[to].block))
        for (Id producer : info_.producers(body_.blocks[controller].cond))
          if (unsigned from = nodeOf_[producer]; from != ~0u && from < to)
            addEdge(from, to, DependenceKind::Control, {});
  }

  /// How far an edge is from what a person would give as the reason: a value that is passed on, a decision, a
  /// handle; then what is overwritten, the order of output, and last what has no name in the source.
  int distance(const Edge &edge) const {
    const Conflict &c = conflict(edge);
    const bool isVague = !c.subject.empty() && isVagueSubject(c.subject);
    switch (c.kind) {
    case DependenceKind::Flow: // without a subject: the result of a call
      return c.subject == "*this" ? 1 : isVague ? 5 : c.isFar ? 2 : 0;
    case DependenceKind::Control:
      return 0;
    case DependenceKind::Resource:
      return isVague ? 5 : 2;
    case DependenceKind::Order:
      return 4;
    case DependenceKind::Anti:
    case DependenceKind::Output:
      return isVague ? 5 : 3;
    }
    return 5;
  }

  /// Of several edges between two nodes the first is the one that is told.
  void orderEdges() {
    auto rank = [&](const Edge &edge) {
      return std::tuple(edge.to, distance(edge), conflict(edge).kind, edge.conflict);
    };
    for (std::vector<Edge> &edges : edges_)
      std::ranges::sort(edges, {}, rank);
  }

  /// Nodes reachable from `start` along edges for which `follow` holds, not going on from other tasks.
  template <class Follow>
  std::vector<std::pair<unsigned, const Edge *>> search(unsigned start, Follow follow) const {
    std::vector<std::pair<unsigned, const Edge *>> parent(nodes_.size(), {~0u, nullptr});
    std::deque<unsigned> work{start};
    while (!work.empty()) {
      const unsigned node = work.front();
      work.pop_front();
      if (node != start && nodes_[node].task != kNoTask)
        continue;
      for (const Edge &edge : edges_[node])
        if (edge.to != start && !parent[edge.to].second && follow(edge)) {
          parent[edge.to] = {node, &edge};
          work.push_back(edge.to);
        }
    }
    return parent;
  }

  void tieFrom(unsigned task) {
    const unsigned start = nodeOfTask_[task];
    const auto hard = search(start, [&](const Edge &e) { return conflict(e).tie == Tie::Hard; });
    const auto unclear = search(start, [&](const Edge &e) { return conflict(e).tie != Tie::Assumed; });
    const auto any = search(start, [](const Edge &) { return true; });
    for (unsigned other = task + 1; other < group_.tasks.size(); ++other) {
      const unsigned node = nodeOfTask_[other];
      if (hard[node].second)
        graph_.ties.push_back(describe(task, other, hard));
      else if (unclear[node].second)
        graph_.ties.push_back(unclearTie(task, other, unclear));
      if (!hard[node].second && any[node].second)
        addAssumptions(task, other, any);
    }
  }

  using Parents = std::vector<std::pair<unsigned, const Edge *>>;

  /// Edges of the path that the search found, first edge first.
  std::vector<const Edge *> pathTo(unsigned node, unsigned start, const Parents &parents) const {
    std::vector<const Edge *> path;
    for (; node != start; node = parents[node].first)
      path.push_back(parents[node].second);
    std::reverse(path.begin(), path.end());
    return path;
  }

  TaskTie describe(unsigned from, unsigned to, const Parents &parents) const {
    const std::vector<const Edge *> path = pathTo(nodeOfTask_[to], nodeOfTask_[from], parents);
    TaskTie tie;
    tie.from = from;
    tie.to = to;
    Dependence &dependence = tie.dependence;
    const Edge *told = *std::ranges::min_element(path, {}, [&](const Edge *edge) {
      return std::pair(conflict(*edge).kind != DependenceKind::Control, distance(*edge));
    });
    dependence.kind = conflict(*told).kind;
    dependence.subject = conflict(*told).subject;
    for (const Edge *edge : path) // a decision, or a value without a name, is told by what led to it
      if (dependence.subject.empty() && !isVagueSubject(conflict(*edge).subject))
        dependence.subject = conflict(*edge).subject;
    if (dependence.subject.empty())
      dependence.subject = nameOf(from) + "()";
    dependence.from = locationOf(from);
    dependence.to = locationOf(to);
    return tie;
  }

  TaskTie unclearTie(unsigned from, unsigned to, const Parents &parents) const {
    TaskTie tie;
    tie.from = from;
    tie.to = to;
    tie.tie = Tie::Unclear;
    for (const Edge *edge : pathTo(nodeOfTask_[to], nodeOfTask_[from], parents))
      if (conflict(*edge).tie == Tie::Unclear)
        tie.reason = conflict(*edge).message;
    return tie;
  }

  /// Every assumed edge on some path between the two must be gone for them to be independent.
  void addAssumptions(unsigned from, unsigned to, const Parents &forward) {
    const unsigned target = nodeOfTask_[to], start = nodeOfTask_[from];
    std::vector<bool> reachesTarget(nodes_.size(), false);
    reachesTarget[target] = true;
    for (unsigned node = target; node-- > 0;)
      if (node == start || nodes_[node].task == kNoTask)
        for (const Edge &edge : edges_[node])
          reachesTarget[node] = reachesTarget[node] || reachesTarget[edge.to];
    TaskTie tie;
    tie.from = from;
    tie.to = to;
    tie.tie = Tie::Assumed;
    std::set<Assumption> assumptions;
    for (unsigned node = start; node < target; ++node) {
      if (node != start && (!forward[node].second || nodes_[node].task != kNoTask))
        continue;
      for (const Edge &edge : edges_[node])
        if (conflict(edge).tie == Tie::Assumed && reachesTarget[edge.to])
          assumptions.insert({conflict(edge).assumption,
                              conflict(edge).message,
                              info_.locationOf(nodes_[node].events.front()),
                              {}});
    }
    tie.assumptions.assign(assumptions.begin(), assumptions.end());
    if (!tie.assumptions.empty())
      graph_.ties.push_back(std::move(tie));
  }

  const Conflict &conflict(const Edge &edge) const { return table_.conflict(edge.conflict); }

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

  const BodyInfo &info_;
  const Body &body_;
  const TaskGroup &group_;
  const ControlDependence &control_;
  ConflictTable table_;
  TaskGraph graph_;
  std::vector<Node> nodes_;
  std::vector<unsigned> nodeOf_, nodeOfTask_;
  std::vector<std::vector<Edge>> edges_;
};

} // namespace

TaskGraph buildTaskGraph(const BodyInfo &info, const TaskGroup &group) { return Builder(info, group).run(); }

} // namespace overlap::rules
