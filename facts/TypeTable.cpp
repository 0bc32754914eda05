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
  switch (type.kind) {
  case TypeKind::Bool:
    return 8;
  case TypeKind::Pointer:
  case TypeKind::LValueRef:
  case TypeKind::RValueRef:
  case TypeKind::NullPtr:
    return 64;
  case TypeKind::Int:
  case TypeKind::Float:
    return type.width;
  case TypeKind::Enum:
    return tables.types[type.element].width;
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
  if (!isSpelled(type.kind))
    type.spelling = 0;
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
    Type type = tables.types[body.paths[body.events[value.a].path].type];
    type.isConst = type.isVolatile = type.isRestrict = false;
    return intern(type);
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

bool isTypeWord(std::string_view word) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"void",   "bool",    "char",    "short", "int",      "long",    "unsigned",
       "float",  "double",  "nullptr", "enum",  "function", "member",  "unknown",
       "atomic", "complex", "vector",  "const", "volatile", "restrict"});
  bool isSized = word.size() > 1 && (word[0] == 'i' || word[0] == 'u' || word[0] == 'f') &&
                 word.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return isSized || std::ranges::find(words, word) != words.end();
}

namespace {

std::string integerName(const Type &type) {
  std::string prefix = type.isSigned ? "" : "unsigned ";
  switch (type.width) {
  case 8:
    return prefix + "char";
  case 16:
    return prefix + "short";
  case 32:
    return prefix + "int";
  case 64:
    return prefix + "long";
  default:
    return (type.isSigned ? "i" : "u") + std::to_string(type.width);
  }
}

std::string floatName(const Type &type) {
  switch (type.width) {
  case 32:
    return "float";
  case 64:
    return "double";
  default:
    return "f" + std::to_string(type.width);
  }
}

/// A record's key in a type: bare unless it looks like a type of another kind.
std::string recordText(const std::string &key) {
  return isTypeWord(key.substr(0, key.find(kNumberMark))) ? quotedKey(key) : keyText(key);
}

/// Everything after the element of a pointer, reference or array; empty for other types.
bool isSuffix(TypeKind kind) {
  return kind == TypeKind::Pointer || kind == TypeKind::LValueRef || kind == TypeKind::RValueRef ||
         kind == TypeKind::Array;
}

std::string qualifiers(const Type &type) {
  std::string text;
  if (type.isConst)
    text += "const ";
  if (type.isVolatile)
    text += "volatile ";
  if (type.isRestrict)
    text += "restrict ";
  return text;
}

} // namespace

std::string typeText(const Tables &tables, const Keys &keys, Id id) {
  const Type &type = tables.types[id];
  if (type == Type{})
    return "?";
  auto element = [&] { return typeText(tables, keys, type.element); };
  auto spelled = [&](const char *word) {
    return word + (" " + quoted(tables.str(type.spelling))) + (type.element ? "(" + element() + ")" : "");
  };
  std::string text;
  switch (type.kind) {
  case TypeKind::Unknown:
    text = spelled("unknown");
    break;
  case TypeKind::Void:
    text = "void";
    break;
  case TypeKind::Bool:
    text = "bool";
    break;
  case TypeKind::Int:
    text = integerName(type);
    break;
  case TypeKind::Float:
    text = floatName(type);
    break;
  case TypeKind::NullPtr:
    text = "nullptr";
    break;
  case TypeKind::Enum:
    text = spelled("enum");
    break;
  case TypeKind::Function:
    text = spelled("function");
    break;
  case TypeKind::MemberPointer:
    text = spelled("member");
    break;
  case TypeKind::Record:
    text = recordText(keys.record(type.record));
    break;
  case TypeKind::Atomic:
    text = "atomic(" + element() + ")";
    break;
  case TypeKind::Complex:
    text = "complex(" + element() + ")";
    break;
  case TypeKind::Vector:
    text = "vector(" + element() + ", " + std::to_string(type.extent) + ")";
    break;
  case TypeKind::Pointer:
    text = element() + "*";
    break;
  case TypeKind::LValueRef:
    text = element() + "&";
    break;
  case TypeKind::RValueRef:
    text = element() + "&&";
    break;
  case TypeKind::Array: {
    // Dimensions are written in C's order, outermost first.
    Id inner = id;
    std::string dimensions;
    do {
      std::uint64_t extent = tables.types[inner].extent;
      dimensions += "[" + (extent ? std::to_string(extent) : "") + "]";
      inner = tables.types[inner].element;
    } while (tables.types[inner].kind == TypeKind::Array && qualifiers(tables.types[inner]).empty() &&
             tables.types[inner].width == 0);
    text = typeText(tables, keys, inner) + dimensions;
    break;
  }
  }
  std::string marks = qualifiers(type);
  bool hasOddWidth = type.width != defaultWidth(tables, type);
  std::string width = hasOddWidth ? ":" + std::to_string(type.width) : "";
  if (!isSuffix(type.kind))
    return marks + text + width;
  if (!marks.empty()) {
    marks.pop_back();
    text += " " + marks;
  }
  return text + width;
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
