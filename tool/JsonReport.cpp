#include "tool/JsonReport.h"

#include <clang/Basic/Version.h>
#include <nlohmann/json.hpp>

namespace overlap::tool {
namespace {

using Json = nlohmann::ordered_json;

Json toJson(const rules::BlockingCall &);
Json toJson(const rules::Task &);
Json toJson(const rules::Region &);

void addUnlessEmpty(Json &, const char *key, const std::string &text);

Json toJson(const rules::Location &location) {
  Json out{{"file", location.file},
           {"line", std::max(location.line, 1u)},
           {"column", std::max(location.column, 1u)}};
  if (location.endLine)
    out.update({{"end_line", location.endLine}, {"end_column", location.endColumn}});
  return out;
}

Json toJson(const rules::Assumption &assumption) {
  Json out{{"kind", name(assumption.kind)}, {"message", assumption.message}};
  if (assumption.location.line)
    out["location"] = toJson(assumption.location);
  return out;
}

Json toJson(const rules::Dependence &dependence) {
  Json out{{"kind", name(dependence.kind)},
           {"subject", dependence.subject},
           {"from", toJson(dependence.from)},
           {"to", toJson(dependence.to)},
           {"loop_carried", dependence.loopCarried}};
  if (dependence.distance)
    out["distance"] = *dependence.distance;
  addUnlessEmpty(out, "action", dependence.action);
  return out;
}

Json toJson(const rules::Reduction &reduction) {
  return {{"variable", reduction.variable}, {"operator", reduction.op}};
}
Json toJson(const std::string &text) { return text; }

Json toJson(const rules::Message &message) { return {{"rule", message.rule}, {"message", message.message}}; }

Json toJson(const rules::Alternative &alternative) {
  return {{"strategy", alternative.strategy}, {"message", alternative.message}};
}

Json toJson(const rules::ChainLink &link) {
  return {{"function", link.function}, {"location", toJson(link.location)}};
}

Json toJson(const UnitError &error) { return {{"file", error.file}, {"message", error.message}}; }

template <class T> Json list(const std::vector<T> &items) {
  Json out = Json::array();
  for (const T &item : items)
    out.push_back(toJson(item));
  return out;
}

template <class T> void addUnlessEmpty(Json &out, const char *key, const std::vector<T> &items) {
  if (!items.empty())
    out[key] = list(items);
}

void addUnlessEmpty(Json &out, const char *key, const std::string &text) {
  if (!text.empty())
    out[key] = text;
}

Json toJson(const rules::BlockingCall &call) {
  Json out{{"callee", call.callee}, {"kind", call.kind}};
  addUnlessEmpty(out, "latency", call.latency);
  out["location"] = toJson(call.location);
  addUnlessEmpty(out, "chain", call.chain);
  addUnlessEmpty(out, "async_alternatives", call.asyncAlternatives);
  addUnlessEmpty(out, "handle", call.handle);
  return out;
}

Json toJson(const rules::Task &task) {
  return {{"location", toJson(task.location)},
          {"callee", task.callee},
          {"boundness", name(task.boundness)},
          {"depends_on", task.dependsOn},
          {"level", task.level}};
}

Json toJson(const rules::Independence &independence) {
  Json out{{"status", name(independence.status)}};
  addUnlessEmpty(out, "assumptions", independence.assumptions);
  addUnlessEmpty(out, "dependences", independence.dependences);
  addUnlessEmpty(out, "reductions", independence.reductions);
  addUnlessEmpty(out, "private", independence.privates);
  addUnlessEmpty(out, "lastprivate", independence.lastprivates);
  addUnlessEmpty(out, "firstprivate", independence.firstprivates);
  addUnlessEmpty(out, "reason", independence.reason);
  return out;
}

Json costOf(const rules::Region &region) {
  Json out = Json::object();
  out["work"] = region.work;
  if (region.kind == rules::RegionKind::Loop) {
    if (region.tripCount)
      out["trip_count"] = *region.tripCount;
    else if (!region.tripCountText.empty())
      out["trip_count"] = region.tripCountText;
    else
      out["trip_count"] = nullptr;
  }
  if (region.worthFrom > 0)
    out["worth_from"] = region.worthFrom;
  if (region.speedupBound > 0)
    out["speedup_bound"] = region.speedupBound;
  return out;
}

Json toJson(const rules::Region &region) {
  Json out{{"id", region.id},
           {"rule", region.rule},
           {"kind", name(region.kind)},
           {"location", toJson(region.location)},
           {"function", region.function},
           {"boundness", name(region.boundness)},
           {"strategy", region.strategy}};
  addUnlessEmpty(out, "strategy_detail", region.strategyDetail);
  if (region.kind != rules::RegionKind::Call)
    out["independence"] = toJson(region.independence);
  addUnlessEmpty(out, "already_parallel", region.alreadyParallel);
  if (region.race) {
    Json race{{"message", region.race->why}, {"dependence", toJson(region.race->tie)}};
    addUnlessEmpty(race, "remedy", region.race->remedy);
    out["race"] = std::move(race);
  }
  addUnlessEmpty(out, "tasks", region.tasks);
  if (!region.ioLatency.empty()) {
    Json io{{"latency", region.ioLatency}};
    addUnlessEmpty(io, "connections", region.ioConnections);
    io["operations"] = list(region.operations);
    out["io"] = std::move(io);
  }
  out["cost"] = costOf(region);
  out["reasons"] = list(region.reasons);
  out["alternatives"] = list(region.alternatives);
  if (!region.hazards.empty()) {
    Json hazards = Json::array();
    for (const std::string &hazard : region.hazards)
      hazards.push_back({{"message", hazard}});
    out["hazards"] = std::move(hazards);
  }
  addUnlessEmpty(out, "hints", region.hints);
  addUnlessEmpty(out, "instantiations", region.instantiations);
  if (region.suppressed)
    out["suppressed"] = {{"by", region.suppressionReason}};
  return out;
}

template <class T> Json list(const std::vector<const T *> &items) {
  Json out = Json::array();
  for (const T *item : items)
    out.push_back(toJson(*item));
  return out;
}

} // namespace

std::map<std::string, std::size_t> RunReport::byStrategy() const {
  std::map<std::string, std::size_t> counts;
  for (const rules::Region *region : regions)
    ++counts[region->strategy];
  return counts;
}

std::string jsonReport(const RunReport &report) {
  Json out{
      {"schema_version", "1"},
      {"tool", {{"name", "overlap"}, {"version", OVERLAP_VERSION}, {"clang_version", CLANG_VERSION_STRING}}},
      {"policy", report.policy},
      {"root", report.root}};
  Json byStrategy = Json::object();
  for (const auto &[strategy, count] : report.byStrategy())
    byStrategy[strategy] = count;
  out["summary"] = {{"translation_units", report.units}, {"failed_units", report.failedUnits},
                    {"functions", report.functions},     {"unseen_bodies", report.unseenBodies},
                    {"regions", report.regions.size()},  {"by_strategy", std::move(byStrategy)},
                    {"seconds", report.seconds}};
  out["regions"] = list(report.regions);
  out["blocking_calls"] = list(report.blockingCalls);
  out["errors"] = list(report.errors);
  // Names come from sources of any encoding.
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace overlap::tool
