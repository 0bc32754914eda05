#include "rules/rule/Rule.h"
#include "rules/rule/Words.h"

namespace overlap::rules {

namespace {

std::string reason(const Region &region) {
  const Dependence &d = region.independence.dependences.front();
  const std::string subject = "'" + d.subject + "'";
  std::string later;
  for (const Task &task : region.tasks)
    if (task.location == d.to)
      later = task.callee;
  switch (d.kind) {
  case DependenceKind::Flow:
    return later + " needs " + subject + " from the one before";
  case DependenceKind::Anti:
  case DependenceKind::Output:
    return later + " overwrites " + subject;
  case DependenceKind::Resource:
    return "they share " + subject;
  case DependenceKind::Control:
    return "whether " + later + " runs depends on " + subject;
  case DependenceKind::Order:
    return "their order is fixed by " + subject;
  }
  return subject;
}

} // namespace

const Rule dependentCalls{
    {.id = "overlap-dependent-calls",
     .summary = "sequential calls each of which needs the one before, with the values that tie them",
     .finds = "Groups of blocking or CPU-heavy calls in which nothing can overlap. Listed by default when "
              "one change would free them (the "
              "hint), else under --all.",
     .why = "It says why no concurrency is advised.",
     .before = "auto user = getUserInfo();\nauto mail = processUserInfo(user);\nsendMailToUser(mail);",
     .after = "// sequential as written",
     .knownProblems = "",
     .stability = "stable"},
    [](const Region &region) {
      return region.kind == RegionKind::Calls && region.independence.status == Status::Dependent;
    },
    [](const Region &region) {
      std::string message = std::to_string(region.tasks.size()) + " calls cannot overlap";
      if (!region.independence.dependences.empty())
        message += ": " + reason(region);
      return message + othersPhrase(region.independence.dependences);
    }};

} // namespace overlap::rules
