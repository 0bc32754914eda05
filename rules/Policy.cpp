#include "rules/Policy.h"

#include "facts/Error.h"
#include "rules/JsonFields.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace overlap::rules {

namespace {

std::string textOf(const std::variant<std::string, double> &value) {
  if (const auto *text = std::get_if<std::string>(&value))
    return *text;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3g", std::get<double>(value));
  return buffer;
}

/// Replaces {feature} by the feature's value; an unknown name stays as it is.
std::string fill(std::string_view text, const Features &features) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos)
      break;
    const auto feature = features.find(text.substr(open + 1, close - open - 1));
    result += text.substr(0, open);
    result += feature == features.end() ? std::string(text.substr(open, close - open + 1))
                                        : textOf(feature->second);
    text.remove_prefix(close + 1);
  }
  return result.append(text);
}

PolicyCondition readCondition(JsonFields &fields, std::string_view field) {
  PolicyCondition condition;
  const Json *value = fields.find(field);
  if (!value)
    return condition;
  if (!value->is_object())
    fields.fail(field, "expected an object of features");
  for (const auto &[feature, wanted] : value->items()) {
    if (wanted.is_string()) {
      condition.terms.emplace_back(feature, std::vector<std::string>{wanted.get<std::string>()});
    } else if (wanted.is_array() &&
               std::ranges::all_of(wanted, [](const Json &w) { return w.is_string(); })) {
      condition.terms.emplace_back(feature, wanted.get<std::vector<std::string>>());
    } else if (wanted.is_object()) {
      PolicyCondition::Range range;
      JsonFields bounds(wanted, fields.where() + ": " + std::string(field) + "." + feature);
      if (bounds.find("min"))
        range.min = bounds.number("min", 0);
      if (bounds.find("max"))
        range.max = bounds.number("max", 0);
      bounds.finish();
      condition.terms.emplace_back(feature, range);
    } else {
      fields.fail(field, "'" + feature + "' is neither a word, a list of words nor {min, max}");
    }
  }
  return condition;
}

std::vector<PolicyText> readTexts(JsonFields &row, std::string_view field, bool withStrategy) {
  std::vector<PolicyText> texts;
  for (const Json &element : row.list(field)) {
    JsonFields fields(element, row.where() + ": " + std::string(field));
    PolicyText text;
    text.when = readCondition(fields, "when");
    if (withStrategy)
      text.strategy = fields.requireText("strategy");
    text.message = fields.requireText("message");
    fields.finish();
    texts.push_back(std::move(text));
  }
  return texts;
}

PolicyRow readRow(const Json &value, const std::string &where) {
  JsonFields fields(value, where);
  PolicyRow row;
  row.id = fields.requireText("id");
  row.when = readCondition(fields, "when");
  row.strategy = fields.requireText("strategy");
  row.reason = fields.requireText("reason");
  row.detail = fields.text("detail");
  row.alternatives = readTexts(fields, "alternatives", true);
  row.hazards = readTexts(fields, "hazards", false);
  fields.finish();
  // The report's schema knows these; a policy orders them and invents none.
  static const std::vector<std::string> strategies{"multiprocess", "multithreaded", "async", "sequential"};
  if (std::ranges::find(strategies, row.strategy) == strategies.end())
    fields.fail("strategy",
                "'" + row.strategy + "' is none of multiprocess, multithreaded, async, sequential");
  return row;
}

} // namespace

bool PolicyCondition::holds(const Features &features) const {
  return std::ranges::all_of(terms, [&](const auto &term) {
    const auto feature = features.find(term.first);
    if (feature == features.end())
      return false;
    if (const auto *words = std::get_if<std::vector<std::string>>(&term.second)) {
      const auto *word = std::get_if<std::string>(&feature->second);
      return word && std::ranges::find(*words, *word) != words->end();
    }
    const Range &range = std::get<Range>(term.second);
    const auto *number = std::get_if<double>(&feature->second);
    return number && !std::isnan(*number) && (!range.min || *number >= *range.min) &&
           (!range.max || *number <= *range.max);
  });
}

Policy Policy::load(const std::string &nameOrFile, const std::filesystem::path &builtinDir) {
  std::filesystem::path file = builtinDir / (nameOrFile + ".json");
  std::error_code error;
  if (nameOrFile.find_first_of("/.") != std::string::npos || !std::filesystem::exists(file, error))
    file = nameOrFile;
  if (!std::filesystem::exists(file, error))
    throw Error(nameOrFile + ": neither a policy's name nor a policy file");

  const Json json = readJsonFile(file.string());
  JsonFields fields(json, file.string());
  Policy policy;
  policy.name_ = file == nameOrFile ? nameOrFile : fields.requireText("name");
  fields.text("name");
  fields.text("description");
  if (auto thresholds = fields.object("thresholds")) {
    policy.manyConnections_ = thresholds->number("many_connections", 64);
    policy.minWork_ = thresholds->number("min_work", 100000);
    policy.minIterations_ = thresholds->number("min_iterations", 2);
    thresholds->finish();
  } else {
    fields.fail("thresholds", "is missing");
  }
  if (auto latency = fields.object("latency")) {
    policy.latencyByKind_ = latency->requireText("by") == "kind";
    if (!policy.latencyByKind_ && latency->requireText("by") != "catalogue")
      latency->fail("by", "is neither \"kind\" nor \"catalogue\"");
    policy.fastKinds_ = latency->texts("fast");
    latency->finish();
  } else {
    fields.fail("latency", "is missing");
  }
  for (std::size_t i = 0; i < fields.list("rows").size(); ++i)
    policy.rows_.push_back(
        readRow(fields.list("rows")[i], file.string() + ": rows[" + std::to_string(i) + "]"));
  fields.finish();
  if (policy.rows_.empty() || !policy.rows_.back().when.terms.empty())
    fields.fail("rows", "the last row must have no condition");
  return policy;
}

Decision Policy::decide(const Features &features) const {
  const PolicyRow &row =
      *std::ranges::find_if(rows_, [&](const PolicyRow &r) { return r.when.holds(features); });
  Decision decision{row.id, row.strategy, fill(row.reason, features), fill(row.detail, features), {}, {}};
  for (const PolicyText &alternative : row.alternatives)
    if (alternative.when.holds(features))
      decision.alternatives.emplace_back(alternative.strategy, fill(alternative.message, features));
  for (const PolicyText &hazard : row.hazards)
    if (hazard.when.holds(features))
      decision.hazards.push_back(fill(hazard.message, features));
  return decision;
}

std::string_view Policy::latency(std::string_view kind, std::string_view estimate) const {
  if (!latencyByKind_)
    return estimate == "fast" ? "fast" : "slow";
  return std::ranges::find(fastKinds_, kind) != fastKinds_.end() ? "fast" : "slow";
}

} // namespace overlap::rules
