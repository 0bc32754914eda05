#include "facts/TypeTable.h"

#include "facts/Lexer.h"

#include <algorithm>
#include <array>

namespace overlap::facts {

std::string KeyCounter::next(const std::string &key) {
  unsigned n = ++seen[key];
  return n == 1 ? key : key + kNumberMark + std::to_string(n);
}

Keys::Keys(const Tables &tables) {
  KeyCounter recordKeys, functionKeys, globalKeys;
  auto add = [](std::vector<std::string> &keys, KeyCounter &counter, const std::string &name) {
    keys.push_back(keys.empty() ? "" : counter.next(name));
  };
  for (const Record &x : tables.records)
    add(records, recordKeys, tables.str(x.displayName));
  for (const Function &x : tables.functions)
    add(functions, functionKeys, tables.str(x.displayName));
  for (const Global &x : tables.globals)
    add(globals, globalKeys, tables.str(x.name));
}

bool isSpelled(TypeKind kind) {
  return kind == TypeKind::Unknown || kind == TypeKind::Enum || kind == TypeKind::Function ||
         kind == TypeKind::MemberPointer;
}

std::uint32_t defaultWidth(const Tables &tables, const Type &type) {
  const Type &element = tables.types[type.element];
  switch (type.kind) {
  case TypeKind::Bool:
    return 8;
  case TypeKind::Pointer:
  case TypeKind::MemberPointer:
  case TypeKind::NullPtr:
    return 64;
  case TypeKind::Int:
  case TypeKind::Float:
  case TypeKind::Record:
    return type.width; // told in other ways
  case TypeKind::Enum:
  case TypeKind::Atomic:
    return element.width;
  case TypeKind::Complex:
    return 2 * element.width;
  case TypeKind::Array:
  case TypeKind::Vector:
    return static_cast<std::uint32_t>(type.extent) * element.width;
  default:
    return 0;
  }
}

TypeTable::TypeTable(Tables &tables) : tables(tables) {
  for (Id id = 1; id < tables.types.size(); ++id)
    canonical(id);
}

Type TypeTable::structure(Type type) {
  // Elements may be equal but for their spelling, too.
  type.element = canonical(type.element);
  bool isNumber = type.kind == TypeKind::Int || type.kind == TypeKind::Float;
  if (isNumber ? tables.str(type.spelling) == numberSpelling(type) : !isSpelled(type.kind))
    type.spelling = 0;
  else if (type.spelling)
    type.spelling = names.try_emplace(tables.str(type.spelling), type.spelling).first->second;
  if (type.kind == TypeKind::Record)
    type.width = 0;
  return type;
}

Id TypeTable::canonical(Id id) {
  return id ? ids.try_emplace(structure(tables.types[id]), id).first->second : 0;
}

Id TypeTable::intern(const Type &type) {
  if (type == Type{})
    return 0;
  auto [it, isNew] = ids.try_emplace(structure(type), static_cast<Id>(tables.types.size()));
  if (isNew)
    tables.types.push_back(type);
  return it->second;
}

Type TypeTable::unqualified(Type type) {
  bool isNumber = type.kind == TypeKind::Int || type.kind == TypeKind::Float;
  const std::string usual = numberSpelling(type);
  const std::string spelling = tables.str(type.spelling);
  type.isConst = type.isVolatile = type.isRestrict = false;
  type.spelling = isSpelled(type.kind) ? type.spelling : 0;
  if (!isNumber || spelling.empty() || spelling == usual)
    return type;
  // "const signed char": the qualifiers before the name are those before the usual one.
  const std::string name =
      spelling.substr(std::min(spelling.size(), usual.size() - numberSpelling(type).size()));
  auto [it, isNew] = names.try_emplace(name, static_cast<Id>(tables.strings.size()));
  if (isNew)
    tables.strings.push_back(name);
  type.spelling = it->second;
  return type;
}

Id TypeTable::pointerTo(Id element) {
  return intern({.kind = TypeKind::Pointer, .width = 64, .element = element});
}

Id TypeTable::integer(std::uint32_t width, bool isSigned) {
  return intern({.kind = TypeKind::Int, .isSigned = isSigned, .width = width});
}

Id TypeTable::boolean() { return intern({.kind = TypeKind::Bool, .width = 8}); }

Id TypeTable::doubleType() { return intern({.kind = TypeKind::Float, .width = 64}); }

Id TypeTable::recordType(Id record) { return intern({.kind = TypeKind::Record, .record = record}); }

Id TypeTable::elementOf(Id type) const { return tables.types[type].element; }

Id TypeTable::typeAfter(Id before, const Step &step, bool firstOfPointer) {
  switch (step.kind) {
  case StepKind::Field: {
    const Record &record = tables.records[step.record];
    return step.a < record.fields.size() ? record.fields[step.a].type : 0;
  }
  case StepKind::Base:
    return recordType(step.record);
  case StepKind::Index:
    return firstOfPointer ? before : elementOf(before);
  case StepKind::Any:
    return 0;
  }
  return 0;
}

Id TypeTable::typeOfRoot(const Body &body, const Path &path) {
  switch (path.root) {
  case RootKind::Var:
    return body.vars[path.id].type;
  case RootKind::Global:
    return tables.globals[path.id].type;
  case RootKind::Pointer:
    return elementOf(body.values[path.id].type);
  case RootKind::Unknown:
    return 0;
  }
  return 0;
}

Id TypeTable::typeOfValue(const Body &body, const Value &value, const std::function<bool(Id)> &isKnown) {
  switch (value.kind) {
  case ValueKind::Int:
    return integer(32, true);
  case ValueKind::Float:
    return doubleType();
  case ValueKind::Str: {
    Type character{.kind = TypeKind::Int, .isSigned = true, .isConst = true, .width = 8};
    return pointerTo(intern(character));
  }
  case ValueKind::Entry:
    return body.vars[value.a].type;
  case ValueKind::Read:
  case ValueKind::Atomic: {
    if (!isKnown(value.a))
      return 0;
    return intern(unqualified(tables.types[body.paths[body.events[value.a].path].type]));
  }
  case ValueKind::Call:
    return isKnown(value.a) ? body.calls[body.events[value.a].call].type : 0;
  case ValueKind::Addr:
    return pointerTo(body.paths[value.a].type);
  case ValueKind::Bin:
    if (value.bin >= BinOp::LT && value.bin <= BinOp::LOr)
      return boolean();
    return value.bin == BinOp::PtrDiff ? integer(64, true) : body.values[value.a].type;
  case ValueKind::Un:
    return value.un == UnOp::LogNot ? boolean() : body.values[value.a].type;
  case ValueKind::Select:
    return body.values[value.b].type;
  case ValueKind::SizeOf:
    return integer(64, false);
  default:
    return 0;
  }
}

namespace {

/// A key as the text has it, its number after '#'.
std::string numbered(const std::string &key, bool isBareAllowed) {
  std::size_t end = std::min(key.find(kNumberMark), key.size());
  std::string name = key.substr(0, end);
  std::string text = isBareAllowed && isBareName(name) ? name : quoted(name);
  return end < key.size() ? text + "#" + key.substr(end + 1) : text;
}

} // namespace

std::string keyText(const std::string &key) { return numbered(key, true); }

std::string quotedKey(const std::string &key) { return numbered(key, false); }

std::string defaultSpelling(const Tables &tables, const Body &body, const Path &path) {
  std::string text;
  if (path.root == RootKind::Var)
    text = tables.str(body.vars[path.id].name);
  else if (path.root == RootKind::Global)
    text = tables.str(tables.globals[path.id].name);
  for (const Step &step : path.steps) {
    const std::vector<Field> &fields = tables.records[step.record].fields;
    if (text.empty() || step.kind != StepKind::Field || step.a >= fields.size())
      return "";
    text += "." + tables.str(fields[step.a].name);
  }
  return text;
}

} // namespace overlap::facts
