#pragma once

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Strict reading of configuration files: every field is asked for by name and type, and what nobody asked
/// for is an error.
namespace overlap::rules {

using Json = nlohmann::json;

/// Parses a JSON file. Throws overlap::Error "FILE: ..." with one line where it cannot be read or is no JSON.
Json readJsonFile(const std::string &file);

/// A word of a JSON file and the value it stands for.
template <class T> using Words = std::span<const std::pair<std::string_view, T>>;

/// One JSON object. Every getter marks its field as known; `finish` rejects the others. Errors are
/// overlap::Error "CONTEXT: field F: what is wrong".
class JsonFields {
public:
  /// Throws where `value` is no object. `value` must outlive the reader.
  JsonFields(const Json &value, std::string context);

  /// The field's value, or null where it is absent.
  const Json *find(std::string_view field);
  const Json &require(std::string_view field);

  std::string text(std::string_view field, std::string_view fallback = {});
  std::string requireText(std::string_view field);
  bool flag(std::string_view field, bool fallback = false);
  double number(std::string_view field, double fallback);
  std::optional<unsigned> index(std::string_view field); ///< a whole number from 0 to 99
  std::vector<std::string> texts(std::string_view field);
  /// The elements of an array; empty where the field is absent.
  const Json::array_t &list(std::string_view field);
  /// A nested object.
  std::optional<JsonFields> object(std::string_view field);

  template <class T> T word(std::string_view field, Words<T> words, T fallback) {
    const Json *value = find(field);
    return value ? lookUp(field, stringOf(field, *value), words) : fallback;
  }
  template <class T> T requireWord(std::string_view field, Words<T> words) {
    return lookUp(field, requireText(field), words);
  }
  template <class T> std::vector<T> wordList(std::string_view field, Words<T> words) {
    std::vector<T> values;
    for (const std::string &text : texts(field))
      values.push_back(lookUp(field, text, words));
    return values;
  }
  template <class T> T lookUp(std::string_view field, std::string_view text, Words<T> words) const {
    std::string known;
    for (const auto &[word, value] : words) {
      if (word == text)
        return value;
      known += known.empty() ? "" : ", ";
      known += word;
    }
    fail(field, "'" + std::string(text) + "' is none of " + known);
  }

  /// Throws at the first field that was never asked for.
  void finish() const;

  [[noreturn]] void fail(std::string_view field, std::string_view what) const;
  const std::string &where() const { return context; }

private:
  std::string stringOf(std::string_view field, const Json &value) const;

  const Json &value;
  std::string context;
  std::vector<std::string_view> known; ///< fields asked for and found: keys of `value`
};

} // namespace overlap::rules
