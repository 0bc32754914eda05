#pragma once

#include "rules/JsonFields.h"
#include "rules/Policy.h"

namespace overlap::rules {

/// Named numbers that conditions may refer to.
using Thresholds = std::map<std::string, double, std::less<>>;

/// The condition on one feature: one of some texts, or a number within bounds, or whether it is set.
struct FeatureTest {
  std::string feature;
  std::vector<std::string> anyOf;       ///< texts; empty: not tested
  std::vector<std::string> noneOf;      ///< holds also where the feature is not set
  std::optional<double> atLeast, below; ///< numbers; do not hold where the feature is not set
  std::optional<bool> isSet;

  bool holds(const Features &features) const;
};

/// A conjunction; an empty one always holds.
struct Condition {
  std::vector<FeatureTest> tests;

  bool holds(const Features &features) const;
};

/// Reads the field `when` of `fields`: an object from feature to a text, a list of texts, or an object with
/// `atLeast`, `below` (numbers or names of thresholds), `not` (a list of texts) and `set`. An absent field
/// always holds. Throws overlap::Error.
Condition readCondition(JsonFields &fields, const Thresholds &thresholds);

} // namespace overlap::rules
