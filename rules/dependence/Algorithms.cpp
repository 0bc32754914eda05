#include "rules/dependence/Algorithms.h"

#include "rules/dependence/CallableReduction.h"
#include "rules/dependence/ControlExits.h"

#include <algorithm>
#include <array>

namespace overlap::rules {

using namespace facts;

namespace {

using Kind = Algorithm::Kind;

class AlgorithmAnalysis {
public:
  AlgorithmAnalysis(BodyContext &context, Id event, Independence &result, std::vector<std::string> &unknown)
      : context_(context), event_(event), call_(context.body().calls[context.body().events[event].call]),
        api_(context.effects().api(context.bodyId(), event)), result_(result), unknown_(unknown),
        symbolic_(context, 0), shift_(hasPolicy() ? 1 : 0) {}

  void run() {
    if (!api_ || !api_->algorithm) {
      unknown_.push_back("the algorithm is not in the catalogue");
      return;
    }
    const Algorithm &a = *api_->algorithm;
    if (a.stopsEarly) {
      depend(DependenceKind::Control, name(), event_, event_);
      return;
    }
    switch (a.kind) {
    case Kind::ForEach:
    case Kind::Transform:
    case Kind::Generate:
    case Kind::Fill:
    case Kind::Copy:
    case Kind::Count:
    case Kind::Replace:
      break;
    case Kind::Reduce:
    case Kind::Accumulate:
      reduction(a);
      break;
    case Kind::Scan:
    case Kind::AdjacentDifference:
    case Kind::CopyIf: // where an element goes depends on all before it
    case Kind::Remove:
    case Kind::Partition:
      depend(DependenceKind::Flow, name(), event_, event_);
      return;
    case Kind::MinMax:
      result_.reductions.push_back(
          {"the result of " + name(), name().find("max") != std::string::npos ? "max" : "min"});
      break;
    default:
      unknown_.push_back("the iterations of '" + name() + "' are not independent calls");
      return;
    }
    if (!isUnderstood(a)) {
      unknown_.push_back(kIteratorsNotUnderstood);
      return;
    }
    steps();
    ranges(a);
    for (const Callable &c : call_.callables)
      callable(c);
    if (call_.callables.empty() && a.callable && *a.callable < call_.args.size() &&
        a.kind != Kind::Accumulate && a.kind != Kind::Reduce)
      assume(AssumptionKind::UnknownCallee,
             "the callable given to '" + name() + "' touches only its arguments", event_);
  }

private:
  std::string name() const {
    return call_.function ? context_.program().str(context_.program().function(call_.function).qualifiedName)
                          : "algorithm";
  }

  bool hasPolicy() const {
    if (call_.args.empty())
      return false;
    const Type &type = referred(call_.args.front().type);
    const std::string &name = context_.program().str(context_.program().tables.records[type.record].name);
    return type.record && name.find("execution::") != std::string::npos;
  }

  const Type &referred(Id id) const {
    const Type *type = &context_.type(id);
    while (type->kind == TypeKind::LValueRef || type->kind == TypeKind::RValueRef)
      type = &context_.type(type->element);
    return *type;
  }

  void assume(AssumptionKind kind, std::string message, Id event) {
    Assumption a;
    a.kind = kind;
    a.message = std::move(message);
    a.location = context_.where(event);
    result_.assumptions.push_back(std::move(a));
  }

  void depend(DependenceKind kind, std::string subject, Id from, Id to) {
    Dependence d;
    d.kind = kind;
    d.subject = std::move(subject);
    d.from = context_.where(from);
    d.to = context_.where(to);
    d.loopCarried = true;
    result_.dependences.push_back(std::move(d));
  }

  void reduction(const Algorithm &a) {
    const Type &t = context_.type(call_.type);
    const bool isNumber = t.kind == TypeKind::Int || t.kind == TypeKind::Float;
    if (!a.callable || *a.callable + shift_ >= call_.args.size()) {
      if (isNumber)
        result_.reductions.push_back({"the result of " + name(), "+"});
      else
        assume(AssumptionKind::Other,
               "the '+' of the elements that '" + name() + "' adds is associative and commutative", event_);
      return;
    }
    // The one that combines stands before the one that is given the elements.
    const bool isTransforming = name().ends_with("transform_reduce");
    const unsigned combines = *a.callable + shift_ - (isTransforming ? 1 : 0);
    if (const std::string op = isNumber ? functorOperator(call_.args[combines].type) : ""; !op.empty()) {
      if (const std::string reduced = libraryFunctors().at(op); !reduced.empty())
        result_.reductions.push_back({"the result of " + name(), reduced});
      else
        depend(DependenceKind::Flow, "the result of " + name(), event_, event_);
      return;
    }
    const auto at = std::find_if(call_.callables.begin(), call_.callables.end(),
                                 [&](const Callable &c) { return c.arg == combines; });
    const Callable *given = at == call_.callables.end() ? nullptr : &*at;
    const Program &program = context_.program();
    const bool isOrdered = a.kind == Kind::Accumulate;
    if (isNumber && given && given->function && program.bodiesOf[given->function].size() == 1) {
      const Folding folding =
          foldingOf(program, program.tables.bodies[program.bodiesOf[given->function].front()]);
      // std::reduce also gives the operation two partial results, which `a - e` must not be given.
      if (!folding.op.empty() && (isOrdered || folding.joinsParts)) {
        result_.reductions.push_back({"the result of " + name(), folding.op});
        return;
      }
      if (folding.isArithmetic && folding.op.empty() && isOrdered) {
        depend(DependenceKind::Flow, "the result of " + name(), event_, event_);
        return;
      }
    }
    assume(AssumptionKind::Other, "the operation given to '" + name() + "' is associative and commutative",
           event_);
  }

  /// "plus" if the type is std::plus; empty if it is no function object of the library.
  std::string functorOperator(Id typeId) const {
    const Type &type = referred(typeId);
    const std::string &record = context_.program().str(context_.program().tables.records[type.record].name);
    return type.record && record.starts_with("std::") && libraryFunctors().contains(record.substr(5))
               ? record.substr(5)
               : "";
  }

  static const std::map<std::string, std::string> &libraryFunctors() {
    static const std::map<std::string, std::string> reductions{
        {"plus", "+"},         {"multiplies", "*"},  {"bit_and", "&"}, {"bit_or", "|"}, {"bit_xor", "^"},
        {"logical_and", "&&"}, {"logical_or", "||"}, {"minus", ""},    {"divides", ""}, {"modulus", ""}};
    return reductions;
  }

  /// True if the iterators are pointers or known to the catalogue, and the range is an array or a container
  /// or view of such: others may run code of their own on the way, or get to one element twice.
  bool isUnderstood(const Algorithm &a) const {
    return std::ranges::all_of(
        std::array{a.range, a.first, a.last, a.first2, a.output}, [&](std::optional<unsigned> arg) {
          if (!arg || *arg + shift_ >= call_.args.size())
            return true;
          const Id type = call_.args[*arg + shift_].type;
          const ClassEntry *known = symbolic_.classOf(type);
          return referred(type).kind != TypeKind::Record ||
                 (known && (arg == a.range || known->kind == ClassEntry::Kind::Iterator));
        });
  }

  /// Insert iterators, stream iterators: each step is an operation on the one thing behind them.
  void steps() {
    for (unsigned i = shift_; i < call_.args.size(); ++i) {
      const Arg &arg = call_.args[i];
      const ClassEntry *type = symbolic_.classOf(arg.type);
      if (!type || type->kind != ClassEntry::Kind::Iterator || !type->elementArgs.empty() ||
          type->sharesWords)
        continue;
      const auto behind = context_.effects().elementsOf(context_.bodyId(), event_, i - shift_, false);
      std::string subject = behind ? context_.effects().spell(context_.bodyId(), *behind) : "the iterator";
      subject = subject.substr(0, subject.find('['));
      const bool isStream = type->stream != StreamKind::None;
      depend(isStream ? DependenceKind::Order : DependenceKind::Flow, subject, event_, event_);
      if (!isStream)
        result_.hints.push_back("size '" + subject +
                                "' first and write by index, or append per worker and concatenate");
    }
  }

  Place argument(std::optional<unsigned> index) {
    if (!index || *index + shift_ >= call_.args.size())
      return {};
    const Arg &arg = call_.args[*index + shift_];
    return symbolic_.iteratorArgument(arg.value, arg.type, event_);
  }

  // What is written must be what is read at the same step, or something else.
  void ranges(const Algorithm &a) {
    if (!a.output || *a.output + shift_ >= call_.args.size())
      return;
    const bool outputIsRange = a.output == a.range;
    for (auto input : {a.first, a.first2, a.range})
      if (input && *input < call_.args.size() && !(input == a.output && outputIsRange))
        compareRanges(*input, input == a.range, *a.output);
  }

  void compareRanges(unsigned input, bool isRange, unsigned output) {
    const Place in = isRange ? startOf(input) : argument(input), out = argument(output);
    if (const auto starts = symbolic_.comparedPointers(in, out)) {
      sameObject(starts->second - starts->first, lengthOf(in, isRange), out);
      return;
    }
    const EffectAnalysis &effects = context_.effects();
    const auto read = effects.elementsOf(context_.bodyId(), event_, input, isRange),
               written = effects.elementsOf(context_.bodyId(), event_, output, false);
    if (read && written && read->type && read->type == written->type && isScalar(read->type) &&
        isSameStep(in, out))
      return;
    bool needsNoAlias = false;
    if (read && written && !effects.mayOverlap(context_.bodyId(), *read, *written, &needsNoAlias))
      return;
    if (read && written && needsNoAlias)
      assume(AssumptionKind::NoAlias,
             "'" + effects.spell(context_.bodyId(), *read) + "' and '" +
                 effects.spell(context_.bodyId(), *written) + "' do not overlap",
             event_);
    else
      unknown_.push_back("where the ranges of '" + name() + "' lie is not known");
  }

  bool isScalar(Id type) const {
    const TypeKind kind = context_.type(type).kind;
    return kind == TypeKind::Int || kind == TypeKind::Float || kind == TypeKind::Bool ||
           kind == TypeKind::Enum;
  }

  // The same subscripts of two containers that own their elements: were they one, each element is its own.
  static bool isSameStep(const Place &in, const Place &out) {
    if (in.steps.empty() || out.steps.empty())
      return false;
    const PlaceStep &x = in.steps.back(), &y = out.steps.back();
    return x.kind == PlaceStep::Kind::Element && y.kind == PlaceStep::Kind::Element && x.a == y.a &&
           x.index.isValid() && x.index == y.index;
  }

  // Both ranges lie in one array, `ahead` elements apart.
  void sameObject(const Poly &ahead, const Poly &length, const Place &out) {
    const auto beyond = length.isValid() ? (ahead - length).constant() : std::nullopt;
    if (ahead.isZero() || (beyond && *beyond >= 0))
      return; // each element is its own, or written behind all that is read
    const std::optional<std::int64_t> distance = ahead.constant();
    if (!distance) {
      unknown_.push_back("how far the ranges of '" + name() + "' are apart is not known");
      return;
    }
    depend(*distance > 0 ? DependenceKind::Flow : DependenceKind::Anti, symbolic_.text(out), event_, event_);
    result_.dependences.back().distance = std::abs(*distance);
  }

  // How many elements are read from `in` on; invalid if that is not known.
  Poly lengthOf(const Place &in, bool isRange) {
    if (const Algorithm &a = *api_->algorithm; !isRange && a.last)
      if (const auto ends = symbolic_.comparedPointers(in, argument(a.last)))
        return ends->second - ends->first;
    return Poly::invalid();
  }

  // The first element of a container or array that is passed as a range.
  Place startOf(unsigned arg) {
    return symbolic_.firstElement(call_.args[arg].value, call_.args[arg].type, event_);
  }

  // The callable's body is an iteration: what it writes must belong to the element it was given.
  void callable(const Callable &c) {
    const Program &program = context_.program();
    if (!c.function || program.bodiesOf[c.function].empty()) {
      const ClassEntry *given = symbolic_.classOf(call_.args[c.arg].type);
      if (given && given->kind == ClassEntry::Kind::Pointer) // `std::ref(generator)`
        unknown_.push_back("the callable given to '" + name() + "' is one object for all iterations");
      else if (!context_.effects().onlyReads(context_.bodyId(), event_, c))
        assume(AssumptionKind::UnknownCallee,
               "the callable given to '" + name() + "' touches only its arguments", event_);
      return;
    }
    for (Id bodyId : program.bodiesOf[c.function])
      iteration(c.function, bodyId);
  }

  void iteration(Id function, Id bodyId) {
    const EffectAnalysis &effects = context_.effects();
    const Program &program = context_.program();
    const Body &body = program.tables.bodies[bodyId];
    auto where = [&](Id e) { return location(program, bodyId, body.events[e].loc); };
    auto add = [&](DependenceKind kind, const std::string &subject, Id from, Id to) {
      Dependence d;
      d.kind = kind;
      d.subject = subject;
      d.from = where(from);
      d.to = where(to);
      d.loopCarried = true;
      result_.dependences.push_back(std::move(d));
    };
    std::vector<Access> all;
    for (const Block &block : body.blocks)
      for (Id e : block.events) {
        const Event &event = body.events[e];
        if (event.kind == EventKind::Unknown)
          unknown_.push_back("the callable holds code that was not understood");
        if (event.kind == EventKind::Throw)
          assume(AssumptionKind::NoException, "the callable throws no exception", event_);
        for (Access a : effects.accesses(bodyId, e)) {
          a.event = e;
          all.push_back(a);
        }
        if (event.kind == EventKind::Call)
          outside(effects.call(bodyId, e), where(e));
      }
    auto isParam = [&](Id var) {
      return std::find(body.paramVars.begin(), body.paramVars.end(), var) != body.paramVars.end();
    };
    // A reference to an element is a way to its neighbours.
    const bool writes = std::any_of(all.begin(), all.end(), [](const Access &a) { return a.isWrite; });
    for (const Access &a : all) {
      if (!writes || a.path.base != BaseKind::Var || !isParam(a.path.id) || a.path.steps.size() < 2 ||
          a.path.steps[0].kind != AccessStep::Deref || a.path.steps[1].kind != AccessStep::Index)
        continue;
      const Type &type = program.tables.types[body.vars[a.path.id].type];
      if (program.tables.types[type.element].kind != TypeKind::Array)
        add(DependenceKind::Flow, effects.spell(bodyId, a.path), a.event, a.event);
    }
    std::set<AccessPath> settled;
    for (const Access &a : all)
      if (a.isWrite && (isCapturedReduction(function, bodyId, a, all) || isThreadsOwn(bodyId, a, all)))
        settled.insert(a.path);
    sharedReads(function, bodyId, all, settled); // the algorithm itself may write, too
    for (const Access &w : all) {
      if (!w.isWrite)
        continue;
      const bool throughPointer = !w.path.steps.empty() && w.path.steps[0].kind == AccessStep::Deref;
      if (settled.contains(w.path))
        continue;
      if (w.path.base == BaseKind::Var) {
        const VarKind kind = body.vars[w.path.id].kind;
        const bool ownVariable = kind != VarKind::Capture && kind != VarKind::This && !throughPointer;
        if (ownVariable)
          continue;
        // The element that a reference parameter names belongs to this iteration alone.
        const TypeKind type = program.tables.types[body.vars[w.path.id].type].kind;
        const bool nested = std::count_if(w.path.steps.begin(), w.path.steps.end(), [](auto &s) {
                              return s.kind == AccessStep::Deref || s.kind == AccessStep::Reach;
                            }) > 1;
        if (isParam(w.path.id) && (type == TypeKind::LValueRef || type == TypeKind::RValueRef) && !nested)
          continue;
      }
      if (w.path.base == BaseKind::Fresh)
        continue;
      const std::string subject = effects.spell(bodyId, w.path);
      bool indexed = false;
      for (const AccessPathStep &s : w.path.steps)
        indexed |=
            s.kind == AccessStep::Index || s.kind == AccessStep::Element || s.kind == AccessStep::Reach;
      if (indexed || w.path.base == BaseKind::Unknown || w.path.base == BaseKind::Pointer ||
          (w.path.base == BaseKind::Var && isParam(w.path.id)))
        unknown_.push_back("what the callable writes through '" + subject +
                           "' in different iterations is not known");
      else
        add(DependenceKind::Flow, subject, w.event, w.event);
    }
  }

  // A scalar local of the caller, captured by reference, that the callable only updates by one operator.
  bool isCapturedReduction(Id function, Id bodyId, const Access &w, const std::vector<Access> &all) {
    const Body &body = context_.program().tables.bodies[bodyId];
    if (w.path.base != BaseKind::Var || body.vars[w.path.id].kind != VarKind::Capture ||
        w.path.steps.size() != 1 || w.path.steps[0].kind != AccessStep::Deref || w.path.truncated)
      return false;
    const std::optional<AccessPath> here = inCaller(function, body, w.path);
    if (!here || here->base != BaseKind::Var || !here->steps.empty() || here->truncated)
      return false;
    const TypeKind type = context_.type(context_.body().vars[here->id].type).kind;
    const VarKind kind = context_.body().vars[here->id].kind;
    if ((type != TypeKind::Int && type != TypeKind::Float) || kind == VarKind::Capture)
      return false;
    std::vector<Access> same;
    for (const Access &a : all) {
      bool needsNoAlias = false;
      if (a.path == w.path)
        same.push_back(a);
      else if (context_.effects().mayOverlap(bodyId, a.path, w.path, &needsNoAlias) && !needsNoAlias)
        return false;
    }
    const Algorithm &a = *api_->algorithm;
    const Place range = a.range ? startOf(*a.range) : argument(a.first);
    if (!range.isKnown() || (range.root == Place::Root::Var && range.id == here->id))
      return false;
    const std::string op = updatesOf(context_.program(), body, same);
    if (op.empty())
      return false;
    const Reduction reduction{context_.varName(here->id), op};
    if (std::find(result_.reductions.begin(), result_.reductions.end(), reduction) ==
        result_.reductions.end())
      result_.reductions.push_back(reduction);
    return true;
  }

  // A thread_local variable that only the callable knows, and writes before it does anything else with it.
  bool isThreadsOwn(Id bodyId, const Access &w, const std::vector<Access> &all) {
    const Program &program = context_.program();
    if (w.path.base != BaseKind::Global || !w.path.steps.empty() || w.path.truncated || w.viaFunction ||
        w.isVolatile)
      return false;
    const Global &global = program.tables.globals[w.path.id];
    if (global.storage != Storage::ThreadLocal ||
        program.tables.symbols[global.symbol].linkage != Linkage::None)
      return false;
    const Cfg cfg(program.tables.bodies[bodyId]);
    for (const Access &first : all)
      if (first.isWrite && first.path == w.path && std::ranges::all_of(all, [&](const Access &a) {
            return a.path.base != BaseKind::Global || a.path.id != w.path.id || a.event == first.event ||
                   cfg.eventDominates(first.event, a.event);
          })) {
        const std::string &qualified = program.str(global.name);
        const std::string name = qualified.substr(qualified.rfind(':') + 1);
        if (std::ranges::find(result_.privates, name) == result_.privates.end())
          result_.privates.push_back(name);
        return true;
      }
    return false;
  }

  // What the callable reads through captures and globals may be an element that another iteration writes.
  void sharedReads(Id function, Id bodyId, const std::vector<Access> &all,
                   const std::set<AccessPath> &settled) {
    const Body &body = context_.program().tables.bodies[bodyId];
    const EffectAnalysis &effects = context_.effects();
    std::vector<AccessPath> written;
    for (const Access &a : context_.accesses(event_))
      if (a.isWrite)
        written.push_back(a.path);
    for (const Access &r : all) {
      const bool isCapture = r.path.base == BaseKind::Var && (body.vars[r.path.id].kind == VarKind::Capture ||
                                                              body.vars[r.path.id].kind == VarKind::This);
      const bool isOpaque = r.path.base == BaseKind::Pointer || r.path.base == BaseKind::Unknown;
      if (r.isWrite || settled.contains(r.path) ||
          (!isCapture && !isOpaque && r.path.base != BaseKind::Global))
        continue;
      const bool leavesObject =
          std::any_of(r.path.steps.begin(), r.path.steps.end(), [](const AccessPathStep &s) {
            return s.kind == AccessStep::Deref || s.kind == AccessStep::Reach ||
                   s.kind == AccessStep::Element;
          });
      if (isCapture && !leavesObject)
        continue;
      std::optional<AccessPath> here;
      if (isCapture)
        here = inCaller(function, body, r.path);
      else if (r.path.base == BaseKind::Global)
        here = withoutIndices(r.path, 0);
      for (const AccessPath &w : written) {
        bool needsNoAlias = false;
        if (here && !effects.mayOverlap(context_.bodyId(), *here, w, &needsNoAlias))
          continue;
        const std::string text = effects.spell(bodyId, r.path);
        if (here && needsNoAlias)
          assume(AssumptionKind::NoAlias,
                 "'" + text + "' and '" + effects.spell(context_.bodyId(), w) + "' do not overlap", event_);
        else
          unknown_.push_back("whether '" + text +
                             "' is an element that another iteration writes is not known");
        break;
      }
    }
  }

  static AccessPath withoutIndices(const AccessPath &path, std::size_t from) {
    AccessPath result = path;
    for (std::size_t i = from; i < result.steps.size(); ++i)
      if (result.steps[i].kind != AccessStep::Field)
        result.steps[i].a = 0;
    return result;
  }

  // What lies behind the captured variable as the caller knows it.
  std::optional<AccessPath> inCaller(Id function, const Body &body, const AccessPath &path) const {
    std::optional<AccessPath> found = capturedObject(context_, function, body, path.id);
    if (!found)
      return std::nullopt;
    const AccessPath rest = withoutIndices(path, 1);
    found->steps.insert(found->steps.end(), rest.steps.begin() + 1, rest.steps.end());
    found->truncated |= rest.truncated;
    return found;
  }

  void outside(const CallEffects &call, const Location &at) {
    for (const UnknownCallee &u : call.unknowns) {
      Assumption a;
      a.kind = AssumptionKind::UnknownCallee;
      a.message = assumedOf(u, "'" + u.name + "'", "other iterations");
      a.location = u.declared.file.empty() ? at : u.declared;
      result_.assumptions.push_back(std::move(a));
    }
    if (call.writesAnything || call.maySpawn)
      unknown_.push_back("the callable may write any memory");
    if (call.mayThrow)
      assume(AssumptionKind::NoException, "the callable throws no exception", event_);
    for (const ResourceAccess &r : call.resources) {
      if (r.mode == ResourceMode::Read || r.mode == ResourceMode::Fresh)
        continue;
      if (r.lastWords) {
        result_.hazards.push_back("the callable may end the process, with a message on '" + r.key +
                                  "', while other iterations run");
        continue;
      }
      if (r.logging) {
        assume(AssumptionKind::Order,
               "the order of what is written to '" + (r.key.empty() ? r.kind : r.key) + "' may change",
               event_);
        continue;
      }
      if (r.key.empty()) {
        assume(AssumptionKind::DistinctResource,
               "the " + r.kind + " that '" + r.callee + "' uses differs between iterations", event_);
        continue;
      }
      Dependence d;
      d.kind = r.mode == ResourceMode::Order ? DependenceKind::Order : DependenceKind::Resource;
      d.subject = r.key;
      d.from = d.to = at;
      d.loopCarried = true;
      result_.dependences.push_back(std::move(d));
    }
  }

  BodyContext &context_;
  Id event_;
  const Call &call_;
  const ApiEntry *api_;
  Independence &result_;
  std::vector<std::string> &unknown_;
  Symbolic symbolic_;
  unsigned shift_ = 0; ///< 1 where an execution policy stands before the arguments that the catalogue counts
};

} // namespace

void analyseAlgorithm(BodyContext &context, Id event, LoopResult &result, std::vector<std::string> &unknown) {
  AlgorithmAnalysis(context, event, result.independence, unknown).run();
}

} // namespace overlap::rules
