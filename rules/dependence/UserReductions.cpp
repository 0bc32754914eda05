#include "rules/dependence/UserReductions.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

class Updates {
public:
  explicit Updates(Symbolic &symbolic)
      : symbolic_(symbolic), context_(symbolic.context()), body_(context_.body()) {}

  std::optional<OperatorUpdate> find(const std::set<Id> &events) {
    for (Id event : events)
      if (!read(event))
        return std::nullopt;
    if (!object_ || !isSettled())
      return std::nullopt;
    OperatorUpdate result;
    result.op = op_ == "-" ? "+" : op_;
    result.function = function_;
    result.object = *object_;
    const ClassEntry *entry = type_ ? symbolic_.classOf(type_) : nullptr;
    result.commutes = entry && entry->arithmetic;
    if (isOfLibrary_ && !result.commutes)
      return std::nullopt;
    return result;
  }

private:
  /// `temporary = object op e`
  struct Result {
    Id event = 0, temporary = 0;
    std::vector<Place> operands;
  };

  bool read(Id event) {
    const Event &e = body_.events[event];
    if (e.kind == EventKind::Write) { // of what a trivially copyable temporary holds
      const Value &v = body_.values[e.value];
      return v.kind == ValueKind::Read && assign(symbolic_.place(e.path), variable(body_.events[v.a].path));
    }
    if (e.kind != EventKind::Call)
      return false;
    const Call &call = body_.calls[e.call];
    if (!call.function || call.target != TargetKind::Direct)
      return false;
    const std::string &name =
        context_.program().str(context_.program().function(call.function).qualifiedName);
    std::string symbol = name.substr(name.rfind(':') + 1);
    if (!symbol.starts_with("operator"))
      return false;
    symbol.erase(0, 8);
    std::vector<Place> operands;
    if (call.receiver)
      operands.push_back(symbolic_.place(call.receiver));
    for (const Arg &arg : call.args)
      operands.push_back(symbolic_.pointee(arg.value));
    if (operands.size() != 2)
      return false;
    if (symbol == "=")
      return assign(operands[0], operands[1].root == Place::Root::Var ? operands[1].id : 0);
    const bool isCompound = symbol.size() == 2 && symbol[1] == '=';
    if (isCompound)
      symbol.pop_back();
    static constexpr std::string_view known[] = {"+", "-", "*", "&", "|", "^"};
    if (std::ranges::find(known, symbol) == std::end(known) || (!op_.empty() && op_ != symbol))
      return false;
    op_ = symbol;
    function_ = name;
    isOfLibrary_ |= context_.effects().api(context_.bodyId(), event) != nullptr;
    if (!isCompound) {
      const Id temporary = call.result ? variable(call.result) : 0;
      results_.push_back({event, temporary, std::move(operands)});
      return temporary && body_.vars[temporary].kind == VarKind::Temp;
    }
    if (call.resultUsed || isWithin(operands[1], operands[0]) || isWithin(operands[0], operands[1]))
      return false;
    type_ = call.receiver ? call.receiverType : call.args[0].type;
    return target(operands[0]);
  }

  bool assign(const Place &to, Id temporary) {
    assigned_.push_back(temporary);
    return temporary && target(to);
  }

  bool target(const Place &place) {
    if (!place.isPrecise() || symbolic_.isVarying(place) || (object_ && *object_ != place))
      return false;
    object_ = place;
    return true;
  }

  /// Each assignment takes the result of one operation on the object, and nothing else sees that.
  bool isSettled() {
    if (assigned_.size() != results_.size())
      return false;
    return std::ranges::all_of(results_, [&](const Result &r) {
      const bool first = r.operands[0] == *object_, second = r.operands[1] == *object_;
      if (first == second || (second && op_ == "-"))
        return false;
      const Place &other = r.operands[first ? 1 : 0];
      if (isWithin(other, *object_) || isWithin(*object_, other))
        return false;
      if (!type_)
        type_ = body_.vars[r.temporary].type;
      return std::ranges::count(assigned_, r.temporary) == 1 && usesOf(r.temporary) == 1;
    });
  }

  /// How often the address or the value of a temporary is taken, its destruction apart.
  std::size_t usesOf(Id temporary) const {
    std::size_t uses = 0;
    for (const Value &v : body_.values)
      uses += v.kind == ValueKind::Addr && variable(v.a) == temporary;
    for (const Event &e : body_.events)
      uses += e.kind == EventKind::Read && variable(e.path) == temporary;
    return uses;
  }

  Id variable(Id path) const {
    const Path &p = body_.paths[path];
    return p.root == RootKind::Var && p.steps.empty() ? p.id : 0;
  }

  static bool isWithin(const Place &inner, const Place &outer) {
    return !inner.isKnown() || (inner.root == outer.root && inner.id == outer.id);
  }

  Symbolic &symbolic_;
  BodyContext &context_;
  const Body &body_;
  std::optional<Place> object_;
  std::string op_, function_;
  Id type_ = 0;
  bool isOfLibrary_ = false;
  std::vector<Result> results_;
  std::vector<Id> assigned_; ///< temporaries
};

} // namespace

std::optional<OperatorUpdate> operatorUpdate(Symbolic &symbolic, const std::set<Id> &events) {
  return Updates(symbolic).find(events);
}

void addOperatorReduction(Symbolic &symbolic, const OperatorUpdate &update, const std::string &name, Id event,
                          Independence &result) {
  result.reductions.push_back({name, update.op});
  if (update.commutes) {
    result.notes.push_back("the rounding of '" + name + "' may change with the order of the additions");
    return;
  }
  Assumption a;
  a.kind = AssumptionKind::Other;
  a.message = "'" + update.function + "' may combine the values of '" + name + "' in any order";
  a.location = symbolic.context().where(event);
  result.assumptions.push_back(std::move(a));
}

} // namespace overlap::rules
