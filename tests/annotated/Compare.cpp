#include "tests/annotated/Compare.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace overlap::test {
namespace {

using Json = nlohmann::json;
using Differences = std::vector<std::string>;

std::string text(const Json &object, const char *key) {
  auto it = object.find(key);
  if (it == object.end())
    return "none";
  return it->is_string() ? it->get<std::string>() : it->dump();
}

/// A member that may be missing, as the schema allows.
Json part(const Json &object, const char *key, const Json &otherwise) {
  return object.contains(key) ? object[key] : otherwise;
}

Json independenceOf(const Json &region) { return part(region, "independence", Json::object()); }

std::string join(const std::set<std::string> &items) {
  std::string result;
  for (const std::string &item : items)
    result += (result.empty() ? "" : ", ") + item;
  return result.empty() ? "none" : result;
}

void compareAssumptions(const Expectation &e, const Json &region, Differences &out) {
  std::set<std::string> got;
  for (const Json &assumption : part(independenceOf(region), "assumptions", Json::array()))
    got.insert(text(assumption, "kind"));
  // Nothing rests on the assumptions of a region that is tied or not understood, whatever they are.
  const bool matter = e.status == "independent" || e.status == "conditional" || e.status == "partial";
  if (matter && got != e.assumptions)
    out.push_back("expected assumptions " + join(e.assumptions) + ", got " + join(got));
}

void compareDependences(const Expectation &e, const Json &region, Differences &out) {
  const Json got = part(independenceOf(region), "dependences", Json::array());
  auto listed = [&] {
    std::set<std::string> all;
    for (const Json &d : got)
      all.insert(text(d, "kind") + "(" + text(d, "subject") + ")");
    return join(all);
  };
  for (const ExpectedDependence &wanted : e.dependences)
    if (std::none_of(got.begin(), got.end(), [&](const Json &d) {
          return text(d, "kind") == wanted.kind &&
                 (wanted.subject.empty() || namesSubject(text(d, "subject"), wanted.subject));
        }))
      out.push_back("expected dependence " + wanted.kind + "(" + wanted.subject + "), got " + listed());
  auto distance = e.values.find("distance");
  if (distance != e.values.end() && std::none_of(got.begin(), got.end(), [&](const Json &d) {
        return text(d, "distance") == distance->second;
      }))
    out.push_back("expected a dependence at distance " + distance->second);
}

void compareVariables(const Expectation &e, const Json &region, Differences &out) {
  const Json independence = independenceOf(region);
  for (const auto &[list, names] : e.variables) {
    std::set<std::string> got;
    for (const Json &item :
         part(independence, list == "reduction" ? "reductions" : list.c_str(), Json::array()))
      got.insert(item.is_object() ? text(item, "variable") : item.get<std::string>());
    for (const std::string &name : names)
      if (std::none_of(got.begin(), got.end(), [&](const std::string &g) { return namesSubject(g, name); }))
        out.push_back("expected " + list + "(" + name + "), got " + join(got));
  }
}

std::string valueOf(const Json &region, const std::string &name) {
  const Json io = part(region, "io", Json::object()), tasks = part(region, "tasks", Json::array());
  if (name == "latency" || name == "connections")
    return text(io, name.c_str());
  if (name == "tasks")
    return std::to_string(tasks.size());
  if (name == "levels") {
    std::set<std::string> levels;
    for (const Json &task : tasks)
      levels.insert(text(task, "level"));
    return std::to_string(levels.size());
  }
  return text(region, name.c_str());
}

Differences compareRegion(const Expectation &e, const Json &region, const std::vector<Json> &shown) {
  Differences out;
  auto same = [&](const char *what, const std::string &wanted, const std::string &got) {
    if (!wanted.empty() && wanted != got)
      out.push_back(std::string("expected ") + what + " " + wanted + ", got " + got);
  };
  same("status", e.status, text(independenceOf(region), "status"));
  same("strategy", e.strategy, text(region, "strategy"));
  compareAssumptions(e, region, out);
  compareDependences(e, region, out);
  compareVariables(e, region, out);
  for (const auto &[name, wanted] : e.values)
    if (name != "distance")
      same(name.c_str(), wanted, valueOf(region, name));
  if (e.hint && part(region, "hints", Json::array()).empty())
    out.push_back("expected a hint, got none");
  if (e.hazard && part(region, "hazards", Json::array()).empty())
    out.push_back("expected a hazard, got none");
  bool inDefault = std::any_of(shown.begin(), shown.end(),
                               [&](const Json &s) { return text(s, "id") == text(region, "id"); });
  if (e.hidden && inDefault)
    out.push_back("expected to be hidden, got it in the default report");
  if (e.shown && !inDefault)
    out.push_back("expected in the default report, got it under --all only");
  return out;
}

/// Several regions of one kind may start on one line; they are matched as they fit best.
Differences compareGroup(const std::vector<const Expectation *> &expected, const std::vector<Json> &got,
                         const std::vector<Json> &shown) {
  if (expected.size() != got.size())
    return {"expected " + std::to_string(expected.size()) + " region(s), got " + std::to_string(got.size())};
  std::vector<std::size_t> order(got.size());
  std::iota(order.begin(), order.end(), 0);
  std::optional<Differences> best;
  do {
    Differences these;
    for (std::size_t i = 0; i < expected.size(); ++i)
      for (std::string &difference : compareRegion(*expected[i], got[order[i]], shown))
        these.push_back(std::move(difference));
    if (!best || these.size() < best->size())
      best = std::move(these);
  } while (!best->empty() && std::next_permutation(order.begin(), order.end()));
  return *best;
}

std::string describe(const Json &region) {
  const Json independence = independenceOf(region);
  std::string result = "got " + text(independence, "status") + " " + text(region, "strategy") + " " +
                       text(region, "boundness") + " in " + text(region, "function");
  for (const Json &d : part(independence, "dependences", Json::array()))
    result += "; " + text(d, "kind") + "(" + text(d, "subject") + ")";
  for (const Json &a : part(independence, "assumptions", Json::array()))
    result += "; if " + text(a, "kind") + ": " + text(a, "message");
  if (independence.contains("reason"))
    result += "; " + text(independence, "reason");
  return result;
}

} // namespace

bool namesSubject(const std::string &subject, const std::string &wanted) {
  auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  for (std::size_t at = subject.find(wanted); at != std::string::npos; at = subject.find(wanted, at + 1)) {
    bool startsWord = at == 0 || !isWord(subject[at - 1]) || !isWord(wanted.front());
    std::size_t end = at + wanted.size();
    bool endsWord = end == subject.size() || !isWord(subject[end]) || !isWord(wanted.back());
    if (startsWord && endsWord)
      return true;
  }
  return false;
}

std::vector<std::string> compare(const std::string &file, const Annotations &expected,
                                 const std::vector<Json> &all, const std::vector<Json> &shown) {
  Differences out;
  for (const std::string &error : expected.errors)
    out.push_back(file + ":" + error);
  std::map<std::pair<int, std::string>, std::pair<std::vector<const Expectation *>, std::vector<Json>>>
      groups;
  for (const Expectation &e : expected.expectations)
    groups[{e.line, e.kind}].first.push_back(&e);
  for (const Json &region : all)
    groups[{region["location"]["line"].get<int>(), text(region, "kind")}].second.push_back(region);
  for (const auto &[place, group] : groups) {
    const std::string where = file + ":" + std::to_string(place.first) + ": ";
    const Differences differences = compareGroup(group.first, group.second, shown);
    for (const std::string &difference : differences)
      out.push_back(where + "error: " + place.second + ": " + difference);
    if (!differences.empty())
      for (const Json &region : group.second)
        out.push_back(where + "note: " + describe(region));
  }
  if (!expected.none && expected.expectations.empty() && expected.errors.empty())
    out.push_back(file + ":1: error: no annotation: say expect-none where no region is expected");
  return out;
}

} // namespace overlap::test
