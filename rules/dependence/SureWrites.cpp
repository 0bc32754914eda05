#include "rules/dependence/SureWrites.h"

#include "rules/dependence/IterationPaths.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

constexpr std::size_t kMaxStores = 64;

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
      if (isImplicitAssignment())
        add(symbolic_.place(call_.receiver), std::nullopt);
      stores();
      elements();
    }
    return std::move(result_);
  }

  bool replaces(const Place &object) {
    if (!isCatalogued())
      return false;
    reset();
    const bool isFilled = call_.args.size() == 2 && context_.type(call_.args[0].type).kind == TypeKind::Int;
    if (result_.empty() || (name_.ends_with("assign") && !isFilled)) // from iterators of its own, it may be
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

  bool isImplicitAssignment() const {
    if (!call_.function || !call_.receiver)
      return false;
    const Function &function = context_.program().function(call_.function);
    return (function.attrs & AttrImplicit) &&
           context_.program().str(function.qualifiedName).ends_with("::operator=");
  }

  // c.clear(), c = d, c.assign(...): nothing of the old content can be read afterwards.
  void reset() {
    const std::string_view method = std::string_view(name_).substr(name_.rfind(':') + 1);
    const ClassEntry *type = call_.receiver ? symbolic_.classOf(call_.receiverType) : nullptr;
    const bool isFilled = type && type->inlineStorage && method == "fill"; // std::array
    if (!type || (!isFilled && method != "clear" && method != "assign" && method != "operator="))
      return;
    using K = ClassEntry::Kind;
    const bool isValue = type->kind == K::Iterator || type->kind == K::View || type->kind == K::Pointer;
    if (type->kind == K::Sequence || type->kind == K::Associative || type->kind == K::Adaptor ||
        type->kind == K::Tuple || (isValue && method == "operator="))
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
    if (auto count = symbolic_.elementsIn(size, first.steps.back().type))
      add(first, std::move(*count));
  }

  // Stores of the callee through a parameter, on each way to its end.
  void stores() {
    for (const Access &store : context_.effects().sureStores(context_.bodyId(), event_))
      add(symbolic_.place(store, event_), std::nullopt, store.type);
  }

  // Stores of the callee to elements of what a parameter points to, or of a member of that.
  void elements() {
    if (!call_.function || call_.target != TargetKind::Direct ||
        context_.program().function(call_.function).inSystemHeader || isWeak() ||
        context_.call(event_).mayThrow)
      return;
    const auto &bodies = context_.program().bodiesOf[call_.function];
    if (bodies.size() != 1)
      return;
    const Id calleeId = bodies.front();
    const Body &callee = context_.program().tables.bodies[calleeId];
    std::vector<Store> found;
    std::size_t stores = 0;
    for (Id e = 1; e < callee.events.size(); ++e) {
      if (callee.events[e].kind != EventKind::Write || callee.events[e].isVolatile)
        continue;
      if (++stores > kMaxStores)
        return;
      const auto accesses = context_.effects().accesses(calleeId, e);
      if (accesses.size() != 1 || accesses[0].path.steps.empty() ||
          accesses[0].path.steps.back().kind != AccessStep::Index)
        continue;
      AccessPath array = accesses[0].path;
      array.steps.pop_back();
      if (slotPlace(callee, array))
        found.push_back({std::move(array), e});
    }
    if (found.empty())
      return;
    BodyContext context(context_.effects(), calleeId);
    for (const Store &store : found)
      fill(context, store);
  }

  bool isWeak() const {
    const Id symbol = context_.program().function(call_.function).symbol;
    return context_.program().tables.symbols[symbol].linkage == Linkage::Weak;
  }

  /// A store to an element of what `array` designates, as the callee sees it.
  struct Store {
    AccessPath array;
    Id event = 0;
  };

  // A store in each iteration of a loop that counts through the elements, or one to a certain element.
  void fill(BodyContext &callee, const Store &store) {
    const Cfg &cfg = callee.cfg();
    const Body &body = callee.body();
    const Id loop = cfg.loopOf(cfg.blockOf(store.event));
    const Waypoints points{{store.event}, 0};
    if (loop ? cfg.enclosing(loop) || cfg.isIrregular(loop) || !everyWayPasses(cfg, loop, points, 0) ||
                   !endsOnlyAtHeader(cfg, loop, 0) || !everyRunComesTo(cfg, body.loops[loop].header)
             : !cfg.everyRunPasses({store.event}))
      return;
    Symbolic symbolic(callee, loop);
    const Place to = symbolic.place(body.events[store.event].path);
    if (to.steps.empty() || to.steps.back().kind != PlaceStep::Kind::Index)
      return;
    Poly first = to.steps.back().index;
    std::optional<Poly> count;
    if (loop) {
      const auto last = lastTurn(symbolic, body);
      const AtomId turn = symbolic.counter(loop);
      const Poly up = first - Poly::atom(turn), down = first + Poly::atom(turn);
      if (!last || !first.isValid() || (up.uses(turn) && down.uses(turn)))
        return;
      first = up.uses(turn) ? down - *last : up;
      count = inCaller(symbolic, *last, store.event);
      if (!count)
        return;
      *count += Poly(1);
    }
    const auto start = inCaller(symbolic, first, store.event);
    auto place = slotPlace(body, store.array);
    if (!start || !place)
      return;
    if (store.array.steps.size() > 1) // a member
      place->steps.push_back({PlaceStep::Kind::Index, 0, 0, to.steps.back().type, *start});
    else if (!place->steps.empty() && place->steps.back().kind == PlaceStep::Kind::Index)
      place->advance(*start);
    else
      return;
    add(*place, std::move(count), body.paths[body.events[store.event].path].type);
  }

  static bool everyRunComesTo(const Cfg &cfg, Id block) {
    const std::vector<Id> &events = cfg.body().blocks[block].events;
    return !events.empty() && cfg.everyRunPasses({events.front()});
  }

  /// How often the loop has come round in its last iteration; nothing if it may end otherwise than by that.
  std::optional<Poly> lastTurn(Symbolic &callee, const Body &body) const {
    const Value &test = body.values[body.blocks[body.loops[callee.loop()].header].cond];
    const bool isComparison = test.kind == ValueKind::Bin &&
                              (test.bin == BinOp::LT || test.bin == BinOp::LE || test.bin == BinOp::GT ||
                               test.bin == BinOp::GE || test.bin == BinOp::NE);
    const auto condition = callee.loopCondition(callee.loop());
    if (!isComparison || condition.size() != 1 || condition[0].size() != 1 || condition[0][0].isEquality)
      return std::nullopt;
    Poly last;
    if (condition[0][0].poly.coefficientOf(callee.counter(callee.loop()), last) != Poly(-1))
      return std::nullopt;
    return last;
  }

  /// What the callee computes from constants and from integers that it is passed, computed here.
  std::optional<Poly> inCaller(Symbolic &callee, const Poly &p, Id event) {
    const Body &body = callee.context().body();
    Poly result;
    for (auto &[atoms, factor] : p.terms()) {
      Poly term(factor);
      for (AtomId atom : atoms) {
        std::size_t i = 0;
        while (i < body.paramVars.size() && !isPassed(callee, body.paramVars[i], atom, event))
          ++i;
        if (i == body.paramVars.size() || i >= call_.args.size())
          return std::nullopt;
        term = term * symbolic_.value(call_.args[i].value);
      }
      result += term;
    }
    return p.isValid() && result.isValid() ? std::optional(result) : std::nullopt;
  }

  static bool isPassed(Symbolic &callee, Id param, AtomId atom, Id event) {
    BodyContext &context = callee.context();
    return context.type(context.body().vars[param].type).kind == TypeKind::Int && context.isTracked(param) &&
           context.writesOf(param).empty() && callee.valueOf(param, event) == Poly::atom(atom);
  }

  // Where the callee's `path` lies in this body: members of what a parameter points to.
  std::optional<Place> slotPlace(const Body &callee, const AccessPath &path) {
    if (path.base != BaseKind::Var || path.truncated || path.steps.empty() ||
        path.steps[0].kind != AccessStep::Deref || path.steps[0].a)
      return std::nullopt;
    Place place;
    if (path.id == callee.thisVar && call_.receiver)
      place = symbolic_.place(call_.receiver);
    else
      for (std::size_t i = 0; i < callee.paramVars.size() && i < call_.args.size(); ++i)
        if (callee.paramVars[i] == path.id)
          place = symbolic_.pointee(call_.args[i].value);
    if (!place.isPrecise())
      return std::nullopt;
    for (std::size_t i = 1; i < path.steps.size(); ++i) {
      const AccessPathStep &s = path.steps[i];
      if (s.kind == AccessStep::Field)
        place.steps.push_back({PlaceStep::Kind::Field, s.a, s.record, s.type, {}});
      else if (s.kind == AccessStep::Base)
        place.steps.push_back({PlaceStep::Kind::Base, 0, s.record, s.type, {}});
      else
        return std::nullopt;
    }
    return place;
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
