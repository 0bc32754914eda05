#include "rules/regions/Race.h"

#include "rules/rule/Words.h"

#include <algorithm>
#include <set>
#include <cctype>

namespace overlap::rules {

using namespace facts;

namespace {

bool isMemory(const Dependence &d) {
  return d.kind == DependenceKind::Flow || d.kind == DependenceKind::Anti || d.kind == DependenceKind::Output;
}

bool holds(const Location &outer, const Location &inner) {
  const std::pair begin{outer.line, outer.column}, end{outer.endLine, outer.endColumn},
      at{inner.line, inner.column};
  return outer.file == inner.file && begin <= at && at < end;
}

bool isNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// `g` of "ns::g"; `q` of "f(int)::q".
std::string lastPart(const std::string &name) {
  const std::size_t scope = name.rfind("::");
  return scope == std::string::npos ? name : name.substr(scope + 2);
}

/// The variable that a subject begins with: `a` of "a[i]", `g` of "ns::g.x"; empty where it is no name.
std::string variableOf(const std::string &subject) {
  const std::size_t begin = subject.find_first_not_of("*&(");
  if (begin == std::string::npos || !isNameCharacter(subject[begin]) ||
      subject.find(' ') < subject.find_first_of("[.->", begin))
    return {}; // "new object", "result of f()"
  std::size_t end = begin;
  while (end < subject.size() &&
         (isNameCharacter(subject[end]) || (subject[end] == ':' && subject.find("::", end - 1) <= end)))
    ++end;
  return lastPart(subject.substr(begin, end - begin));
}

bool isOne(const Directive &directive, const char *clause) {
  return directive.arguments(clause) == std::vector<std::string>{"1"};
}

bool takesLock(const CallEffects &effects) {
  return std::ranges::any_of(effects.blocking, [](const BlockingUse &use) {
    return use.api &&
           (use.api->role == Role::Lock || use.api->role == Role::TryLock || use.api->role == Role::Join);
  });
}

class LoopRace {
public:
  LoopRace(const BodyInfo &info, Id loop, const Independence &independence)
      : info_(info), body_(info.body()), loop_(loop), shared_(worksharingLoop(info, loop)),
        independence_(independence) {}

  std::optional<Race> find() {
    if (!shared_ || !readDirectives() || !readEvents())
      return std::nullopt;
    for (const Dependence &d : independence_.dependences)
      if (isMemory(d) && isShared(variableOf(d.subject)) && !isProtected(d.from, d.to) && !isAtomic(d))
        return Race{d, loopDependencePhrase(d), {}};
    for (const Reduction &r : independence_.reductions)
      if (auto race = sharedVariable(r.variable, "reduction(" + r.op + ":" + r.variable + ")", true))
        return race;
    for (const auto &[names, clause] : {std::pair(&independence_.privates, "private"),
                                        std::pair(&independence_.firstprivates, "firstprivate"),
                                        std::pair(&independence_.lastprivates, "lastprivate")})
      for (const std::string &name : *names)
        if (auto race = sharedVariable(name, std::string(clause) + "(" + name + ")", false))
          return race;
    return sharedCounter();
  }

private:
  struct Section {
    Location location;
    std::string exclusion;
  };

  /// False where what the directives say is more than is understood here.
  bool readDirectives() {
    const Id stmt = body_.loops[shared_].stmt;
    for (Id s = stmt; s; s = body_.stmts[s].parent)
      for (const Directive &directive : directivesOf(info_, s)) {
        if (directive.startsTasks())
          around_.push_back(directive);
        if (directive.startsTeam() && !team_)
          team_ = s;
        hasTeams_ = hasTeams_ || (directive.has("teams") && !isOne(directive, "num_teams"));
        if (directive.startsTeam() && isOne(directive, "num_threads"))
          return false;
      }
    for (Id s = stmt + 1; s < info_.subtreeEnd(stmt); ++s)
      for (const Directive &directive : directivesOf(info_, s)) {
        if (directive.steers())
          return false;
        // Teams wait for each other at atomic updates only.
        if (const std::string exclusion = directive.exclusion();
            !exclusion.empty() && (!hasTeams_ || exclusion == "atomic"))
          sections_.push_back({info_.stmtLocation(s), exclusion});
      }
    return true;
  }

  /// False where locks, or the number of the thread, may decide who touches what.
  bool readEvents() {
    for (Id event : info_.orderedEvents())
      if (body_.events[event].kind == EventKind::Call &&
          info_.calleeName(event).find("omp_get_thread_num") != std::string::npos)
        return false;
    events_ = info_.eventsWithin(body_.loops[loop_].stmt);
    for (Id event : events_)
      for (const Access &access : info_.accesses(event)) {
        const AccessPath base{access.path.base, access.path.id, {}, 0, false};
        if (base.base == BaseKind::Var)
          touched_[info_.program().str(body_.vars[base.id].name)].insert(base);
        else if (base.base == BaseKind::Global)
          touched_[lastPart(info_.program().str(info_.program().tables.globals[base.id].name))].insert(base);
        if (base.base == BaseKind::Var && body_.vars[base.id].kind == VarKind::This)
          if (const std::string member = memberOf(access.path); !member.empty())
            touched_[member].insert(base);
      }
    return hasTeams_ || std::ranges::none_of(events_, [&](Id event) {
             return body_.events[event].kind == EventKind::Call && takesLock(info_.callEffects(event));
           });
  }

  /// The member of the function's own object that `path` is, or lies in.
  std::string memberOf(const AccessPath &path) const {
    for (const AccessPathStep &step : path.steps)
      if (step.kind == AccessStep::Field)
        return info_.program().str(info_.program().tables.records[step.record].fields[step.a].name);
      else if (step.kind != AccessStep::Deref && step.kind != AccessStep::Base)
        break;
    return {};
  }

  /// Whether all threads have the one variable of that name that the loop touches.
  bool isShared(const std::string &name) const {
    const auto it = touched_.find(name);
    return !name.empty() && it != touched_.end() &&
           std::ranges::none_of(around_, [&](const Directive &d) { return d.givesOwn(name); }) &&
           std::ranges::none_of(it->second, [&](const AccessPath &base) { return isThreadsOwn(base); });
  }

  bool isThreadsOwn(const AccessPath &base) const {
    if (base.base == BaseKind::Global)
      return info_.program().tables.globals[base.id].storage == Storage::ThreadLocal;
    const Var &v = body_.vars[base.id];
    // Outside of a parallel region in the text, the function itself is what each thread runs.
    if (!team_)
      return v.kind != VarKind::Capture && v.kind != VarKind::This;
    return (v.stmt && info_.isWithin(v.stmt, team_)) || isLoopVariable(base.id);
  }

  /// The variables of the loops that the directive is about are each thread's own.
  bool isLoopVariable(Id var) const {
    for (Id event : info_.eventsWithin(body_.loops[shared_].stmt)) {
      const Event &e = body_.events[event];
      const Stmt &stmt = body_.stmts[e.stmt];
      const Id loop = info_.loopOf(e.stmt);
      if (e.kind == EventKind::Write && stmt.role == StmtRole::Inc && body_.loops[loop].stmt == stmt.parent &&
          body_.paths[e.path].root == RootKind::Var && body_.paths[e.path].id == var &&
          worksharingLoop(info_, loop) == shared_)
        return true;
    }
    return false;
  }

  std::string sectionOf(const Location &location) const {
    std::string result;
    for (const Section &section : sections_) // outer before inner
      if (holds(section.location, location))
        result = section.exclusion;
    return result;
  }

  bool isProtected(const Location &a, const Location &b) const {
    const std::string section = sectionOf(a);
    return !section.empty() && section == sectionOf(b);
  }

  bool isAtomic(const Dependence &d) const {
    return std::ranges::any_of(events_, [&](Id event) {
      const Location at = info_.locationOf(event);
      return (at == d.from || at == d.to) && std::ranges::any_of(info_.accesses(event), &Access::isAtomic);
    });
  }

  /// True if the loop comes to the event in all iterations or in none, by what is settled before it: where a
  /// team of several threads is asked for, it may be none.
  bool isDecidedBefore(Id event) const {
    auto isFixed = [&](Id read) {
      const Event &e = body_.events[read];
      const Path &path = body_.paths[e.path];
      return e.kind == EventKind::Read && path.root == RootKind::Var && path.steps.empty() &&
             !info_.effects().escapes(info_.id(), path.id) && std::ranges::none_of(events_, [&](Id other) {
               const Event &o = body_.events[other];
               return o.kind == EventKind::Write && body_.paths[o.path].root == RootKind::Var &&
                      body_.paths[o.path].id == path.id;
             });
    };
    std::vector<Id> pending{info_.blockOf(event)};
    std::set<Id> seen;
    while (!pending.empty()) {
      const Id at = pending.back();
      pending.pop_back();
      for (Id block : info_.control().controllers(at)) {
        if (!info_.cfg().contains(loop_, block) || !seen.insert(block).second)
          continue;
        const std::vector<Id> decides = info_.producers(body_.blocks[block].cond);
        if (!decides.empty() && std::ranges::all_of(decides, isFixed))
          return true;
        pending.push_back(block);
      }
    }
    return false;
  }

  /// The race on a variable that each iteration would need its own of.
  std::optional<Race> sharedVariable(const std::string &name, const std::string &clause,
                                     bool isReduction) const {
    if (!isShared(variableOf(name)))
      return std::nullopt;
    Id write = 0, other = 0;
    for (Id event : events_) {
      const bool isCall = body_.events[event].kind == EventKind::Call;
      if (isCall ? isReduction || !touches(event, name, false) : !isDirect(event, name, isReduction))
        continue;
      if (isDecidedBefore(event))
        continue;
      if (!write && (isCall ? touches(event, name, true) : body_.events[event].kind == EventKind::Write))
        write = event;
      else if (write && !other)
        other = event;
    }
    if (!write)
      return std::nullopt;
    if (isReduction || !other)
      other = write;
    const Location from = info_.locationOf(write), to = info_.locationOf(other);
    if (isProtected(from, to))
      return std::nullopt;
    Race race;
    race.tie.kind = isReduction || body_.events[other].kind == EventKind::Read ? DependenceKind::Flow
                                                                               : DependenceKind::Output;
    race.tie.subject = name;
    race.tie.from = from;
    race.tie.to = to;
    race.tie.loopCarried = true;
    race.why = isReduction ? "all threads update the one '" + name + "'"
                           : "all threads write the one '" + name + "'";
    race.remedy = std::ranges::all_of(name, isNameCharacter)
                      ? "add '" + clause + "' to the pragma"
                      : "give each thread a local of its own for '" + name + "'";
    return race;
  }

  /// Whether a call touches the variable that a name stands for.
  bool touches(Id call, const std::string &name, bool byWriting) const {
    const std::set<AccessPath> &bases = touched_.at(variableOf(name));
    return std::ranges::any_of(info_.accesses(call), [&](const Access &access) {
      return (access.isWrite || !byWriting) &&
             bases.contains({access.path.base, access.path.id, {}, 0, false}) &&
             isWhole(info_.effects().spell(info_.id(), access.path), name);
    });
  }

  /// A variable that every iteration counts on: one after another they are in step with the loop, at once
  /// they are not.
  std::optional<Race> sharedCounter() const {
    const Cfg &cfg = info_.cfg();
    for (Id event : events_) {
      const Event &e = body_.events[event];
      const Path &path = body_.paths[e.path];
      const bool isStep = e.kind == EventKind::Write &&
                          (e.how == WriteHow::Inc || e.how == WriteHow::Dec || e.how == WriteHow::Compound);
      if (!isStep || !path.steps.empty() || (path.root != RootKind::Var && path.root != RootKind::Global) ||
          !std::ranges::all_of(cfg.latchesOf(loop_),
                               [&](Id latch) { return cfg.dominates(info_.blockOf(event), latch); }))
        continue;
      const std::string &name = info_.program().str(path.spelling);
      if (auto race = sharedVariable(name, "linear(" + name + ")", true))
        return race;
    }
    return std::nullopt;
  }

  static bool isWhole(const std::string &text, const std::string &name) {
    return text.starts_with(name) && (text.size() == name.size() || !isNameCharacter(text[name.size()]));
  }

  /// Whether `event` reads or writes what a name stands for. `h[b[i]] += 1` and `d.sum(b[i]) += 1` update
  /// what depends on the data: whether two threads meet there is not known.
  bool isDirect(Id event, const std::string &name, bool isReduction) const {
    const Event &e = body_.events[event];
    if (e.kind != EventKind::Read && e.kind != EventKind::Write)
      return false;
    const Path &p = body_.paths[e.path];
    const ValueKind pointer = p.root == RootKind::Pointer ? body_.values[p.id].kind : ValueKind::Entry;
    if (isReduction &&
        ((pointer != ValueKind::Entry && pointer != ValueKind::Read) ||
         std::ranges::any_of(p.steps, [](const Step &step) { return step.kind == StepKind::Index; })))
      return false;
    return isWhole(info_.program().str(p.spelling), name);
  }

  const BodyInfo &info_;
  const Body &body_;
  const Id loop_, shared_;
  const Independence &independence_;
  std::vector<Directive> around_; ///< of the loop and of what stands around it
  Id team_ = 0;                   ///< statement that a team of threads runs, the innermost
  bool hasTeams_ = false;         ///< several teams share the iterations
  std::vector<Section> sections_;
  std::vector<Id> events_;
  std::map<std::string, std::set<AccessPath>> touched_; ///< variables of the loop by name
};

} // namespace

std::optional<Race> raceInLoop(const BodyInfo &info, Id loop, const Independence &independence) {
  return LoopRace(info, loop, independence).find();
}

std::optional<Race> raceInAlgorithm(const BodyInfo &info, Id event, const Independence &independence) {
  // What the callable protects, it protects in its own body: nothing is said where it takes a lock or
  // touches an atomic.
  const CallEffects &effects = info.callEffects(event);
  if (parallelAlgorithm(info, event).empty() || takesLock(effects) ||
      std::ranges::any_of(effects.accesses, &Access::isAtomic))
    return std::nullopt;
  for (const Dependence &d : independence.dependences)
    if (isMemory(d) && !d.subject.starts_with("the result of"))
      return Race{d, loopDependencePhrase(d), {}};
  for (const Reduction &r : independence.reductions)
    if (!r.variable.starts_with("the result of")) {
      Race race;
      race.tie = {
          DependenceKind::Flow, r.variable, info.locationOf(event), info.locationOf(event), true, {}, {}};
      race.why = "all threads update the one '" + r.variable + "'";
      race.remedy =
          "std::transform_reduce gives each thread a part of its own, and so does std::atomic at a price";
      return race;
    }
  return std::nullopt;
}

} // namespace overlap::rules
