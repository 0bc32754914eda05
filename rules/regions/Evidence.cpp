#include "rules/regions/Evidence.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace overlap::rules {

using namespace facts;

namespace {

/// What a container's or stream's method does to it, as a person says it; empty for other methods.
std::string actionOf(std::string_view method) {
  static const std::map<std::string_view, const char *> actions{
      {"push_back", "appends to"},      {"emplace_back", "appends to"}, {"append", "appends to"},
      {"push", "appends to"},           {"operator+=", "appends to"},   {"push_front", "prepends to"},
      {"emplace_front", "prepends to"}, {"insert", "inserts into"},     {"emplace", "inserts into"},
      {"try_emplace", "inserts into"},  {"operator[]", "inserts into"}, {"insert_or_assign", "inserts into"},
      {"pop_back", "takes from"},       {"pop_front", "takes from"},    {"pop", "takes from"},
      {"erase", "erases from"},         {"resize", "resizes"},          {"clear", "clears"},
  };
  const auto it = actions.find(method);
  return it == actions.end() ? "" : it->second;
}

class Evidence {
public:
  Evidence(const BodyInfo &info, const std::vector<Id> &events) : info_(info), body_(info.body()) {
    for (Id event : events) {
      at_[info.locationOf(event)].push_back(event);
      const Id path = body_.events[event].path;
      if (path && body_.paths[path].root == RootKind::Global)
        names_.insert(firstName(info.program().str(body_.paths[path].spelling)));
    }
    for (const Var &var : body_.vars)
      names_.insert(info.program().str(var.name));
    names_.insert("this");
  }

  void refine(std::vector<Dependence> &dependences) const {
    for (Dependence &d : dependences) {
      if (d.kind == DependenceKind::Anti)
        nameRead(d);
      nameAction(d);
    }
    std::vector<std::tuple<int, DependenceKind, std::size_t>> order;
    for (std::size_t i = 0; i < dependences.size(); ++i)
      order.emplace_back(rank(dependences[i]), dependences[i].kind, i);
    std::ranges::sort(order);
    std::vector<Dependence> sorted;
    for (const auto &[rank, kind, i] : order)
      sorted.push_back(std::move(dependences[i]));
    dependences = std::move(sorted);
    std::set<std::pair<std::string, DependenceKind>> seen;
    std::set<std::string> acted;
    std::erase_if(dependences, [&](const Dependence &d) {
      return d.action.empty() ? !seen.insert({d.subject, d.kind}).second : !acted.insert(d.subject).second;
    });
  }

private:
  static std::string firstName(const std::string &subject) {
    const std::size_t begin = subject.find_first_not_of("*&(");
    if (begin == std::string::npos)
      return {};
    return subject.substr(begin, subject.find_first_of(".-[) ", begin) - begin);
  }

  /// The method that is called at a place and belongs to a library, with its object as the source spells it.
  std::pair<std::string, std::string> methodAt(const Location &location) const {
    const auto it = at_.find(location);
    if (it == at_.end())
      return {};
    for (Id event : it->second) {
      if (body_.events[event].kind != EventKind::Call)
        continue;
      const Call &call = body_.calls[body_.events[event].call];
      if (!call.receiver || !call.function || !info_.effects().api(info_.id(), event))
        continue;
      const std::string &name = info_.program().str(info_.program().function(call.function).qualifiedName);
      if (std::string action = actionOf(name.substr(name.rfind(':') + 1)); !action.empty())
        return {action, info_.program().str(body_.paths[call.receiver].spelling)};
    }
    return {};
  }

  /// Of "each reads X that a later one overwrites", X is what is read.
  void nameRead(Dependence &d) const {
    const auto it = at_.find(d.from);
    if (it == at_.end())
      return;
    for (Id event : it->second)
      if (const Event &e = body_.events[event]; e.kind == EventKind::Read && body_.paths[e.path].spelling)
        d.subject = info_.program().str(body_.paths[e.path].spelling);
  }

  void nameAction(Dependence &d) const {
    if (d.kind != DependenceKind::Flow && d.kind != DependenceKind::Anti && d.kind != DependenceKind::Output)
      return;
    const auto [action, object] = methodAt(d.from);
    if (action.empty() || object.empty() || methodAt(d.to) != std::pair(action, object))
      return;
    d.action = action;
    d.subject = object;
  }

  /// Lower is more of a reason.
  int rank(const Dependence &d) const {
    const bool isNamed = names_.contains(firstName(d.subject));
    const bool isVague = d.subject.empty() || d.subject == "memory" || d.subject == "temporary" ||
                         d.subject == "*this" || d.subject == "new object" ||
                         d.subject.find("(...)") != std::string::npos;
    int base = 0;
    switch (d.kind) {
    case DependenceKind::Flow:
      base = 0;
      break;
    case DependenceKind::Resource:
      base = isNamed ? 1 : 5; // a handle, or hidden state such as a library keeps for its messages
      break;
    case DependenceKind::Control:
      return 2;
    case DependenceKind::Order:
      return 3;
    case DependenceKind::Anti:
      base = 3;
      break;
    case DependenceKind::Output:
      base = 4;
      break;
    }
    if (!d.action.empty())
      base = 0;
    return base + (isVague ? 12 : d.kind != DependenceKind::Resource && !isNamed ? 6 : 0);
  }

  const BodyInfo &info_;
  const Body &body_;
  std::map<Location, std::vector<Id>> at_;
  std::set<std::string> names_;
};

} // namespace

void refineEvidence(const BodyInfo &info, const std::vector<Id> &events, Independence &independence) {
  if (!independence.dependences.empty())
    Evidence(info, events).refine(independence.dependences);
}

} // namespace overlap::rules
