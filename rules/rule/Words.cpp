#include "rules/rule/Words.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace overlap::rules {

namespace {

std::string number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, value < 10000 ? "%.0f" : "%.1e", value);
  std::string text = buffer;
  // 4.0e+09 reads as 4e9
  if (const auto dot = text.find(".0e"); dot != std::string::npos)
    text.erase(dot, 2);
  if (const auto exponent = text.find("e+"); exponent != std::string::npos)
    text.erase(exponent + 1, text.find_first_not_of("+0", exponent + 1) - exponent - 1);
  return text;
}

} // namespace

std::string workPhrase(const Region &region) {
  if (region.boundness == Boundness::Light)
    return "too little work to pay for it: about " + number(region.work) + " operations";
  if (region.workIsKnown)
    return "about " + number(region.work) + " operations";
  if (region.worthFrom > 1) {
    const std::string count = number(region.worthFrom);
    return region.worthText.empty() ? "worth it from " + count + " iterations"
                                    : "worth it from " + region.worthText + " = " + count;
  }
  return "heavy: its loops have no known bound";
}

std::string ifPhrase(const Region &region) {
  const std::vector<Assumption> &assumptions = region.independence.assumptions;
  if (assumptions.empty())
    return "";
  std::string phrase = " if " + assumptions.front().message;
  if (assumptions.size() > 1)
    phrase += " (and " + std::to_string(assumptions.size() - 1) + " more)";
  return phrase;
}

std::string othersPhrase(const std::vector<Dependence> &dependences) {
  std::set<std::string> subjects;
  for (const Dependence &d : dependences)
    subjects.insert(d.subject);
  return subjects.size() > 1 ? " (and " + std::to_string(subjects.size() - 1) + " more)" : "";
}

std::string commonKind(const std::vector<BlockingCall> &operations) {
  if (operations.empty())
    return "";
  const std::string &kind = operations.front().kind;
  return std::all_of(operations.begin(), operations.end(),
                     [&](const BlockingCall &o) { return o.kind == kind; })
             ? kind
             : "";
}

std::string waitsFor(const Region &region) {
  static const std::map<std::string, std::string> phrases{{"file", "files"},
                                                          {"network", "the network"},
                                                          {"dns", "name resolution"},
                                                          {"database", "the database"},
                                                          {"process", "other processes"},
                                                          {"sync", "other threads"},
                                                          {"sleep", "the clock"},
                                                          {"terminal", "the terminal"},
                                                          {"device", "a device"},
                                                          {"rpc", "a remote service"}};
  const auto it = phrases.find(commonKind(region.operations));
  return it == phrases.end() ? "I/O" : it->second;
}

std::string operationNoun(const std::string &kind) {
  static const std::map<std::string, std::string> nouns{
      {"file", "file operations"},         {"network", "network operations"},  {"dns", "name look-ups"},
      {"database", "database queries"},    {"process", "waits for processes"}, {"sleep", "waits"},
      {"terminal", "terminal operations"}, {"device", "device operations"},    {"rpc", "remote calls"}};
  const auto it = nouns.find(kind);
  return it == nouns.end() ? "tasks" : it->second;
}

std::string loopDependencePhrase(const Dependence &dependence) {
  const std::string subject = "'" + dependence.subject + "'";
  if (!dependence.action.empty())
    return "each " + dependence.action + " " + subject;
  switch (dependence.kind) {
  case DependenceKind::Flow:
    return "each reads " + subject + " that an earlier one wrote";
  case DependenceKind::Anti:
    return "each reads " + subject + " that a later one overwrites";
  case DependenceKind::Output:
    return "several write " + subject + ", and the last one must win";
  case DependenceKind::Resource:
    return "all use " + subject;
  case DependenceKind::Control:
    return "an iteration may end the loop early (" + dependence.subject + ")";
  case DependenceKind::Order:
    return "the order of what goes to " + subject + " would change";
  }
  return subject;
}

} // namespace overlap::rules
