#pragma once

#include "matchers/Extract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace overlap::matchers {

/// The facts of a snippet, with look-ups by name. What is not found is the "none" element, and fails the
/// test.
struct Unit {
  facts::UnitFacts facts;

  explicit Unit(std::string_view code, const std::vector<std::string> &args = {},
                std::string_view fileName = "input.cpp",
                const std::vector<std::pair<std::string, std::string>> &files = {})
      : facts(extractFromSource(code, args, fileName, files)) {}

  const std::string &str(facts::Id id) const { return facts.tables.strings.at(id); }

  const facts::Function &function(std::string_view displayName) const {
    return find(facts.tables.functions, displayName, [&](auto &one) { return str(one.displayName); });
  }
  const facts::Record &record(std::string_view displayName) const {
    return find(facts.tables.records, displayName, [&](auto &one) { return str(one.displayName); });
  }
  const facts::Global &global(std::string_view name) const {
    return find(facts.tables.globals, name, [&](auto &one) { return str(one.name); });
  }
  const facts::Type &type(std::string_view spelling) const {
    return find(facts.tables.types, spelling, [&](auto &one) { return str(one.spelling); });
  }
  const facts::Type &type(facts::Id id) const { return facts.tables.types.at(id); }

  const facts::Symbol &symbol(const auto &entity) const { return facts.tables.symbols.at(entity.symbol); }
  std::string usr(const auto &entity) const { return str(symbol(entity).usr); }
  std::string scope(const auto &entity) const { return str(symbol(entity).scope); }

  bool hasFunction(std::string_view displayName) const {
    return std::any_of(facts.tables.functions.begin(), facts.tables.functions.end(),
                       [&](auto &one) { return str(one.displayName) == displayName; });
  }

  std::string fileName(facts::Id file) const { return str(facts.tables.files.at(file).name); }

  std::vector<std::string> errors() const {
    std::vector<std::string> messages;
    for (const facts::Diagnostic &diagnostic : facts.diagnostics)
      messages.push_back(str(diagnostic.message));
    return messages;
  }

private:
  template <typename T>
  static const T &find(const std::vector<T> &table, std::string_view name, auto nameOf) {
    for (std::size_t i = 1; i < table.size(); ++i)
      if (nameOf(table[i]) == name)
        return table[i];
    ADD_FAILURE() << "there is no " << name;
    return table.front();
  }
};

} // namespace overlap::matchers
