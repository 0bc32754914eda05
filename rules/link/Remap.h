#pragma once

#include "facts/Visit.h"

#include <string_view>
#include <type_traits>
#include <vector>

/// Renumbering of facts: ids of one unit become ids of the program.
namespace overlap::rules {

using facts::Id;

/// From ids of one unit to ids of the program; position 0 maps to 0 in all of them.
struct IdMaps {
  std::vector<Id> strings, files, types, symbols, records, functions, globals, bodies;

  const std::vector<Id> *of(facts::Ref table) const {
    switch (table) {
    case facts::Ref::String:
      return &strings;
    case facts::Ref::File:
      return &files;
    case facts::Ref::Type:
      return &types;
    case facts::Ref::Symbol:
      return &symbols;
    case facts::Ref::Record:
      return &records;
    case facts::Ref::Function:
      return &functions;
    case facts::Ref::Global:
      return &globals;
    case facts::Ref::Body:
      return &bodies;
    default:
      return nullptr; // the body's own tables keep their ids
    }
  }
};

template <class T> inline constexpr bool isVector = false;
template <class T> inline constexpr bool isVector<std::vector<T>> = true;

/// A visitor that renumbers every id of what it visits.
class Remap {
public:
  explicit Remap(const IdMaps &ids) : ids(ids) {}

  template <class T> void operator()(std::string_view, T &field) {
    if constexpr (isVector<T>) {
      if constexpr (std::is_class_v<typename T::value_type>)
        for (auto &element : field)
          visit(*this, element);
    } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
      visit(*this, field);
    }
  }

  template <class T> void operator()(std::string_view, T &field, facts::Ref table) {
    const std::vector<Id> *map = ids.of(table);
    if (!map)
      return;
    if constexpr (isVector<T>) {
      for (Id &id : field)
        id = (*map)[id];
    } else {
      field = static_cast<T>((*map)[static_cast<std::size_t>(field)]);
    }
  }

private:
  const IdMaps &ids;
};

} // namespace overlap::rules
