#include "rules/Policy.h"

#include "facts/Error.h"
#include "rules/CatalogueWords.h"
#include "rules/PolicyCondition.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <set>
#include <system_error>

namespace overlap::rules {
namespace {

/// The names of the policies of a folder, as a sentence lists them.
std::string namesIn(const std::filesystem::path &dir) {
  std::set<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator it(dir, error), end; !error && it != end; it.increment(error))
    names.insert(it->path().stem().string());
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// A sentence with `{feature}` places, under a condition.
struct Template {
  Condition when;
  std::string strategy; ///< of alternatives
  std::string text;

  /// The sentence, or nothing where the condition does not hold or a feature it mentions is not set.
  std::optional<std::string> fill(const Features &features) const;
  bool alwaysApplies() const { return when.tests.empty() && text.find('{') == std::string::npos; }
};

std::optional<std::string> Template::fill(const Features &features) const {
  if (!when.holds(features))
    return std::nullopt;
  std::string result;
  std::string_view rest = text;
  for (std::size_t open; (open = rest.find('{')) != std::string_view::npos;) {
    std::size_t close = rest.find('}', open); // checked when the file was read
    std::optional<std::string> value = features.shown(rest.substr(open + 1, close - open - 1));
    if (!value)
      return std::nullopt;
    result += rest.substr(0, open);
    result += *value;
    rest.remove_prefix(close + 1);
  }
  result += rest;
  return result;
}

struct Row {
  std::string id;
  Condition when;
  std::string strategy;
  std::vector<Template> reasons, details, alternatives, hazards;
};

constexpr std::array requiredThresholds = {"manyConnections", "minWork",     "minIterations",
                                           "maxAssumptions",  "startThread", "startProcess"};

/// Reads a list of templates: plain texts or objects {when, text} ({when, strategy, message} for
/// alternatives).
std::vector<Template> readTemplates(JsonFields &fields, std::string_view field, const Thresholds &thresholds,
                                    bool withStrategy) {
  std::vector<Template> result;
  for (const Json &element : fields.list(field)) {
    Template entry;
    if (element.is_string() && !withStrategy) {
      entry.text = element.get<std::string>();
    } else {
      JsonFields inner(element, fields.where() + ": field " + std::string(field));
      entry.when = readCondition(inner, thresholds);
      if (withStrategy)
        entry.strategy = inner.requireText("strategy");
      entry.text = inner.requireText("message");
      inner.finish();
    }
    for (std::size_t open = entry.text.find('{'); open != std::string::npos;
         open = entry.text.find('{', open + 1))
      if (entry.text.find('}', open) == std::string::npos)
        fields.fail(field, "'{' without '}' in '" + entry.text + "'");
    result.push_back(std::move(entry));
  }
  return result;
}

Row readRow(const Json &json, const std::string &file, std::size_t number, const Thresholds &thresholds) {
  std::string place = std::to_string(number + 1);
  if (json.is_object() && json.contains("id") && json["id"].is_string())
    place = json["id"].get<std::string>();
  JsonFields fields(json, file + ": row " + place);
  Row row;
  row.id = fields.requireText("id");
  row.when = readCondition(fields, thresholds);
  row.strategy = fields.requireText("strategy");
  row.reasons = readTemplates(fields, "reasons", thresholds, false);
  row.details = readTemplates(fields, "details", thresholds, false);
  row.alternatives = readTemplates(fields, "alternatives", thresholds, true);
  row.hazards = readTemplates(fields, "hazards", thresholds, false);
  bool alwaysReasoned = false;
  for (const Template &reason : row.reasons)
    alwaysReasoned |= reason.alwaysApplies();
  if (!alwaysReasoned)
    fields.fail("reasons", "one reason must have neither a condition nor a {feature}");
  fields.finish();
  return row;
}

Thresholds readThresholds(JsonFields &top) {
  Thresholds thresholds;
  auto fields = top.object("thresholds");
  if (!fields)
    top.fail("thresholds", "is missing");
  const Json &json = top.require("thresholds");
  for (auto it = json.begin(); it != json.end(); ++it)
    thresholds.emplace(it.key(), fields->number(it.key(), 0));
  for (const char *name : requiredThresholds)
    if (!thresholds.contains(std::string_view(name)))
      fields->fail(name, "is missing");
  return thresholds;
}

/// {by: "catalogue"}, or {by: "kind", fast: [...], slow: [...]} in which every kind stands once.
std::map<BlockKind, Latency> readLatencies(JsonFields &top) {
  std::map<BlockKind, Latency> result;
  auto fields = top.object("latency");
  if (!fields)
    top.fail("latency", "is missing");
  static constexpr std::pair<std::string_view, bool> ways[] = {{"kind", true}, {"catalogue", false}};
  if (fields->requireWord<bool>("by", ways)) {
    for (auto [field, latency] : {std::pair("fast", Latency::Fast), std::pair("slow", Latency::Slow)})
      for (BlockKind kind : fields->wordList(field, words::blockKinds()))
        if (!result.emplace(kind, latency).second)
          fields->fail(field, std::string(toString(kind)) + " is listed twice");
    for (auto [word, kind] : words::blockKinds())
      if (!result.contains(kind))
        fields->fail("by", "kind " + std::string(word) + " is neither fast nor slow");
  }
  fields->finish();
  return result;
}

} // namespace

const std::string *Features::text(std::string_view name) const {
  auto it = values.find(name);
  return it == values.end() ? nullptr : std::get_if<std::string>(&it->second);
}

std::optional<double> Features::number(std::string_view name) const {
  auto it = values.find(name);
  const double *value = it == values.end() ? nullptr : std::get_if<double>(&it->second);
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::string> Features::shown(std::string_view name) const {
  if (const std::string *value = text(name))
    return *value;
  std::optional<double> value = number(name);
  if (!value)
    return std::nullopt;
  char buffer[32];
  bool isPlain = std::abs(*value) < 1e6 && *value == std::floor(*value);
  std::snprintf(buffer, sizeof buffer, isPlain ? "%.0f" : "%.2g", *value);
  std::string text = buffer; // "4.1e+09" reads better as "4.1e9"
  if (std::size_t plus = text.find("e+"); plus != std::string::npos)
    text.erase(plus + 1, text[plus + 2] == '0' ? 2 : 1);
  return text;
}

struct Policy::Data {
  std::string name;
  std::string file;
  Thresholds thresholds;
  std::map<BlockKind, Latency> latencies; ///< empty: the catalogue's
  std::vector<Row> rows;                  ///< the last one always applies
};

Policy::Policy() : data(std::make_unique<Data>()) {}
Policy::~Policy() = default;
Policy::Policy(Policy &&) noexcept = default;
Policy &Policy::operator=(Policy &&) noexcept = default;

Policy Policy::load(const std::string &nameOrPath, const std::filesystem::path &dir) {
  bool isName = nameOrPath.find_first_of("/.") == std::string::npos;
  Policy policy;
  Data &data = *policy.data;
  data.name = nameOrPath;
  data.file = isName ? (dir / (nameOrPath + ".json")).string() : nameOrPath;
  if (isName && !std::filesystem::exists(data.file))
    throw Error("policy '" + nameOrPath + "' does not exist: there are " + namesIn(dir) +
                ", and files with a '.' or '/' in their name");
  const Json json = readJsonFile(data.file);
  JsonFields top(json, data.file);
  top.requireText("policy");
  top.text("description");
  data.thresholds = readThresholds(top);
  data.latencies = readLatencies(top);
  const Json::array_t &rows = top.list("rows");
  for (std::size_t i = 0; i < rows.size(); ++i)
    data.rows.push_back(readRow(rows[i], data.file, i, data.thresholds));
  if (data.rows.empty() || !data.rows.back().when.tests.empty())
    top.fail("rows", "the last row must have no condition");
  top.finish();
  return policy;
}

const std::string &Policy::name() const { return data->name; }

Decision Policy::decide(const Features &features) const {
  const Row *row = data->rows.data();
  while (!row->when.holds(features))
    ++row; // the last row always applies
  Decision decision;
  decision.rule = "policy." + row->id;
  decision.strategy = row->strategy;
  for (const Template &reason : row->reasons)
    if (auto text = reason.fill(features))
      decision.reasons.push_back(std::move(*text));
  for (const Template &detail : row->details)
    if (auto text = detail.fill(features)) {
      decision.detail = std::move(*text);
      break;
    }
  for (const Template &alternative : row->alternatives)
    if (auto text = alternative.fill(features))
      decision.alternatives.push_back({alternative.strategy, std::move(*text)});
  for (const Template &hazard : row->hazards)
    if (auto text = hazard.fill(features))
      decision.hazards.push_back(std::move(*text));
  return decision;
}

Latency Policy::latencyOf(BlockKind kind, Latency physical) const {
  auto it = data->latencies.find(kind);
  return it == data->latencies.end() ? physical : it->second;
}

double Policy::threshold(std::string_view name) const {
  auto it = data->thresholds.find(name);
  if (it == data->thresholds.end())
    throw Error(data->file + ": field thresholds: " + std::string(name) + " is missing");
  return it->second;
}

} // namespace overlap::rules
