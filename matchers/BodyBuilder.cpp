#include "matchers/BodyBuilder.h"

#include <bit>

namespace overlap::matchers {

using namespace facts;

namespace {

/// Longer access paths are cut: what follows is "some part of it".
constexpr std::size_t kMaxSteps = 12;

void mix(std::size_t &seed, std::uint64_t number) {
  seed ^= number + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

template <class E> std::uint64_t number(E e) { return static_cast<std::uint64_t>(e); }

Path rooted(RootKind root, Id id, Id type) {
  Path path;
  path.root = root;
  path.id = id;
  path.type = type;
  return path;
}

bool isInteger(const Type &type) {
  return type.kind == TypeKind::Int || type.kind == TypeKind::Enum || type.kind == TypeKind::Bool;
}

} // namespace

std::size_t BodyBuilder::ValueHash::operator()(const Value &value) const {
  std::size_t seed = number(value.kind);
  mix(seed, number(value.bin) << 16 | number(value.un) << 8 | number(value.cast));
  mix(seed, std::uint64_t{value.type} << 32 | value.a);
  mix(seed, std::uint64_t{value.b} << 32 | value.c);
  mix(seed, static_cast<std::uint64_t>(value.imm));
  mix(seed, number(value.reason));
  return seed;
}

std::size_t BodyBuilder::PathHash::operator()(const Path &path) const {
  std::size_t seed = number(path.root);
  mix(seed, path.id);
  for (const Step &step : path.steps) {
    mix(seed, number(step.kind));
    mix(seed, std::uint64_t{step.a} << 32 | step.record);
  }
  return seed;
}

bool BodyBuilder::PathEqual::operator()(const Path &a, const Path &b) const {
  if (a.root != b.root || a.id != b.id || a.steps.size() != b.steps.size())
    return false;
  if (a.root == RootKind::Unknown && a.type != b.type)
    return false;
  for (std::size_t i = 0; i < a.steps.size(); ++i)
    if (a.steps[i].kind != b.steps[i].kind || a.steps[i].a != b.steps[i].a ||
        a.steps[i].record != b.steps[i].record)
      return false;
  return true;
}

BodyBuilder::BodyBuilder(Tables &tables, Body &body, Id indexType)
    : tables(tables), body(body), indexType(indexType) {
  body.values.assign(1, Value{});
  body.paths.assign(1, Path{});
}

Id BodyBuilder::intern(const Value &value) {
  auto [it, isNew] = valueIds.try_emplace(value, static_cast<Id>(body.values.size()));
  if (isNew)
    body.values.push_back(value);
  return it->second;
}

Id BodyBuilder::internPath(Path path) {
  auto [it, isNew] = pathIds.try_emplace(path, static_cast<Id>(body.paths.size()));
  if (isNew)
    body.paths.push_back(std::move(path));
  return it->second;
}

std::int64_t BodyBuilder::wrapped(std::int64_t number, Id typeId) const {
  const Type &type = tables.types[typeId];
  if (type.kind == TypeKind::Bool)
    return number != 0;
  if (!isInteger(type) || type.width == 0 || type.width >= 64)
    return number;
  unsigned shift = 64 - type.width;
  auto bits = static_cast<std::uint64_t>(number) << shift;
  return type.isSigned ? static_cast<std::int64_t>(bits) >> shift : static_cast<std::int64_t>(bits >> shift);
}

Id BodyBuilder::integer(std::int64_t number, Id type) {
  return intern({.kind = ValueKind::Int, .type = type, .imm = wrapped(number, type)});
}

Id BodyBuilder::floating(double number, Id type) {
  return intern({.kind = ValueKind::Float, .type = type, .imm = std::bit_cast<std::int64_t>(number)});
}

Id BodyBuilder::string(Id stringId, Id type) {
  return intern({.kind = ValueKind::Str, .type = type, .imm = stringId});
}

Id BodyBuilder::null(Id type) { return intern({.kind = ValueKind::Null, .type = type}); }

Id BodyBuilder::unknown(UnknownReason reason, Id type) {
  return intern({.kind = ValueKind::Unknown, .type = type, .reason = reason});
}

Id BodyBuilder::entry(Id var, Id type) { return intern({.kind = ValueKind::Entry, .type = type, .a = var}); }

Id BodyBuilder::ofEvent(ValueKind kind, Id event, Id type) {
  return intern({.kind = kind, .type = type, .a = event});
}

Id BodyBuilder::function(Id functionId, Id type) {
  return intern({.kind = ValueKind::Function, .type = type, .a = functionId});
}

bool BodyBuilder::constant(Id id, std::int64_t &number) const {
  if (value(id).kind != ValueKind::Int)
    return false;
  number = value(id).imm;
  return true;
}

bool BodyBuilder::folded(BinOp op, std::int64_t a, std::int64_t b, Id operandType,
                         std::int64_t &result) const {
  const Type &type = tables.types[operandType];
  if (!isInteger(type) || type.width == 0 || type.width > 64)
    return false;
  auto ua = static_cast<std::uint64_t>(a), ub = static_cast<std::uint64_t>(b);
  bool isSigned = type.isSigned;
  auto bits = [&](std::uint64_t r) {
    result = static_cast<std::int64_t>(r);
    return true;
  };
  switch (op) {
  case BinOp::Add:
    return bits(ua + ub);
  case BinOp::Sub:
    return bits(ua - ub);
  case BinOp::Mul:
    return bits(ua * ub);
  case BinOp::And:
    return bits(ua & ub);
  case BinOp::Or:
    return bits(ua | ub);
  case BinOp::Xor:
    return bits(ua ^ ub);
  case BinOp::Shl:
    return ub < type.width && bits(ua << ub);
  case BinOp::Shr:
    return ub < type.width && bits(isSigned ? static_cast<std::uint64_t>(a >> b) : ua >> ub);
  case BinOp::Div:
  case BinOp::Rem:
    if (b == 0 || (isSigned && b == -1))
      return false;
    if (op == BinOp::Div)
      return bits(isSigned ? static_cast<std::uint64_t>(a / b) : ua / ub);
    return bits(isSigned ? static_cast<std::uint64_t>(a % b) : ua % ub);
  case BinOp::EQ:
    return bits(a == b);
  case BinOp::NE:
    return bits(a != b);
  case BinOp::LT:
    return bits(isSigned ? a < b : ua < ub);
  case BinOp::LE:
    return bits(isSigned ? a <= b : ua <= ub);
  case BinOp::GT:
    return bits(isSigned ? a > b : ua > ub);
  case BinOp::GE:
    return bits(isSigned ? a >= b : ua >= ub);
  default:
    return false;
  }
}

Id BodyBuilder::binary(BinOp op, Id a, Id b, Id type) {
  std::int64_t x = 0, y = 0, result = 0;
  if (constant(a, x) && constant(b, y)) {
    if (op == BinOp::LAnd || op == BinOp::LOr)
      return integer(op == BinOp::LAnd ? x && y : x || y, type);
    if (folded(op, x, y, value(a).type, result))
      return integer(result, type);
  }
  return intern({.kind = ValueKind::Bin, .bin = op, .type = type, .a = a, .b = b});
}

Id BodyBuilder::unary(UnOp op, Id a, Id type) {
  std::int64_t x = 0;
  if (op != UnOp::Other && constant(a, x))
    return integer(op == UnOp::Neg ? static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(x))
                                   : (op == UnOp::BitNot ? ~x : !x),
                   type);
  return intern({.kind = ValueKind::Un, .un = op, .type = type, .a = a});
}

Id BodyBuilder::cast(CastKind kind, Id a, Id type) {
  const Value operand = value(a);
  std::int64_t x = 0;
  if ((kind == CastKind::Int || kind == CastKind::ToBool) && constant(a, x))
    return integer(kind == CastKind::ToBool ? x != 0 : x, type);
  if (kind == CastKind::IntToFloat && constant(a, x))
    return floating(tables.types[operand.type].isSigned ? static_cast<double>(x)
                                                        : static_cast<double>(static_cast<std::uint64_t>(x)),
                    type);
  if (kind == CastKind::Float && operand.kind == ValueKind::Float) {
    auto number = std::bit_cast<double>(operand.imm);
    return floating(tables.types[type].width == 32 ? static_cast<float>(number) : number, type);
  }
  if (kind == CastKind::Reinterpret) {
    if (operand.kind == ValueKind::Null)
      return null(type);
    // A pointer's trip through void * and back says no more than its last type.
    if (operand.kind == ValueKind::Cast && operand.cast == CastKind::Reinterpret)
      a = operand.a;
    if (value(a).type == type)
      return a;
  }
  return intern({.kind = ValueKind::Cast, .cast = kind, .type = type, .a = a});
}

Id BodyBuilder::select(Id cond, Id ifTrue, Id ifFalse, Id type) {
  std::int64_t x = 0;
  if (constant(cond, x))
    return x ? ifTrue : ifFalse;
  if (ifTrue == ifFalse)
    return ifTrue;
  return intern({.kind = ValueKind::Select, .type = type, .a = cond, .b = ifTrue, .c = ifFalse});
}

Id BodyBuilder::address(Id pathId, Id pointerType) {
  const Path &path = body.paths[pathId];
  if (path.root == RootKind::Pointer && path.steps.empty())
    return path.id;
  if (path.root == RootKind::Pointer && path.steps.size() == 1 && path.steps[0].kind == StepKind::Index)
    return pointerAdd(path.id, path.steps[0].a, pointerType);
  return intern({.kind = ValueKind::Addr, .type = pointerType, .a = pathId});
}

Id BodyBuilder::widened(Id index) {
  const Type &type = tables.types[value(index).type];
  std::int64_t x = 0;
  if (constant(index, x))
    return integer(x, indexType);
  return type.kind == TypeKind::Int && type.width == tables.types[indexType].width
             ? index
             : cast(CastKind::Int, index, indexType);
}

Id BodyBuilder::negated(Id index) { return unary(UnOp::Neg, widened(index), indexType); }

Id BodyBuilder::addIndices(Id a, Id b) {
  std::int64_t x = 0;
  if (constant(a, x) && x == 0)
    return b;
  if (constant(b, x) && x == 0)
    return a;
  return binary(BinOp::Add, widened(a), widened(b), indexType);
}

Id BodyBuilder::pointerAdd(Id pointer, Id index, Id pointerType) {
  std::int64_t x = 0;
  if (constant(index, x)) {
    if (x == 0)
      return pointer;
    index = integer(x, indexType);
  }
  const Value base = value(pointer);
  if (base.kind == ValueKind::Bin && base.bin == BinOp::PtrAdd)
    return pointerAdd(base.a, addIndices(base.b, index), pointerType);
  if (base.kind == ValueKind::Addr) {
    const Path &path = body.paths[base.a];
    if (!path.steps.empty() && path.steps.back().kind == StepKind::Index)
      return address(element(pointer, index, path.type), pointerType);
  }
  return intern(
      {.kind = ValueKind::Bin, .bin = BinOp::PtrAdd, .type = pointerType, .a = pointer, .b = index});
}

Id BodyBuilder::variable(Id var, Id type) { return internPath(rooted(RootKind::Var, var, type)); }

Id BodyBuilder::global(Id globalId, Id type) { return internPath(rooted(RootKind::Global, globalId, type)); }

Id BodyBuilder::unknownPath(Id type) { return internPath(rooted(RootKind::Unknown, 0, type)); }

Id BodyBuilder::deref(Id pointer, Id type) {
  const Value v = value(pointer);
  if (v.kind == ValueKind::Addr)
    return v.a;
  if (v.kind == ValueKind::Bin && v.bin == BinOp::PtrAdd)
    return element(v.a, v.b, type);
  return internPath(rooted(RootKind::Pointer, pointer, type));
}

Id BodyBuilder::element(Id pointer, Id indexValue, Id type) {
  std::int64_t x = 0;
  if (constant(indexValue, x))
    indexValue = integer(x, indexType);
  const Value v = value(pointer);
  if (v.kind == ValueKind::Bin && v.bin == BinOp::PtrAdd)
    return element(v.a, addIndices(v.b, indexValue), type);
  if (v.kind != ValueKind::Addr) {
    Path path = rooted(RootKind::Pointer, pointer, type);
    path.steps.push_back({.kind = StepKind::Index, .a = indexValue, .type = type});
    return internPath(std::move(path));
  }
  Path path = body.paths[v.a];
  path.spelling = 0;
  if (!path.steps.empty() && path.steps.back().kind == StepKind::Index) {
    path.steps.back().a = addIndices(path.steps.back().a, indexValue);
    return internPath(std::move(path));
  }
  if (constant(indexValue, x) && x == 0)
    return v.a;
  // `(&object)[i]` beside the object: nothing says where that is.
  return unknownPath(type);
}

Id BodyBuilder::extend(Id pathId, Step step) {
  Path path = body.paths[pathId];
  path.spelling = 0;
  path.type = step.type;
  if (!path.steps.empty() && path.steps.back().kind == StepKind::Any) {
    path.steps.back().type = step.type; // a part of some part is some part
    return internPath(std::move(path));
  }
  if (path.steps.size() + 1 >= kMaxSteps)
    step = {.kind = StepKind::Any, .type = step.type};
  path.steps.push_back(step);
  return internPath(std::move(path));
}

Id BodyBuilder::index(Id path, Id indexValue, Id type) {
  std::int64_t x = 0;
  if (constant(indexValue, x))
    indexValue = integer(x, indexType);
  // `(*rows)[j]` is an element of the first row, where `rows[j]` is a row.
  if (const Path &array = body.paths[path]; array.root == RootKind::Pointer && array.steps.empty())
    path = extend(path, {.kind = StepKind::Index, .a = integer(0, indexType), .type = array.type});
  return extend(path, {.kind = StepKind::Index, .a = indexValue, .type = type});
}

Id BodyBuilder::field(Id path, Id record, Id number, Id type) {
  return extend(path, {.kind = StepKind::Field, .a = number, .record = record, .type = type});
}

Id BodyBuilder::base(Id path, Id record, Id type) {
  return extend(path, {.kind = StepKind::Base, .record = record, .type = type});
}

Id BodyBuilder::any(Id path, Id type) { return extend(path, {.kind = StepKind::Any, .type = type}); }

Id BodyBuilder::withoutBase(Id pathId, Id record, Id type) {
  Path path = body.paths[pathId];
  if (path.steps.empty() || path.steps.back().kind != StepKind::Base || path.steps.back().record != record)
    return 0;
  path.steps.pop_back();
  path.spelling = 0;
  path.type = type;
  return internPath(std::move(path));
}

} // namespace overlap::matchers
