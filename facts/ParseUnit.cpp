#include "facts/Parse.h"
#include "facts/Parser.h"
#include "facts/Validate.h"

namespace overlap::facts {

UnitFacts parseText(std::string_view text, std::string_view name) {
  UnitFacts facts = UnitParser(text, name).parse();
  validate(facts, name);
  return facts;
}

bool TokenReader::accept(std::string_view punct) {
  if (!isAt(punct))
    return false;
  ++at;
  return true;
}

bool TokenReader::acceptWord(std::string_view word) {
  if (!isAtWord(word))
    return false;
  ++at;
  return true;
}

void TokenReader::expect(std::string_view punct) {
  if (!accept(punct))
    fail("expected '" + std::string(punct) + "'");
}

std::string TokenReader::word() {
  if (peek().kind != TokenKind::Ident)
    fail("expected a word");
  return next().text;
}

void TokenReader::endOfLine() {
  if (peek().kind != TokenKind::Newline && peek().kind != TokenKind::End)
    fail("unexpected '" + peek().text + "'");
  skipLines();
}

void TokenReader::skipLines() {
  while (peek().kind == TokenKind::Newline)
    next();
}

void TokenReader::fail(const std::string &what) const {
  throw Error(name + ":" + std::to_string(peek().line) + ": " + what);
}

TokenReader::Nesting::Nesting(TokenReader &reader) : reader(reader) {
  if (++reader.depth > 1000)
    reader.fail("too deeply nested");
}

UnitFacts UnitParser::parse() {
  registerNames();
  skipLines();
  while (peek().kind != TokenKind::End)
    line();
  for (auto [function, position] : bodies)
    functionBody(function, position);
  fillSpellings();
  return std::move(facts);
}

/// Enters all records, functions and globals, so that they can be named before they are declared.
void UnitParser::registerNames() {
  KeyCounter recordKeys, functionKeys, globalKeys;
  unsigned braces = 0;
  auto add = [&](std::map<std::string, Id> &ids, KeyCounter &counter, auto &table, auto name) {
    std::string written = key();
    std::string bare = written.substr(0, written.find(kNumberMark));
    if (counter.next(bare) != written)
      fail("'" + bare + "' is declared before: number it, as in \"" + bare + "\"#2");
    ids[written] = static_cast<Id>(table.size());
    table.emplace_back().*name = string(bare);
  };
  for (bool atLineStart = true; peek().kind != TokenKind::End;) {
    const Token &token = next();
    bool isDeclaration = atLineStart && braces == 0 && token.kind == TokenKind::Ident;
    atLineStart = token.kind == TokenKind::Newline;
    if (token.kind == TokenKind::Punct && token.text == "{")
      ++braces;
    if (token.kind == TokenKind::Punct && token.text == "}" && braces)
      --braces;
    if (isDeclaration && token.text == "record")
      add(records, recordKeys, facts.tables.records, &Record::displayName);
    else if (isDeclaration && token.text == "function")
      add(functions, functionKeys, facts.tables.functions, &Function::displayName);
    else if (isDeclaration && token.text == "global")
      add(globals, globalKeys, facts.tables.globals, &Global::name);
  }
  moveTo(0);
}

void UnitParser::line() {
  auto nothing = [] { return false; };
  std::string keyword = word();
  if (keyword == "unit") {
    facts.mainFile = next().text;
    if (acceptWord("command")) {
      expect("=");
      facts.command = next().text;
    }
    if (acceptWord("functionsSeen")) {
      expect("=");
      facts.functionsSeen = number<std::uint32_t>();
    }
  } else if (keyword == "language") {
    attributes(facts.language, nothing);
  } else if (keyword == "file") {
    Id id = reference(Ref::File);
    attributes(facts.tables.files[id], nothing);
  } else if (keyword == "type") {
    Id id = type();
    Type x = facts.tables.types[id];
    attributes(x, nothing);
    facts.tables.types[id] = x;
  } else if (keyword == "record") {
    recordLine();
  } else if (keyword == "global") {
    globalLine();
  } else if (keyword == "function") {
    functionLine();
  } else if (keyword == "comment") {
    attributes(facts.comments.emplace_back(), nothing);
  } else if (keyword == "diagnostic") {
    attributes(facts.diagnostics.emplace_back(), nothing);
  } else if (keyword == "dep") {
    facts.deps.push_back(reference(Ref::File));
  } else {
    fail("unknown line '" + keyword + "'");
  }
  endOfLine();
}

void UnitParser::recordLine() {
  Id id = record();
  auto nothing = [] { return false; };
  Record x = facts.tables.records[id];
  const std::string display = facts.tables.str(x.displayName);
  x.symbol = symbolOf(display);
  x.name = string(defaultRecordName(display));
  attributes(x, nothing);
  if (accept("{")) {
    for (skipLines(); !accept("}"); endOfLine()) {
      if (acceptWord("base")) {
        BaseClass base;
        base.record = record();
        attributes(base, nothing);
        x.bases.push_back(base);
      } else if (acceptWord("field")) {
        Field field;
        field.name = string(next().text);
        expect(":");
        field.type = type();
        attributes(field, nothing);
        x.fields.push_back(field);
      } else if (acceptWord("method")) {
        Method method;
        method.symbol = reference(Ref::Symbol);
        attributes(method, nothing);
        x.methods.push_back(std::move(method));
      } else {
        fail("expected a base, field or method");
      }
    }
  }
  facts.tables.records[id] = std::move(x);
}

void UnitParser::globalLine() {
  Id id = global();
  Global x = facts.tables.globals[id];
  x.symbol = symbolOf(facts.tables.str(x.name));
  if (accept(":"))
    x.type = type();
  attributes(x, [&] {
    if (!accept("@"))
      return false;
    x.loc = loc(0);
    return true;
  });
  facts.tables.globals[id] = x;
}

void UnitParser::functionLine() {
  Id id = function();
  Function x = facts.tables.functions[id];
  const std::string display = facts.tables.str(x.displayName);
  x.symbol = symbolOf(display);
  x.qualifiedName = string(defaultQualifiedName(display));
  if (accept("(")) {
    while (!accept(")")) {
      Param param;
      param.name = string(next().text);
      expect(":");
      param.type = type();
      x.params.push_back(param);
      if (!isAt(")"))
        expect(",");
    }
  }
  if (accept("->"))
    x.result = type();
  attributes(x, [&] {
    if (accept("@")) {
      x.loc = loc(0);
      return true;
    }
    if (!isAtWord("attrs"))
      return false;
    next();
    expect("=");
    list([&] {
      auto it = std::ranges::find(kAttrNames, peek().text);
      if (it == kAttrNames.end())
        fail("unknown attribute '" + peek().text + "'");
      next();
      x.attrs |= 1u << (it - kAttrNames.begin());
    });
    return true;
  });
  if (isAt("{")) {
    x.state = BodyState::Present;
    bodies.emplace_back(id, position());
    skipBraces();
  }
  facts.tables.functions[id] = std::move(x);
}

void UnitParser::skipBraces() {
  unsigned open = 0;
  do {
    if (peek().kind == TokenKind::End)
      fail("a brace is not closed");
    open += isAt("{");
    open -= isAt("}");
    next();
  } while (open);
}

void UnitParser::functionBody(Id id, std::size_t position) {
  moveTo(position);
  expect("{");
  BodyParser parser(*this, id);
  body = &parser;
  Body parsed = parser.parse();
  body = nullptr;
  facts.tables.functions[id].body = static_cast<Id>(facts.tables.bodies.size());
  facts.tables.bodies.push_back(std::move(parsed));
}

Id UnitParser::string(const std::string &text) {
  auto [it, isNew] = strings.try_emplace(text, static_cast<Id>(facts.tables.strings.size()));
  if (isNew)
    facts.tables.strings.push_back(text);
  return it->second;
}

Id UnitParser::file(const std::string &name) {
  if (name.empty())
    return 0;
  auto [it, isNew] = files.try_emplace(name, static_cast<Id>(facts.tables.files.size()));
  if (isNew)
    facts.tables.files.push_back({.name = string(name)});
  return it->second;
}

std::string UnitParser::key() {
  if (peek().kind != TokenKind::Ident && peek().kind != TokenKind::String)
    fail("expected a name");
  std::string text = next().text;
  return accept("#") ? text + kNumberMark + std::to_string(number<unsigned>()) : text;
}

Id UnitParser::lookUp(const std::map<std::string, Id> &ids, const char *what) {
  if (acceptWord("none"))
    return 0;
  std::size_t start = position();
  std::string name = key();
  auto it = ids.find(name);
  if (it != ids.end())
    return it->second;
  moveTo(start);
  fail(std::string("unknown ") + what + " '" + name + "'");
}

Id UnitParser::record() { return lookUp(records, "record"); }

Id UnitParser::global() { return lookUp(globals, "global"); }

/// Functions need not be declared to be called.
Id UnitParser::function() {
  std::size_t start = position();
  std::string name = acceptWord("none") ? "" : key();
  if (!functions.contains(name)) {
    functions[name] = static_cast<Id>(facts.tables.functions.size());
    Function x;
    x.displayName = string(name);
    x.symbol = symbolOf(name);
    x.qualifiedName = string(defaultQualifiedName(name));
    facts.tables.functions.push_back(std::move(x));
    return functions[name];
  }
  moveTo(start);
  return lookUp(functions, "function");
}

Id UnitParser::addSymbol(const Symbol &symbol) {
  auto [it, isNew] = symbols.try_emplace(std::tuple(symbol.usr, symbol.linkage, symbol.scope),
                                         static_cast<Id>(facts.tables.symbols.size()));
  if (isNew)
    facts.tables.symbols.push_back(symbol);
  return it->second;
}

Id UnitParser::symbolOf(const std::string &usr) { return addSymbol({string(usr), Linkage::External, 0}); }

/// "usr", or "usr"/linkage, or "usr"/linkage/"scope".
Id UnitParser::symbol() {
  Symbol symbol{string(next().text), Linkage::External, 0};
  if (accept("/"))
    symbol.linkage = enumerator<Linkage>();
  if (accept("/"))
    symbol.scope = string(next().text);
  return addSymbol(symbol);
}

bool UnitParser::flag() {
  if (!hasValue)
    return true;
  std::string text = word();
  if (text != "true" && text != "false")
    fail("expected true or false");
  return text == "true";
}

Id UnitParser::reference(Ref ref) {
  if (isAtWord("none") && ref != Ref::Var) {
    next();
    return 0;
  }
  switch (ref) {
  case Ref::String:
    if (peek().kind != TokenKind::String)
      fail("expected a string");
    return string(next().text);
  case Ref::File:
    if (peek().kind != TokenKind::String)
      fail("expected a file's name");
    return file(next().text);
  case Ref::Type:
    return type();
  case Ref::Symbol:
    return symbol();
  case Ref::Record:
    return record();
  case Ref::Function:
    return function();
  case Ref::Global:
    return global();
  default:
    if (!body)
      fail("only a body has these");
    return body->reference(ref);
  }
}

Loc UnitParser::loc(Id defaultFile) {
  Loc loc;
  auto fileName = [&] {
    if (peek().kind != TokenKind::String)
      return defaultFile;
    Id id = file(next().text);
    expect(":");
    return id;
  };
  auto position = [&](std::uint32_t &line, std::uint32_t &col) {
    line = number<std::uint32_t>();
    expect(":");
    col = number<std::uint32_t>();
  };
  loc.file = fileName();
  position(loc.line, loc.col);
  if (accept("-"))
    position(loc.endLine, loc.endCol);
  if (accept("!")) {
    loc.macro = reference(Ref::String);
    if (accept("(")) {
      loc.spellFile = fileName();
      position(loc.spellLine, loc.spellCol);
      expect(")");
    }
  }
  return loc;
}

} // namespace overlap::facts
