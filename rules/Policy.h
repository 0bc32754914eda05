#pragma once

#include "rules/ApiEntry.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Which strategy a region gets is data: a policy file, an ordered list of rows with conditions over named
/// features. The engine below evaluates them and knows neither features nor strategies by name;
/// docs/policy.md lists the features that regions have.
namespace overlap::rules {

/// What is known of one region, by name. A feature that is not known is not set.
class Features {
public:
  void set(std::string_view name, std::string_view text) {
    values.insert_or_assign(std::string(name), std::string(text));
  }
  void set(std::string_view name, const char *text) { set(name, std::string_view(text)); }
  void set(std::string_view name, double number) { values.insert_or_assign(std::string(name), number); }
  /// "yes" or "no".
  void set(std::string_view name, bool value) { set(name, std::string_view(value ? "yes" : "no")); }

  const std::string *text(std::string_view name) const;
  std::optional<double> number(std::string_view name) const;
  /// As a sentence shows it; numbers without needless digits. Empty if the feature is not set.
  std::optional<std::string> shown(std::string_view name) const;

private:
  std::map<std::string, std::variant<std::string, double>, std::less<>> values;
};

/// What a policy says of a region.
struct Decision {
  struct Advice {
    std::string strategy;
    std::string message;
  };
  std::string rule; ///< id of the row, "policy.ROW"
  std::string strategy;
  std::vector<std::string> reasons; ///< one at least
  std::string detail;               ///< the C++ mechanism advised; may be empty
  std::vector<Advice> alternatives; ///< best first
  std::vector<std::string> hazards; ///< what has to be handled first under that strategy
};

/// A policy, read from a file. Immutable.
class Policy {
public:
  Policy();
  ~Policy();
  Policy(Policy &&) noexcept;
  Policy &operator=(Policy &&) noexcept;

  /// `nameOrPath` is the name of a policy of `dir` ("seed") or the path of a policy file.
  /// Throws overlap::Error "FILE: row ID: field F: what is wrong" where it cannot be read or has no row that
  /// always applies.
  static Policy load(const std::string &nameOrPath, const std::filesystem::path &dir);

  const std::string &name() const; ///< as it was asked for: the report's "policy"

  /// The decision of the first row whose conditions hold. Alternatives, hazards and reasons that mention a
  /// feature the region does not have are left out.
  Decision decide(const Features &features) const;

  /// The latency class of an operation: by its kind, or the physical estimate, as the policy has it.
  Latency latencyOf(BlockKind kind, Latency physical) const;

  /// A named number of the policy's `thresholds`. Throws overlap::Error if the policy does not define it.
  double threshold(std::string_view name) const;

  // Thresholds that every policy defines (checked when it is loaded).
  double manyConnections() const {
    return threshold("manyConnections");
  } ///< from here on connections are "many"
  double minWork() const { return threshold("minWork"); } ///< operations under which a region is light
  double minIterations() const {
    return threshold("minIterations");
  } ///< iterations under which a loop is light
  double maxAssumptions() const { return threshold("maxAssumptions"); } ///< more of them: only under --all
  double startThread() const { return threshold("startThread"); } ///< operations that starting a thread costs
  double startProcess() const {
    return threshold("startProcess");
  } ///< operations that starting a process costs

private:
  struct Data;
  std::unique_ptr<Data> data;
};

} // namespace overlap::rules
