#include "rules/dependence/CallableReduction.h"
#include "rules/dependence/Operators.h"
#include "rules/dependence/UserReductions.h"

#include <algorithm>

/// Reductions: every update is `x = x op e` with one associative and commutative operator, and nothing else
/// sees x.
namespace overlap::rules {

using namespace facts;

Id ScalarAnalysis::strip(Id value) const { return withoutCasts(body_, value); }

Id ScalarAnalysis::exact(Id value) const {
  return withoutExactCasts(context_.program().tables, body_, value);
}

Id ScalarAnalysis::kept(const Slot &slot, Id value) const {
  return withoutCuts(context_.program().tables, body_, value, slot.type);
}

Id ScalarAnalysis::rounded(Id value) const {
  for (value = exact(value);
       body_.values[value].kind == ValueKind::Cast && body_.values[value].cast == CastKind::Float;)
    value = exact(body_.values[value].a);
  return value;
}

// `value` has no conversions.
Id ScalarAnalysis::slotRead(const Slot &slot, Id value) const {
  const Value &v = body_.values[value];
  return v.kind == ValueKind::Read && std::find(slot.reads.begin(), slot.reads.end(), v.a) != slot.reads.end()
             ? v.a
             : 0;
}

bool ScalarAnalysis::isSlotAddress(const Slot &slot, Id value) const {
  const Value &v = body_.values[value];
  if (v.kind != ValueKind::Addr || !slot.var)
    return false;
  const Path &p = body_.paths[v.a];
  return p.root == RootKind::Var && p.id == slot.var && p.steps.empty();
}

/// True if event `second` follows `first` in its block or in one that is only entered from there, and nothing
/// between them writes.
bool ScalarAnalysis::onlyReadsBetween(Id first, Id second) const {
  const Cfg &cfg = context_.cfg();
  const Id from = cfg.blockOf(first), to = cfg.blockOf(second);
  const auto &preds = cfg.predecessors(to);
  if (from != to && (preds.size() != 1 || preds[0] != from))
    return false;
  const auto isRead = [&](Id event) {
    const EventKind kind = body_.events[event].kind;
    return kind == EventKind::Read || kind == EventKind::Begin || kind == EventKind::End;
  };
  const auto &before = body_.blocks[from].events, &after = body_.blocks[to].events;
  const auto begin = std::ranges::find(before, first), end = std::ranges::find(after, second);
  if (begin == before.end() || end == after.end())
    return false;
  return from == to ? std::all_of(begin, end, isRead)
                    : std::all_of(begin, before.end(), isRead) && std::all_of(after.begin(), end, isRead);
}

bool ScalarAnalysis::sameValue(Id a, Id b) {
  a = exact(a);
  b = exact(b);
  if (a == b)
    return true;
  const Value &x = body_.values[a], &y = body_.values[b];
  if (x.kind == ValueKind::Read && y.kind == ValueKind::Read) {
    const Id varX = context_.directVar(x.a), varY = context_.directVar(y.a);
    if (varX || varY)
      return varX == varY && context_.slot(varX).before(x.a) == context_.slot(varX).before(y.a);
    const auto &ax = context_.accesses(x.a), &ay = context_.accesses(y.a);
    if (ax.size() != 1 || ay.size() != 1 || ax[0].isVolatile || ay[0].isVolatile)
      return false;
    if ((symbolic_.isWrittenInLoop(ax[0].path) || symbolic_.isWrittenInLoop(ay[0].path)) &&
        !onlyReadsBetween(std::min(x.a, y.a), std::max(x.a, y.a)))
      return false;
    const Place px = symbolic_.place(body_.events[x.a].path), py = symbolic_.place(body_.events[y.a].path);
    return px.isPrecise() && px == py;
  }
  if (x.kind != y.kind || x.bin != y.bin || x.un != y.un || x.cast != y.cast || x.type != y.type)
    return false;
  if (x.kind == ValueKind::Bin)
    return sameValue(x.a, y.a) && sameValue(x.b, y.b);
  if (x.kind == ValueKind::Un || x.kind == ValueKind::Cast)
    return sameValue(x.a, y.a);
  if (x.kind == ValueKind::Call && context_.type(x.type).kind == TypeKind::Float) {
    // Two calls of one pure function with equal arguments: fabs(a[i]).
    const Call &cx = body_.calls[body_.events[x.a].call], &cy = body_.calls[body_.events[y.a].call];
    const CallEffects &ex = context_.call(x.a);
    if (cx.function != cy.function || !cx.function || cx.receiver || cx.args.size() != cy.args.size() ||
        !ex.accesses.empty() || !ex.unknowns.empty() || !ex.resources.empty() || ex.writesAnything)
      return false;
    for (std::size_t i = 0; i < cx.args.size(); ++i)
      if (!sameValue(cx.args[i].value, cy.args[i].value))
        return false;
    return true;
  }
  return false;
}

// The value of the slot somewhere down the operands of one operator. Each step's value must have no other
// use.
std::string ScalarAnalysis::chainOperator(const Slot &slot, Id value, const std::string &op,
                                          std::vector<Id> &consumed, bool isTop) {
  const Id inner = kept(slot, value);
  if (!isTop && slotRead(slot, inner)) {
    if (uses_.count(inner) != 1 || uses_.count(value) != 1)
      return "";
    consumed.push_back(body_.values[inner].a);
    return op;
  }
  const Operation here = operationOf(context_.program(), body_, inner);
  if (here.op.empty() || (!op.empty() && here.op != op) || uses_.count(inner) != 1 || uses_.count(value) != 1)
    return "";
  for (const Id operand : {here.left, here.right})
    if (operand)
      if (std::string found = chainOperator(slot, operand, here.op, consumed, false); !found.empty())
        return found;
  return "";
}

// s = s && e: what is evaluated only then must have no other effect.
std::string ScalarAnalysis::logicalOperator(const Slot &slot, Id value, std::vector<Id> &consumed) {
  const BinOp op = body_.values[exact(value)].bin;
  if (op != BinOp::LAnd && op != BinOp::LOr)
    return "";
  std::set<Id> decided; // the operands on the left, each also the condition of a branch
  for (value = exact(value); !slotRead(slot, value); value = exact(body_.values[value].a)) {
    if (body_.values[value].kind != ValueKind::Bin || body_.values[value].bin != op ||
        uses_.count(value) != (decided.empty() ? 1u : 2u))
      return "";
    decided.insert(body_.values[value].a);
    decided.insert(exact(body_.values[value].a));
  }
  if (uses_.count(value) != 2)
    return "";
  for (Id b : context_.cfg().blocksOf(symbolic_.loop()))
    for (const Cfg::Guard &g : context_.cfg().guardsOf(b))
      if (decided.contains(body_.blocks[g.block].cond) && !isPlain(b, 0))
        return "";
  for (Id b = 1; b < body_.blocks.size(); ++b)
    if (decided.contains(body_.blocks[b].cond))
      for (Id s : body_.blocks[b].succs)
        if (s && !context_.cfg().contains(symbolic_.loop(), s))
          return "";
  consumed.push_back(body_.values[value].a);
  return reductionName(op);
}

// Nothing but `write` and pure computation happens in the block. Stores beside the write are left to
// `others`.
bool ScalarAnalysis::isPlain(Id block, Id write, std::vector<Id> *others) {
  for (Id e : body_.blocks[block].events) {
    const EventKind kind = body_.events[e].kind;
    if (kind == EventKind::Read || kind == EventKind::Begin || kind == EventKind::End || e == write)
      continue;
    if (kind == EventKind::Write && others) {
      others->push_back(e);
      continue;
    }
    if (kind != EventKind::Call)
      return false;
    const CallEffects &call = context_.call(e);
    const bool writes =
        std::any_of(call.accesses.begin(), call.accesses.end(), [](const Access &a) { return a.isWrite; });
    if (writes || !call.resources.empty() || !call.unknowns.empty() || call.writesAnything)
      return false;
  }
  return true;
}

// Condition `cond` of a choice decides nothing else: its branch leads to pure computations.
bool ScalarAnalysis::onlyChooses(Id cond) {
  const Cfg &cfg = context_.cfg();
  std::size_t branches = 0;
  for (const Block &b : body_.blocks) {
    if (b.cond != cond)
      continue;
    ++branches;
    if (!std::ranges::all_of(b.succs, [&](Id s) { return s && cfg.contains(symbolic_.loop(), s); }))
      return false;
  }
  for (Id b : cfg.blocksOf(symbolic_.loop()))
    for (const Cfg::Guard &g : cfg.guardsOf(b))
      if (body_.blocks[g.block].cond == cond && !isPlain(b, 0))
        return false;
  const Id compare = strip(cond);
  return branches <= 1 && uses_.count(cond) == branches + 1 && (compare == cond || uses_.count(compare) == 1);
}

// (x < s ? x : s) and its kin.
std::string ScalarAnalysis::selectOperator(const Slot &slot, Id value, std::vector<Id> &consumed) {
  const Value &select = body_.values[strip(value)];
  const Id compare = strip(select.a);
  const Value &c = body_.values[compare];
  if (c.kind != ValueKind::Bin || !onlyChooses(select.a))
    return "";
  const bool less = c.bin == BinOp::LT || c.bin == BinOp::LE,
             greater = c.bin == BinOp::GT || c.bin == BinOp::GE;
  if (!less && !greater)
    return "";
  const Id left = slotRead(slot, exact(c.a)), right = slotRead(slot, exact(c.b));
  const Id yes = slotRead(slot, exact(select.b)), no = slotRead(slot, exact(select.c));
  if ((left != 0) == (right != 0) || (yes != 0) == (no != 0))
    return "";
  const Id other = exact(yes ? select.c : select.b);
  if (!sameValue(left ? c.b : c.a, other))
    return "";
  // What is stored is the one or the other as it is, or rounded.
  for (Id cast = value; cast != strip(value); cast = body_.values[cast].a)
    if (body_.values[cast].cast != CastKind::Float)
      for (Id from : {body_.values[other].type, slot.type})
        if (!holdsAll(context_.type(body_.values[cast].type), context_.type(from)))
          return "";
  for (Id v : {left ? c.a : c.b, yes ? select.b : select.c})
    if (uses_.count(strip(v)) != 1)
      return "";
  consumed.push_back(left ? left : right);
  consumed.push_back(yes ? yes : no);
  // With `s < e ? s : e` the smaller one is kept.
  return (less == (left != 0)) == (yes != 0) ? "min" : "max";
}

std::string ScalarAnalysis::callOperator(const Slot &slot, Id value, std::vector<Id> &consumed) {
  const Value *v = &body_.values[rounded(value)];
  Id event = 0;
  if (v->kind == ValueKind::Call)
    event = v->a;
  else if (v->kind == ValueKind::Read) { // std::min returns a reference
    const Path &p = body_.paths[body_.events[v->a].path];
    if (p.root == RootKind::Pointer && p.steps.empty() && body_.values[p.id].kind == ValueKind::Call)
      event = body_.values[p.id].a;
  }
  if (!event)
    return "";
  const Call &call = body_.calls[body_.events[event].call];
  if (!call.function || call.args.size() != 2)
    return "";
  const std::string op =
      extremumName(context_.program().str(context_.program().function(call.function).qualifiedName));
  const Function &f = context_.program().function(call.function);
  if (op.empty() || !f.inSystemHeader)
    return "";
  for (int i = 0; i < 2; ++i) {
    const Id mine = exact(call.args[i].value), other = exact(call.args[1 - i].value);
    if (const Id read = slotRead(slot, mine); read && !slotRead(slot, other) && uses_.count(mine) == 1) {
      consumed.push_back(read);
      return op;
    }
    if (isSlotAddress(slot, mine) && !isSlotAddress(slot, other)) {
      consumed.push_back(event); // the call reads the variable through the reference
      if (v->kind == ValueKind::Read &&
          std::find(slot.reads.begin(), slot.reads.end(), v->a) != slot.reads.end())
        consumed.push_back(v->a); // as does the read of its result
      return op;
    }
  }
  return "";
}

// if (e < s) s = e;
std::string ScalarAnalysis::guardedOperator(const Slot &slot, Id write, std::vector<Id> &consumed) {
  const Cfg &cfg = context_.cfg();
  const Id block = cfg.blockOf(write);
  const auto guards = cfg.guardsOf(block);
  if (guards.empty() || !cfg.contains(symbolic_.loop(), guards[0].block))
    return "";
  const Block &from = body_.blocks[guards[0].block];
  const Value &c = body_.values[strip(from.cond)];
  if (c.kind != ValueKind::Bin)
    return "";
  const bool less = c.bin == BinOp::LT || c.bin == BinOp::LE,
             greater = c.bin == BinOp::GT || c.bin == BinOp::GE;
  const Id left = slotRead(slot, exact(c.a)), right = slotRead(slot, exact(c.b));
  if ((!less && !greater) || (left != 0) == (right != 0) ||
      !sameValue(left ? c.b : c.a, rounded(body_.events[write].value)) ||
      uses_.count(strip(left ? c.a : c.b)) != 1)
    return "";
  // Whatever else happens under the comparison would depend on the order of the iterations, unless it is kept
  // beside the extremum: if (e < s) { s = e; at = i; }
  std::vector<Id> companions;
  for (Id b : cfg.blocksOf(symbolic_.loop()))
    for (const Cfg::Guard &g : cfg.guardsOf(b)) {
      if (g.block != guards[0].block)
        continue;
      if (!isPlain(b, write, b == block ? &companions : nullptr))
        return "";
    }
  for (Id s : from.succs)
    if (s && !cfg.contains(symbolic_.loop(), s))
      return "";
  consumed.push_back(left ? left : right);
  const bool keepsSmaller = (less == (right != 0)) == guards[0].isTrue;
  found_[write].insert(companions.begin(), companions.end());
  isStrict_ = c.bin == BinOp::LT || c.bin == BinOp::GT;
  return keepsSmaller ? "min" : "max";
}

std::string ScalarAnalysis::updateOperator(const Slot &slot, Id write, std::vector<Id> &consumed) {
  const Event &e = body_.events[write];
  if (e.kind == EventKind::Call && slot.var) {
    consumed.push_back(write);
    return calleeUpdate(context_, write,
                        {.base = BaseKind::Var, .id = slot.var, .steps = {}, .type = slot.type});
  }
  if (e.kind != EventKind::Write || e.isVolatile)
    return "";
  const Id value = strip(e.value);
  if (std::string op = chainOperator(slot, e.value, "", consumed, true); !op.empty())
    return op;
  consumed.clear();
  if (body_.values[value].kind == ValueKind::Bin)
    if (std::string op = logicalOperator(slot, e.value, consumed); !op.empty())
      return op;
  consumed.clear();
  if (body_.values[value].kind == ValueKind::Cast && body_.values[value].cast == CastKind::ToBool &&
      uses_.count(value) == 1) { // flag |= condition
    const std::string op = chainOperator(slot, body_.values[value].a, "", consumed, true);
    if (op == "|" || op == "&") // a number other than 0 and 1 is neither after an exclusive or
      return op;
  }
  consumed.clear();
  if (body_.values[value].kind == ValueKind::Select && uses_.count(value) == 1)
    if (std::string op = selectOperator(slot, e.value, consumed); !op.empty())
      return op;
  consumed.clear();
  if (std::string op = callOperator(slot, e.value, consumed); !op.empty())
    return op;
  consumed.clear();
  if (std::string op = guardedOperator(slot, write, consumed); !op.empty())
    return op;
  consumed.clear();
  return indexOperator(slot, write, consumed);
}

bool ScalarAnalysis::isBitField(const Slot &slot) const {
  const Path &path = body_.paths[body_.events[slot.writes.front()].path];
  return !path.steps.empty() && path.steps.back().kind == StepKind::Field &&
         context_.program().tables.records[path.steps.back().record].fields[path.steps.back().a].storageUnit;
}

bool ScalarAnalysis::isReduction(const Slot &slot, Independence &result) {
  const Type &t = context_.type(slot.type);
  if (t.kind == TypeKind::Record) {
    std::set<Id> events(slot.reads.begin(), slot.reads.end());
    events.insert(slot.writes.begin(), slot.writes.end());
    const auto update = operatorUpdate(symbolic_, events);
    if (update)
      addOperatorReduction(symbolic_, *update, slot.name, slot.writes.front(), result);
    return update.has_value();
  }
  if (t.kind != TypeKind::Int && t.kind != TypeKind::Float && t.kind != TypeKind::Bool &&
      t.kind != TypeKind::Enum)
    return false;
  std::set<Id> consumed;
  std::string op;
  found_.clear();
  for (Id w : slot.writes) {
    std::vector<Id> reads;
    const std::string here = updateOperator(slot, w, reads);
    if (here.empty() || (!op.empty() && here != op) || (isBitField(slot) && (here == "min" || here == "max")))
      return false; // a bit-field does not hold all that its type does
    op = here;
    consumed.insert(reads.begin(), reads.end());
  }
  for (Id r : slot.reads)
    if (!consumed.contains(r))
      return false;
  if (!keepsCompanions(slot, op))
    return false;
  result.reductions.push_back({slot.name, op});
  if (op.starts_with("arg"))
    result.notes.push_back("'" + slot.name + "' is where the " + (op == "argmin" ? "least" : "greatest") +
                           " element is: reduce it together with that element; of equal ones the " +
                           (isStrict_ ? "first" : "last") + " counts");
  if (t.kind == TypeKind::Float && (op == "+" || op == "*"))
    result.notes.push_back("the rounding of '" + slot.name + "' may change with the order of the " +
                           (op == "+" ? "additions" : "multiplications"));
  return true;
}

} // namespace overlap::rules
