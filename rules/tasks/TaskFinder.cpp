#include "rules/tasks/TaskFinder.h"

#include <algorithm>
#include <map>

namespace overlap::rules {

using namespace facts;

Boundness TaskSite::boundness() const {
  if (isIo && isCpu)
    return Boundness::Mixed;
  if (isIo)
    return Boundness::Io;
  return isCpu ? Boundness::Cpu : Boundness::Unknown;
}

bool isOrderEdge(const BodyInfo &info, Id event) {
  if (info.body().events[event].kind == EventKind::Await)
    return true;
  const ApiEntry *api =
      info.body().events[event].kind == EventKind::Call ? info.effects().api(info.id(), event) : nullptr;
  return api && (api->role == Role::Join || api->role == Role::Sleep || api->role == Role::Notify);
}

bool waitsForOthers(const BodyInfo &info, Id event) {
  return info.body().events[event].kind == EventKind::Call &&
         std::ranges::any_of(info.callEffects(event).blocking, &BlockingUse::waitsForOthers);
}

std::vector<Id> eventsOf(const BodyInfo &info, const TaskSite &site) {
  return site.event ? std::vector<Id>{site.event} : info.eventsWithin(site.stmt);
}

bool countsAsIo(const BlockingUse &use) {
  // A sleep that reaches here stands inside a callee: that function waits like any other.
  return use.api && use.api->blocking && (use.api->blocking->counts || use.api->role == Role::Sleep);
}

namespace {

/// A request by way of a handle of which there could be several.
bool isRequest(const BlockingUse &use) {
  const Blocking &blocking = *use.api->blocking;
  return use.hasHandle &&
         (blocking.perConnection || blocking.kind == BlockKind::Dns || blocking.kind == BlockKind::Database ||
          blocking.kind == BlockKind::Rpc) &&
         std::ranges::none_of(use.api->resources, [](const ApiResource &r) {
           return r.mode == ApiResource::Mode::Fresh || r.treatment == ApiResource::Treatment::Stream;
         });
}

} // namespace

bool asksThroughHandle(const TaskSite &site) {
  return std::ranges::any_of(site.operations, [](const BlockingUse *use) { return isRequest(*use); });
}

bool asksThrough(const BodyInfo &info, const TaskSite &site, const std::string &handle) {
  return std::ranges::any_of(site.operations, [&](const BlockingUse *use) {
    if (!isRequest(*use))
      return false;
    const std::string spelled = info.effects().spell(info.id(), use->handle);
    return spelled == handle || spelled == "*" + handle;
  });
}

bool holdsUp(const CallEffects &call, const BlockingUse &use) {
  return !use.isElsewhere || std::ranges::any_of(call.blocking, [](const BlockingUse &other) {
    return other.api && other.api->role == Role::Join && !other.isElsewhere;
  });
}

namespace {

class Finder {
public:
  Finder(const BodyInfo &info, const WorkModel &work, double minWork)
      : info_(info), body_(info.body()), work_(work), minWork_(minWork) {
    children_.resize(body_.stmts.size());
    for (Id stmt = 1; stmt < body_.stmts.size(); ++stmt)
      children_[body_.stmts[stmt].parent].push_back(stmt);
    for (Id event : info.orderedEvents())
      if (body_.events[event].kind == EventKind::Call)
        if (TaskSite site = callSite(event); site.isIo || site.isCpu || !site.weightIsKnown)
          calls_.push_back(std::move(site));
  }

  std::vector<TaskGroup> run() {
    for (Id root : children_[0])
      visit(root, sitesWithin(root, 0));
    for (Id loop = 1; loop < body_.loops.size(); ++loop)
      if (Id bodyStmt = body_.loops[loop].bodyStmt)
        visit(bodyStmt, sitesWithin(bodyStmt, loop));
    return std::move(groups_);
  }

private:
  TaskSite callSite(Id event) const {
    TaskSite site;
    site.event = event;
    site.stmt = body_.events[event].stmt;
    site.weightIsKnown = true;
    if (isOrderEdge(info_, event))
      return site;
    if (const ApiEntry *api = info_.effects().api(info_.id(), event);
        api && api->role != Role::Io && api->role != Role::Plain)
      return site; // locks, closing, logging, offloading: they go with the tasks that need them
    const CallEffects &effects = info_.callEffects(event);
    if (effects.noReturn)
      return site;
    addOperations(site, event);
    site.work = work_.ofCall(event);
    judgeWork(site);
    if (!site.isIo && !site.isCpu)
      site.weightIsKnown = effects.unknowns.empty();
    return site;
  }

  TaskSite loopSite(Id loop) const {
    TaskSite site;
    site.loop = loop;
    site.stmt = body_.loops[loop].stmt;
    site.weightIsKnown = true;
    bool unknownCallee = false;
    for (Id event : info_.eventsWithin(site.stmt))
      if (body_.events[event].kind == EventKind::Call) {
        addOperations(site, event);
        unknownCallee |= !info_.callEffects(event).unknowns.empty();
      }
    site.work = work_.ofStmt(site.stmt);
    judgeWork(site);
    if (!site.isIo && !site.isCpu)
      site.weightIsKnown = !unknownCallee;
    return site;
  }

  void addOperations(TaskSite &site, Id event) const {
    if (isOrderEdge(info_, event))
      return;
    const CallEffects &effects = info_.callEffects(event);
    for (const BlockingUse &use : effects.blocking)
      if (countsAsIo(use) && holdsUp(effects, use)) {
        site.operations.push_back(&use);
        site.isIo = true;
      }
  }

  void judgeWork(TaskSite &site) const {
    site.isCpu = site.work.operations >= minWork_ || site.work.heavyCall || site.work.unknownDepth >= 2;
  }

  /// Task sites in `stmt`, with each loop inside (but `outside`, which stands around it) as one site.
  std::vector<TaskSite> sitesWithin(Id stmt, Id outside) const {
    std::vector<TaskSite> sites;
    for (const TaskSite &site : calls_)
      if (info_.isWithin(site.stmt, stmt) && info_.loopOf(site.stmt) == outside)
        sites.push_back(site);
    for (Id loop = 1; loop < body_.loops.size(); ++loop)
      if (body_.loops[loop].parent == outside && info_.isWithin(body_.loops[loop].stmt, stmt))
        if (TaskSite site = loopSite(loop); site.isIo || site.isCpu || !site.weightIsKnown)
          sites.push_back(std::move(site));
    std::sort(sites.begin(), sites.end(),
              [&](const TaskSite &a, const TaskSite &b) { return start(a) < start(b); });
    return sites;
  }

  std::uint32_t start(const TaskSite &site) const {
    if (site.event)
      return info_.orderOf(site.event);
    const std::vector<Id> events = info_.eventsWithin(site.stmt);
    return events.empty() ? 0 : info_.orderOf(events.front());
  }

  /// Descends to the innermost list, or exclusive branches, that hold the sites.
  void visit(Id stmt, std::vector<TaskSite> sites) {
    if (sites.size() < 2)
      return;
    std::map<Id, std::vector<TaskSite>> byChild; // 0: in `stmt` itself
    for (TaskSite &site : sites)
      byChild[childHolding(stmt, site.stmt)].push_back(site);
    if (byChild.size() == 1 && byChild.begin()->first)
      return visit(byChild.begin()->first, std::move(sites));
    if (body_.stmts[stmt].kind == StmtKind::If && onlyBranches(byChild)) {
      for (auto &[child, inBranch] : byChild)
        visit(child, std::move(inBranch));
      return;
    }
    separateExits(stmt, sites);
    if (sites.size() < 2)
      return;
    // Beside two that are known to take long, what may be long or short goes with the tasks that need it.
    if (std::ranges::count_if(sites, isKnown) >= 2)
      std::erase_if(sites, [](const TaskSite &site) { return !isKnown(site); });
    groups_.push_back({stmt, std::move(sites)});
  }

  static bool isKnown(const TaskSite &site) { return site.isIo || site.isCpu; }

  /// A branch that leaves the list (returns, breaks, throws) before other sites: what stands in it never runs
  /// beside what comes after it, and makes a group of its own.
  void separateExits(Id stmt, std::vector<TaskSite> &sites) {
    std::map<Id, std::vector<TaskSite>> exits; // by branch
    for (const TaskSite &site : sites)
      if (const Id branch = exitBranch(stmt, site.stmt, sites))
        exits[branch].push_back(site);
    for (auto &[branch, inBranch] : exits) {
      std::erase_if(sites, [&](const TaskSite &site) { return info_.isWithin(site.stmt, branch); });
      if (std::ranges::count_if(inBranch, isKnown) >= 2) // giving up is mostly a matter of words
        visit(branch, std::move(inBranch));
    }
  }

  /// The outermost branch of an `if` between `stmt` and `inner` that leaves the list; 0 if there is none.
  Id exitBranch(Id stmt, Id inner, const std::vector<TaskSite> &sites) const {
    Id branch = 0;
    for (Id s = inner; s && s != stmt; s = body_.stmts[s].parent)
      if ((body_.stmts[s].role == StmtRole::Then || body_.stmts[s].role == StmtRole::Else) &&
          leaves(s, sites))
        branch = s;
    return branch;
  }

  /// True if there are sites behind the branch, and its own reach none of them.
  bool leaves(Id branch, const std::vector<TaskSite> &sites) const {
    bool anyBehind = false;
    for (const TaskSite &behind : sites) {
      if (behind.stmt < info_.subtreeEnd(branch)) // statements are in source order
        continue;
      anyBehind = true;
      for (const TaskSite &site : sites)
        if (info_.isWithin(site.stmt, branch) && info_.control().reaches(blockOf(site), blockOf(behind)))
          return false;
    }
    return anyBehind;
  }

  Id blockOf(const TaskSite &site) const {
    if (site.event)
      return info_.blockOf(site.event);
    const std::vector<Id> events = info_.eventsWithin(site.stmt);
    return events.empty() ? 0 : info_.blockOf(events.front());
  }

  Id childHolding(Id stmt, Id inner) const {
    for (Id child : children_[stmt])
      if (info_.isWithin(inner, child))
        return child;
    return 0;
  }

  bool onlyBranches(const std::map<Id, std::vector<TaskSite>> &byChild) const {
    return std::all_of(byChild.begin(), byChild.end(), [&](const auto &entry) {
      const StmtRole role = body_.stmts[entry.first].role;
      return entry.first && (role == StmtRole::Then || role == StmtRole::Else);
    });
  }

  const BodyInfo &info_;
  const Body &body_;
  const WorkModel &work_;
  const double minWork_;
  std::vector<std::vector<Id>> children_;
  std::vector<TaskSite> calls_;
  std::vector<TaskGroup> groups_;
};

} // namespace

std::vector<TaskGroup> findTaskGroups(const BodyInfo &info, const WorkModel &work, double minWork) {
  return Finder(info, work, minWork).run();
}

} // namespace overlap::rules
