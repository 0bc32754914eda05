#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Which strategy when: a policy is data. The engine here knows no strategy by name; docs/policy.md is the
/// format.
namespace overlap::rules {

/// What is known of a region, by name: "boundness" -> "cpu", "work" -> 4e9. A condition on an absent feature
/// does not hold.
using Features = std::map<std::string, std::variant<std::string, double>, std::less<>>;

/// A conjunction: each named feature is one of some words, or lies within [min, max].
struct PolicyCondition {
  struct Range {
    std::optional<double> min, max;
  };
  std::vector<std::pair<std::string, std::variant<std::vector<std::string>, Range>>> terms;

  bool holds(const Features &features) const;
};

struct PolicyText {
  PolicyCondition when;
  std::string strategy; ///< of alternatives
  std::string message;  ///< {feature} stands for the feature's value
};

struct PolicyRow {
  std::string id;
  PolicyCondition when;
  std::string strategy;
  std::string reason; ///< {feature} stands for the feature's value
  std::string detail; ///< the C++ mechanism advised
  std::vector<PolicyText> alternatives, hazards;
};

/// What a policy says of one region.
struct Decision {
  std::string row; ///< id of the row that matched
  std::string strategy, reason, detail;
  std::vector<std::pair<std::string, std::string>> alternatives; ///< strategy, message
  std::vector<std::string> hazards;
};

class Policy {
public:
  /// Reads `nameOrFile`: a built-in policy's name ("seed": `builtinDir`/seed.json) or the path of a policy
  /// file. Throws overlap::Error "FILE: field F: what is wrong".
  static Policy load(const std::string &nameOrFile, const std::filesystem::path &builtinDir);

  /// The first row whose condition holds. Every policy ends with a row without a condition.
  Decision decide(const Features &features) const;

  const std::string &name() const { return name_; }
  double manyConnections() const {
    return manyConnections_;
  }                                           ///< operations in flight from which connections are "many"
  double minWork() const { return minWork_; } ///< operations below which a region is light
  double minIterations() const { return minIterations_; } ///< iterations below which a loop is light

  /// "fast" or "slow" for an operation of `kind` whose physical estimate is `estimate`.
  std::string_view latency(std::string_view kind, std::string_view estimate) const;

  const std::vector<PolicyRow> &rows() const { return rows_; }

private:
  std::string name_;
  double manyConnections_ = 0, minWork_ = 0, minIterations_ = 0;
  bool latencyByKind_ = true;
  std::vector<std::string> fastKinds_;
  std::vector<PolicyRow> rows_;
};

} // namespace overlap::rules
