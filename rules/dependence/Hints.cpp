#include "rules/dependence/Hints.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace overlap::rules {

using namespace facts;

namespace {

bool isMemory(const Dependence &d) {
  return d.kind == DependenceKind::Flow || d.kind == DependenceKind::Anti || d.kind == DependenceKind::Output;
}

class Hints {
public:
  Hints(Symbolic &symbolic, Independence &result)
      : symbolic_(symbolic), context_(symbolic.context()), body_(context_.body()), result_(result) {}

  void run() {
    readFromCopy();
    std::set<std::string> names;
    for (const Dependence &d : result_.dependences)
      if (isMemory(d))
        names.insert(d.subject.substr(0, d.subject.find_first_of(".[-")));
    std::vector<std::string> generators;
    for (const std::string &name : names)
      if (const Id var = variableOf(name)) {
        if (isGenerator(var))
          generators.push_back(name);
        else if (isStartedAnew(var))
          result_.hints.push_back("declare '" + name + "' inside the loop: each iteration starts it anew");
        else if (isOnlyInsertedInto(var))
          result_.hints.push_back("fill one '" + name +
                                  "' for each worker and merge them in the order of the iterations");
      }
    std::string list;
    for (const std::string &name : generators)
      list += (list.empty() ? "'" : " and '") + name + "'";
    if (!generators.empty())
      result_.hints.push_back("give each worker a generator of its own, with its own seed, instead of " +
                              list);
  }

private:
  // a[i] = f(a[i + 1]): what is read is what was there before the loop.
  void readFromCopy() {
    const auto isRead = [&](const Dependence &d) {
      return d.kind == DependenceKind::Anti && d.subject.find('[') < d.subject.find('(');
    };
    if (result_.dependences.empty() ||
        !std::all_of(result_.dependences.begin(), result_.dependences.end(), isRead))
      return;
    std::set<std::string> arrays;
    for (const Dependence &d : result_.dependences)
      arrays.insert(d.subject.substr(0, d.subject.find('[')));
    for (const std::string &array : arrays)
      result_.hints.push_back("read from a copy of '" + array + "' that is made before the loop");
  }

  /// The one variable of that name that is an object, not a pointer or reference to one; else 0.
  Id variableOf(const std::string &name) const {
    Id found = 0;
    for (Id var = 1; var < body_.vars.size(); ++var)
      if (context_.varName(var) == name) {
        if (found)
          return 0;
        found = var;
      }
    return found;
  }

  /// The variable that a path is, or refers to when it is a parameter.
  Id objectOf(Id path) const {
    const AccessPath object = context_.effects().resolve(context_.bodyId(), path);
    const bool isWhole =
        object.steps.empty() || (object.steps.size() == 1 && object.steps[0].kind == AccessStep::Deref &&
                                 isReference(body_.vars[object.id].type));
    return object.base == BaseKind::Var && isWhole ? object.id : 0;
  }

  bool isReference(Id type) const {
    const TypeKind kind = context_.type(type).kind;
    return kind == TypeKind::LValueRef || kind == TypeKind::RValueRef;
  }

  const ClassEntry *classOf(Id var) const {
    const Id type = body_.vars[var].type;
    return symbolic_.classOf(isReference(type) ? context_.type(type).element : type);
  }

  bool isGenerator(Id var) const {
    const ClassEntry *entry = classOf(var); // distributions have a state, too
    return entry && (entry->kind == ClassEntry::Kind::Engine || entry->name.ends_with("_distribution"));
  }

  /// The library's method that `event` calls on the whole of `var`; empty otherwise.
  std::string_view methodOn(Id var, Id event) const {
    if (body_.events[event].kind != EventKind::Call)
      return {};
    const Call &call = body_.calls[body_.events[event].call];
    if (!call.receiver || !call.function || objectOf(call.receiver) != var ||
        !context_.effects().api(context_.bodyId(), event))
      return {};
    const std::string_view name =
        context_.program().str(context_.program().function(call.function).qualifiedName);
    return name.substr(name.rfind(':') + 1);
  }

  bool touches(Id var, Id event) {
    const auto &accesses = context_.accesses(event);
    return std::any_of(accesses.begin(), accesses.end(),
                       [&](const Access &a) { return a.path.base == BaseKind::Var && a.path.id == var; });
  }

  std::vector<Id> eventsOn(Id var) {
    std::vector<Id> result;
    for (Id block : context_.cfg().blocksOf(symbolic_.loop()))
      for (Id event : body_.blocks[block].events)
        if (touches(var, event))
          result.push_back(event);
    return result;
  }

  // tmp.clear(); ... tmp.push_back(x): nothing of it goes from one iteration to another, nor out of the loop.
  bool isStartedAnew(Id var) {
    const TypeKind kind = context_.type(body_.vars[var].type).kind;
    if (kind != TypeKind::Record || body_.vars[var].kind != VarKind::Local ||
        context_.effects().escapes(context_.bodyId(), var))
      return false;
    const std::vector<Id> events = eventsOn(var);
    const auto starts = [&](Id event) {
      const std::string_view method = methodOn(var, event);
      return (method == "clear" || method == "assign" || method == "operator=") &&
             std::all_of(events.begin(), events.end(), [&](Id other) {
               return other == event || context_.cfg().eventDominates(event, other);
             });
    };
    if (std::none_of(events.begin(), events.end(), starts))
      return false;
    for (Id event = 1; event < body_.events.size(); ++event) {
      if (!context_.cfg().isReachable(context_.cfg().blockOf(event)) || symbolic_.isInLoop(event) ||
          body_.events[event].kind != EventKind::Call || !touches(var, event))
        continue;
      const CallSyntax syntax = body_.calls[body_.events[event].call].syntax;
      if (syntax != CallSyntax::Construct && syntax != CallSyntax::Destroy &&
          methodOn(var, event) != "reserve")
        return false;
    }
    return true;
  }

  bool isOnlyInsertedInto(Id var) {
    const ClassEntry *entry = classOf(var);
    if (!entry || entry->kind != ClassEntry::Kind::Associative)
      return false;
    for (Id event : eventsOn(var)) {
      const Event &e = body_.events[event];
      const std::string_view method = methodOn(var, event);
      if (method == "operator[]" ? isOnlyWritten(event)
                                 : (method == "insert" || method == "emplace" || method == "try_emplace" ||
                                    method == "insert_or_assign") &&
                                       !isResultUsed(body_.calls[e.call]))
        continue;
      if (!isElementOf(var, event))
        return false;
    }
    return true;
  }

  /// A pair that nobody takes is a temporary of which no part is looked at.
  bool isResultUsed(const Call &call) const {
    if (!call.result)
      return call.resultUsed;
    const Path &result = body_.paths[call.result];
    return result.root != RootKind::Var || body_.vars[result.id].kind != VarKind::Temp ||
           std::any_of(body_.paths.begin(), body_.paths.end(), [&](const Path &path) {
             return path.root == RootKind::Var && path.id == result.id && !path.steps.empty();
           });
  }

  /// Reads and writes of what operator[] returned: isOnlyWritten judges them.
  bool isElementOf(Id var, Id event) const {
    const Event &e = body_.events[event];
    if ((e.kind != EventKind::Read && e.kind != EventKind::Write) || !e.path)
      return false;
    const Path &path = body_.paths[e.path];
    return path.root == RootKind::Pointer && path.steps.empty() &&
           body_.values[path.id].kind == ValueKind::Call &&
           methodOn(var, body_.values[path.id].a) == "operator[]";
  }

  // m[k] = v and m[k] += v, but not m[k] = m[j].
  bool isOnlyWritten(Id call) const {
    bool isUpdated = false, isRead = false, isWritten = false;
    for (const Event &e : body_.events) {
      if ((e.kind != EventKind::Read && e.kind != EventKind::Write) || !e.path)
        continue;
      const Path &path = body_.paths[e.path];
      if (path.root != RootKind::Pointer || body_.values[path.id].kind != ValueKind::Call ||
          body_.values[path.id].a != call)
        continue;
      if (!path.steps.empty())
        return false;
      isRead |= e.kind == EventKind::Read;
      isWritten |= e.kind == EventKind::Write;
      isUpdated |= e.kind == EventKind::Write && e.how != WriteHow::Assign && e.how != WriteHow::Init;
    }
    return isWritten && (!isRead || isUpdated);
  }

  Symbolic &symbolic_;
  BodyContext &context_;
  const Body &body_;
  Independence &result_;
};

} // namespace

void addHints(Symbolic &symbolic, Independence &result) {
  if (!result.dependences.empty())
    Hints(symbolic, result).run();
}

} // namespace overlap::rules
