#include "rules/dependence/SureWrites.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

class CallWrites {
public:
  CallWrites(Symbolic &symbolic, Id event)
      : symbolic_(symbolic), context_(symbolic.context()), event_(event),
        call_(context_.body().calls[context_.body().events[event].call]) {}

  std::vector<SureWrite> find() {
    if (isCatalogued()) {
      reset();
      range();
    } else {
      stores();
    }
    return std::move(result_);
  }

  bool replaces(const Place &object) {
    if (!isCatalogued())
      return false;
    reset();
    if (result_.empty() || name_.ends_with("assign")) // from iterators of its own, it may be
      return false;
    const Place whole = symbolic_.place(call_.receiver);
    return whole.root == object.root && whole.id == object.id && whole.steps.size() <= object.steps.size() &&
           std::all_of(call_.args.begin(), call_.args.end(), [&](const Arg &a) {
             const TypeKind kind = context_.type(a.type).kind;
             if (kind == TypeKind::Int || kind == TypeKind::Float)
               return true;
             const Place given = symbolic_.pointee(a.value);
             return given.isKnown() && (given.root != object.root || given.id != object.id);
           });
  }

private:
  bool isCatalogued() {
    if (!call_.function || !context_.effects().api(context_.bodyId(), event_))
      return false;
    name_ = context_.program().str(context_.program().function(call_.function).qualifiedName);
    return true;
  }

  // c.clear(), c = d, c.assign(...): nothing of the old content can be read afterwards.
  void reset() {
    const std::string_view method = std::string_view(name_).substr(name_.rfind(':') + 1);
    const ClassEntry *type = call_.receiver ? symbolic_.classOf(call_.receiverType) : nullptr;
    if (!type || (method != "clear" && method != "assign" && method != "operator="))
      return;
    using K = ClassEntry::Kind;
    if (type->kind == K::Sequence || type->kind == K::Associative || type->kind == K::Adaptor ||
        type->kind == K::Tuple)
      add(symbolic_.place(call_.receiver), std::nullopt);
  }

  // Functions that fill a range, by what tells its length.
  void range() {
    struct Filler {
      std::string_view name;
      unsigned target, length;
      enum { Bytes, Elements, Last, SourceLast } by;
    };
    static constexpr Filler fillers[] = {
        {"memset", 0, 2, Filler::Bytes},         {"memcpy", 0, 2, Filler::Bytes},
        {"memmove", 0, 2, Filler::Bytes},        {"std::memset", 0, 2, Filler::Bytes},
        {"std::memcpy", 0, 2, Filler::Bytes},    {"std::memmove", 0, 2, Filler::Bytes},
        {"std::fill", 0, 1, Filler::Last},       {"std::iota", 0, 1, Filler::Last},
        {"std::fill_n", 0, 1, Filler::Elements}, {"std::copy", 2, 1, Filler::SourceLast},
        {"std::copy_n", 2, 1, Filler::Elements},
    };
    for (const Filler &filler : fillers) {
      if (name_ != filler.name || call_.args.size() != 3)
        continue;
      const Place first = argument(filler.target);
      if (filler.by == Filler::Elements)
        return add(first, symbolic_.value(call_.args[filler.length].value));
      if (filler.by == Filler::Bytes)
        return bytes(first, symbolic_.value(call_.args[filler.length].value));
      if (auto n = distance(argument(0), argument(filler.length)))
        return add(first, n);
    }
  }

  Place argument(unsigned i) {
    return symbolic_.iteratorArgument(call_.args[i].value, call_.args[i].type, event_);
  }

  std::optional<Poly> distance(const Place &first, const Place &last) const {
    if (!first.isPrecise() || !last.isPrecise() || first.root != last.root || first.id != last.id ||
        first.steps.size() != last.steps.size() || first.steps.empty())
      return std::nullopt;
    for (std::size_t i = 0; i + 1 < first.steps.size(); ++i)
      if (first.steps[i] != last.steps[i])
        return std::nullopt;
    return last.steps.back().index - first.steps.back().index;
  }

  void bytes(const Place &first, const Poly &size) {
    if (first.steps.empty()) { // &object
      const Id type = first.root == Place::Root::Var ? context_.body().vars[first.id].type : 0;
      const auto given = size.constant();
      if (type && given && context_.type(type).width && *given * 8 >= context_.type(type).width)
        add(first, std::nullopt);
      return;
    }
    const Id type = first.steps.back().type;
    const std::int64_t width = type ? static_cast<std::int64_t>(context_.type(type).width) / 8 : 0;
    if (width <= 0 || !size.isValid())
      return;
    Poly count;
    for (auto &[atoms, c] : size.terms()) {
      if (c % width != 0)
        return;
      Poly term(c / width);
      for (AtomId a : atoms)
        term = term * Poly::atom(a);
      count += term;
    }
    add(first, count);
  }

  // Stores of the callee through a parameter, on each way to its end.
  void stores() {
    for (const Access &store : context_.effects().sureStores(context_.bodyId(), event_))
      add(symbolic_.place(store, event_), std::nullopt, store.type);
  }

  void add(const Place &place, std::optional<Poly> count, Id type = 0) {
    if (place.isPrecise() && (!count || (count->isValid() && !place.steps.empty())))
      result_.push_back({event_, place, type, std::move(count)});
  }

  Symbolic &symbolic_;
  BodyContext &context_;
  Id event_;
  const Call &call_;
  std::string name_;
  std::vector<SureWrite> result_;
};

} // namespace

bool replacesWhole(Symbolic &symbolic, Id event, const Place &object) {
  return symbolic.context().body().events[event].kind == EventKind::Call &&
         CallWrites(symbolic, event).replaces(object);
}

std::vector<SureWrite> sureWritesOf(Symbolic &symbolic, Id event) {
  const Event &e = symbolic.context().body().events[event];
  if (e.kind == EventKind::Call)
    return CallWrites(symbolic, event).find();
  if (e.kind != EventKind::Write || e.isVolatile || symbolic.context().accesses(event).size() != 1)
    return {};
  const Place place = symbolic.place(e.path);
  if (!place.isPrecise())
    return {};
  return {{event, place, symbolic.context().body().paths[e.path].type, std::nullopt}};
}

} // namespace overlap::rules
