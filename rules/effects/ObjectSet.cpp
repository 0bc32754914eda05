#include "rules/effects/ObjectSet.h"

#include <algorithm>
#include <bit>

namespace overlap::rules {

bool ObjectSet::insert(Id object) {
  if (object / 64 >= words.size())
    words.resize(object / 64 + 1);
  std::uint64_t &word = words[object / 64];
  const std::uint64_t bit = std::uint64_t(1) << object % 64;
  const bool isNew = !(word & bit);
  word |= bit;
  return isNew;
}

bool ObjectSet::insertAll(const ObjectSet &other) {
  if (other.words.size() > words.size())
    words.resize(other.words.size());
  std::uint64_t grown = 0;
  for (std::size_t i = 0; i < other.words.size(); ++i) {
    grown |= other.words[i] & ~words[i];
    words[i] |= other.words[i];
  }
  return grown != 0;
}

void ObjectSet::insertAll(const ObjectSet &other, std::vector<Id> &added) {
  if (other.words.size() > words.size())
    words.resize(other.words.size());
  for (std::size_t i = 0; i < other.words.size(); ++i) {
    for (std::uint64_t grown = other.words[i] & ~words[i]; grown; grown &= grown - 1)
      added.push_back(static_cast<Id>(i * 64 + std::countr_zero(grown)));
    words[i] |= other.words[i];
  }
}

bool ObjectSet::containsAll(const ObjectSet &other) const {
  for (std::size_t i = 0; i < other.words.size(); ++i)
    if (other.words[i] & ~(i < words.size() ? words[i] : 0))
      return false;
  return true;
}

bool ObjectSet::contains(Id object) const {
  return object / 64 < words.size() && (words[object / 64] >> object % 64 & 1);
}

bool ObjectSet::empty() const {
  return std::ranges::all_of(words, [](std::uint64_t word) { return word == 0; });
}

bool ObjectSet::meets(const ObjectSet &other) const {
  for (std::size_t i = 0; i < std::min(words.size(), other.words.size()); ++i)
    if (words[i] & other.words[i])
      return true;
  return false;
}

void ObjectSet::Iterator::skip() {
  const std::vector<std::uint64_t> &words = set->words;
  while (at < words.size() * 64) {
    if (const std::uint64_t rest = words[at / 64] >> at % 64) {
      at += std::countr_zero(rest);
      return;
    }
    at = (at / 64 + 1) * 64;
  }
}

} // namespace overlap::rules
