#include "rules/JsonFields.h"

#include "facts/Error.h"

#include <algorithm>
#include <fstream>

namespace overlap::rules {

Json readJsonFile(const std::string &file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(file + ": cannot be read");
  try {
    return Json::parse(in);
  } catch (const Json::parse_error &error) {
    std::string what = error.what();
    // "[json.exception.parse_error.101] parse error at line 3, column 5: ..."
    std::size_t start = what.find("parse error");
    what = start == std::string::npos ? what : what.substr(start);
    for (char &c : what)
      if (c == '\n')
        c = ' ';
    throw Error(file + ": " + what);
  }
}

JsonFields::JsonFields(const Json &value, std::string context) : value(value), context(std::move(context)) {
  if (!value.is_object())
    throw Error(this->context + ": expected an object");
}

const Json *JsonFields::find(std::string_view field) {
  auto it = value.find(field);
  if (it == value.end())
    return nullptr;
  if (std::ranges::find(known, field) == known.end())
    known.push_back(it.key());
  return &*it;
}

const Json &JsonFields::require(std::string_view field) {
  const Json *found = find(field);
  if (!found)
    fail(field, "is missing");
  return *found;
}

std::string JsonFields::text(std::string_view field, std::string_view fallback) {
  const Json *found = find(field);
  return found ? stringOf(field, *found) : std::string(fallback);
}

std::string JsonFields::requireText(std::string_view field) { return stringOf(field, require(field)); }

bool JsonFields::flag(std::string_view field, bool fallback) {
  const Json *found = find(field);
  if (!found)
    return fallback;
  if (!found->is_boolean())
    fail(field, "expected true or false");
  return found->get<bool>();
}

double JsonFields::number(std::string_view field, double fallback) {
  const Json *found = find(field);
  if (!found)
    return fallback;
  if (!found->is_number())
    fail(field, "expected a number");
  return found->get<double>();
}

std::optional<unsigned> JsonFields::index(std::string_view field) {
  const Json *found = find(field);
  if (!found)
    return std::nullopt;
  if (!found->is_number_unsigned() || found->get<std::uint64_t>() > 99)
    fail(field, "expected a whole number from 0 to 99");
  return found->get<unsigned>();
}

std::vector<std::string> JsonFields::texts(std::string_view field) {
  std::vector<std::string> result;
  for (const Json &element : list(field))
    result.push_back(stringOf(field, element));
  return result;
}

const Json::array_t &JsonFields::list(std::string_view field) {
  static const Json::array_t none;
  const Json *found = find(field);
  if (!found)
    return none;
  if (!found->is_array())
    fail(field, "expected an array");
  return found->get_ref<const Json::array_t &>();
}

std::optional<JsonFields> JsonFields::object(std::string_view field) {
  const Json *found = find(field);
  if (!found)
    return std::nullopt;
  if (!found->is_object())
    fail(field, "expected an object");
  return JsonFields(*found, context + ": field " + std::string(field));
}

void JsonFields::finish() const {
  if (known.size() == value.size())
    return;
  for (auto it = value.begin(); it != value.end(); ++it)
    if (std::ranges::find(known, it.key()) == known.end())
      fail(it.key(), "is not known here");
}

void JsonFields::fail(std::string_view field, std::string_view what) const {
  throw Error(context + ": field " + std::string(field) + ": " + std::string(what));
}

std::string JsonFields::stringOf(std::string_view field, const Json &value) const {
  if (!value.is_string())
    fail(field, "expected a string");
  return value.get<std::string>();
}

} // namespace overlap::rules
