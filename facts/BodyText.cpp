#include "facts/Dumper.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace overlap::facts {
namespace {

/// Values that would take more nodes than this when written out get a line of their own.
constexpr std::size_t kInlineLimit = 64;

std::string floatText(std::int64_t bits) {
  double x;
  std::memcpy(&x, &bits, sizeof x);
  if (!std::isfinite(x))
    return "fbits(" + std::to_string(static_cast<std::uint64_t>(bits)) + ")";
  char buffer[64];
  std::string text(buffer, std::to_chars(buffer, buffer + sizeof buffer, x).ptr);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

} // namespace

BodyText::BodyText(const Tables &tables, const Keys &keys, TypeTable &types, const Body &body, Id file,
                   const DumpOptions &options)
    : order(body.events.size()), tables(tables), keys(keys), types(types), body(body), file(file),
      options(options), named(body.values.size()) {
  KeyCounter counter;
  counter.next("none"); // means no variable
  unsigned nameless = 0;
  for (const Var &var : body.vars) {
    const std::string &name = tables.str(var.name);
    if (vars.empty())
      vars.push_back("none");
    else if (var.kind == VarKind::This)
      vars.push_back("this");
    else
      vars.push_back(name.empty() ? "%" + std::to_string(++nameless) : keyText(counter.next(name)));
  }
  Id number = 0;
  for (const Block &block : body.blocks)
    for (Id event : block.events)
      order[event] = ++number;
  measure();
}

void BodyText::measure() {
  sizes.assign(body.values.size(), 0);
  for (Id id = 1; id < body.values.size(); ++id)
    sizeOf(id);
}

std::size_t BodyText::sizeOf(Id id) {
  if (sizes[id])
    return named[id] ? 1 : sizes[id];
  const Value &value = body.values[id];
  std::size_t size = 1;
  switch (operandRef(value.kind)) {
  case Ref::Path:
    size += sizeOfPath(value.a);
    break;
  case Ref::Value:
    size +=
        (value.a ? sizeOf(value.a) : 0) + (value.b ? sizeOf(value.b) : 0) + (value.c ? sizeOf(value.c) : 0);
    break;
  default:
    break;
  }
  sizes[id] = size;
  if (size > kInlineLimit) {
    named[id] = std::numeric_limits<Id>::max(); // numbered when it is first written
    return 1;
  }
  return size;
}

std::size_t BodyText::sizeOfPath(Id id) {
  const Path &path = body.paths[id];
  std::size_t size = 1 + path.steps.size();
  if (path.root == RootKind::Pointer && path.id)
    size += sizeOf(path.id);
  for (const Step &step : path.steps)
    if (step.kind == StepKind::Index && step.a)
      size += sizeOf(step.a);
  return size;
}

bool BodyText::isDerived(Id type, Id derived) { return types.canonical(type) == types.canonical(derived); }

std::string BodyText::inferredSuffix(const Value &value) {
  Id derived = types.typeOfValue(body, value, [&](Id event) { return order[event] < known; });
  return isDerived(value.type, derived) ? "" : "{" + typeText(tables, keys, value.type) + "}";
}

std::string BodyText::value(Id id) {
  if (!named[id])
    return expression(id, false);
  if (named[id] == std::numeric_limits<Id>::max()) {
    // What the definition itself needs is defined before it.
    std::string text = expression(id, false);
    named[id] = ++definitionCount;
    definitions.push_back("v" + std::to_string(named[id]) + " = " + text);
  }
  return "v" + std::to_string(named[id]);
}

std::string BodyText::operand(Id id) { return named[id] ? value(id) : expression(id, true); }

std::string BodyText::expression(Id id, bool isOperand) {
  const Value &x = body.values[id];
  if (id == 0 || x == Value{})
    return "?";
  std::string text;
  bool isCompound = false;
  auto source = [&](EventKind kind, const char *word) {
    bool isPlain = body.events[x.a].kind == kind;
    return isPlain ? event(x.a) : word + ("(" + event(x.a) + ")");
  };
  switch (x.kind) {
  case ValueKind::Unknown:
    text = x.reason == UnknownReason::None ? "?" : "?(" + std::string(nameOf(x.reason)) + ")";
    break;
  case ValueKind::Int:
    text = std::to_string(x.imm);
    break;
  case ValueKind::Float:
    text = floatText(x.imm);
    break;
  case ValueKind::Str:
    text = quoted(tables.strings[static_cast<std::size_t>(x.imm)]);
    break;
  case ValueKind::Null:
    text = "null";
    break;
  case ValueKind::Entry:
    text = "entry(" + vars[x.a] + ")";
    break;
  case ValueKind::Read:
    text = source(EventKind::Read, "read");
    break;
  case ValueKind::Call:
    text = source(EventKind::Call, "call");
    break;
  case ValueKind::Atomic:
    text = source(EventKind::Atomic, "atomic");
    break;
  case ValueKind::Addr:
    text = "&" + path(x.a);
    isCompound = true;
    break;
  case ValueKind::Function:
    text = "fn " + quotedKey(keys.function(x.a));
    break;
  case ValueKind::Bin:
    isCompound =
        x.bin >= BinOp::Add && x.bin != BinOp::PtrAdd && x.bin != BinOp::PtrDiff && x.bin != BinOp::Exchange;
    if (isCompound)
      text = operand(x.a) + " " + std::string(nameOf(x.bin)) + " " + operand(x.b);
    else
      text = "bin(" + std::string(nameOf(x.bin)) + ", " + value(x.a) + ", " + value(x.b) + ")";
    break;
  case ValueKind::Un: {
    std::string inner = operand(x.a);
    bool isConstant = body.values[x.a].kind == ValueKind::Int || body.values[x.a].kind == ValueKind::Float;
    isCompound = x.un != UnOp::Other;
    if (!isCompound)
      text = "un(" + value(x.a) + ")";
    else
      text = std::string(nameOf(x.un)) + (isConstant ? "(" + inner + ")" : inner);
    break;
  }
  case ValueKind::Cast:
    text = "cast(" + std::string(nameOf(x.cast)) + ", " + value(x.a) + ")";
    break;
  case ValueKind::Select:
    text = "select(" + value(x.a) + ", " + value(x.b) + ", " + value(x.c) + ")";
    break;
  case ValueKind::SizeOf:
    text = "sizeof(" + value(x.a) + ")";
    break;
  case ValueKind::Catch:
    text = "catch";
    break;
  }
  std::string suffix = inferredSuffix(x);
  if (isCompound && (isOperand || !suffix.empty()))
    text = "(" + text + ")";
  return text + suffix;
}

std::string BodyText::path(Id id) {
  const Path &path = body.paths[id];
  std::string text;
  switch (path.root) {
  case RootKind::Unknown:
    text = "?";
    break;
  case RootKind::Var:
    text = vars[path.id];
    break;
  case RootKind::Global:
    text = "::" + keyText(keys.global(path.id));
    break;
  case RootKind::Pointer:
    text = "ptr(" + value(path.id) + ")";
    break;
  }
  auto mark = [&](Id type) { return "{" + typeText(tables, keys, type) + "}"; };
  Id type = types.typeOfRoot(body, path);
  bool isMarked = path.steps.empty();
  for (std::size_t i = 0; i < path.steps.size(); ++i) {
    const Step &step = path.steps[i];
    const Record &record = tables.records[step.record];
    switch (step.kind) {
    case StepKind::Field: {
      bool isKnown = tables.types[type].kind == TypeKind::Record && tables.types[type].record == step.record;
      text += isKnown ? "." : ".<" + keyText(keys.record(step.record)) + ">";
      text += fieldText(tables, record, step.a);
      break;
    }
    case StepKind::Base:
      text += ".base(" + keyText(keys.record(step.record)) + ")";
      break;
    case StepKind::Index:
      text += "[" + value(step.a) + "]";
      break;
    case StepKind::Any:
      text += ".*";
      break;
    }
    Id derived = types.typeAfter(type, step, i == 0 && path.root == RootKind::Pointer);
    isMarked = !isDerived(step.type, derived);
    if (isMarked)
      text += mark(step.type);
    type = step.type;
  }
  if (!isDerived(path.type, type))
    text += (isMarked ? "" : mark(type)) + mark(path.type);
  const std::string &spelling = tables.str(path.spelling);
  return spelling == defaultSpelling(tables, body, path) ? text : text + quoted(spelling, '`');
}

std::string BodyText::loc(Id id) const {
  return options.locations ? locText(tables, body.locs[id], file) : "";
}

std::string BodyText::reference(Ref ref, Id id) {
  switch (ref) {
  case Ref::Var:
    return vars[id];
  case Ref::Stmt:
    return "s" + std::to_string(id);
  case Ref::Block:
    return "B" + std::to_string(id);
  case Ref::Loop:
    return "L" + std::to_string(id);
  case Ref::Event:
    return event(id);
  case Ref::Value:
    return operand(id);
  case Ref::Path:
    return path(id);
  default:
    return unitReference(tables, keys, ref, id);
  }
}

std::vector<std::string> BodyText::takeDefinitions() { return std::exchange(definitions, {}); }

std::string fieldText(const Tables &tables, const Record &record, Id number) {
  std::string byNumber = "#" + std::to_string(number);
  if (number >= record.fields.size())
    return byNumber;
  Id name = record.fields[number].name;
  auto hasName = [&](const Field &field) { return field.name == name; };
  bool isPlain = isBareName(tables.str(name)) && std::ranges::count_if(record.fields, hasName) == 1;
  return isPlain ? tables.str(name) : byNumber;
}

} // namespace overlap::facts
