#pragma once

#include "facts/Types.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

/// Integer polynomials over atoms (loop counters and symbols): what subscripts and bounds are made of.
namespace overlap::rules {

using facts::Id;
using AtomId = std::uint32_t;

/// Product of atoms, sorted; empty: the constant term.
using Monomial = std::vector<AtomId>;

/// Sum of monomials with 64-bit coefficients. Arithmetic that would overflow makes the result invalid.
class Poly {
public:
  Poly() = default;
  Poly(std::int64_t constant) {
    if (constant)
      terms_[{}] = constant;
  }
  static Poly atom(AtomId a) {
    Poly p;
    p.terms_[{a}] = 1;
    return p;
  }
  static Poly invalid() {
    Poly p;
    p.valid_ = false;
    return p;
  }

  bool isValid() const { return valid_; }
  bool isZero() const { return valid_ && terms_.empty(); }
  std::optional<std::int64_t> constant() const; ///< its value, if it has no atoms
  std::int64_t constantTerm() const;
  const std::map<Monomial, std::int64_t> &terms() const { return terms_; }
  bool isLinear() const; ///< no monomial has two atoms
  bool uses(AtomId a) const;
  std::vector<AtomId> atoms() const; ///< each once, sorted
  /// The polynomial that `a` is multiplied by; `rest` gets what does not hold `a`. Invalid if `a` occurs
  /// squared.
  Poly coefficientOf(AtomId a, Poly &rest) const;
  /// With every `a` replaced.
  Poly substitute(AtomId a, const Poly &by) const;

  Poly &operator+=(const Poly &o);
  Poly &operator-=(const Poly &o);
  friend Poly operator+(Poly a, const Poly &b) { return a += b; }
  friend Poly operator-(Poly a, const Poly &b) { return a -= b; }
  friend Poly operator*(const Poly &a, const Poly &b);
  bool operator==(const Poly &) const = default;
  auto operator<=>(const Poly &) const = default;

private:
  friend Poly product(const Monomial &m, std::int64_t factor);
  void add(const Monomial &m, std::int64_t c);

  std::map<Monomial, std::int64_t> terms_;
  bool valid_ = true;
};

/// `factor` times the atoms of `m`.
Poly product(const Monomial &m, std::int64_t factor);

} // namespace overlap::rules
