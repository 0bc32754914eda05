#include "tests/annotated/Annotations.h"

#include <cctype>
#include <sstream>

namespace overlap::test {
namespace {

const std::set<std::string> kinds = {"loop", "calls", "call"};
const std::set<std::string> statuses = {"independent", "conditional", "dependent", "partial", "unknown"};
const std::set<std::string> strategies = {"multiprocess", "multithreaded", "async", "sequential"};
const std::set<std::string> assumptionKinds = {
    "no-alias", "unknown-callee", "injective-index", "distinct-resource", "order", "no-exception", "other"};
const std::set<std::string> dependenceKinds = {"flow", "anti", "output", "resource", "control", "order"};
const std::set<std::string> variableLists = {"reduction", "private", "lastprivate", "firstprivate"};
const std::set<std::string> valueNames = {"tasks",       "levels", "boundness", "latency",
                                          "connections", "rule",   "distance"};

/// Words apart by blanks; a parenthesis keeps its blanks, so that a subject may be an expression.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result(1);
  int depth = 0;
  for (char c : text) {
    depth += (c == '(') - (c == ')');
    if (depth <= 0 && std::isspace(static_cast<unsigned char>(c)))
      result.emplace_back();
    else
      result.back() += c;
  }
  std::erase(result, "");
  return result;
}

/// The part of a line that may hold annotations, cut at what ends one.
std::vector<std::string_view> annotationsOn(std::string_view line, std::string_view keyword) {
  std::vector<std::string_view> result;
  std::size_t at = line.find("//");
  if (at == std::string_view::npos)
    at = line.find("/*");
  if (at == std::string_view::npos)
    return result;
  line.remove_prefix(at);
  for (at = line.find(keyword); at != std::string_view::npos; at = line.find(keyword, at + 1)) {
    std::string_view rest = line.substr(at + keyword.size());
    for (std::string_view end : {"expect:", "//", "*/", " -- "})
      rest = rest.substr(0, rest.find(end));
    result.push_back(rest);
  }
  return result;
}

/// name(argument) taken apart; false where the word is not of that form.
bool splitCall(const std::string &word, std::string &name, std::string &argument) {
  std::size_t open = word.find('(');
  if (open == std::string::npos || word.back() != ')')
    return false;
  name = word.substr(0, open);
  argument = word.substr(open + 1, word.size() - open - 2);
  return true;
}

/// Takes one word into `e`; returns what is wrong with it, or nothing.
std::string take(const std::string &word, Expectation &e) {
  auto setOnce = [&](std::string &field) -> std::string {
    if (!field.empty())
      return "'" + field + "' and '" + word + "' exclude each other";
    field = word;
    return {};
  };
  if (statuses.count(word))
    return setOnce(e.status);
  if (strategies.count(word))
    return setOnce(e.strategy);
  if (word == "hidden" || word == "shown" || word == "hint" || word == "hazard") {
    (word == "hidden" ? e.hidden : word == "shown" ? e.shown : word == "hint" ? e.hint : e.hazard) = true;
    return {};
  }
  if (word == "not-run") {
    e.notRun = true;
    return {};
  }
  // `order` is an assumption and a dependence; alone, the status says which is meant.
  if (assumptionKinds.count(word) && !(word == "order" && e.status == "dependent")) {
    e.assumptions.insert(word);
    return {};
  }
  if (dependenceKinds.count(word)) {
    e.dependences.push_back({word, ""});
    return {};
  }
  std::string name, argument;
  if (splitCall(word, name, argument)) {
    if (dependenceKinds.count(name)) {
      e.dependences.push_back({name, argument});
      return {};
    }
    if (variableLists.count(name) && !argument.empty()) {
      e.variables[name].insert(argument);
      return {};
    }
  }
  std::size_t equals = word.find('=');
  if (equals != std::string::npos && valueNames.count(word.substr(0, equals)) && equals + 1 < word.size()) {
    e.values[word.substr(0, equals)] = word.substr(equals + 1);
    return {};
  }
  return "unknown word '" + word + "'";
}

std::string parseExpectation(std::string_view text, Expectation &e) {
  std::vector<std::string> all = words(text);
  if (all.empty() || !kinds.count(all.front()))
    return "expect: must be followed by loop, calls or call";
  e.kind = all.front();
  for (std::size_t i = 1; i < all.size(); ++i)
    if (std::string wrong = take(all[i], e); !wrong.empty())
      return wrong;
  if (e.kind == "call" && !e.status.empty())
    return "a call has no independence";
  if (e.status == "partial" && e.kind != "calls")
    return "only calls can be partial";
  if (e.status == "conditional" && e.assumptions.empty())
    return "conditional on what?";
  if (!e.assumptions.empty() && e.status != "conditional" && e.status != "partial")
    return "assumptions belong to conditional or partial";
  if (!e.dependences.empty() && e.status != "dependent" && e.status != "partial")
    return "dependences belong to dependent or partial";
  if (e.notRun && (e.kind != "loop" || e.status != "independent"))
    return "only an independent loop would be run";
  if (e.hidden && e.shown)
    return "'hidden' and 'shown' exclude each other";
  return {};
}

std::string parseFileOption(std::string_view text, Annotations &result) {
  std::vector<std::string> all = words(text);
  if (all.size() == 2 && all[0] == "policy")
    result.policy = all[1];
  else if (all.size() > 1 && all[0] == "flags")
    result.flags.insert(result.flags.end(), all.begin() + 1, all.end());
  else
    return "expect-file: must be followed by 'policy NAME' or 'flags FLAG...'";
  return {};
}

} // namespace

Annotations parseAnnotations(std::string_view source) {
  Annotations result;
  std::istringstream in{std::string(source)};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    auto complain = [&](const std::string &wrong) {
      if (!wrong.empty())
        result.errors.push_back(std::to_string(number) + ": " + wrong);
    };
    for (std::string_view text : annotationsOn(line, "expect-file:"))
      complain(parseFileOption(text, result));
    for (std::string_view text : annotationsOn(line, "expect:")) {
      Expectation e;
      e.line = number;
      complain(parseExpectation(text, e));
      result.expectations.push_back(std::move(e));
    }
    result.none |= !annotationsOn(line, "expect-none").empty();
    std::size_t keyword = line.find("expect");
    bool known = keyword == std::string::npos || !annotationsOn(line, "expect:").empty() ||
                 !annotationsOn(line, "expect-file:").empty() || !annotationsOn(line, "expect-none").empty();
    if (!known && line.find("// expect") != std::string::npos)
      complain("neither expect:, expect-file: nor expect-none");
  }
  if (result.none && !result.expectations.empty())
    result.errors.push_back("1: expect-none beside other expectations");
  return result;
}

} // namespace overlap::test
