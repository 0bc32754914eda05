#include "facts/Parser.h"

namespace overlap::facts {

void UnitParser::qualify(Type &type) {
  while (true) {
    if (acceptWord("const"))
      type.isConst = true;
    else if (acceptWord("volatile"))
      type.isVolatile = true;
    else if (acceptWord("restrict"))
      type.isRestrict = true;
    else if (isAt(":") && peek(1).kind == TokenKind::Number) {
      next();
      type.width = number<std::uint32_t>();
    } else
      return;
  }
}

/// A base and what follows it: `const double* restrict`, `int[10][20]&`.
Id UnitParser::type() {
  Nesting nesting(*this);
  if (accept("?"))
    return 0;
  Type prefix;
  qualify(prefix);
  Type current = baseType();
  if (peek().kind == TokenKind::Quote) // another type of that width
    current.spelling = string(next().text);
  current.isConst |= prefix.isConst;
  current.isVolatile |= prefix.isVolatile;
  current.isRestrict |= prefix.isRestrict;
  qualify(current);
  auto wrap = [&](TypeKind kind, std::uint64_t extent) {
    Type element = current;
    current = {.kind = kind, .element = types.intern(element), .extent = extent};
    if (kind == TypeKind::Array) {
      current.isConst = element.isConst;
      current.isVolatile = element.isVolatile;
      current.isRestrict = element.isRestrict;
    }
    current.width = defaultWidth(facts.tables, current);
  };
  while (true) {
    if (accept("*")) {
      wrap(TypeKind::Pointer, 0);
    } else if (accept("&")) {
      wrap(TypeKind::LValueRef, 0);
    } else if (accept("&&")) {
      wrap(TypeKind::RValueRef, 0);
    } else if (isAt("[")) {
      std::vector<std::uint64_t> extents;
      while (accept("[")) {
        extents.push_back(isAt("]") ? 0 : number<std::uint64_t>());
        expect("]");
      }
      while (!extents.empty()) {
        wrap(TypeKind::Array, extents.back());
        extents.pop_back();
      }
    } else {
      return types.intern(current);
    }
    qualify(current);
  }
}

Type UnitParser::baseType() {
  if (peek().kind == TokenKind::String || !isTypeWord(peek().text))
    return {.kind = TypeKind::Record, .record = record()};
  std::string name = word();
  auto sized = [&](Type type) {
    type.width = defaultWidth(facts.tables, type);
    return type;
  };
  auto integer = [](std::uint32_t width, bool isSigned) {
    return Type{.kind = TypeKind::Int, .isSigned = isSigned, .width = width};
  };
  auto inParentheses = [&] {
    expect("(");
    Id element = type();
    expect(")");
    return element;
  };
  auto spelled = [&](TypeKind kind) {
    Type type{.kind = kind, .spelling = reference(Ref::String)};
    if (isAt("("))
      type.element = inParentheses();
    if (kind == TypeKind::Enum)
      type.isSigned = facts.tables.types[type.element].isSigned;
    return sized(type);
  };
  bool isSigned = name != "unsigned";
  if (!isSigned)
    name = isAtWord("char") || isAtWord("short") || isAtWord("long") || isAtWord("int") ? word() : "int";
  if (name == "char")
    return integer(8, isSigned);
  if (name == "short")
    return integer(16, isSigned);
  if (name == "int")
    return integer(32, isSigned);
  if (name == "long")
    return integer(64, isSigned);
  if (name == "void")
    return {.kind = TypeKind::Void};
  if (name == "bool")
    return {.kind = TypeKind::Bool, .width = 8};
  if (name == "float")
    return {.kind = TypeKind::Float, .width = 32};
  if (name == "double")
    return {.kind = TypeKind::Float, .width = 64};
  if (name == "nullptr")
    return {.kind = TypeKind::NullPtr, .width = 64};
  if (name == "enum")
    return spelled(TypeKind::Enum);
  if (name == "function")
    return spelled(TypeKind::Function);
  if (name == "member")
    return spelled(TypeKind::MemberPointer);
  if (name == "unknown")
    return spelled(TypeKind::Unknown);
  if (name == "atomic")
    return sized({.kind = TypeKind::Atomic, .element = inParentheses()});
  if (name == "complex")
    return sized({.kind = TypeKind::Complex, .element = inParentheses()});
  if (name == "vector") {
    Type vector{.kind = TypeKind::Vector};
    expect("(");
    vector.element = type();
    expect(",");
    vector.extent = number<std::uint64_t>();
    expect(")");
    return sized(vector);
  }
  std::uint32_t width = 0;
  std::from_chars(name.data() + 1, name.data() + name.size(), width);
  if (name[0] == 'f')
    return {.kind = TypeKind::Float, .width = width};
  if (name[0] != 'i' && name[0] != 'u')
    fail("expected a type before '" + name + "'");
  return integer(width, name[0] == 'i');
}

/// Types are spelled as Clang would print them, unless a `type` line says otherwise. Elements come before
/// what is made of them.
void UnitParser::fillSpellings() {
  for (Id id = 1; id < facts.tables.types.size(); ++id)
    if (!facts.tables.types[id].spelling)
      facts.tables.types[id].spelling = string(defaultTypeSpelling(facts.tables, id));
}

} // namespace overlap::facts
