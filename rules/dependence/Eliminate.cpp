#include "rules/dependence/Eliminate.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace overlap::rules {

namespace {

std::int64_t coefficient(const Poly &p, const Monomial &m) {
  const auto it = p.terms().find(m);
  return it == p.terms().end() ? 0 : it->second;
}

bool isUnit(std::int64_t c) { return c == 1 || c == -1; }

/// Divides by what all coefficients are multiples of, without a loss of integers. False if no integer
/// satisfies an equality.
bool reduce(Constraint &constraint) {
  std::int64_t divisor = 0;
  for (auto &[m, c] : constraint.poly.terms())
    if (!m.empty())
      divisor = std::gcd(divisor, c);
  if (divisor <= 1)
    return true;
  const std::int64_t constant = constraint.poly.constantTerm();
  if (constraint.isEquality && constant % divisor != 0)
    return false;
  Poly reduced(constant / divisor - (constant % divisor < 0 ? 1 : 0));
  for (auto &[m, c] : constraint.poly.terms())
    if (!m.empty())
      reduced += product(m, c / divisor);
  constraint.poly = std::move(reduced);
  return true;
}

class Elimination {
public:
  explicit Elimination(Conjunction constraints) : rows_(std::move(constraints)) {}

  std::optional<Conjunction> run() {
    if (!tidy())
      return std::nullopt;
    for (bool changed = true; changed;) {
      changed = false;
      for (const Monomial &m : unknowns()) {
        if (!eliminate(m))
          continue;
        changed = true;
        if (!tidy())
          return std::nullopt;
      }
    }
    return std::move(rows_);
  }

private:
  std::set<Monomial> unknowns() const {
    std::set<Monomial> result;
    for (const Constraint &row : rows_)
      for (auto &[m, c] : row.poly.terms())
        if (!m.empty())
          result.insert(m);
    return result;
  }

  /// Drops what always holds and of parallel bounds all but the tightest. False if something never holds.
  bool tidy() {
    std::map<std::pair<bool, Poly>, std::int64_t> tightest; // by what varies: the constant
    for (Constraint &row : rows_) {
      const auto &terms = row.poly.terms();
      if (!row.poly.isValid() ||
          std::any_of(terms.begin(), terms.end(), [](auto &t) { return t.second == INT64_MIN; }))
        continue; // saying less keeps No a proof
      if (!reduce(row))
        return false;
      const std::int64_t constant = row.poly.constantTerm();
      const Poly rest = row.poly - Poly(constant);
      if (rest.isZero()) {
        if (row.isEquality ? constant != 0 : constant < 0)
          return false;
        continue;
      }
      const auto [it, isNew] = tightest.try_emplace({row.isEquality, rest}, constant);
      if (!isNew && row.isEquality && it->second != constant)
        return false;
      it->second = std::min(it->second, constant);
    }
    rows_.clear();
    for (auto &[row, constant] : tightest)
      rows_.push_back({row.second + Poly(constant), row.first});
    return true;
  }

  bool eliminate(const Monomial &m) {
    std::vector<std::size_t> lower, upper;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::int64_t c = coefficient(rows_[i].poly, m);
      if (c && rows_[i].isEquality)
        return isUnit(c) && substitute(i, m, c);
      if (c)
        (c > 0 ? lower : upper).push_back(i);
    }
    if (lower.empty() && upper.empty())
      return false;
    Conjunction combined;
    if (!lower.empty() && !upper.empty()) {
      if (lower.size() * upper.size() > lower.size() + upper.size())
        return false;
      for (std::size_t l : lower)
        for (std::size_t u : upper) {
          const std::int64_t a = coefficient(rows_[l].poly, m), b = -coefficient(rows_[u].poly, m);
          if (a != 1 && b != 1)
            return false;
          combined.push_back({Poly(b) * rows_[l].poly + Poly(a) * rows_[u].poly, false});
          if (!combined.back().poly.isValid())
            return false;
        }
    }
    std::erase_if(rows_, [&](const Constraint &row) { return coefficient(row.poly, m) != 0; });
    rows_.insert(rows_.end(), combined.begin(), combined.end());
    return true;
  }

  /// Puts in place of `m` what equality `row` says it is.
  bool substitute(std::size_t row, const Monomial &m, std::int64_t c) {
    Conjunction result;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i == row)
        continue;
      Constraint changed = rows_[i];
      if (const std::int64_t k = coefficient(changed.poly, m))
        changed.poly -= Poly(k) * Poly(c) * rows_[row].poly;
      if (!changed.poly.isValid())
        return false;
      result.push_back(std::move(changed));
    }
    rows_ = std::move(result);
    return true;
  }

  Conjunction rows_;
};

} // namespace

std::optional<Conjunction> eliminated(Conjunction constraints) {
  return Elimination(std::move(constraints)).run();
}

} // namespace overlap::rules
