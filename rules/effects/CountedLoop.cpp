#include "rules/effects/CountedLoop.h"

#include <algorithm>

namespace overlap::rules {

using namespace facts;

namespace {

constexpr std::int64_t kMaxAdded = 1 << 30;

BinOp negated(BinOp op) {
  switch (op) {
  case BinOp::LT:
    return BinOp::GE;
  case BinOp::LE:
    return BinOp::GT;
  case BinOp::GT:
    return BinOp::LE;
  case BinOp::GE:
    return BinOp::LT;
  default:
    return BinOp::None;
  }
}

class Finder {
public:
  Finder(const Engine &engine, Id bodyId)
      : engine(engine), body(engine.body(bodyId)), index(engine.state(bodyId).index), cfg(index.cfg()) {}

  std::optional<CountedLoop> find(Id event) {
    const Path &path = body.paths[body.events[event].path];
    if (path.root != RootKind::Var || !path.steps.empty() || !isCounter(path.id))
      return std::nullopt;
    var = path.id;
    for (Id loop = cfg.loopOf(cfg.blockOf(event)); loop; loop = cfg.enclosing(loop))
      if (auto found = counts(loop))
        return cfg.blockOf(event) != body.loops[loop].header && !cfg.isIrregular(loop) ? found : std::nullopt;
    return std::nullopt;
  }

private:
  bool isCounter(Id id) const {
    const Var &v = body.vars[id];
    const Type &type = engine.type(v.type);
    return v.kind == VarKind::Local && !v.addressTaken && !v.capturedByReference && !type.isVolatile &&
           type.kind == TypeKind::Int && type.width >= 32 && index.definitions(id).size() == 2 &&
           std::ranges::all_of(index.definitions(id), [&](Id event) {
             return body.events[event].kind == EventKind::Write &&
                    body.paths[body.events[event].path].steps.empty();
           });
  }

  bool reads(Id value) const {
    const Value &v = body.values[value];
    if (v.kind != ValueKind::Read)
      return false;
    const Path &path = body.paths[body.events[v.a].path];
    return path.root == RootKind::Var && path.id == var && path.steps.empty();
  }

  /// The step by which the definition moves the variable at the end of each iteration, else 0.
  std::int64_t stepOf(Id loop, Id definition) const {
    const Id block = cfg.blockOf(definition);
    const Block &latch = body.blocks[block];
    if (cfg.latchesOf(loop) != std::vector<Id>{block} || cfg.loopOf(block) != loop ||
        latch.term != TermKind::Goto)
      return 0;
    for (std::size_t i = cfg.indexOf(definition) + 1; i < latch.events.size(); ++i)
      if (body.events[latch.events[i]].kind != EventKind::End)
        return 0;
    const Value &next = body.values[body.events[definition].value];
    std::int64_t step = 0;
    if (next.kind != ValueKind::Bin || (next.bin != BinOp::Add && next.bin != BinOp::Sub) || !reads(next.a) ||
        !isConstant(body, next.b, step))
      return 0;
    return next.bin == BinOp::Sub ? -step : step;
  }

  std::optional<CountedLoop> counts(Id loop) {
    const std::vector<Id> &definitions = index.definitions(var);
    const bool isFirstInside = cfg.containsEvent(loop, definitions[0]);
    if (isFirstInside == cfg.containsEvent(loop, definitions[1]))
      return std::nullopt;
    const Id start = definitions[isFirstInside ? 1 : 0], next = definitions[isFirstInside ? 0 : 1];
    const Id header = body.loops[loop].header;
    const std::int64_t step = stepOf(loop, next);
    if (step == 0 || !cfg.dominates(cfg.blockOf(start), header))
      return std::nullopt;

    const Block &test = body.blocks[header];
    if (test.term != TermKind::Branch || test.succs.size() != 2 || !test.cond)
      return std::nullopt;
    const bool in0 = test.succs[0] && cfg.contains(loop, test.succs[0]),
               in1 = test.succs[1] && cfg.contains(loop, test.succs[1]);
    const Value &cond = body.values[test.cond];
    if (in0 == in1 || cond.kind != ValueKind::Bin)
      return std::nullopt;
    // The comparison may be at a greater width, where no value of the variable changes.
    const Type &type = engine.type(body.vars[var].type), &compared = engine.type(body.values[cond.a].type);
    Id left = cond.a;
    if (body.values[left].kind == ValueKind::Cast && body.values[left].cast == CastKind::Int &&
        compared.width >= type.width)
      left = body.values[left].a;
    std::int64_t added = 0; // `i + 1 < n`
    if (const Value &sum = body.values[left];
        sum.kind == ValueKind::Bin && (sum.bin == BinOp::Add || sum.bin == BinOp::Sub) &&
        isConstant(body, sum.b, added) && added > -kMaxAdded && added < kMaxAdded) {
      added = sum.bin == BinOp::Sub ? -added : added;
      left = sum.a;
    }
    if (!reads(left))
      return std::nullopt;
    // Only a step that leaves the loop before the variable wraps around keeps it between the bounds.
    std::int64_t first = 0;
    const bool startsAtZero = isConstant(body, body.events[start].value, first) && first == 0;
    const bool wraps = !type.isSigned || engine.program.language.wrapv;
    const bool isExactStep = (step == 1 || step == -1) && compared.width == type.width;
    if (wraps && (added || (!isExactStep && !(startsAtZero && step > 0 && !type.isSigned))))
      return std::nullopt;

    CountedLoop result;
    result.loop = loop;
    result.first = body.events[start].value;
    result.bound = cond.b;
    result.step = step;
    result.offset = -added;
    switch (in0 ? cond.bin : negated(cond.bin)) {
    case BinOp::LT:
      --result.offset;
      return step > 0 ? std::optional(result) : std::nullopt;
    case BinOp::LE:
      return step > 0 ? std::optional(result) : std::nullopt;
    case BinOp::GT:
      ++result.offset;
      return step < 0 ? std::optional(result) : std::nullopt;
    case BinOp::GE:
      // `u >= 0` holds for all that is unsigned.
      return step < 0 && type.isSigned && !wraps ? std::optional(result) : std::nullopt;
    default:
      return std::nullopt;
    }
  }

  const Engine &engine;
  const Body &body;
  const BodyIndex &index;
  const Cfg &cfg;
  Id var = 0;
};

} // namespace

std::optional<CountedLoop> countedLoop(const Engine &engine, Id body, Id event) {
  return Finder(engine, body).find(event);
}

} // namespace overlap::rules
