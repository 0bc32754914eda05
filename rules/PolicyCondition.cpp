#include "rules/PolicyCondition.h"

#include <algorithm>

namespace overlap::rules {
namespace {

std::optional<double> bound(JsonFields &fields, std::string_view field, const Thresholds &thresholds) {
  const Json *value = fields.find(field);
  if (!value)
    return std::nullopt;
  if (!value->is_string())
    return fields.number(field, 0);
  auto it = thresholds.find(value->get_ref<const std::string &>());
  if (it == thresholds.end())
    fields.fail(field, "'" + value->get<std::string>() + "' is no threshold of this policy");
  return it->second;
}

FeatureTest readTest(JsonFields &conditions, const std::string &feature, const Json &value,
                     const Thresholds &thresholds) {
  FeatureTest test;
  test.feature = feature;
  if (value.is_string() || value.is_array()) {
    test.anyOf = value.is_string() ? std::vector{conditions.text(feature)} : conditions.texts(feature);
    if (test.anyOf.empty())
      conditions.fail(feature, "an empty list never holds");
    return test;
  }
  if (!value.is_object())
    conditions.fail(feature, "expected a text, a list of texts or an object");
  JsonFields fields = *conditions.object(feature);
  test.atLeast = bound(fields, "atLeast", thresholds);
  test.below = bound(fields, "below", thresholds);
  test.noneOf = fields.texts("not");
  if (fields.find("set"))
    test.isSet = fields.flag("set");
  fields.finish();
  return test;
}

} // namespace

bool FeatureTest::holds(const Features &features) const {
  const std::string *text = features.text(feature);
  std::optional<double> number = features.number(feature);
  auto isOneOf = [&](const std::vector<std::string> &texts) {
    return text && std::ranges::find(texts, *text) != texts.end();
  };
  if (!anyOf.empty() && !isOneOf(anyOf))
    return false;
  if (isOneOf(noneOf))
    return false;
  if ((atLeast && !(number && *number >= *atLeast)) || (below && !(number && *number < *below)))
    return false;
  return !isSet || *isSet == (text || number);
}

bool Condition::holds(const Features &features) const {
  return std::ranges::all_of(tests, [&](const FeatureTest &test) { return test.holds(features); });
}

Condition readCondition(JsonFields &fields, const Thresholds &thresholds) {
  Condition condition;
  const Json *when = fields.find("when");
  if (!when)
    return condition;
  JsonFields conditions = *fields.object("when");
  for (auto it = when->begin(); it != when->end(); ++it) {
    conditions.find(it.key());
    condition.tests.push_back(readTest(conditions, it.key(), it.value(), thresholds));
  }
  return condition;
}

} // namespace overlap::rules
