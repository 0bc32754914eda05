#include "facts/Parser.h"

#include <bit>

namespace overlap::facts {
namespace {

/// Higher binds tighter; 0 for what is no infix operator.
int precedence(std::string_view op) {
  static const std::map<std::string_view, int> table = {
      {"||", 1}, {"&&", 2}, {"|", 3},  {"^", 4},  {"&", 5},   {"==", 6}, {"!=", 6},
      {"<", 7},  {"<=", 7}, {">", 7},  {">=", 7}, {"<=>", 8}, {"<<", 9}, {">>", 9},
      {"+", 10}, {"-", 10}, {"*", 11}, {"/", 11}, {"%", 11}};
  auto it = table.find(op);
  return it == table.end() ? 0 : it->second;
}

} // namespace

Id BodyParser::intern(const Value &value) {
  auto [it, isNew] = values.try_emplace(value, static_cast<Id>(body.values.size()));
  if (isNew)
    body.values.push_back(value);
  return it->second;
}

/// Gives a value the type that follows from its parts.
Value BodyParser::typed(Value value) {
  value.type = p.types.typeOfValue(body, value, [this](Id event) { return event < body.events.size(); });
  return value;
}

Value BodyParser::expression(int minPrecedence) {
  TokenReader::Nesting nesting(p);
  Value left = primary();
  while (p.peek().kind == TokenKind::Punct) {
    int binding = precedence(p.peek().text);
    if (binding == 0 || binding <= minPrecedence)
      break;
    BinOp op = p.enumerator<BinOp>();
    Id a = intern(left);
    Id b = intern(expression(binding));
    left = typed({.kind = ValueKind::Bin, .bin = op, .a = a, .b = b});
  }
  return left;
}

Value BodyParser::primary() {
  TokenReader::Nesting nesting(p);
  Value x;
  const Token token = p.peek();
  if (token.kind == TokenKind::Number) {
    x = constant(false);
  } else if (token.kind == TokenKind::String) {
    p.next();
    x = typed({.kind = ValueKind::Str, .imm = p.string(token.text)});
  } else if (token.kind == TokenKind::Ident) {
    p.next();
    x = word(token.text);
  } else if (p.accept("(")) {
    x = expression(0);
    p.expect(")");
  } else if (p.accept("-")) {
    x = p.peek().kind == TokenKind::Number ? constant(true) : unary(UnOp::Neg);
  } else if (p.accept("~")) {
    x = unary(UnOp::BitNot);
  } else if (p.accept("!")) {
    x = unary(UnOp::LogNot);
  } else if (p.accept("&")) {
    return typed({.kind = ValueKind::Addr, .a = path()}); // a type after it is the path's
  } else if (p.accept("?")) {
    if (p.accept("(")) {
      x.reason = p.enumerator<UnknownReason>();
      p.expect(")");
    }
  } else {
    p.fail("expected a value before '" + token.text + "'");
  }
  if (p.accept("{")) {
    x.type = p.type();
    p.expect("}");
  }
  return x;
}

Value BodyParser::unary(UnOp op) {
  Id operand = intern(primary());
  return typed({.kind = ValueKind::Un, .un = op, .a = operand});
}

Value BodyParser::constant(bool isNegative) {
  const std::string text = (isNegative ? "-" : "") + p.peek().text;
  bool isFloat = !p.peek().text.starts_with("0x") && text.find_first_of(".e") != std::string::npos;
  if (isFloat) {
    double x = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error != std::errc{} || end != text.data() + text.size())
      p.fail("expected a number");
    p.next();
    return typed({.kind = ValueKind::Float, .imm = std::bit_cast<std::int64_t>(x)});
  }
  // The most negative number has no positive counterpart.
  std::uint64_t magnitude = p.number<std::uint64_t>();
  return typed(
      {.kind = ValueKind::Int, .imm = static_cast<std::int64_t>(isNegative ? -magnitude : magnitude)});
}

/// What an identifier begins.
Value BodyParser::word(const std::string &word) {
  if (word == "null")
    return {.kind = ValueKind::Null};
  if (word == "catch")
    return {.kind = ValueKind::Catch};
  if (word == "fn")
    return {.kind = ValueKind::Function, .a = p.function()};
  if (auto it = definitions.find(word); it != definitions.end())
    return it->second;
  if (!p.accept("("))
    return eventValue(word);
  Value x;
  auto comma = [&] { p.expect(","); };
  if (word == "entry") {
    x = {.kind = ValueKind::Entry, .a = var()};
  } else if (word == "read" || word == "call" || word == "atomic") {
    x = eventValue(p.word());
    x.kind = word == "read" ? ValueKind::Read : word == "call" ? ValueKind::Call : ValueKind::Atomic;
  } else if (word == "bin") {
    x = {.kind = ValueKind::Bin, .bin = p.enumerator<BinOp>()};
    comma();
    x.a = value();
    comma();
    x.b = value();
  } else if (word == "un") {
    x = {.kind = ValueKind::Un, .un = UnOp::Other, .a = value()};
  } else if (word == "cast") {
    x = {.kind = ValueKind::Cast, .cast = p.enumerator<CastKind>()};
    comma();
    x.a = value();
  } else if (word == "select") {
    x = {.kind = ValueKind::Select, .a = value()};
    comma();
    x.b = value();
    comma();
    x.c = value();
  } else if (word == "sizeof") {
    x = {.kind = ValueKind::SizeOf, .a = value()};
  } else if (word == "fbits") {
    x = {.kind = ValueKind::Float, .imm = static_cast<std::int64_t>(p.number<std::uint64_t>())};
  } else {
    p.fail("unknown word '" + word + "'");
  }
  p.expect(")");
  return typed(x);
}

Value BodyParser::eventValue(const std::string &name) {
  auto it = events.find(name);
  if (it == events.end() && name != "e0")
    p.fail("unknown event '" + name + "'");
  Label label = name == "e0" ? Label{} : it->second;
  ValueKind kind = label.kind == EventKind::Read     ? ValueKind::Read
                   : label.kind == EventKind::Atomic ? ValueKind::Atomic
                                                     : ValueKind::Call;
  return typed({.kind = kind, .a = label.id});
}

Id BodyParser::path() {
  TokenReader::Nesting nesting(p);
  Path x;
  if (p.accept("?")) {
    x.root = RootKind::Unknown;
  } else if (p.accept("::")) {
    x.root = RootKind::Global;
    x.id = p.global();
  } else if (p.isAtWord("ptr") && p.peek(1).text == "(") {
    p.next();
    p.next();
    x.root = RootKind::Pointer;
    x.id = value();
    p.expect(")");
  } else {
    x.root = RootKind::Var;
    x.id = var();
  }
  x.type = p.types.typeOfRoot(body, x);
  while (p.isAt(".") || p.isAt("["))
    step(x);
  if (p.accept("{")) {
    x.type = p.type();
    p.expect("}");
  }
  Tables &tables = p.facts.tables;
  x.spelling = p.peek().kind == TokenKind::Quote ? p.string(p.next().text)
                                                 : p.string(defaultSpelling(tables, body, x));
  auto [it, isNew] = paths.try_emplace(x, static_cast<Id>(body.paths.size()));
  if (isNew)
    body.paths.push_back(x);
  return it->second;
}

void BodyParser::step(Path &path) {
  Step x;
  if (p.accept("[")) {
    x.kind = StepKind::Index;
    x.a = value();
    p.expect("]");
  } else {
    p.expect(".");
    if (p.accept("*")) {
      x.kind = StepKind::Any;
    } else if (p.isAtWord("base") && p.peek(1).text == "(") {
      p.next();
      p.next();
      x.kind = StepKind::Base;
      x.record = p.record();
      p.expect(")");
    } else {
      fieldStep(x, path.type);
    }
  }
  x.type = p.types.typeAfter(path.type, x, path.steps.empty() && path.root == RootKind::Pointer);
  if (p.accept("{")) {
    x.type = p.type();
    p.expect("}");
  }
  path.type = x.type;
  path.steps.push_back(x);
}

void BodyParser::fieldStep(Step &step, Id type) {
  step.kind = StepKind::Field;
  step.record = p.facts.tables.types[type].record;
  if (p.accept("<")) {
    step.record = p.record();
    p.expect(">");
  }
  if (p.accept("#")) {
    step.a = p.number<Id>();
    return;
  }
  const std::string name = p.word();
  const std::vector<Field> &fields = p.facts.tables.records[step.record].fields;
  auto it = std::ranges::find_if(fields, [&](const Field &f) { return p.facts.tables.str(f.name) == name; });
  if (it == fields.end())
    p.fail("no field '" + name + "' here");
  step.a = static_cast<Id>(it - fields.begin());
}

} // namespace overlap::facts
