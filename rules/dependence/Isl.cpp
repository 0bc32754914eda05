#include "rules/dependence/Isl.h"

#include "rules/dependence/Eliminate.h"

#include <isl/constraint.h>
#include <isl/ctx.h>
#include <isl/options.h>
#include <isl/set.h>
#include <isl/space.h>
#include <isl/val.h>

#include <algorithm>
#include <map>
#include <memory>

namespace overlap::rules {

namespace {

constexpr unsigned long kMaxOperations = 60'000;
constexpr std::size_t kMaxDimensions = 48;
constexpr std::size_t kMaxCombinations = 16; ///< of choices that are looked at one by one

template <auto Free> struct Deleter {
  template <typename T> void operator()(T *p) const { Free(p); }
};
using Context = std::unique_ptr<isl_ctx, Deleter<isl_ctx_free>>;
using Set = std::unique_ptr<isl_set, Deleter<isl_set_free>>;

/// One query: a context of its own, one set dimension for each monomial.
class Query {
public:
  /// `others`: polynomials that will be asked about.
  explicit Query(const ConstraintSystem &system, const std::vector<Poly> &others = {})
      : context_(isl_ctx_alloc()) {
    isl_options_set_on_error(context_.get(), ISL_ON_ERROR_CONTINUE);
    isl_ctx_set_max_operations(context_.get(), kMaxOperations);
    collect(system.all);
    for (const Poly &other : others)
      collect(other);
    for (auto &choice : system.either)
      for (auto &conjunction : choice)
        collect(conjunction);
    if (dims_.size() <= kMaxDimensions)
      build(system);
  }
  Answer satisfiable() const {
    if (!set_)
      return Answer::Unknown;
    switch (isl_set_is_empty(set_.get())) {
    case isl_bool_true:
      return Answer::No;
    case isl_bool_false:
      return Answer::Yes;
    default:
      return Answer::Unknown;
    }
  }

  bool attains(const Poly &poly, const Poly &where, const std::function<bool(AtomId)> &given) const {
    if (satisfiable() != Answer::Yes)
      return false;
    const auto limited = [&](const Poly &by) {
      return isl_set_intersect(isl_set_copy(set_.get()), isl_set_from_basic_set(conjunction({{by, false}})));
    };
    const Set all(projected(limited(where), given)), some(projected(limited(poly), given));
    return isl_set_is_empty(all.get()) == isl_bool_false &&
           isl_set_is_subset(all.get(), some.get()) == isl_bool_true;
  }

private:
  isl_set *projected(isl_set *set, const std::function<bool(AtomId)> &given) const {
    std::vector<bool> keeps(dims_.size());
    for (auto &[monomial, dim] : dims_)
      keeps[static_cast<std::size_t>(dim)] = std::all_of(monomial.begin(), monomial.end(), given);
    for (std::size_t dim = keeps.size(); dim-- > 0;)
      if (!keeps[dim])
        set = isl_set_project_out(set, isl_dim_set, static_cast<unsigned>(dim), 1);
    return set;
  }

  void collect(const Conjunction &constraints) {
    for (auto &c : constraints)
      collect(c.poly);
  }
  void collect(const Poly &poly) {
    for (auto &[m, c] : poly.terms())
      if (!m.empty())
        dims_.try_emplace(m, static_cast<int>(dims_.size()));
  }
  isl_space *space() const {
    return isl_space_set_alloc(context_.get(), 0, static_cast<unsigned>(dims_.size()));
  }
  isl_val *value(std::int64_t v) const { return isl_val_int_from_si(context_.get(), v); }

  isl_basic_set *conjunction(const Conjunction &constraints) const {
    isl_basic_set *result = isl_basic_set_universe(space());
    for (auto &c : constraints) {
      if (!c.poly.isValid())
        continue; // saying less keeps No a proof
      isl_local_space *local = isl_local_space_from_space(space());
      isl_constraint *row =
          c.isEquality ? isl_constraint_alloc_equality(local) : isl_constraint_alloc_inequality(local);
      for (auto &[m, k] : c.poly.terms())
        row = m.empty() ? isl_constraint_set_constant_val(row, value(k))
                        : isl_constraint_set_coefficient_val(row, isl_dim_set, dims_.at(m), value(k));
      result = isl_basic_set_add_constraint(result, row);
    }
    return result;
  }

  void build(const ConstraintSystem &system) {
    isl_set *set = isl_set_from_basic_set(conjunction(system.all));
    for (auto &choice : system.either) {
      isl_set *any = isl_set_empty(space());
      for (auto &member : choice)
        any = isl_set_union(any, isl_set_from_basic_set(conjunction(member)));
      set = isl_set_intersect(set, any);
    }
    set_.reset(set);
  }

  Context context_;
  std::map<Monomial, int> dims_;
  Set set_;
};

} // namespace

namespace {

Answer isSatisfiable(const Conjunction &constraints) {
  const auto rest = eliminated(constraints);
  if (!rest)
    return Answer::No;
  return rest->empty() ? Answer::Yes : Query({*rest, {}}).satisfiable();
}

/// `all` and one of each choice from `from` on.
Answer isSatisfiable(const Conjunction &all, const ConstraintSystem &system, std::size_t from) {
  if (from == system.either.size())
    return isSatisfiable(all);
  Answer answer = Answer::No;
  for (const Conjunction &member : system.either[from]) {
    Conjunction more = all;
    more.insert(more.end(), member.begin(), member.end());
    const Answer here = isSatisfiable(more, system, from + 1);
    if (here == Answer::Yes)
      return here;
    if (here == Answer::Unknown)
      answer = here;
  }
  return answer;
}

} // namespace

Answer isSatisfiable(const ConstraintSystem &system) {
  // What holds in any case often decides.
  const Answer always = isSatisfiable(system.all);
  if (always == Answer::No || system.either.empty())
    return always;
  std::size_t combinations = 1;
  for (auto &choice : system.either)
    combinations = std::min(combinations * choice.size(), kMaxCombinations + 1);
  return combinations <= kMaxCombinations ? isSatisfiable(system.all, system, 0)
                                          : Query(system).satisfiable();
}

bool isAttained(const ConstraintSystem &system, const Poly &poly, const Poly &where,
                const std::function<bool(AtomId)> &given) {
  return Query(system, {poly, where}).attains(poly, where, given);
}

} // namespace overlap::rules
