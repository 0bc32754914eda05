#include "facts/Lexer.h"
#include "facts/TypeTable.h"

#include <algorithm>
#include <array>

namespace overlap::facts {

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

std::string numberName(const Type &type) {
  if (type.kind == TypeKind::Float)
    return type.width == 32 ? "float" : type.width == 64 ? "double" : "f" + std::to_string(type.width);
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

std::string numberSpelling(const Type &type) { return qualifiers(type) + numberName(type); }

namespace {

/// A record's key in a type: bare unless it looks like a type of another kind.
std::string recordText(const std::string &key) {
  return isTypeWord(key.substr(0, key.find(kNumberMark))) ? quotedKey(key) : keyText(key);
}

/// Everything after the element of a pointer, reference or array; empty for other types.
bool isSuffix(TypeKind kind) {
  return kind == TypeKind::Pointer || kind == TypeKind::LValueRef || kind == TypeKind::RValueRef ||
         kind == TypeKind::Array;
}

/// What stands behind a type's text: the qualifiers of a pointer or reference, and a width that is not the
/// usual one.
std::string suffixText(const Tables &tables, const Type &type) {
  std::string text;
  if (isSuffix(type.kind)) {
    Type own = type;
    if (const Type &element = tables.types[type.element]; type.kind == TypeKind::Array) {
      own.isConst = type.isConst && !element.isConst; // an array's qualifiers are those of its elements
      own.isVolatile = type.isVolatile && !element.isVolatile;
      own.isRestrict = type.isRestrict && !element.isRestrict;
    }
    std::string marks = qualifiers(own);
    if (!marks.empty())
      text = " " + marks.substr(0, marks.size() - 1);
  }
  bool hasOddWidth = type.width != defaultWidth(tables, type);
  return hasOddWidth ? text + ":" + std::to_string(type.width) : text;
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
  case TypeKind::Float: {
    text = numberName(type);
    const std::string &spelling = tables.str(type.spelling);
    if (!spelling.empty() && spelling != numberSpelling(type))
      text += quoted(spelling, '`');
    break;
  }
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
    } while (tables.types[inner].kind == TypeKind::Array && suffixText(tables, tables.types[inner]).empty());
    text = typeText(tables, keys, inner) + dimensions;
    break;
  }
  }
  std::string suffix = suffixText(tables, type);
  return isSuffix(type.kind) ? text + suffix : qualifiers(type) + text + suffix;
}

namespace {

/// `element` with a declarator appended as Clang prints it: `double *`, `int *const`, `char **`.
std::string withDeclarator(const std::string &element, const char *sign, const Type &type) {
  bool isTight = element.ends_with('*') || element.ends_with('&');
  std::string marks = qualifiers(type);
  if (!marks.empty())
    marks.pop_back();
  return element + (isTight ? "" : " ") + sign + marks;
}

} // namespace

std::string defaultTypeSpelling(const Tables &tables, Id id) {
  const Type &type = tables.types[id];
  const std::string &element = tables.str(tables.types[type.element].spelling);
  switch (type.kind) {
  case TypeKind::Void:
    return qualifiers(type) + "void";
  case TypeKind::Bool:
    return qualifiers(type) + "bool";
  case TypeKind::Int:
  case TypeKind::Float:
    return numberSpelling(type);
  case TypeKind::NullPtr:
    return qualifiers(type) + "std::nullptr_t";
  case TypeKind::Record:
    return qualifiers(type) + tables.str(tables.records[type.record].displayName);
  case TypeKind::Pointer:
    return withDeclarator(element, "*", type);
  case TypeKind::LValueRef:
    return withDeclarator(element, "&", type);
  case TypeKind::RValueRef:
    return withDeclarator(element, "&&", type);
  case TypeKind::Array: {
    std::string extent = "[" + (type.extent ? std::to_string(type.extent) : "") + "]";
    std::size_t inner = std::min(element.find('['), element.size());
    return element.substr(0, inner) + extent + element.substr(inner);
  }
  default:
    return "";
  }
}

} // namespace overlap::facts
