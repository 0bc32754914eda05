#include "rules/dependence/Poly.h"

#include <algorithm>

namespace overlap::rules {

std::optional<std::int64_t> Poly::constant() const {
  if (!valid_ || terms_.size() > 1)
    return std::nullopt;
  if (terms_.empty())
    return 0;
  return terms_.begin()->first.empty() ? std::optional(terms_.begin()->second) : std::nullopt;
}

std::int64_t Poly::constantTerm() const {
  auto it = terms_.find({});
  return it == terms_.end() ? 0 : it->second;
}

bool Poly::isLinear() const {
  return valid_ && std::all_of(terms_.begin(), terms_.end(), [](auto &t) { return t.first.size() <= 1; });
}

bool Poly::uses(AtomId a) const {
  return std::any_of(terms_.begin(), terms_.end(),
                     [&](auto &t) { return std::binary_search(t.first.begin(), t.first.end(), a); });
}

std::vector<AtomId> Poly::atoms() const {
  std::vector<AtomId> all;
  for (auto &[m, c] : terms_)
    all.insert(all.end(), m.begin(), m.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Poly Poly::coefficientOf(AtomId a, Poly &rest) const {
  Poly coefficient;
  rest = Poly();
  for (auto &[m, c] : terms_) {
    Monomial without;
    std::copy_if(m.begin(), m.end(), std::back_inserter(without), [&](AtomId x) { return x != a; });
    if (without.size() == m.size())
      rest.add(m, c);
    else if (without.size() + 1 == m.size())
      coefficient.add(without, c);
    else
      return invalid();
  }
  if (!valid_)
    return invalid();
  return coefficient;
}

Poly Poly::substitute(AtomId a, const Poly &by) const {
  if (!valid_)
    return *this;
  Poly result;
  for (auto &[m, c] : terms_) {
    Poly product(c);
    for (AtomId x : m)
      product = product * (x == a ? by : atom(x));
    result += product;
  }
  return result;
}

void Poly::add(const Monomial &m, std::int64_t c) {
  std::int64_t &slot = terms_[m];
  if (__builtin_add_overflow(slot, c, &slot))
    *this = invalid();
  else if (!slot)
    terms_.erase(m);
}

Poly &Poly::operator+=(const Poly &o) {
  if (!o.valid_)
    return *this = invalid();
  for (auto &[m, c] : o.terms_)
    if (valid_)
      add(m, c);
  return *this;
}

Poly &Poly::operator-=(const Poly &o) { return *this += o * Poly(-1); }

Poly operator*(const Poly &a, const Poly &b) {
  if (!a.valid_ || !b.valid_)
    return Poly::invalid();
  constexpr std::size_t maxDegree = 4, maxTerms = 64;
  Poly result;
  for (auto &[ma, ca] : a.terms_)
    for (auto &[mb, cb] : b.terms_) {
      std::int64_t c;
      Monomial m;
      std::merge(ma.begin(), ma.end(), mb.begin(), mb.end(), std::back_inserter(m));
      if (m.size() > maxDegree || __builtin_mul_overflow(ca, cb, &c))
        return Poly::invalid();
      result.add(m, c);
      if (!result.valid_ || result.terms_.size() > maxTerms)
        return Poly::invalid();
    }
  return result;
}

Poly product(const Monomial &m, std::int64_t factor) {
  Poly p;
  p.add(m, factor);
  return p;
}

} // namespace overlap::rules
