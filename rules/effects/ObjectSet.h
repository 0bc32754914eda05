#pragma once

#include "facts/Types.h"

#include <cstdint>
#include <vector>

namespace overlap::rules {

using facts::Id;

/// A set of small numbers, as bits: sets are dense where much escapes, and are mostly joined.
class ObjectSet {
public:
  bool insert(Id object);
  bool insertAll(const ObjectSet &other);
  /// Also appends to `added` those that are new.
  void insertAll(const ObjectSet &other, std::vector<Id> &added);
  bool contains(Id object) const;
  bool containsAll(const ObjectSet &other) const;
  bool empty() const;
  bool meets(const ObjectSet &other) const;

  /// In ascending order.
  class Iterator {
  public:
    Iterator(const ObjectSet &set, std::size_t at) : set(&set), at(at) { skip(); }
    Id operator*() const { return static_cast<Id>(at); }
    Iterator &operator++() {
      ++at;
      skip();
      return *this;
    }
    bool operator==(const Iterator &other) const { return at == other.at; }

  private:
    void skip();
    const ObjectSet *set;
    std::size_t at;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, words.size() * 64}; }

private:
  std::vector<std::uint64_t> words;
};

} // namespace overlap::rules
